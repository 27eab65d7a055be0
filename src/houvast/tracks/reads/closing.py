"""What stands in the way of closing, as the rule says it, and who can keep the door."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import COACHES
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.tracks.reads.files import TrackFile, read_file
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.closing import BIG_FIVE, ClosingFacts, OpenPoint, why_not_closable
from houvast.tracks.rules.domains import in_order
from houvast.tracks.rules.states import CloseReason, InformationState


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """The file, all that is still open for the usual reason, and what the form offers."""

    file: TrackFile
    today: date
    points: tuple[OpenPoint, ...]
    keepers: tuple[Colleague, ...]
    come_back_on: date

    @property
    def may_begin_aftercare(self) -> bool:
        """Whether there is work, or the whole basis is in order."""
        return self.file.work_started_on is not None or not set(BIG_FIVE) & set(self.points)


def closing_page(by: Actor, track_id: UUID) -> ClosingPage:
    """The closing screen of a track that the actor leads. Raises NotFound for anyone else."""
    with recorded(by, "tracks.closing_viewed", track_id) as act:
        file = read_file(by, track_id, act)
        if not file.leads:
            raise NotFound
        terms = terms_of(file.programme_id, act.today)
        return ClosingPage(
            file=file,
            today=act.today,
            points=why_not_closable(facts_of(file), act.today),
            keepers=colleagues(by.municipality_id, COACHES, act.now),
            come_back_on=act.today + timedelta(days=terms.come_back_after),
        )


def keepers(by: Actor) -> tuple[Colleague, ...]:
    """Who can keep a door, by name."""
    with recorded(by, "tracks.keepers_listed") as act:
        return colleagues(by.municipality_id, COACHES, act.now)


def facts_of(file: TrackFile) -> ClosingFacts:
    """What the rule is asked with before anything is filled in: the usual reason, told, a door."""
    return ClosingFacts(
        reason=CloseReason.BASIS_IN_PLACE,
        in_order=in_order(file.scan),
        aftercare_until=file.aftercare_until,
        works_now=file.work_started_on is not None,
        handover_running=file.handover is not None,
        informed=file.informed is InformationState.TOLD,
        young_person_told=True,
        has_door=True,
        steps_open=any(one.is_open for one in file.steps),
    )
