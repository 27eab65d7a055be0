"""What was agreed with the employer: kept as versions, of which the latest counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers.models import Workplace
from houvast.employers.rules.states import WorkKind
from houvast.errors import NotFound
from houvast.people.models import Identity
from houvast.placements.actions.under_way import running
from houvast.placements.models import AgreedTerms, Placement
from houvast.placements.rules.states import PlacementState
from houvast.placements.rules.terms import Beginner, WorkTerms, check_terms, check_terms_place
from houvast.tracks.models import Track


def settle(*, by: Actor, placement_id: UUID, terms: WorkTerms) -> None:
    """Write anew what was agreed with the employer, before the start or while the work goes on."""
    with recorded(by, "placements.terms_settled", placement_id) as act:
        track = running(by, Placement.objects.one(placement_id).track_id, act)
        one = Placement.objects.select_for_update(no_key=True).one(placement_id)
        check_terms_place(PlacementState(one.state))
        keep_terms(by, one, track, terms, act)


def keep_terms(
    by: Actor, placement: Placement, track: Track, terms: WorkTerms, act: Operation
) -> None:
    """Check the terms against the first working day and keep them, inside the caller's act.

    Without a change there is no new version.
    """
    workplace = Workplace.objects.filter(pk=placement.workplace_id).first()
    if workplace is None:
        raise NotFound
    identity = Identity.objects.filter(person=track.person_id).first()
    begins: date = placement.started_on or placement.start_on or act.today
    who = Beginner(identity.birth_date if identity else None, begins)
    clean = check_terms(terms, who, WorkKind(workplace.kind))
    columns = {
        "hours": clean.hours,
        "days": clean.days,
        "contract": clean.contract.value,
        "pay_kind": clean.pay_kind.value,
        "wage_cents": clean.wage_cents,
        "contact_person": clean.contact_person,
    }
    if columns not in _latest(placement, columns):
        AgreedTerms.objects.create(
            placement=placement, at=act.now, made_by_id=by.user_id, **columns, **track.row()
        )


def _latest(placement: Placement, columns: Mapping[str, object]) -> list[dict[str, object]]:
    """The terms that count now; more than one only when written in one transaction."""
    rows: Any = AgreedTerms.objects.filter(placement=placement).values("at", *columns)
    kept = list(rows.order_by("-at"))
    return [{name: one[name] for name in columns} for one in kept if one["at"] == kept[0]["at"]]
