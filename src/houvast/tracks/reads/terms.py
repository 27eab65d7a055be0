"""What a programme promises on a day, and by which criteria a track may begin."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from houvast.accounts.models import Programme
from houvast.database.written import Given
from houvast.tracks.models import EntryCriterion, Promise, terms_from
from houvast.tracks.rules.promise import Terms

NEWEST = ("-version",)
"""The latest agreement first: an agreement never begins before the one that it follows."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A ground on which a track may begin."""

    id: UUID
    text: str


def terms_of(programme_id: UUID, today: date) -> Terms:
    """The terms of a programme that are valid on a day; our own defaults where it has none."""
    valid = Promise.objects.filter(programme_id=programme_id, valid_from__lte=today)
    found = valid.order_by(*NEWEST).first()
    return found.terms() if found else Terms()


def terms_column(today: date | Given) -> Subquery:
    """The terms of a row with `programme_id` on a day, as `terms_of_row` reads them."""
    valid = Promise.objects.filter(programme=OuterRef("programme_id"), valid_from__lte=today)
    row = JSONObject(**{name: name for name in Promise.columns()})
    return Subquery(valid.order_by(*NEWEST).values(one=row)[:1])


def term_column(name: str, today: date | Given) -> Coalesce:
    """SQL: one term of a row with `programme_id` on a day; our own default where it has none."""
    valid = Promise.objects.filter(programme=OuterRef("programme_id"), valid_from__lte=today)
    agreed = Subquery(valid.order_by(*NEWEST).values(name)[:1], output_field=IntegerField())
    return Coalesce(agreed, Value(getattr(Terms(), name)))


def grace_of(programme_id: UUID, today: date) -> int:
    """The grace that makes a moment stale: a shorter one counts from the day after it began.

    The ladder needs its first hour to ask everybody whom the new agreement makes late.
    """
    days = (today, today - timedelta(days=1))
    return max(terms_of(programme_id, day).next_moment_grace for day in days)


def terms_of_row(column: dict[str, Any] | None) -> Terms:
    """The terms that `terms_column` brought along; our own defaults where there are none."""
    return terms_from(column) if column else Terms()


def programme_of(municipality_id: UUID) -> UUID:
    """The programme of a municipality under which new signals fall: the first by name."""
    return _programmes(municipality_id)[0].pk


def term_here(name: str, municipality_id: UUID, today: date) -> QuerySet[Programme, int]:
    """SQL: one term of that programme on a day, as one row with one number."""
    here = _programmes(municipality_id).annotate(programme_id=F("pk"))
    return here.values_list(term_column(name, today), flat=True)[:1]


def _programmes(municipality_id: UUID) -> QuerySet[Programme]:
    return Programme.objects.filter(municipality_id=municipality_id).order_by("name")


def criteria(municipality_id: UUID, today: date) -> tuple[Criterion, ...]:
    """The criteria that are valid today."""
    found = EntryCriterion.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today),
        programme__municipality_id=municipality_id,
        valid_from__lte=today,
    )
    return tuple(Criterion(one.pk, one.text) for one in found.order_by("text"))
