"""Addresses of noodtoegang, data breaches and lokdossiers; `urls.py` takes them in."""

from django.urls import path

from houvast.web import breaches, glass, limits, watching

PATHS = [
    path("nood/", glass.emergencies, name="emergencies"),
    path("nood/naam/", glass.by_name, name="emergency"),
    path("nood/<uuid:glass_id>/", glass.file, name="emergency_file"),
    path("nood/<uuid:glass_id>/nakijken/", glass.review, name="review_emergency"),
    path("nood/<uuid:glass_id>/verlengen/", glass.extend, name="extend_emergency"),
    path("jongeren/<uuid:track_id>/nood/", glass.of_track, name="emergency_of_track"),
    path("datalekken/", breaches.breaches, name="breaches"),
    path("datalekken/nieuw/", breaches.new, name="new_breach"),
    path("datalekken/<uuid:breach_id>/", breaches.breach, name="breach"),
    path("blikken/lokdossiers/", watching.honey, name="honey"),
    path("blikken/grenzen/", limits.limits, name="limits"),
    path("blikken/grenzen/nieuw/", limits.new_limit, name="new_limit"),
    path("blikken/grenzen/uren/", limits.new_hours, name="new_hours"),
    path(
        "blikken/grenzen/uren/<uuid:hours_id>/<slug:step>/",
        limits.answer_hours,
        name="answer_hours",
    ),
    path("blikken/grenzen/<uuid:limit_id>/akkoord/", limits.agree, name="agree_limit"),
    path("blikken/grenzen/<uuid:limit_id>/niet/", limits.decline, name="decline_limit"),
]
