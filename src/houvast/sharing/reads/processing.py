"""The register of processing (AVG 30) and the fields behind it, for who watches over them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps

from houvast.accounts.models import Municipality
from houvast.accounts.rules import Controller, InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.sharing.models import Ground
from houvast.sharing.rules import WATCHES, Line, lines
from houvast.sharing.rules.fields import About, Source, Table, activities, reads, tables
from houvast.sharing.rules.grounds import GroundStatus
from houvast.sharing.rules.registers import RegisterState


@dataclass(frozen=True, slots=True)
class Made:
    """Of which municipality it is, when it was made, and which entry in the trail says so."""

    municipality: str
    at: datetime
    operation: UUID


@dataclass(frozen=True, slots=True)
class Processing:
    """One processing activity, with all that AVG 30 asks of it."""

    purpose: Purpose
    controllers: tuple[Controller, ...]
    grounds: tuple[str, ...]
    """Those of this municipality that are on today."""
    about: tuple[About, ...]
    kinds: tuple[InformationClass, ...]
    sources: tuple[Source, ...]
    roles: tuple[Role, ...]
    kept: tuple[Table, ...]
    """One table of each term."""


@dataclass(frozen=True, slots=True)
class ProcessingPage:
    """The register as it is today."""

    made: Made
    activities: tuple[Processing, ...]


@dataclass(frozen=True, slots=True)
class KindOfData:
    """A kind of data: what it is read for, by whom, and in which tables it lies."""

    kind: InformationClass
    purposes: tuple[Purpose, ...]
    roles: tuple[Role, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class FieldsPage:
    """Every field that holds something of somebody; `others` are about who works here."""

    made: Made
    kinds: tuple[KindOfData, ...]
    others: tuple[Table, ...]


def processing_page(by: Actor) -> ProcessingPage:
    """The register of processing. Raises NotAllowed for who does not watch."""
    with recorded(by, "sharing.processing_viewed") as act:
        _check(by)
        on = {"state": RegisterState.IN_FORCE.value, "status": GroundStatus.ENABLED.value}
        rows = sorted(Ground.objects.filter(**on), key=lambda one: one.code)
        grounds = [one for one in rows if _holds(one, act.today)]
        held = by_kind()
        return ProcessingPage(
            _made(by, act),
            tuple(
                _processing(one.purpose, one.controllers, one.roles, one.kinds, grounds, held)
                for one in activities()
            ),
        )


def fields_page(by: Actor) -> FieldsPage:
    """Every field, kind by kind. Raises NotAllowed for who does not watch."""
    with recorded(by, "sharing.fields_viewed") as act:
        _check(by)
        held = by_kind()
        known = {one.name for some in held.values() for one in some}
        return FieldsPage(
            _made(by, act),
            kinds_of_data(held),
            tuple(one for one in tables().values() if one.name not in known),
        )


def access_paper(by: Actor) -> tuple[Made, tuple[Line, ...]]:
    """Who sees what, to print. Raises NotAllowed for who does not watch."""
    with recorded(by, "sharing.access_printed") as act:
        _check(by)
        return _made(by, act), lines()


def kinds_of_data(held: dict[InformationClass, tuple[Table, ...]]) -> tuple[KindOfData, ...]:
    """Each kind of data that lies somewhere, with what it is read for."""
    return tuple(
        KindOfData(
            kind,
            tuple(read),
            tuple(dict.fromkeys(role for roles in read.values() for role in roles)),
            held[kind],
        )
        for kind, read in ((kind, reads(kind)) for kind in held)
    )


def by_kind() -> dict[InformationClass, tuple[Table, ...]]:
    """The tables of each kind of data, as they say it themselves."""
    found: dict[InformationClass, list[Table]] = {}
    for model in apps.get_models():
        kind, name = getattr(model, "information_class", None), model._meta.db_table
        if kind is not None and name in tables():
            found.setdefault(kind, []).append(tables()[name])
    return {kind: tuple(found[kind]) for kind in InformationClass if kind in found}


def _processing(
    purpose: Purpose,
    controllers: tuple[Controller, ...],
    roles: tuple[Role, ...],
    kinds: tuple[InformationClass, ...],
    grounds: Iterable[Ground],
    held: dict[InformationClass, tuple[Table, ...]],
) -> Processing:
    whose = {one.value for one in controllers}
    lie = [one for kind in kinds for one in held.get(kind, ()) if one.serves(controllers)]
    on = (one for one in grounds if purpose.value in one.purposes and {*one.controllers} & whose)
    return Processing(
        purpose,
        controllers,
        tuple(f"{one.code} {one.title}" for one in on),
        tuple(dict.fromkeys(one.about for one in lie)),
        kinds,
        tuple(dict.fromkeys(one.source for one in lie)),
        roles,
        tuple({(one.term, one.days): one for one in lie}.values()),
    )


def _holds(one: Ground, today: date) -> bool:
    """Whether a ground that is on holds today."""
    return (one.valid_from or today) <= today <= (one.valid_until or today)


def _check(by: Actor) -> None:
    if by.role not in WATCHES:
        raise NotAllowed("role")


def _made(by: Actor, act: Operation) -> Made:
    return Made(Municipality.objects.get(pk=by.municipality_id).name, act.now, act.key)
