"""Tracks as other systems see them: no more than the screen shows to the same user."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from django.utils.timezone import localdate
from pydantic import Field

from houvast.api.shapes.made import At, Day, Moment, Out, Part, Text, Word
from houvast.api.shapes.made import In as Sent
from houvast.people.rules import PreferredChannel
from houvast.tracks.reads.asked import Offer
from houvast.tracks.reads.caseload import CaseloadLine
from houvast.tracks.reads.files import TrackFile
from houvast.tracks.reads.steps import StepLine
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.states import (
    ContactChannel,
    ContactOutcome,
    HandoverReason,
    HandoverState,
    InformationState,
    Initiator,
    PlaceKind,
    TrackPhase,
    TrackState,
)
from houvast.tracks.rules.steps import StepOwner, StepPlan, StepState


class NextMoment(Out):
    """The next moment; for a proposed track the day by which a coach has to accept."""

    due: date | None
    agreed: bool
    """Whether the young person agreed to it."""
    what: str
    keeper: str
    """Who keeps it when that is somebody else than the lead: the stand-in."""


class TrackItem(Out):
    """A track in the own list. `ringsOn` is for a closed track of which one keeps the door."""

    id: UUID
    name: str
    state: TrackState
    phase: TrackPhase
    lead: str
    lead_id: UUID
    next_moment: NextMoment
    last_real_at: At | None
    back_on: date | None
    stands_in: bool
    may_log: bool
    rings_on: date | None

    @classmethod
    def of(cls, one: CaseloadLine) -> Self:
        """A line of the list."""
        line = one.line
        return cls(
            id=line.track_id,
            name=line.name,
            state=line.state,
            phase=line.phase,
            lead=line.lead,
            lead_id=line.lead_id,
            next_moment=NextMoment.model_validate(line),
            last_real_at=line.last_real_at,
            back_on=line.back_on,
            stands_in=one.stands_in,
            may_log=one.may_log,
            rings_on=one.rings_on,
        )


class Tracks(Part):
    """The own list of a coach: whom he holds or stands in for, and whose door he keeps."""

    items: list[TrackItem]


class Contact(Out):
    """A contact. Without the right to see how it went, only that it was."""

    id: UUID
    at: At
    made_by: str
    is_real: bool
    outcome: ContactOutcome | None
    channel: ContactChannel | None
    place: PlaceKind | None
    worried: bool
    note: str
    corrected_by: str
    reason: str


class Contacts(Out):
    """The latest fifty contacts of a track, the newest first."""

    items: list[Contact]


class Step(Out):
    """A step of the plan. `who` is a name; it is empty for the young person."""

    id: UUID
    domain: LifeDomain
    what: str
    owner: StepOwner
    who: str
    colleague_id: UUID | None
    due: date
    state: StepState
    left_on: date | None
    reason: str


class Scanned(Out):
    """One answer of the quick scan: a word, never a number."""

    domain: LifeDomain
    value: ScanValue


class Plan(Out):
    """The steps of a track and its quick scan, for who may see them."""

    steps: list[Step]
    scan: list[Scanned]

    @classmethod
    def of(cls, file: TrackFile) -> Self:
        """What the file has of it."""
        steps: tuple[StepLine, ...] = file.steps if file.sees_plan else ()
        scan = [Scanned(domain=one, value=value) for one, value in file.scan.items()]
        return cls(steps=[Step.model_validate(one) for one in steps], scan=scan)


class Handover(Out):
    """A handover under way."""

    id: UUID
    to: str
    to_id: UUID
    by: str
    state: HandoverState
    due: date


class OpenDoor(Out):
    """Who keeps the door of a closed track, and when he rings."""

    contact: str
    contact_id: UUID
    come_back_on: date


class Rights(Out):
    """Which acts the user may do on this track now; each act asks again."""

    log_contact: bool
    note: bool
    plan: bool
    hand_over: bool
    wish: bool


class Track(Out):
    """The file of one track. What the user may not see is empty."""

    id: UUID
    name: str
    nickname: str
    given_name: str
    family_name: str
    birth_date: date | None
    phone: str
    preferred_channel: PreferredChannel | None
    state: TrackState
    phase: TrackPhase
    lead: str
    lead_id: UUID
    next_moment: NextMoment
    last_real_at: At | None
    back_on: date | None
    reachable_via: ContactChannel | None
    opened_on: date | None
    work_started_on: date | None
    aftercare_until: date | None
    informed: InformationState | None
    inform_by: date | None
    told_on: date | None
    entry: str
    handover: Handover | None
    door: OpenDoor | None
    work_coaches: list[str]
    may: Rights

    @classmethod
    def of(cls, file: TrackFile) -> Self:
        """The file as it was read."""
        line = file.line
        may = Rights(
            log_contact=file.may_log,
            note=file.may_note,
            plan=file.may_plan,
            hand_over=file.may_hand_over,
            wish=file.may_wish,
        )
        from_file = {name: getattr(file, name) for name in SAME}
        from_line = {name: getattr(line, name) for name in OF_LINE}
        return cls(
            id=line.track_id,
            next_moment=NextMoment.model_validate(line),
            handover=Handover.model_validate(file.handover) if file.handover else None,
            door=OpenDoor.model_validate(file.door) if file.door else None,
            work_coaches=list(file.work_coaches),
            opened_on=localdate(file.opened_on) if file.opened_on else None,
            may=may,
            **from_file,
            **from_line,
        )


OF_LINE = ("name", "state", "phase", "lead", "lead_id", "last_real_at", "back_on", "reachable_via")
SAME = (
    *("nickname", "given_name", "family_name", "birth_date", "phone", "preferred_channel"),
    *("work_started_on", "aftercare_until", "informed", "inform_by", "told_on"),
    "entry",
)


class Question(Out):
    """The question to become someone's coach: nickname, reason and deadline, no more."""

    id: UUID
    nickname: str
    reason: str
    accept_by: date
    handover: HandoverReason | None
    """Why another coach hands over; nothing for a first coach."""
    by: str


class Questions(Out):
    """What waits for the user's yes or no, the first deadline first."""

    items: list[Question]

    @classmethod
    def of(cls, offers: tuple[Offer, ...]) -> Self:
        """The questions as they were read."""
        return cls(items=[Question.model_validate(one) for one in offers])


class Notice(Out):
    """That something asks the user's attention: when and why. About whom stands in the lists."""

    at: At
    kind: NoticeKind


class Notices(Out):
    """The latest fifty messages to the user, the newest first."""

    items: list[Notice]


class MomentIn(Sent):
    """The next moment, with a day that lies ahead."""

    on: Day
    agreed: bool = False
    what: Word = ""
    place_kind: PlaceKind | None = None

    def ahead(self) -> Ahead:
        """As the rules ask it."""
        return Ahead(self.on, self.agreed, self.what, self.place_kind)


class ContactIn(Sent):
    """A talk or a try, and the next moment: the promise never goes without."""

    at: Moment
    channel: ContactChannel
    place_kind: PlaceKind
    outcome: ContactOutcome
    initiator: Initiator = Initiator.COACH
    worried: bool = False
    note: Text = ""
    """Who holds this young person reads it, and the young person may."""
    next_moment: MomentIn

    def talk(self) -> Talk:
        """As the rules ask it."""
        given = self.given()
        del given["next_moment"]
        return Talk(**given)


class HandoverIn(Sent):
    """Ask another coach. `fromId` is the lead as you know it: a stale one is refused."""

    from_id: UUID
    to_id: UUID
    reason: HandoverReason


class MetIn(Sent):
    """On which day old coach, new coach and young person met."""

    introduced_on: Day


class StepIn(Sent):
    """A step for the plan; without a day it is due in a week."""

    domain: LifeDomain
    what: Annotated[Word, Field(min_length=3)]
    owner: StepOwner = StepOwner.COACH
    due: Day | None = None
    colleague: UUID | None = None
    desk: Word = ""

    def step(self) -> StepPlan:
        """As the rules ask it."""
        return StepPlan(**self.given())


class ReasonIn(Sent):
    """Why, in a few words."""

    reason: Text
