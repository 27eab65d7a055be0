"""The sealed trail in the words of other systems, from the seal that they had last.

Only what is sealed leaves, in the order of the chain: nothing is skipped and nothing comes twice,
and who receives it can hold it against the seals.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from uuid import UUID

from houvast.accounts.reads import safety_net
from houvast.audit.actions import recorded
from houvast.audit.keys import subjects_key
from houvast.audit.rules.chain import Sealed
from houvast.audit.rules.lines import Event, Line, Pseudonyms, in_cef, in_json, in_otlp
from houvast.audit.stored import Connection, seals

EVENTS = """
select id, municipality_id, controller, actor_id, at, role, purpose, verb, refusal, subject, shown,
       token, %s::int
from audit_entry where id = any(%s) order by array_position(%s::uuid[], id)
"""
LINES = """
select line.operation, line.trace, line.came_from, line.activity, entry.verb, line.status, line.at,
       line.ended_at, line.data_subject, line.id
from audit_processingline line join audit_entry entry on entry.id = line.operation
where line.operation = any(%s) order by array_position(%s::uuid[], line.operation), line.id
"""


class Shape(StrEnum):
    """In whose words; the last one is the log of processing, without users."""

    CEF = "cef"
    JSON = "json"
    OTLP = "otlp"


Export = Iterator[tuple[int, list[str]]]
"""Per seal its number and its lines."""


def exported(
    auditor: Connection, known: Pseudonyms, shape: Shape, after: int, version: str
) -> Export:
    """What was sealed after this seal, as the auditor reads it.

    That it was asked for stands in the trail before the first line is given (T-73): no trail, no
    lines.
    """
    with recorded(safety_net(known.place), "audit.exported"):
        pass
    for seal in seals(auditor, known.place, after):
        yield seal.number, WORDS[shape](auditor, seal, known, version)


def _events(auditor: Connection, seal: Sealed) -> Iterator[Event]:
    ids = list(seal.entries)
    for row in auditor.execute(EVENTS, [seal.number, ids, ids]):
        yield Event(*row)


def _cef(auditor: Connection, seal: Sealed, known: Pseudonyms, version: str) -> list[str]:
    return [in_cef(one, known, version) for one in _events(auditor, seal)]


def _json(auditor: Connection, seal: Sealed, known: Pseudonyms, version: str) -> list[str]:
    return [in_json(one, known) for one in _events(auditor, seal)]


def _otlp(auditor: Connection, seal: Sealed, known: Pseudonyms, version: str) -> list[str]:
    ids = list(seal.entries)
    lines = [Line(*row) for row in auditor.execute(LINES, [ids, ids])]
    return [in_otlp(lines, known, version)] if lines else []


WORDS: Mapping[Shape, Callable[[Connection, Sealed, Pseudonyms, str], list[str]]] = {
    Shape.CEF: _cef,
    Shape.JSON: _json,
    Shape.OTLP: _otlp,
}


def pseudonyms(folder: str, place: UUID) -> Pseudonyms:
    """How persons of this municipality are called in what leaves. Raises NoKey."""
    return Pseudonyms(place, subjects_key(folder, place))
