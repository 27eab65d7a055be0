"""Which offer a process keeps per municipality, and what is asked to bring it up to date.

The question goes along with another one, so it costs no statement of its own. "Since I last
looked" is not a moment but the oldest transaction that was still open then: what that one changes
becomes visible later, and is asked for again.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, Func, OuterRef, Q
from django.db.models.functions import JSONObject

from houvast.database.written import Given
from houvast.employers.models import WorkplaceChange
from houvast.matching.reads.offer import Offer
from houvast.matching.reads.rows import open_on, texts, written

MOST = 50
"""So many municipalities are kept by one process."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An offer, and the transaction from which on changes are asked for."""

    offer: Offer
    since: int


_kept: OrderedDict[UUID, Kept] = OrderedDict()


class Transaction(Func):
    """SQL: the number of a transaction, as a row of changes holds it."""

    arity = 0
    output_field = BigIntegerField()

    def __init__(self, which: str) -> None:
        super().__init__(template=f"({which})::text::bigint")


OLDEST_OPEN = Transaction("pg_snapshot_xmin(pg_current_snapshot())")
NOT_ENDED = Transaction("pg_snapshot_xmax(pg_current_snapshot())")
OWN = Transaction("pg_current_xact_id_if_assigned()")
OF_NOW = Q(changed_in__lt=NOT_ENDED) | Q(changed_in=OWN)
"""A higher number is of the server that a backup was made on, where more had happened."""


def columns(today: Given, since: Given | None = None) -> dict[str, Any]:
    """SQL: annotations, whose answers `Asked.offer` takes."""
    here = WorkplaceChange.objects.filter(municipality=OuterRef("municipality_id"))
    asked: dict[str, Any] = {
        "sees_changes": Exists(here),
        "changed_own": Exists(here.filter(changed_in=OWN)),
        "oldest_open": OLDEST_OPEN,
    }
    if since is None:
        every = open_on(today).filter(municipality=OuterRef("municipality_id"))
        return asked | {"offered": texts(every.order_by("pk"))}
    new = here.filter(OF_NOW, changed_in__gte=since)
    now = texts(open_on(today).filter(pk=OuterRef("pk")))
    return asked | {"changes": ArraySubquery(new.values(row=JSONObject(id="pk", now=now)))}


class Asked:
    """One question about the offer of a municipality, to be asked on a row of that municipality."""

    def __init__(self, municipality: UUID, today: date) -> None:
        self.municipality, self.today = municipality, today
        self.kept = _kept.get(municipality)

    @property
    def since(self) -> dict[str, int]:
        """What to give to `columns` beside the day: from when on, if anything is kept."""
        return {"since": self.kept.since} if self.kept else {}

    def offer(self, row: Mapping[str, Any]) -> Offer:
        """The open workplaces that the actor sees."""
        if self.kept is None:
            found = Offer.of(row["offered"], self.today)
        elif row["sees_changes"]:
            now = {UUID(one["id"]): next(iter(one["now"]), None) for one in row["changes"]}
            found = self.kept.offer.changed(now, self.today)
        else:
            return self._shown()
        if row["sees_changes"] and not row["changed_own"]:
            self._keep(Kept(found, row["oldest_open"]))
        return found

    def _shown(self) -> Offer:
        """What the row policies show, asked apart."""
        rows = open_on(self.today).filter(municipality=self.municipality).order_by("pk")
        return Offer.of((one["row"] for one in written(rows)), self.today)

    def _keep(self, kept: Kept) -> None:
        _kept[self.municipality] = kept
        _kept.move_to_end(self.municipality)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
