"""Addresses of figures about areas."""

from django.urls import path

from houvast.web import areas

urlpatterns = [
    path("wijken/", areas.areas, name="areas"),
    path("wijken/<str:code>/", areas.area, name="area"),
]
