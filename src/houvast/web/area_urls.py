"""Addresses of figures about areas."""

from django.urls import path

from houvast.web import area_files, areas, citing, country, offer, programmes, relations

urlpatterns = [
    path("wijken/", areas.areas, name="areas"),
    path("wijken/aanbod/", offer.need_and_offer, name="need_and_offer"),
    path("werkplekken/<uuid:workplace_id>/wijk/", offer.district, name="workplace_district"),
    path("wijken/verband/", relations.relations, name="relations"),
    path("wijken/verband/<uuid:answer_id>/", relations.relation, name="relation"),
    path(
        "wijken/verband/<uuid:answer_id>/<slug:form>/",
        area_files.relation_file,
        name="relation_file",
    ),
    path("wijken/nederland/", country.country, name="country"),
    path(
        "wijken/nederland/<slug:level>/<int:year>/<slug:version>.bin",
        country.outlines,
        name="country_outlines",
    ),
    path(
        "wijken/nederland/<slug:level>/<int:year>/<slug:figure>/<slug:version>.bin",
        country.figures,
        name="country_figures",
    ),
    path(
        "wijken/nederland/<slug:level>/<int:year>/<slug:figure>/<slug:version>.json",
        country.names,
        name="country_names",
    ),
    path("wijken/programmas/", programmes.programmes, name="programmes"),
    path(
        "wijken/programmas/bestand/<slug:programme>/",
        programmes.programme_file,
        name="programme_file",
    ),
    path("wijken/programmas/<slug:place>/", programmes.place, name="programme_place"),
    path("wijken/programmas/<slug:place>/koppel/<slug:level>/", programmes.link, name="link_place"),
    path("wijken/programmas/<slug:place>/los/", programmes.unlink, name="unlink_place"),
    path("wijken/cijfer/", citing.citations, name="citations"),
    path("wijken/cijfer/<str:cited>/", citing.citation, name="citation"),
    path("wijken/bestand/<slug:form>/", area_files.areas_file, name="areas_file"),
    path("wijken/<str:code>/", areas.area, name="area"),
    path("wijken/<str:code>/citeer/", citing.cite, name="cite"),
    path("wijken/<str:code>/bestand/<slug:form>/", area_files.area_file, name="area_file"),
]
