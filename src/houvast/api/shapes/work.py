"""Work of one young person: wishes, workplaces that fit with reasons in codes, and placements.

No points and no order value: what comes out are words. The question is always asked for one young
person; nothing leads from a workplace to people.
"""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from houvast.api.shapes.made import At, Day, In, Line, Out, Part, Text, Word
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    OfferCode,
    PayKind,
    Sector,
    WorkKind,
)
from houvast.matching.actions.choices import Chosen
from houvast.matching.reads import Work
from houvast.matching.reads.wishes import KnownWishes
from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.matching.rules.codes import BlockCode, MindCode, StepCode, TravelMode, Verdict
from houvast.matching.rules.lists import Suggestion
from houvast.matching.rules.sides import Wishes as Sides
from houvast.matching.rules.wished import Wished
from houvast.placements.reads import PlacementPage
from houvast.placements.rules.states import (
    AftercareState,
    ContractKind,
    PlacementState,
    Side,
    TrialNext,
    TrialState,
    TrialView,
)
from houvast.placements.rules.terms import WorkTerms
from houvast.placements.rules.trial import TrialNote

WEEK = (1 << 28) - 1
DayParts = Annotated[
    int,
    Field(ge=0, le=WEEK, description="Seven days of four parts as bits; Monday morning is bit 0."),
]
Hours = Annotated[int, Field(ge=0, le=168, description="Hours a week.")]
Isco = Annotated[str, Field(pattern="^[0-9]{4}$", description="Unit group of ISCO-08.")]


class Fact(Out):
    """Yes or no to what work can ask; what is not told is not here."""

    code: ConditionCode
    answer: Answer


class ChosenWork(Out):
    """An occupation of ESCO that was chosen by name, with the unit group that matching reads."""

    concept: UUID
    name: str
    isco: str


class Wishes(Out):
    """The work wishes that count now; nothing when nobody wrote them down yet."""

    id: UUID | None
    at: At | None
    made_by: str
    own_words: str
    occupations: list[str]
    """Unit groups of ISCO-08: of the short list, and of what was chosen by name."""
    concepts: list[UUID]
    works: list[ChosenWork]
    """The occupations of `concepts` with their names."""
    sectors: list[Sector]
    never_kinds: list[WorkKind]
    never_sectors: list[Sector]
    can: list[Skill]
    learns: list[Skill]
    facts: list[Fact]
    seen: list[ConditionCode]
    needs: list[OfferCode]
    free: int
    busy: int
    school_days: int | None
    school_hours: int
    hours_least: int | None
    hours_most: int | None
    pc4: str
    modes: list[TravelMode]
    minutes: int | None
    earliest: date | None

    @classmethod
    def of(cls, known: KnownWishes | None) -> Self:
        """The version that counts now."""
        wished = known.wished if known else Wished()
        wishes = wished.wishes
        sets: dict[str, Any] = {name: sorted(getattr(wishes, name)) for name in SETS}
        plain = {name: getattr(wishes, name) for name in PLAIN}
        return cls(
            id=known.id if known else None,
            at=known.at if known else None,
            made_by=known.made_by if known else "",
            own_words=wished.own_words,
            concepts=sorted(wished.concepts),
            works=[ChosenWork.model_validate(one) for one in known.works] if known else [],
            facts=[Fact(code=one, answer=said) for one, said in sorted(wishes.facts.items())],
            seen=sorted(wished.seen),
            **sets,
            **plain,
        )


SETS = ("occupations", "sectors", "never_kinds", "never_sectors", "can", "learns", "needs", "modes")
PLAIN = (
    *("free", "busy", "school_days", "school_hours", "hours_least", "hours_most"),
    *("pc4", "minutes", "earliest"),
)


class FactIn(In):
    """Yes or no to what work can ask."""

    code: ConditionCode
    answer: Answer


class WishesIn(In):
    """A whole version of the wishes: what is left out is not known."""

    own_words: Line = ""
    occupations: Annotated[list[Isco], Field(max_length=3)] = []
    concepts: Annotated[list[UUID], Field(max_length=3)] = []
    """Occupations of `/occupations`; their unit groups are added to `occupations`."""
    sectors: Annotated[list[Sector], Field(max_length=21)] = []
    never_kinds: Annotated[list[WorkKind], Field(max_length=6)] = []
    never_sectors: Annotated[list[Sector], Field(max_length=21)] = []
    can: Annotated[list[Skill], Field(max_length=100)] = []
    learns: Annotated[list[Skill], Field(max_length=100)] = []
    facts: Annotated[list[FactIn], Field(max_length=60)] = []
    seen: Annotated[list[ConditionCode], Field(max_length=60)] = []
    needs: Annotated[list[OfferCode], Field(max_length=30)] = []
    free: DayParts = 0
    busy: DayParts = 0
    school_days: Annotated[int, Field(ge=0, le=31)] | None = None
    school_hours: Hours = 0
    hours_least: Hours | None = None
    hours_most: Hours | None = None
    pc4: Annotated[Word, Field(max_length=4)] = ""
    modes: Annotated[list[TravelMode], Field(max_length=9)] = []
    minutes: Annotated[int, Field(ge=0, le=1000)] | None = None
    earliest: Day | None = None

    def wished(self) -> Wished:
        """As the rules ask it; an unknown fact is left out."""
        said = {one.code: one.answer for one in self.facts if one.answer is not Answer.UNKNOWN}
        sets: dict[str, Any] = {name: frozenset(getattr(self, name)) for name in SETS}
        plain = {name: getattr(self, name) for name in PLAIN}
        wishes = Sides(facts=said, **sets, **plain)
        seen, concepts = frozenset(self.seen), frozenset(self.concepts)
        return Wished(wishes, seen, self.own_words, concepts)


class Block(Out):
    """One thing that stands in the way, with the article when it is law."""

    code: BlockCode
    about: str
    article: str
    until: date | None


class ToArrange(Out):
    """Something to ask, learn or arrange."""

    code: StepCode
    about: str


class ToMind(Out):
    """Something to keep in mind."""

    code: MindCode
    about: str


class Fit(Out):
    """One workplace for one young person, in the order of the screen.

    `seal` goes along with a choice: what is stored is what was shown.
    """

    workplace_id: UUID
    title: str
    employer: str
    kind: WorkKind
    hours_min: int
    hours_max: int
    free_places: int
    is_stale: bool
    verdict: Verdict
    blocks: list[Block]
    to_arrange: list[ToArrange]
    to_mind: list[ToMind]
    decided: ChoiceOutcome | None
    seal: str

    @classmethod
    def of(cls, work: Work, one: Suggestion) -> Self:
        """A suggestion with its reasons."""
        place, why = one.place, one.why
        choice = work.choices.get(place.id)
        same = {name: getattr(place, name) for name in OF_PLACE}
        return cls(
            workplace_id=place.id,
            verdict=why.verdict,
            blocks=[Block.model_validate(found) for found in why.blocks],
            to_arrange=[ToArrange.model_validate(found) for found in why.steps],
            to_mind=[ToMind.model_validate(found) for found in why.minds],
            decided=choice.outcome if choice else None,
            seal=work.seal(place),
            **same,
        )


OF_PLACE = ("title", "employer", "kind", "hours_min", "hours_max", "free_places", "is_stale")


class Fits(Part):
    """The workplaces of one view for one young person."""

    items: list[Fit]


class ChoiceIn(In):
    """What was decided together about one workplace, with the seal of what was shown."""

    workplace_id: UUID
    outcome: ChoiceOutcome
    seal: Annotated[Word, Field(min_length=1)]
    reason: NotNowReason | None = None
    text: Line = ""

    def chosen(self) -> Chosen:
        """As the rules ask it."""
        return Chosen(self.outcome, self.seal, self.reason, self.text)


class WorkplaceChosenIn(In):
    """A workplace that was named by hand."""

    workplace_id: UUID


class PlacementItem(Out):
    """A placement of a track."""

    id: UUID
    title: str
    employer: str
    state: PlacementState
    start_on: date | None
    started_on: date | None
    ended_on: date | None


class Placements(Out):
    """The placements of a track, the newest first."""

    items: list[PlacementItem]


class Trial(Out):
    """A trial day, and what both want after it."""

    day: date
    state: TrialState
    young_person: TrialView | None
    employer: TrialView | None
    next_step: TrialNext | None


class Terms(Out):
    """What was agreed with the employer. `days` are the days of the week as bits, Monday first."""

    hours: int
    days: int
    contract: ContractKind
    pay_kind: PayKind
    wage_cents: int | None
    contact_person: str


class CheckIn(Out):
    """One aftercare moment."""

    id: UUID
    due: date
    side: Side
    state: AftercareState
    answered_on: date | None
    words: str


class Placement(PlacementItem):
    """One placement: where it stands, what comes next, and its aftercare."""

    track_id: UUID
    employer_id: UUID
    introduced_on: date | None
    told_until: date | None
    """Until when the employer may be told what the young person said yes to."""
    may_call: bool
    day_one_companion: str
    next_steps: list[PlacementState]
    trials: list[Trial]
    terms: Terms | None
    check_ins: list[CheckIn]

    @classmethod
    def of(cls, page: PlacementPage) -> Self:
        """The page as it was read."""
        line = PlacementItem.model_validate(page.placement).model_dump()
        same = {name: getattr(page, name) for name in OF_PAGE}
        return cls(
            track_id=page.file.line.track_id,
            next_steps=list(page.next_steps),
            trials=[Trial.model_validate(one) for one in page.trials],
            terms=Terms.model_validate(page.agreed.terms) if page.agreed else None,
            check_ins=[CheckIn.model_validate(one) for one in page.check_ins],
            **same,
            **line,
        )


OF_PAGE = ("employer_id", "introduced_on", "told_until", "may_call", "day_one_companion")


class TermsIn(In):
    """What was agreed with the employer."""

    hours: Hours
    days: Annotated[int, Field(ge=0, le=127)]
    contract: ContractKind
    pay_kind: PayKind
    wage_cents: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    contact_person: Word

    def terms(self) -> WorkTerms:
        """As the rules ask it."""
        return WorkTerms(**self.given())


class AgreedIn(In):
    """The agreed start with its terms; somebody comes along on day one."""

    start_on: Day
    terms: TermsIn
    day_one_companion: Annotated[Word, Field(max_length=60)] = ""


class StartedIn(In):
    """The first working day."""

    started_on: Day


class TrialIn(In):
    """The day of the trial day."""

    day: Day


class TrialNoteIn(In):
    """How the trial day went: what each side wants, and what comes next."""

    held: bool
    next_step: TrialNext | None = None
    young_person: TrialView | None = None
    employer: TrialView | None = None
    again_on: Day | None = None

    def note(self) -> TrialNote:
        """As the rules ask it."""
        return TrialNote(**self.given())


class CheckInIn(In):
    """Whether somebody was reached, and what was said."""

    reached: bool
    note: Text = ""
