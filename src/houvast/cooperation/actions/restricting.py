"""Restrict what was shared, at once; decide on it; the letter; lift it. Each receiver hears it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, UUIDField
from django.utils.timezone import localdate

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.actions.received import fact_given, push
from houvast.cooperation.models import Restriction, SharedFact
from houvast.cooperation.reads.restricting import open_restriction
from houvast.cooperation.rules.restricting import (
    CHANGED,
    OPEN,
    RestrictedFor,
    RestrictionState,
    check_decision,
    check_free,
    check_letter,
    check_lift,
    check_restriction_moves,
    limit_of,
)
from houvast.cooperation.rules.states import Pushed
from houvast.database.actor import Actor
from houvast.errors import Refused
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks.rules.informing import TellChannel
from houvast.tracks.rules.letters import WordsKind, current

AT: Func = Func(
    F("fact"), function="cooperation_restricted_at", output_field=ArrayField(UUIDField())
)
"""The decisions that live and of which a copy of this fact is restricted with it."""
COPIED = ("municipality_id", "controller", "destroy_on", "person_id", "track_id")


def restrict(*, by: Actor, fact_id: UUID, ground: RestrictedFor, everything: bool = False) -> None:
    """Keep this and show it to no receiver; `everything` is everything of the decision.

    At once: it protects, and waits for nobody. The privacy officer decides afterwards. The database
    takes every copy of the same row along, whoever passed it on (trust T-23, T-45).
    """
    with recorded(by, "cooperation.restricted", fact_id) as act:
        fact, made = fact_given(by, fact_id, act)
        is_restricted = fact.restricted_at is not None
        check_free(limit_of(is_restricted=is_restricted, lift_on=fact.lift_on))
        every = SharedFact.objects.filter(sharing=made, dropped_at=None, restricted_at=None)
        chosen = [*(every.order_by("pk") if everything else every.filter(pk=fact.pk))]
        asked: list[Restriction] = []
        for one in chosen:
            one.restricted_at, one.restricted_by_id = act.now, by.user_id
            one.restricted_for = ground.value
            one.save(update_fields=["restricted_at", "restricted_by", "restricted_for"])
            asked.append(_asked(by, one, act.now, act))
        for sharing_id in _receivers(asked):
            push(made, Pushed.RESTRICTED, act, sharing_id)


def ask_again(by: Actor, fact_id: UUID) -> None:
    """The young person objects, or it is otherwise by now: the privacy officer decides anew."""
    with recorded(by, "cooperation.restriction_asked_again", fact_id) as act:
        fact, _made = fact_given(by, fact_id, act)
        was = _open_of(fact, act)
        check_restriction_moves(RestrictionState(was.state), RestrictionState.OVER)
        was.state, was.ended_at = RestrictionState.OVER.value, act.now
        was.save(update_fields=["state", "ended_at"])
        _asked(by, fact, was.restricted_at, act)


def note_letter(*, by: Actor, fact_id: UUID, way: TellChannel, sent_on: date) -> None:
    """The letter to the young person left; from the day that it names it can be lifted."""
    with recorded(by, "cooperation.lifting_letter_sent", fact_id) as act:
        fact, _made = fact_given(by, fact_id, act)
        one = _open_of(fact, act)
        decided, lift_on = one.decided_at, one.lift_on
        if decided is None or lift_on is None or one.letter_on is not None:
            raise Refused(CHANGED)
        check_letter(way, sent_on, localdate(decided), lift_on, act.today)
        one.letter, one.letter_way = current(WordsKind.LIFTING), way.value
        one.letter_on, one.letter_by_id = sent_on, by.user_id
        one.save(update_fields=["letter", "letter_way", "letter_on", "letter_by"])


def decide_restriction(
    *,
    by: Actor,
    restriction_id: UUID,
    decision: RestrictionState,
    reason: str,
    lift_on: date | None = None,
) -> None:
    """The privacy officer decides, with a reason: it stays, or it is lifted from a day."""
    with recorded(by, "cooperation.restriction_decided", restriction_id) as act:
        one = _for_officer(by, restriction_id, act)
        check_restriction_moves(RestrictionState(one.state), decision)
        said, day = check_decision(decision, reason, lift_on, act.today)
        one.state, one.reason, one.lift_on = decision.value, said, day
        one.decided_by_id, one.decided_at = by.user_id, act.now
        one.save(update_fields=["state", "reason", "lift_on", "decided_by", "decided_at"])


def lift(by: Actor, restriction_id: UUID) -> None:
    """The letter left and its day has come: receivers see it again, while their decision lives."""
    with recorded(by, "cooperation.lifted", restriction_id) as act:
        one = _for_officer(by, restriction_id, act)
        check_restriction_moves(RestrictionState(one.state), RestrictionState.LIFTED)
        check_lift(letter_on=one.letter_on, lift_on=one.lift_on, today=act.today)
        to = _receivers([one])
        one.state, one.ended_at = RestrictionState.LIFTED.value, act.now
        one.save(update_fields=["state", "ended_at"])
        for sharing_id in to:
            push(one, Pushed.LIFTED, act, sharing_id)


def _asked(by: Actor, fact: SharedFact, since: datetime, act: Operation) -> Restriction:
    return Restriction.objects.create(
        fact=fact,
        label=fact.label,
        ground=fact.restricted_for,
        restricted_at=since,
        asked_by_id=by.user_id,
        asked_at=act.now,
        state=RestrictionState.ASKED.value,
        **{name: getattr(fact, name) for name in COPIED},
    )


def _open_of(fact: SharedFact, act: Operation) -> Restriction:
    """The restriction that this fact is under, locked. Raises Refused when there is none."""
    found = open_restriction(fact.pk)
    one = found and _locked(found.pk)
    if one is None or RestrictionState(one.state) not in OPEN:
        raise Refused(CHANGED)
    act.concerns(one.person_id)
    return one


def _for_officer(by: Actor, restriction_id: UUID, act: Operation) -> Restriction:
    one = Restriction.objects.one(restriction_id)
    act.concerns(one.person_id)
    held, place = Holding(Standing.RIGHTS), one.municipality_id
    what: Any = {"place": place, "holding": held, "now": act.now, "own": False}
    permissions.require(permissions.can(by, Verb.WRITE, InformationClass.SH, **what))
    found = _locked(restriction_id)
    if found is None:
        raise Refused(CHANGED)
    return found


def _locked(restriction_id: UUID) -> Restriction | None:
    rows = Restriction.objects.select_for_update(no_key=True)
    return rows.filter(pk=restriction_id).first()


def _receivers(rows: Iterable[Restriction]) -> list[UUID]:
    asked = Restriction.objects.filter(pk__in=[one.pk for one in rows]).annotate(at=AT)
    found: set[UUID] = set().union(*asked.values_list("at", flat=True))
    return sorted(found)
