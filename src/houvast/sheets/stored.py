"""A table as JSON and back, for an importer that keeps it until somebody has said yes.

And what is wrong with it, for who looks after that.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from houvast.errors import Refused
from houvast.sheets.values import Row, Sheet, Value


def as_json(sheet: Sheet) -> dict[str, Any]:
    """The table in words that JSON knows; `from_json` gives the same table."""
    return {
        "headers": list(sheet.headers),
        "columns": list(sheet.columns),
        "withheld": list(sheet.withheld),
        "rows": [[row.number, [_kept(one) for one in row.values]] for row in sheet.rows],
        "names": list(sheet.names),
        "faults": [[row, *refusal_as_json(one)] for row, one in sheet.faults],
        "notes": [[row, *refusal_as_json(one)] for row, one in sheet.notes],
    }


def from_json(kept: dict[str, Any]) -> Sheet:
    """The table that `as_json` wrote."""
    return Sheet(
        headers=tuple(kept["headers"]),
        rows=tuple(
            Row(number, tuple(_given(one) for one in values)) for number, values in kept["rows"]
        ),
        columns=tuple(kept["columns"]),
        withheld=tuple(kept["withheld"]),
        names=tuple(kept.get("names", ())),
        faults=_refusals(kept.get("faults", ())),
        notes=_refusals(kept.get("notes", ())),
    )


def _refusals(kept: Iterable[list[Any]]) -> tuple[tuple[int, Refused], ...]:
    return tuple((row, refusal_from_json(one)) for row, *one in kept)


def refusal_as_json(refused: Refused) -> list[Any]:
    """What a rule said, in words that JSON knows; `refusal_from_json` says the same."""
    values = {key: one if isinstance(one, int) else str(one) for key, one in refused.values.items()}
    return [refused.reason, values]


def refusal_from_json(kept: list[Any]) -> Refused:
    """What `refusal_as_json` wrote; the field of a form is gone."""
    reason, values = kept
    refused = Refused(reason)
    refused.values = values
    return refused


def _kept(value: Value) -> Any:
    if isinstance(value, date):
        return ["day", value.isoformat()]
    return ["number", str(value)] if isinstance(value, Decimal) else value


def _given(kept: Any) -> Value:
    if not isinstance(kept, list):
        given: Value = kept
        return given
    kind, text = kept
    return date.fromisoformat(text) if kind == "day" else Decimal(text)
