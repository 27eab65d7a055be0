"""The addresses of the street: what devices ask by themselves, and the places of a team."""

from django.urls import path

from houvast.web import outreach, sync

ON_THE_STREET = [
    path("sync/stand/", sync.stand, name="sync_stand"),
    path("sync/namen/", sync.labels, name="sync_names"),
    path("sync/pakket/", sync.package, name="sync_package"),
    path("straat/vandaag/", outreach.shift, name="shift"),
    path("straat/geweigerd/", outreach.refused, name="refused_items"),
    path("straat/geweigerd/<uuid:item_id>/", outreach.refused_one, name="refused_item"),
    path("straat/geweigerd/<uuid:item_id>/weg/", outreach.let_go, name="drop_item"),
    path("vindplaatsen/", outreach.places, name="outreach_places"),
    path("vindplaatsen/<uuid:place_id>/weg/", outreach.end, name="end_outreach_place"),
    path("namen-op-toestellen/", outreach.device_names, name="device_names"),
]
