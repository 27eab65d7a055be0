"""Addresses of figures about areas."""

from django.urls import path

from houvast.web import areas, relations

urlpatterns = [
    path("wijken/", areas.areas, name="areas"),
    path("wijken/verband/", relations.relations, name="relations"),
    path("wijken/verband/<uuid:answer_id>/", relations.relation, name="relation"),
    path("wijken/<str:code>/", areas.area, name="area"),
]
