"""Say of which areas a place of a programme is made. Who says it stands in the trail alone."""

from collections.abc import Sequence
from uuid import UUID

from houvast.areas import permissions
from houvast.areas.models import ProgrammeLink
from houvast.areas.reads.programmes import called, choosable, link_of
from houvast.areas.rules.programmes import check_parts, check_reason
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop


def link_place(
    *, by: Actor, place_id: str, level: str, codes: Sequence[str], reason: str, key: UUID
) -> None:
    """Let these areas (codes of one `level`, in the latest boundaries) make up a place.

    The same form again says it once. Raises NotAllowed, NotFound, Refused.
    """
    with recorded(by, "areas.programme_linked") as act:
        permissions.require_links(by)
        _programme, place = called(place_id)
        one_at_a_time(by.municipality_id, f"programme {place.id} ")
        if ProgrammeLink.objects.filter(pk=key).exists():
            return
        year, known = choosable(place.code, level)
        chosen = check_parts(place, codes, [code for code, _name in known])
        said = check_reason(reason)
        before = link_of(place.id)
        if before and (before.year, before.codes, before.reason) == (year, chosen, said):
            raise Refused(gettext_noop("Zo staat het al. Verander iets, of ga terug."))
        _said(ProgrammeLink(
            pk=key, municipality_id=by.municipality_id, place=place.id, year=year,
            number=before.number + 1 if before else 1, codes=list(chosen), reason=said, at=act.now,
        ))  # fmt: skip
        act.about = key


def unlink_place(*, by: Actor, place_id: str, reason: str, key: UUID) -> None:
    """Say that what was said of a place does not hold any more; what was said stays readable.

    Raises NotAllowed, NotFound, Refused.
    """
    with recorded(by, "areas.programme_unlinked") as act:
        permissions.require_links(by)
        _programme, place = called(place_id)
        one_at_a_time(by.municipality_id, f"programme {place.id} ")
        if ProgrammeLink.objects.filter(pk=key).exists():
            return
        said, before = check_reason(reason), link_of(place.id)
        if not before or not before.codes:
            raise Refused(gettext_noop("Dit gebied is niet gekoppeld."))
        _said(ProgrammeLink(
            pk=key, municipality_id=by.municipality_id, place=place.id, year=before.year,
            number=before.number + 1, codes=[], reason=said, at=act.now,
        ))  # fmt: skip
        act.about = key


def _said(link: ProgrammeLink) -> None:
    """Keep it. Raises NotFound for a key that somebody else has."""
    ProgrammeLink.objects.bulk_create([link], ignore_conflicts=True)
    if not ProgrammeLink.objects.filter(pk=link.pk).exists():
        raise NotFound
