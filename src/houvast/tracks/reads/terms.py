"""What a programme promises on a day, and by which criteria a track may begin."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from houvast.accounts.models import Programme
from houvast.tracks.models import EntryCriterion, Promise
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
