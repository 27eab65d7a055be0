"""The addresses of the street: what devices ask by themselves, and the places of a team."""

from django.urls import path

from houvast.web import day_plan, devices, outreach, sync

ON_THE_STREET = [
    path("sync/stand/", sync.stand, name="sync_stand"),
    path("sync/namen/", sync.labels, name="sync_names"),
    path("sync/toestel/", sync.device, name="sync_device"),
    path("sync/verzegeld/", sync.sealed, name="sync_sealed"),
    path("sync/pakket/", sync.package, name="sync_package"),
    path("straat/plan/", day_plan.plan, name="day_plan"),
    path("jongeren/<uuid:track_id>/plek/", day_plan.place, name="sought_place"),
    path("straat/vandaag/", outreach.shift, name="shift"),
    path("straat/geweigerd/", outreach.refused, name="refused_items"),
    path("straat/geweigerd/<uuid:item_id>/", outreach.refused_one, name="refused_item"),
    path("straat/geweigerd/<uuid:item_id>/weg/", outreach.let_go, name="drop_item"),
    path("vindplaatsen/", outreach.places, name="outreach_places"),
    path("vindplaatsen/<uuid:place_id>/weg/", outreach.end, name="end_outreach_place"),
    path("toestellen/", devices.devices, name="devices"),
    path("toestellen/<uuid:device_id>/", devices.device, name="device"),
    path("toestellen/<uuid:device_id>/kwijt/", devices.lost, name="lose_device"),
    path("toestellen/<uuid:device_id>/terug/", devices.found, name="give_back_device"),
    path("toestellen/<uuid:device_id>/toelaten/", devices.let_letters_in, name="let_letters_in"),
    path("namen-op-toestellen/", outreach.device_names, name="device_names"),
]
