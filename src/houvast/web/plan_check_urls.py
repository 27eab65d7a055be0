"""Addresses of the check of plans."""

from django.urls import path

from houvast.web import (
    plan_checks,
    plan_facts,
    plan_files,
    plan_matrix,
    plan_schemes,
    plan_versions,
)

urlpatterns = [
    path("plannen/", plan_checks.plan_checks, name="plan_checks"),
    path("plannen/naast-elkaar/", plan_matrix.plan_matrix, name="plan_matrix"),
    path("plannen/bestand/<uuid:arrival_id>/", plan_checks.plan_arrival, name="plan_arrival"),
    path("plannen/<uuid:reading_id>/", plan_checks.plan_check, name="plan_check"),
    path(
        "plannen/<uuid:reading_id>/vraag/<str:about>/",
        plan_checks.plan_question,
        name="plan_question",
    ),
    path(
        "plannen/<uuid:reading_id>/vraag/<str:about>/actie/",
        plan_checks.plan_action,
        name="plan_action",
    ),
    path(
        "plannen/<uuid:reading_id>/actie/<uuid:action_id>/gedaan/",
        plan_checks.plan_action_done,
        name="plan_action_done",
    ),
    path(
        "plannen/<uuid:reading_id>/vraag/<str:about>/stuk/<uuid:passage_id>/",
        plan_facts.plan_facts,
        name="plan_facts",
    ),
    path(
        "plannen/<uuid:reading_id>/vraag/<str:about>/stuk/<uuid:passage_id>/<uuid:fact_id>/terug/",
        plan_facts.plan_fact_back,
        name="plan_fact_back",
    ),
    path("plannen/<uuid:reading_id>/verslag/", plan_files.plan_report, name="plan_report"),
    path("plannen/<uuid:reading_id>/verslag/<slug:form>/", plan_files.plan_file, name="plan_file"),
    path("plannen/<uuid:reading_id>/versies/", plan_versions.plan_versions, name="plan_versions"),
    path("plannen/<uuid:reading_id>/overnemen/", plan_versions.plan_carry, name="plan_carry"),
    path("plannen/<uuid:reading_id>/programma/", plan_schemes.plan_scheme, name="plan_scheme"),
    path("plannen/<uuid:reading_id>/<slug:step>/", plan_checks.plan_step, name="plan_step"),
]
