"""Somebody says which occupation a text means: of a table that waits, or of a workplace here."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.rows import change
from houvast.employers.models import Workplace, WorkUpload
from houvast.employers.reads.workplaces import facts_of
from houvast.employers.rules.coding import (
    CODED_BY_NOW,
    MOST_CODED,
    NOTHING,
    check_listed,
    with_code,
)
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import WorkplaceState
from houvast.errors import Refused
from houvast.reference.reads.occupations import works_of
from houvast.reference.rules.search import Work
from houvast.uploads import waiting


def choose_occupations(*, by: Actor, upload_id: UUID, chosen: Mapping[str, UUID | None]) -> int:
    """Say of texts in a table that waits which occupation they mean; None takes that back.

    Gives how many have an occupation now. Raises Refused for one that no list has.
    """
    with recorded(by, "employers.occupations_chosen", upload_id):
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload = WorkUpload.objects.select_for_update(no_key=True).one(upload_id)
        waiting.require_not_asked(upload)
        works = _listed(chosen.values())
        coded = dict(upload.coded)
        for key, concept in chosen.items():
            coded.pop(key, None)
            if concept:
                coded[key] = str(check_listed(concept, works).concept)
        upload.coded = dict(list(coded.items())[-MOST_CODED:])
        upload.save(update_fields=["coded"])
        return sum(one is not None for one in chosen.values())


def code_workplaces(*, by: Actor, chosen: Mapping[UUID, UUID]) -> int:
    """Say of workplaces which occupation each is about: all of them, or none. How many."""
    with recorded(by, "employers.workplaces_coded"):
        permissions.require(by, Act.CODE_WORKPLACE)
        if not chosen:
            raise Refused(NOTHING)
        works = _listed(chosen.values())
        for workplace_id, concept in chosen.items():
            _code(by, workplace_id, check_listed(concept, works))
        return len(chosen)


def _code(by: Actor, workplace_id: UUID, work: Work) -> None:
    with recorded(by, "employers.workplace_coded", workplace_id) as act:
        seen = Workplace.objects.one(workplace_id)
        permissions.require_change(by, seen.made_by_id, WorkplaceState(seen.state))
        place = Workplace.objects.select_for_update(no_key=True).one(workplace_id)
        if place.isco:
            raise Refused(CODED_BY_NOW)
        facts = with_code(facts_of(place), work)
        said = {"isco": facts.isco, "concept": facts.concept, "occupation": facts.occupation}
        change(place, act, **said)


def _listed(concepts: Iterable[UUID | None]) -> dict[UUID, Work]:
    asked = {one for one in concepts if one}
    return {one.concept: one for one in works_of(asked)}
