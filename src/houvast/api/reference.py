"""Public lists that were brought in, about nobody: for every token, and never without one."""

from django.http import HttpRequest
from ninja import Router

from houvast.api.endpoints import page_of, read
from houvast.api.shapes.made import Cursor, Word
from houvast.api.shapes.reference import Edition, OccupationItem, Occupations, PlaceItem, Places
from houvast.reference.reads.editions import editions_in_use
from houvast.reference.reads.occupations import occupations
from houvast.reference.reads.places import places_of
from houvast.reference.rules.editions import Kind
from houvast.reference.rules.search import find

router = Router(tags=["reference"])
PER_PART = 50


@read(router, "/occupations", None, Occupations)
def list_occupations(request: HttpRequest, search: Word = "", cursor: Cursor = "") -> Occupations:
    """The occupations of ESCO, by name; with a word of three letters or more the closest first."""
    edition = editions_in_use().get(Kind.OCCUPATIONS)
    every = occupations(edition.id) if edition else ()
    found = find(every, search, len(every)) if search.strip() else [one.work for one in every]
    at, pages = _part(cursor, len(found))
    return Occupations(
        edition=Edition.model_validate(edition) if edition else None,
        items=[
            OccupationItem.model_validate(one) for one in found[(at - 1) * PER_PART : at * PER_PART]
        ],
        total=len(found),
    ).at(at, pages)


@read(router, "/places", None, Places)
def list_places(request: HttpRequest, search: Word = "", cursor: Cursor = "") -> Places:
    """Where postcodes lie, by postcode; a search is how a postcode or a town begins."""
    edition = editions_in_use().get(Kind.PLACES)
    found, total = places_of(edition.id, search, page_of(cursor), PER_PART) if edition else ([], 0)
    at, pages = _part(cursor, total)
    return Places(
        edition=Edition.model_validate(edition) if edition else None,
        items=[PlaceItem.model_validate(one) for one in found],
        total=total,
    ).at(at, pages)


def _part(cursor: str, total: int) -> tuple[int, int]:
    """Which part is asked, and how many there are; past the last there is nothing."""
    pages = max(1, -(-total // PER_PART))
    return page_of(cursor), pages
