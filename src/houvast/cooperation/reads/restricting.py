"""How a fact that was shared stands, what was decided about it, and what waits for the officer."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Func, Subquery, UUIDField, Value
from django.utils.timezone import localdate

from houvast.accounts.models import User
from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import Restriction
from houvast.cooperation.reads.shared import FactLine, own_fact
from houvast.cooperation.rules.restricting import (
    OPEN,
    Limit,
    RestrictedFor,
    RestrictionState,
    decide_by,
    may_lift,
)
from houvast.cooperation.rules.states import Label
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks.models import Track
from houvast.tracks.reads.informing import LetterFacts, sender_words
from houvast.tracks.reads.lines import names
from houvast.tracks.rules.informing import TellChannel

WATCHES = {Role.PRIVACY_OFFICER: Standing.RIGHTS, Role.FG: Standing.OVERSIGHT}
MOST = 50


@dataclass(frozen=True, slots=True)
class RestrictionLine:
    """One restriction: what of, on which ground, and how far it is; never the fact itself."""

    id: UUID
    label: Label
    ground: RestrictedFor
    state: RestrictionState
    since: date
    asked_by: str
    asked_on: date
    decide_by: date
    is_late: bool
    """Its decision is: past the last day and still waiting."""
    reason: str
    decided_by: str
    decided_on: date | None
    lift_on: date | None
    letter_on: date | None
    letter_way: TellChannel | None
    letter_by: str
    may_lift: bool

    @property
    def waits_for_letter(self) -> bool:
        """Whether the letter still has to leave."""
        return self.state is RestrictionState.LIFTING and self.letter_on is None


@dataclass(frozen=True, slots=True)
class RestrictionPage:
    """One fact of one's own, and what was decided about its restriction."""

    today: date
    fact: FactLine
    line: RestrictionLine | None

    @property
    def limit(self) -> Limit:
        """How it stands."""
        return self.fact.limit

    @property
    def may_ask_again(self) -> bool:
        """Whether there is a decision that can be asked about anew."""
        return self.line is not None and self.line.state is not RestrictionState.ASKED


@dataclass(frozen=True, slots=True)
class LiftingLetter:
    """What the letter says besides its words; `what` is filled in with the word of the label."""

    label: Label
    facts: LetterFacts


def restriction_page(by: Actor, fact_id: UUID) -> RestrictionPage:
    """One fact that the reader shared. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.restriction_viewed", fact_id) as act:
        fact = own_fact(by, fact_id, act)
        found = None if fact.limit is Limit.FREE else open_restriction(fact_id)
        line = restriction_line(found, act.today) if found else None
        return RestrictionPage(act.today, fact, line)


def lifting_letter(by: Actor, fact_id: UUID) -> LiftingLetter:
    """For who shared it. Raises NotFound unless a lifting was decided; Refused without a sender."""
    with recorded(by, "cooperation.lifting_letter_made", fact_id) as act:
        fact = own_fact(by, fact_id, act)
        one = open_restriction(fact_id)
        if one is None or one.lift_on is None:
            raise NotFound
        row = _named(by, one.track_id)
        filled = sender_words(by) | {
            "name": row["given_name"] or row["nickname"] or "",
            "coach": row["lead"],
            "since": f"{localdate(one.restricted_at):%d-%m-%Y}",
            "lift_on": f"{one.lift_on:%d-%m-%Y}",
            "reason": one.reason,
        }
        return LiftingLetter(fact.label, LetterFacts(filled, row["prints"], act.now, act.key))


def _named(by: Actor, track_id: UUID) -> dict[str, Any]:
    who = User.objects.filter(pk=by.user_id)
    rows: Any = Track.objects.filter(pk=track_id).values("pk")
    lead, prints = F("lead_coach__name"), Subquery(who.values("name")[:1])
    row: dict[str, Any] = rows.annotate(**names(), lead=lead, prints=prints).get()
    return row


def open_restriction(fact_id: UUID) -> Restriction | None:
    """The restriction that this fact, or what it is a copy of, is under."""
    key = Func(Value(fact_id), function="cooperation_restriction_of", output_field=UUIDField())
    found: Restriction | None = _people().filter(pk=key).first()
    return found


def restricted_now() -> list[Restriction]:
    """All that are open, what was asked the longest ago first."""
    return list(_people().filter(state__in=[one.value for one in OPEN])[:MOST])


def restriction_to_decide(by: Actor, restriction_id: UUID) -> tuple[date, RestrictionLine]:
    """One that waits for the privacy officer, and today. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.restriction_to_decide_viewed", restriction_id) as act:
        check_watches(by, act)
        one = _people().filter(pk=restriction_id).first()
        if one is None or one.state != RestrictionState.ASKED:
            raise NotFound
        act.concerns(one.person_id)
        return act.today, restriction_line(one, act.today)


def check_watches(by: Actor, act: Operation) -> Standing:
    """How the reader looks at what is restricted: who decides, or who advises."""
    standing = WATCHES.get(Role(by.role))
    if standing is None or by.token is not None:
        raise NotAllowed("role")
    held, place = Holding(standing), by.municipality_id
    sh = InformationClass.SH
    permissions.require(permissions.can(by, Verb.SEE, sh, place=place, holding=held, now=act.now))
    return standing


def _people() -> Any:
    rows = Restriction.objects.select_related("asked_by", "decided_by", "letter_by")
    return rows.order_by("asked_at", "pk")


def restriction_line(one: Restriction, today: date) -> RestrictionLine:
    """What page and list tell of it."""
    state = RestrictionState(one.state)
    asked_on = localdate(one.asked_at)
    last = decide_by(asked_on)
    is_lifting = state is RestrictionState.LIFTING
    return RestrictionLine(
        id=one.pk,
        label=Label(one.label),
        ground=RestrictedFor(one.ground),
        state=state,
        since=localdate(one.restricted_at),
        asked_by=one.asked_by.name,
        asked_on=asked_on,
        decide_by=last,
        is_late=state is RestrictionState.ASKED and last < today,
        reason=one.reason,
        decided_by=one.decided_by.name if one.decided_by else "",
        decided_on=localdate(one.decided_at) if one.decided_at else None,
        lift_on=one.lift_on,
        letter_on=one.letter_on,
        letter_way=TellChannel(one.letter_way) if one.letter_way else None,
        letter_by=one.letter_by.name if one.letter_by else "",
        may_lift=is_lifting and may_lift(letter_on=one.letter_on, lift_on=one.lift_on, today=today),
    )
