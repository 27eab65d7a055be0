"""Workplaces: add, offer, keep fresh, fill, withdraw. None of it changes anything else.

Placements tells when somebody starts or leaves, with `take_place` and `give_back_place`.
"""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID, uuid4

from houvast.accounts.models import Municipality
from houvast.areas.reads.districts import districts_of
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.rows import add, change, known, of
from houvast.employers.models import Employer, Workplace, WorkplaceCondition
from houvast.employers.rules.employers import check_same_day
from houvast.employers.rules.occupations import coded
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Answer, ConditionCode, Strength, WorkplaceState
from houvast.employers.rules.workplaces import (
    WorkplaceFacts,
    after_change,
    after_giving_back,
    after_taking,
    before_confirming,
    before_withdrawal,
    check_begins,
    check_condition,
    check_confirm,
    check_move,
    check_offer,
    check_restore,
    check_unconfirm,
    check_workplace,
)
from houvast.errors import Refused, gettext_noop
from houvast.reference.reads.occupations import works_of

GONE = gettext_noop("Deze werkplek is ingetrokken. Zet hem eerst terug.")
NO_DISTRICT = gettext_noop("Kies een wijk uit de lijst.")


def add_workplace(
    *, by: Actor, employer_id: UUID, facts: WorkplaceFacts, key: UUID | None = None
) -> UUID:
    """Add a workplace as a draft; a broker may do this too."""
    with recorded(by, "employers.workplace_added", employer_id) as act:
        permissions.require(by, Act.ADD_WORKPLACE)
        employer = Employer.objects.one(employer_id)
        if same := known(Workplace, key, by, employer_id=employer_id):
            return same
        row = Workplace(
            pk=key or uuid4(),
            state=WorkplaceState.DRAFT.value,
            **workplace_columns(check_begins(check_workplace(_coded(facts)), act.today)),
            **of(employer, by, act),
        )
        act.about = row.pk
        return add(row, by)


def change_workplace(*, by: Actor, workplace_id: UUID, facts: WorkplaceFacts) -> None:
    """Write a workplace anew. More places than taken makes it available again, as many fills it."""
    with recorded(by, "employers.workplace_changed", workplace_id) as act:
        permissions.require(by, Act.ADD_WORKPLACE)
        seen = Workplace.objects.one(workplace_id)
        permissions.require_change(by, seen.made_by_id, WorkplaceState(seen.state))
        place = _held(workplace_id)
        columns = workplace_columns(check_begins(check_workplace(_coded(facts)), act.today))
        state = after_change(WorkplaceState(place.state), facts.places, place.places_taken)
        moved = {"district": ""} if columns["pc4"] != place.pc4 else {}
        change(place, act, state=state.value, **columns, **moved)


def choose_district(*, by: Actor, workplace_id: UUID, district: str) -> None:
    """Say in which wijk of ours the work is, by its code; empty takes it away.

    Raises NotAllowed, NotFound, and Refused for what is no wijk of the own municipality.
    """
    with recorded(by, "employers.workplace_district_chosen", workplace_id) as act:
        permissions.require(by, Act.CHANGE_WORKPLACE)
        place = _held(workplace_id)
        if place.state == WorkplaceState.WITHDRAWN.value:
            raise Refused(GONE)
        ours = Municipality.objects.values_list("name", flat=True).get(pk=by.municipality_id)
        if district and district not in {one.code for one in districts_of(ours)}:
            raise Refused(NO_DISTRICT)
        change(place, act, district=district)


def add_condition(
    *,
    by: Actor,
    workplace_id: UUID,
    code: ConditionCode,
    strength: Strength,
    reason: str = "",
    key: UUID | None = None,
) -> UUID:
    """Add what the work asks, with the reason that lies in the work."""
    with recorded(by, "employers.condition_added", workplace_id) as act:
        permissions.require(by, Act.ADD_WORKPLACE)
        place = Workplace.objects.select_related("employer").one(workplace_id)
        permissions.require_condition(by, place.made_by_id, WorkplaceState(place.state))
        if same := known(WorkplaceCondition, key, by, workplace_id=workplace_id):
            return same
        text = check_condition(strength, reason)
        asked = WorkplaceCondition.objects.filter(workplace=place, dropped_on=None)
        if asked.filter(code=code.value).exists():
            raise Refused(gettext_noop("Deze eis staat er al. Haal hem eerst weg."), field="code")
        row = WorkplaceCondition(
            pk=key or uuid4(),
            workplace=place,
            code=code.value,
            strength=strength.value,
            reason=text,
            **of(place.employer, by, act),
        )
        return add(row, by)


def drop_condition(*, by: Actor, condition_id: UUID) -> None:
    """The work does not ask this any more. Adding it again is how it is written anew."""
    with recorded(by, "employers.condition_dropped") as act:
        permissions.require(by, Act.CHANGE_WORKPLACE)
        condition = WorkplaceCondition.objects.select_for_update(no_key=True).one(condition_id)
        act.about = condition.workplace_id
        if condition.dropped_on is None:
            change(condition, act, dropped_on=act.today)


def restore_condition(*, by: Actor, condition_id: UUID) -> None:
    """Take back that a condition was dropped, on the same day."""
    with recorded(by, "employers.condition_restored") as act:
        permissions.require(by, Act.CHANGE_WORKPLACE)
        condition = WorkplaceCondition.objects.select_for_update(no_key=True).one(condition_id)
        act.about = condition.workplace_id
        check_same_day(condition.dropped_on, act.today)
        asked = WorkplaceCondition.objects.filter(
            workplace_id=condition.workplace_id, dropped_on=None, code=condition.code
        )
        if asked.exists():
            raise Refused(gettext_noop("Deze eis staat er al. Ververs de pagina."))
        change(condition, act, dropped_on=None)


def offer_workplace(*, by: Actor, workplace_id: UUID) -> None:
    """Make a draft available. The employer has just confirmed it."""
    with recorded(by, "employers.workplace_offered", workplace_id) as act:
        permissions.require(by, Act.OFFER_WORKPLACE)
        place = _held(workplace_id)
        state = check_offer(WorkplaceState(place.state), place.closing_on, act.today)
        change(place, act, state=state.value, confirmed_on=act.today)


def confirm_workplace(*, by: Actor, workplace_id: UUID) -> None:
    """The employer says today that the workplace is still there: fresh for 30 days."""
    with recorded(by, "employers.workplace_confirmed", workplace_id) as act:
        permissions.require(by, Act.CONFIRM_WORKPLACE)
        place = _held(workplace_id)
        check_confirm(WorkplaceState(place.state))
        before = before_confirming(place.confirmed_on, place.confirmed_before, act.today)
        change(place, act, confirmed_on=act.today, confirmed_before=before)


def unconfirm_workplace(*, by: Actor, workplace_id: UUID) -> None:
    """Take back today's confirmation: the one before counts again."""
    with recorded(by, "employers.workplace_unconfirmed", workplace_id) as act:
        permissions.require(by, Act.CONFIRM_WORKPLACE)
        place = _held(workplace_id)
        day = check_unconfirm(place.confirmed_on, place.confirmed_before, act.today)
        change(place, act, confirmed_on=day, confirmed_before=None)


def withdraw_workplace(*, by: Actor, workplace_id: UUID) -> None:
    """The workplace is gone, for good. Who works there stays."""
    with recorded(by, "employers.workplace_withdrawn", workplace_id) as act:
        permissions.require(by, Act.OFFER_WORKPLACE)
        place = _held(workplace_id)
        state = check_move(WorkplaceState(place.state), WorkplaceState.WITHDRAWN)
        change(place, act, state=state.value, withdrawn_on=act.today)


def restore_workplace(*, by: Actor, workplace_id: UUID) -> None:
    """Take back today's withdrawal: the workplace stands where it stood."""
    with recorded(by, "employers.workplace_restored", workplace_id) as act:
        permissions.require(by, Act.OFFER_WORKPLACE)
        place = _held(workplace_id)
        check_restore(place.withdrawn_on, act.today)
        state = before_withdrawal(place.confirmed_on, place.places, place.places_taken)
        change(place, act, state=state.value, withdrawn_on=None)


def take_place(*, by: Actor, workplace_id: UUID) -> None:
    """Someone starts here: one place fewer is free; the last one fills the workplace."""
    with recorded(by, "employers.place_taken", workplace_id) as act:
        permissions.require(by, Act.TAKE_PLACE)
        place = _held(workplace_id)
        state, taken = after_taking(WorkplaceState(place.state), place.places, place.places_taken)
        change(place, act, state=state.value, places_taken=taken)


def give_back_place(*, by: Actor, workplace_id: UUID) -> None:
    """Someone leaves: one more place is free, and a filled workplace is available again."""
    with recorded(by, "employers.place_given_back", workplace_id) as act:
        permissions.require(by, Act.TAKE_PLACE)
        place = _held(workplace_id)
        state, taken = after_giving_back(
            WorkplaceState(place.state), place.places, place.places_taken
        )
        change(place, act, state=state.value, places_taken=taken)


def _held(workplace_id: UUID) -> Workplace:
    """The workplace, locked until the transaction ends: two cannot take the last place."""
    return Workplace.objects.select_for_update(no_key=True).one(workplace_id)


def _coded(facts: WorkplaceFacts) -> WorkplaceFacts:
    """With code and name of the occupation that was chosen. Raises Refused."""
    chosen = works_of([facts.concept]) if facts.concept else ()
    return coded(facts, chosen[0] if chosen else None)


def workplace_columns(facts: WorkplaceFacts) -> dict[str, Any]:
    """The facts of a workplace as columns."""
    columns = asdict(replace(facts, offers={}))
    del columns["offers"]
    said = {
        answer: [code.value for code, one in facts.offers.items() if one is answer]
        for answer in Answer
    }
    return columns | {
        "kind": facts.kind.value,
        "vog_codes": list(facts.vog_codes),
        "vog_paid_by": facts.vog_paid_by.value,
        "teaches": list(facts.teaches),
        "skills_asked": list(facts.skills_asked),
        "sbb_recognised": facts.sbb_recognised.value,
        "pay_kind": facts.pay_kind.value,
        "offers_yes": said[Answer.YES],
        "offers_no": said[Answer.NO],
    }
