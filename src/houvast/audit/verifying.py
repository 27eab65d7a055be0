"""Look at the whole trail of a municipality and name the first place that is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from houvast.audit.rules.chain import Broken, Sealed, wrong_inside, wrong_with
from houvast.audit.stored import Connection, digests, seals, wrong_outside


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at in one municipality, and what is wrong first."""

    municipality: UUID
    seals: int
    entries: int
    broken: Broken | None


def verify(auditor: Connection, place: UUID, tell: Callable[[int], None]) -> Verdict:
    """Compute every digest and every hash again; `tell` hears after each seal how many entries."""
    looked, entries, before = 0, 0, None
    for one in seals(auditor, place):
        broken = wrong_with(one, before) or wrong_inside(one, _now(auditor, one))
        if broken:
            return Verdict(place, looked, entries, broken)
        looked, entries, before = looked + 1, one.total, one
        tell(entries)
    return Verdict(place, looked, entries, wrong_outside(auditor, place))


def _now(auditor: Connection, one: Sealed) -> Mapping[UUID, bytes]:
    return digests(auditor, one.entries)
