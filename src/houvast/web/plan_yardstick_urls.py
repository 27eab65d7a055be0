"""Addresses of what later reports are held against."""

from django.urls import path

from houvast.web import plan_yardsticks as screens

ONE = "plannen/meetlat/<uuid:line>/"

urlpatterns = [
    path("plannen/<uuid:reading_id>/meetlatten/", screens.plan_yardsticks, name="plan_yardsticks"),
    path(
        "plannen/<uuid:reading_id>/meetlatten/<uuid:fact_id>/",
        screens.new_plan_yardstick,
        name="new_plan_yardstick",
    ),
    path(ONE, screens.plan_yardstick, name="plan_yardstick"),
    path(f"{ONE}wijzigen/", screens.change_plan_yardstick, name="change_plan_yardstick"),
    path(f"{ONE}vervallen/", screens.drop_plan_yardstick, name="drop_plan_yardstick"),
    path(f"{ONE}verslag/", screens.figure_plan_yardstick, name="figure_plan_yardstick"),
    path(f"{ONE}tellen/", screens.count_plan_yardstick, name="count_plan_yardstick"),
    path(
        f"{ONE}cijfer/<uuid:figure_id>/<slug:step>/",
        screens.answer_plan_figure,
        name="answer_plan_figure",
    ),
]
