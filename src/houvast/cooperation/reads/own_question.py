"""All that a guest of a partner sees: his one question, and what was shared for it (trust T-24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import GuestQuestion, SharedFact
from houvast.cooperation.reads.guests import last_day_of
from houvast.cooperation.reads.shared import FactLine, fact_line
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.sharing.rules import Holding, Standing, Verb

SH = InformationClass.SH


@dataclass(frozen=True, slots=True)
class GuestPage:
    """All that a guest sees: the question, what was shared for it, and until when."""

    today: date
    id: UUID
    organisation: str
    asked_by: str
    asked_on: date
    question: str
    last_day: date
    facts: tuple[FactLine, ...]


def own_question(by: Actor) -> UUID | None:
    """The question that is open to this guest now, if there is one. Raises NotAllowed."""
    with recorded(by, "cooperation.own_question_asked") as act:
        _check_guest(by)
        found = GuestQuestion.objects.filter(guest=by.user_id).first()
        if found is None:
            return None
        act.concerns(found.person_id)
        return found.pk


def guest_page(by: Actor, question_id: UUID) -> GuestPage:
    """The open question of this guest with what was shared for it. Raises NotFound.

    Answered, stopped, past its term or without what it rests on is not found, as any other.
    """
    with recorded(by, "cooperation.guest_question_viewed", question_id) as act:
        _check_guest(by)
        rows = GuestQuestion.objects.filter(pk=question_id, guest=by.user_id)
        found: Any = rows.select_related("organisation", "asked_by").first()
        if found is None:
            raise NotFound
        act.concerns(found.person_id)
        held = Holding(Standing.GUEST, found.until)
        place, now = found.municipality_id, act.now
        permissions.require(
            permissions.can(by, Verb.SEE, SH, place=place, holding=held, now=now, own=True)
        )
        return GuestPage(
            act.today,
            found.pk,
            found.organisation.name,
            found.asked_by.name,
            localdate(found.asked_at),
            found.question,
            last_day_of(found),
            _facts(by, found, held, now),
        )


def turned_away(by: Actor) -> None:
    """A guest tried another door. Raises NotAllowed: that it was tried is kept."""
    with recorded(by, "cooperation.guest_turned_away"):
        raise NotAllowed("guest")


def _facts(by: Actor, found: GuestQuestion, held: Holding, now: datetime) -> tuple[FactLine, ...]:
    """The copies that the policies show, each asked of the decision as well."""
    rows: Iterable[SharedFact] = SharedFact.objects.filter(
        sharing=found.sharing_id, dropped_at=None
    ).order_by("observed_on", "label", "pk")
    place, until = found.municipality_id, found.until
    return tuple(
        fact_line(one)
        for one in rows
        if permissions.can(
            by,
            Verb.SEE,
            InformationClass(one.kind),
            place=place,
            holding=held,
            now=now,
            share_until=until,
        )
    )


def _check_guest(by: Actor) -> None:
    if by.role != Role.PARTNER_GUEST or by.token is not None:
        raise NotAllowed("role")
