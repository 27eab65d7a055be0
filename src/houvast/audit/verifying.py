"""Look at the whole trail of a municipality and name the first place that is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from houvast.audit.rules.anchors import Anchor, wrong_after, wrong_at
from houvast.audit.rules.chain import Broken, Sealed, wrong_inside, wrong_with
from houvast.audit.stored import Connection, digests, seals, wrong_outside


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at in one municipality, and what is wrong first."""

    municipality: UUID
    seals: int
    entries: int
    anchored: int
    """Up to which seal the witness was told the same; 0 when it was told nothing, or not asked."""
    broken: Broken | None


Anchors = Mapping[int, Anchor]


def verify(
    auditor: Connection, place: UUID, tell: Callable[[int], None], anchors: Anchors | Broken
) -> Verdict:
    """Compute every digest and every hash again; `tell` hears after each seal how many entries.

    `anchors` are what the witness was told, by seal.
    """
    if isinstance(anchors, Broken):
        return Verdict(place, 0, 0, 0, anchors)
    looked, entries, anchored, before = 0, 0, 0, None
    for one in seals(auditor, place):
        broken = wrong_with(one, before) or wrong_at(one, anchors)
        broken = broken or wrong_inside(one, _now(auditor, one))
        if broken:
            return Verdict(place, looked, entries, anchored, broken)
        looked, entries, before = looked + 1, one.total, one
        anchored = one.number if one.number in anchors else anchored
        tell(entries)
    broken = wrong_after(looked, anchors) or wrong_outside(auditor, place)
    return Verdict(place, looked, entries, anchored, broken)


def _now(auditor: Connection, one: Sealed) -> Mapping[UUID, bytes]:
    return digests(auditor, one.entries)
