"""Addresses about what is restricted and about guests of partners; `urls.py` takes them in."""

from django.urls import path

from houvast.web import guests, new_guests, restricting

urlpatterns = [
    path(
        "jongeren/<uuid:track_id>/delen/<uuid:fact_id>/beperken/",
        restricting.restrict,
        name="restrict_fact",
    ),
    path("jongeren/<uuid:track_id>/delen/vragen/", guests.ask_partner, name="ask_partner"),
    path("vraag/", guests.question, name="question"),
    path("vraag/<uuid:asked_id>/", guests.guest_question, name="guest_question"),
    path("vraag/<uuid:asked_id>/terug/", guests.return_question, name="return_question"),
    path("vraag/antwoord/<uuid:answer_id>/gelezen/", guests.answer_read, name="answer_read"),
    path("gasten/", guests.guests, name="guests"),
    path("gasten/<uuid:asked_id>/stop/", guests.stop_guest, name="stop_guest"),
    path("collegas/gast/", new_guests.new_guest, name="new_guest"),
]
