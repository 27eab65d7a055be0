"""Write what a table brings: new rows many at a time, and what was said yes to one by one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.colleagues import organisation_of
from houvast.employers.actions.contacts import add_contact, change_contact
from houvast.employers.actions.employers import change_employer, employer_columns
from houvast.employers.actions.rows import of
from houvast.employers.actions.workplaces import (
    add_condition,
    change_workplace,
    drop_condition,
    workplace_columns,
)
from houvast.employers.models import Employer, EmployerContact, Workplace, WorkplaceCondition
from houvast.employers.rules.employers import KEPT_FOR
from houvast.employers.rules.importing import EmployerChange, NewEmployer
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import WorkplaceState
from houvast.employers.rules.work_columns import Condition
from houvast.employers.rules.work_importing import NewWorkplace, WorkChange
from houvast.errors import Refused, gettext_noop

AT_ONCE = 500
Told = Callable[[int, int], None]
"""Hears how many of how many rows are written."""

JUST_ADDED = gettext_noop("Iemand voegde net iets uit dit bestand toe. Kijk nog eens wat er staat.")


def quiet(done: int, of: int) -> None:
    """Tell nobody."""


def bring_employers(
    by: Actor,
    new: Sequence[NewEmployer],
    changes: Iterable[EmployerChange],
    act: Operation,
    told: Told = quiet,
) -> None:
    """Add the new ones, with whom to ring first, and write anew what was said yes to.

    The organisation of the actor looks after the new ones.
    """
    for one in changes:
        _change_employer(by, one)
    if not new:
        return
    organisation = organisation_of(by, None, act.now)
    employers = [
        Employer(
            pk=uuid4(),
            municipality_id=by.municipality_id,
            controller=organisation.controller,
            destroy_on=act.today + KEPT_FOR,
            made_by_id=by.user_id,
            organisation=organisation,
            **employer_columns(one.facts),
        )
        for one in new
    ]
    _add(Employer, employers, told)
    people = [
        EmployerContact(pk=uuid4(), **asdict(one.contact) | {"is_fixed": True}, **of(row, by, act))
        for one, row in zip(new, employers, strict=True)
        if one.contact
    ]
    _add(EmployerContact, people)


def bring_workplaces(
    by: Actor,
    new: Sequence[NewWorkplace],
    changes: Iterable[WorkChange],
    act: Operation,
    told: Told = quiet,
) -> None:
    """Add the new ones as drafts, and write anew what was said yes to.

    What the employer confirmed is offered, as of that day. A draft is the only way in, and a broker
    offers nothing.
    """
    for one in changes:
        _change_workplace(by, one)
    if not new:
        return
    employers = Employer.objects.in_bulk({one.employer_id for one in new})
    places = [_draft(one, employers[one.employer_id], by, act) for one in new]
    _add(Workplace, places, told)
    conditions = [
        WorkplaceCondition(
            pk=uuid4(), workplace=place, code=code.value, strength=strength.value, reason=reason,
            **of(employers[one.employer_id], by, act),
        )
        for one, place in zip(new, places, strict=True)
        for code, strength, reason in one.conditions
    ]  # fmt: skip
    _add(WorkplaceCondition, conditions)
    if permissions.can(by, Act.OFFER_WORKPLACE):
        _offer(zip(new, places, strict=True))


def _draft(one: NewWorkplace, employer: Employer, by: Actor, act: Operation) -> Workplace:
    return Workplace(
        pk=uuid4(),
        state=WorkplaceState.DRAFT.value,
        reference=one.reference,
        source=one.source,
        external_id=one.external_id,
        **workplace_columns(one.facts),
        **of(employer, by, act),
    )


def _offer(rows: Iterable[tuple[NewWorkplace, Workplace]]) -> None:
    offered = [place for one, place in rows if _confirmed(one, place)]
    Workplace.objects.bulk_update(offered, ["state", "confirmed_on"], batch_size=AT_ONCE)


def _confirmed(one: NewWorkplace, place: Workplace) -> bool:
    if one.confirmed_on:
        place.state, place.confirmed_on = WorkplaceState.OFFERED.value, one.confirmed_on
    return one.confirmed_on is not None


def _add(model: Any, rows: Sequence[Any], told: Told = quiet) -> None:
    """Add all rows. Raises Refused when somebody has just added one of them by hand."""
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        model.objects.bulk_create(some, ignore_conflicts=True)
        told(at + len(some), len(rows))
    if model.objects.filter(pk__in=[one.pk for one in rows]).count() != len(rows):
        raise Refused(JUST_ADDED)


def _change_employer(by: Actor, change: EmployerChange) -> None:
    """Write an employer anew as the file says, and who works there."""
    if change.facts:
        manager = Employer.objects.one(change.id).account_manager_id
        change_employer(
            by=by, employer_id=change.id, facts=change.facts, account_manager_id=manager
        )
    if change.contact and change.contact.id:
        change_contact(by=by, contact_id=change.contact.id, facts=change.contact.facts)
    elif change.contact:
        add_contact(by=by, employer_id=change.id, facts=change.contact.facts)


def _change_workplace(by: Actor, change: WorkChange) -> None:
    """Write a workplace anew as the file says, and what it asks."""
    if change.facts:
        change_workplace(by=by, workplace_id=change.id, facts=change.facts)
    if change.conditions is not None:
        _ask(by, change, change.conditions)


def _ask(by: Actor, change: WorkChange, wanted: tuple[Condition, ...]) -> None:
    asked = WorkplaceCondition.objects.filter(workplace=change.id, dropped_on=None)
    here = {(one.code, one.strength, one.reason): one.pk for one in asked}
    new = {
        (code.value, strength.value, why): (code, strength, why) for code, strength, why in wanted
    }
    for key in here.keys() - new.keys():
        drop_condition(by=by, condition_id=here[key])
    for key in sorted(new.keys() - here.keys()):
        code, strength, reason = new[key]
        add_condition(by=by, workplace_id=change.id, code=code, strength=strength, reason=reason)
