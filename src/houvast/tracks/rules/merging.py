"""Merging (samenvoegen): two files turn out to be one young person (product 3.14, trust T-112).

Nobody merges alone. One track goes on with its lead coach; the other closes as opened by mistake.
"""

from dataclasses import dataclass
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.states import PROMISED, TrackState


class MergeState(StrEnum):
    """What became of the proposal to merge two persons."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """How the two tracks stand: the one that stays, and the other one."""

    stays: TrackState
    other: TrackState
    is_one_person: bool
    handover_runs: bool
    closing_proposed: bool
    work_runs: bool
    """Of the other track: a placement belongs to a person, and does not move."""


def check_merge(facts: MergeFacts) -> None:
    """Refuse a merge that would let go of somebody, or of something that is under way."""
    if facts.is_one_person:
        raise Refused(
            gettext_noop("Kies het traject van een andere jongere in de lijst."), field="other"
        )
    if facts.stays not in PROMISED:
        raise Refused(
            gettext_noop("Laat het traject doorgaan dat al loopt. Dan blijft er een vaste coach."),
            field="stays",
        )
    if facts.other is TrackState.CLOSED:
        raise Refused(gettext_noop("Dit traject is al afgesloten. Kies een ander."), field="other")
    if facts.handover_runs:
        raise Refused(
            gettext_noop("Een van beiden heeft een lopende overdracht. Rond die eerst af.")
        )
    if facts.closing_proposed:
        raise Refused(
            gettext_noop("Bij een van beiden ligt een voorstel om af te sluiten. Beantwoord dat.")
        )
    if facts.work_runs:
        raise Refused(
            gettext_noop("Op het traject dat sluit loopt een werkplek. Laat dat traject doorgaan."),
            field="stays",
        )
