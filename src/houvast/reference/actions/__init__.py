"""Take in an edition of a list: whole or not at all, and the same one changes nothing twice.

Not through `recorded`: nobody of a municipality does this, but who keeps the installation, as the
owner of the tables. What came in when is what the editions themselves say.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db import connections, models, transaction

from houvast.reference.models import Edition, Group, Journeys, Occupation, Part, Place
from houvast.reference.rules import occupations as esco
from houvast.reference.rules import places as points
from houvast.reference.rules import travel_times as times
from houvast.reference.rules.editions import Kind, checksum, label

OWNER = "owner"
AT_ONCE = 500
LOCK = "lock table reference_edition in share row exclusive mode"
NOW = "select houvast_now()"
LONGEST_NAME = 80
Told = Callable[[int, int], None]
Content = Sequence[tuple[type[Part], Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an import did: whether it came in, and whether it counts only since now."""

    label: str
    is_new: bool
    changed: bool


def adopt_places(found: points.Places, name: str, told: Told) -> Adopted:
    """Let these points be the ones that count."""
    return _adopt(Kind.PLACES, name, [(Place, found.rows)], told)


def adopt_occupations(found: esco.Occupations, name: str, told: Told) -> Adopted:
    """Let these names of occupations be the ones that count."""
    content: Content = [(Occupation, found.occupations), (Group, found.groups)]
    return _adopt(Kind.OCCUPATIONS, name, content, told)


def adopt_travel_times(found: Sequence[times.Journeys], name: str, told: Told) -> Adopted:
    """Let these journeys be the ones that count."""
    return _adopt(Kind.TRAVEL_TIMES, name, [(Journeys, found)], told)


def _adopt(kind: Kind, name: str, content: Content, told: Told) -> Adopted:
    of = checksum(_plain(content))
    with transaction.atomic(using=OWNER):
        with connections[OWNER].cursor() as cursor:
            cursor.execute(LOCK)
            cursor.execute(NOW)
            (now,) = cursor.fetchone()
        editions = Edition.objects.using(OWNER).filter(kind=kind.value)
        counts = editions.order_by("-current_since").first()
        known = editions.filter(checksum=of).first()
        if known and known == counts:
            return Adopted(label(kind, of), is_new=False, changed=False)
        if known:
            editions.filter(pk=known.pk).update(current_since=now)
            return Adopted(label(kind, of), is_new=False, changed=True)
        rows = sum(len(some) for _, some in content)
        edition = Edition.objects.using(OWNER).create(
            kind=kind.value,
            checksum=of,
            name=name[:LONGEST_NAME],
            rows=rows,
            imported_at=now,
            current_since=now,
        )
        _write(edition, content, rows, told)
    return Adopted(label(kind, of), is_new=True, changed=True)


def _plain(content: Content) -> Iterator[tuple[object, ...]]:
    """The rows as JSON can hold them, each with the name of its table."""
    for table, some in content:
        for one in some:
            cells = asdict(one).values()
            yield (table.__name__, *(one if isinstance(one, int) else _text(one) for one in cells))


def _text(value: object) -> object:
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return list(value) if isinstance(value, tuple) else str(value)


def _write(edition: Edition, content: Content, rows: int, told: Told) -> None:
    done = 0
    for table, some in content:
        for at in range(0, len(some), AT_ONCE):
            part = some[at : at + AT_ONCE]
            _add(table, [table(edition=edition, **asdict(one)) for one in part])
            done += len(part)
            told(done, rows)


def _add(table: type[models.Model], rows: Iterable[models.Model]) -> None:
    table._default_manager.using(OWNER).bulk_create(rows)
