"""What a programme promises on a day, and by which criteria a track may begin."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from houvast.accounts.models import Programme
from houvast.tracks.models import EntryCriterion, Promise, terms_from
from houvast.tracks.rules.promise import Terms


@dataclass(frozen=True, slots=True)
class Criterion:
    """A ground on which a track may begin."""

    id: UUID
    text: str


def terms_of(programme_id: UUID, today: date) -> Terms:
    """The terms of a programme that are valid on a day; our own defaults where it has none."""
    valid = Promise.objects.filter(programme_id=programme_id, valid_from__lte=today)
    found = valid.order_by("-valid_from").first()
    return found.terms() if found else Terms()


def terms_column(today: date) -> Subquery:
    """The terms of a row with `programme_id` on a day, as `terms_of_row` reads them."""
    valid = Promise.objects.filter(programme=OuterRef("programme_id"), valid_from__lte=today)
    row = JSONObject(**{name: name for name in Promise.columns()})
    return Subquery(valid.order_by("-valid_from").values(one=row)[:1])


def terms_of_row(column: dict[str, Any] | None) -> Terms:
    """The terms that `terms_column` brought along; our own defaults where there are none."""
    return terms_from(column) if column else Terms()


def programme_of(municipality_id: UUID) -> UUID:
    """The programme of a municipality under which new signals fall: the first by name."""
    return Programme.objects.filter(municipality_id=municipality_id).order_by("name")[0].pk


def criteria(municipality_id: UUID, today: date) -> tuple[Criterion, ...]:
    """The criteria that are valid today."""
    found = EntryCriterion.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today),
        programme__municipality_id=municipality_id,
        valid_from__lte=today,
    )
    return tuple(Criterion(one.pk, one.text) for one in found.order_by("text"))
