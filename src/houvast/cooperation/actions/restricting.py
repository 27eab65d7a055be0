"""Restrict what was shared, tell before it is lifted, and lift it; each receiver hears it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, UUIDField

from houvast.audit.actions import Operation, recorded
from houvast.cooperation.actions.received import fact_given, push
from houvast.cooperation.models import SharedFact, Sharing
from houvast.cooperation.rules.restricting import (
    Limit,
    RestrictedFor,
    check_lift_on,
    check_limit,
    limit_of,
    may_lift,
)
from houvast.cooperation.rules.states import Pushed
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.placements.rules.states import Answered

AT: Func = Func(F("pk"), function="cooperation_restricted_at", output_field=ArrayField(UUIDField()))
"""The decisions that live and of which a copy of this fact is restricted with it."""
FREE: dict[str, Any] = {"restricted_at": None, "restricted_by": None, "restricted_for": ""}
UNTOLD: dict[str, Any] = {"lift_on": None, "lift_told": ""}


def restrict(*, by: Actor, fact_id: UUID, ground: RestrictedFor, everything: bool = False) -> None:
    """Keep this and show it to no receiver; `everything` is everything of the decision.

    The database takes every copy of the same row along, whoever passed it on (trust T-23).
    """
    with recorded(by, "cooperation.restricted", fact_id) as act:
        fact, made = fact_given(by, fact_id, act)
        check_limit(_limit(fact), Limit.RESTRICTED)
        every = SharedFact.objects.filter(sharing=made, dropped_at=None, restricted_at=None)
        chosen = [*(every.order_by("pk") if everything else every.filter(pk=fact.pk))]
        since = {"restricted_at": act.now, "restricted_by_id": by.user_id}
        for one in chosen:
            _set(one, **since, restricted_for=ground.value)
        _push(made, _receivers(chosen), Pushed.RESTRICTED, act)


def announce_lifting(*, by: Actor, fact_id: UUID, told: Answered, lift_on: date) -> None:
    """The young person heard from which day it is shared again (AVG 18, third paragraph)."""
    with recorded(by, "cooperation.lifting_announced", fact_id) as act:
        fact, _made = fact_given(by, fact_id, act)
        check_limit(_limit(fact), Limit.ANNOUNCED)
        check_lift_on(lift_on, act.today)
        _set(fact, lift_on=lift_on, lift_told=told.value)


def keep_restricted(by: Actor, fact_id: UUID) -> None:
    """The young person objects, or there is another reason: it is not lifted after all."""
    with recorded(by, "cooperation.kept_restricted", fact_id) as act:
        fact, _made = fact_given(by, fact_id, act)
        if _limit(fact) is not Limit.ANNOUNCED:
            raise Refused(gettext_noop("Dit is intussen veranderd. Ververs de pagina."))
        _set(fact, **UNTOLD)


def lift(by: Actor, fact_id: UUID) -> None:
    """The day has come: receivers see it again, as far as their decision lives."""
    with recorded(by, "cooperation.lifted", fact_id) as act:
        fact, made = fact_given(by, fact_id, act)
        check_limit(_limit(fact), Limit.FREE)
        if not may_lift(fact.lift_on, act.today):
            raise Refused(gettext_noop("Dit kan vanaf de dag die de jongere weet."))
        to = _receivers([fact])
        _set(fact, **FREE, **UNTOLD)
        _push(made, to, Pushed.LIFTED, act)


def _limit(fact: SharedFact) -> Limit:
    return limit_of(is_restricted=fact.restricted_at is not None, lift_on=fact.lift_on)


def _set(fact: SharedFact, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(fact, name, value)
    fact.save(update_fields=[*columns])


def _receivers(facts: Iterable[SharedFact]) -> list[UUID]:
    rows = SharedFact.objects.filter(pk__in=[one.pk for one in facts]).annotate(at=AT)
    found: set[UUID] = set().union(*rows.values_list("at", flat=True))
    return sorted(found)


def _push(made: Sharing, to: Iterable[UUID], kind: Pushed, act: Operation) -> None:
    for sharing_id in to:
        push(made, kind, act, sharing_id)
