"""Addresses of the checks that other municipalities gave."""

from django.urls import path

from houvast.web import plan_others as screens

ALL = "plannen/van-anderen/"

urlpatterns = [
    path(ALL, screens.plan_others, name="plan_others"),
    path(f"{ALL}<uuid:other_id>/", screens.plan_other, name="plan_other"),
    path(f"{ALL}<uuid:other_id>/weg/", screens.plan_other_gone, name="plan_other_gone"),
]
