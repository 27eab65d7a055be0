"""Addresses of the questions that a plan is held against."""

from django.urls import path

from houvast.web import plan_questions as screens

urlpatterns = [
    path("plannen/vragen/", screens.plan_questions, name="plan_questions"),
    path("plannen/vragen/nieuw/", screens.new_plan_question, name="new_plan_question"),
    path(
        "plannen/vragen/voorstel/<uuid:version_id>/<slug:step>/",
        screens.answer_plan_question,
        name="answer_plan_question",
    ),
    path("plannen/vragen/<slug:code>/", screens.own_plan_question, name="own_plan_question"),
    path(
        "plannen/vragen/<slug:code>/wijzigen/",
        screens.change_plan_question,
        name="change_plan_question",
    ),
]
