"""What was shared of one young person with those at a case table, at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, F, Func, OuterRef
from django.db.models.functions import JSONObject

from houvast.accounts.rules import InformationClass
from houvast.cooperation.models import SharedFact
from houvast.cooperation.reads.shared import FactLine
from houvast.cooperation.rules.decisions import Conditions
from houvast.cooperation.rules.states import Label

SAME = ("label", "text", "source", "observed_on", "kind", "disputed_at")
FROM_SOURCE = ("article", "officer", "disclosed_on", "for_purpose", "keep_until", "no_onward")


@dataclass(frozen=True, slots=True)
class TableFact:
    """A fact, of which kind it is, and until when its decision opens it."""

    line: FactLine
    kind: InformationClass
    until: datetime


def facts_at_table(track: OuterRef) -> ArraySubquery:
    """The facts as a column of who already acts at a table; the policies filter."""
    until = Func(F("pk"), function="cooperation_table_until", output_field=DateTimeField())
    rows: Any = SharedFact.objects.filter(track=track).annotate(open_until=until)
    found = rows.filter(open_until__isnull=False).order_by("observed_on", "label", "pk")
    said = {one: one for one in (*SAME, *FROM_SOURCE)} | {"id": "pk", "until": "open_until"}
    return ArraySubquery(found.values(one=JSONObject(**said)))


def table_facts(rows: Iterable[Mapping[str, Any]]) -> tuple[TableFact, ...]:
    """The facts of such a column."""
    return tuple(map(_fact, rows))


def _fact(one: Mapping[str, Any]) -> TableFact:
    line = FactLine(
        UUID(one["id"]),
        Label(one["label"]),
        one["text"],
        one["source"],
        date.fromisoformat(one["observed_on"]),
        one["disputed_at"] is not None,
        Conditions(
            one["article"],
            one["officer"],
            _day(one["disclosed_on"]),
            one["for_purpose"],
            _day(one["keep_until"]),
            one["no_onward"],
        ),
    )
    return TableFact(line, InformationClass(one["kind"]), datetime.fromisoformat(one["until"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
