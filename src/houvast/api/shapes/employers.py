"""Employers and workplaces: no young person is in them, and none is found through them."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from houvast.api.shapes.made import Day, In, Line, Out, Part, PlainLine, PlainText, Text, Word
from houvast.employers.reads.employers import EmployerPage
from houvast.employers.reads.workplaces import WorkplacePage
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    OfferCode,
    PayKind,
    PromisedBy,
    PromiseState,
    QuestionState,
    Sector,
    Strength,
    VogPayer,
    WorkKind,
    WorkplaceState,
)
from houvast.employers.rules.workplaces import WorkplaceFacts


class EmployerItem(Out):
    """An employer in the list. Empty text is not known."""

    id: UUID
    name: str
    sector: Sector | None
    place_name: str
    pc4: str
    account_manager: str
    last_spoken_on: date | None
    next_on: date | None
    free_places: int


class Employers(Part):
    """The employers that the user may see."""

    items: list[EmployerItem]


class ContactPerson(Out):
    """Who works at an employer and how to reach him or her."""

    id: UUID
    name: str
    function: str
    phone: str
    evening_phone: str
    email: str
    is_fixed: bool


class Conversation(Out):
    """A talk, and when the next one is."""

    id: UUID
    on: date
    colleague: str
    contact: str
    about: str
    next_on: date | None


class Promise(Out):
    """A promise and what became of it."""

    id: UUID
    promised_by: PromisedBy
    text: str
    due: date
    state: PromiseState
    answered_on: date | None
    reason: str


class WorkplaceItem(Out):
    """A workplace in a list. Hours are a week; `stale` was not confirmed for 30 days."""

    id: UUID
    title: str
    employer_id: UUID
    employer: str
    place_name: str
    pc4: str
    is_mobile: bool
    kind: WorkKind
    state: WorkplaceState
    hours_min: int
    hours_max: int
    places: int
    free_places: int
    start_on: date | None
    closing_on: date | None
    confirmed_on: date | None
    asks: list[ConditionCode]


class Workplaces(Part):
    """The workplaces that the user may see."""

    items: list[WorkplaceItem]


class Employer(Out):
    """One employer. A broker sees no promises, and only his own talks."""

    id: UUID
    name: str
    kvk: str
    branch: str
    sector: Sector | None
    place_name: str
    pc4: str
    organisation_id: UUID
    organisation: str
    account_manager_id: UUID | None
    account_manager: str
    contacts: list[ContactPerson]
    conversations: list[Conversation]
    promises: list[Promise]
    workplaces: list[WorkplaceItem]

    @classmethod
    def of(cls, page: EmployerPage) -> Self:
        """The page as it was read."""
        return cls.model_validate(page)


class Condition(Out):
    """What the work asks, how much that weighs, and why."""

    id: UUID
    code: ConditionCode
    strength: Strength
    reason: str


class OfferLine(Out):
    """Something a place can give, and whether it does."""

    code: OfferCode
    answer: Answer


class Workplace(WorkplaceItem):
    """One workplace with what it asks and gives."""

    occupation: str
    isco: str
    concept: UUID | None
    """The occupation of `/occupations` that was chosen."""
    day_parts: int | None
    day_parts_min: int
    end_on: date | None
    wage_cents: int | None
    minimum_age: int | None
    minimum_age_reason: str
    asks_vog: bool
    vog_codes: list[str]
    vog_paid_by: VogPayer
    pay_kind: PayKind
    offers: list[OfferLine]
    teaches: list[str]
    skills_asked: list[str]
    crebo: str
    sbb_recognised: Answer
    buddy: str
    jobcoach_days: int | None
    description: str
    """What the work is, in the words of the employer."""
    conditions: list[Condition]
    made_by: str

    @classmethod
    def of(cls, page: WorkplacePage) -> Self:
        """The page as it was read."""
        row = WorkplaceItem.model_validate(page.row).model_dump()
        facts = {name: getattr(page.facts, name) for name in OF_FACTS}
        sets: dict[str, Any] = {name: list(getattr(page.facts, name)) for name in OF_SETS}
        return cls(
            offers=[OfferLine(code=code, answer=said) for code, said in page.offers],
            conditions=[Condition.model_validate(one) for one in page.conditions],
            made_by=page.made_by,
            **row,
            **facts,
            **sets,
        )


OF_FACTS = (
    *(
        "occupation",
        "isco",
        "concept",
        "day_parts",
        "day_parts_min",
        "end_on",
        "wage_cents",
        "minimum_age",
    ),
    *("minimum_age_reason", "asks_vog", "vog_paid_by", "pay_kind", "crebo", "sbb_recognised"),
    *("buddy", "jobcoach_days", "description"),
)
OF_SETS = ("vog_codes", "teaches", "skills_asked")


class BrokerQuestion(Out):
    """A question to a broker in general words. No young person is in it."""

    id: UUID
    text: str
    broker: str
    asked_by: str
    asked_on: date
    state: QuestionState
    answered_on: date | None
    closed_on: date | None


class BrokerQuestions(Out):
    """The questions that run: a broker sees those to him, everybody else all of them."""

    items: list[BrokerQuestion]


class EmployerIn(In):
    """What is written about an employer; what is left out is not known."""

    name: Word
    kvk: Annotated[Word, Field(max_length=12)] = ""
    sector: Sector | None = None
    place_name: Word = ""
    pc4: Annotated[Word, Field(max_length=6)] = ""
    branch: Annotated[Word, Field(max_length=15)] = ""
    account_manager: UUID | None = None

    def facts(self) -> EmployerFacts:
        """As the rules ask it."""
        said = (self.name, self.kvk, self.sector, self.place_name, self.pc4, self.branch)
        return EmployerFacts(*said)


class ContactPersonIn(In):
    """Who works there; a new fixed contact takes the place of the old one."""

    name: Word
    function: Word = ""
    phone: Annotated[Word, Field(max_length=20)] = ""
    evening_phone: Annotated[Word, Field(max_length=20)] = ""
    email: Annotated[PlainLine, Field(max_length=254)] = ""
    is_fixed: bool = False

    def facts(self) -> ContactFacts:
        """As the rules ask it."""
        return ContactFacts(**self.given())


class ConversationIn(In):
    """A talk about the work, never about a young person."""

    on: Day
    about: Text
    contact: UUID | None = None
    next_on: Day | None = None


class PromiseIn(In):
    """What the employer promised, or we, and by when."""

    promised_by: PromisedBy
    text: Text
    due: Day


class BrokenIn(In):
    """What came in between."""

    reason: Text


class AnswerIn(In):
    """Whether the broker asks around."""

    will_ask: bool


class OfferIn(In):
    """Something a place can give."""

    code: OfferCode
    answer: Answer


class WorkplaceIn(In):
    """What is written about a workplace; what is left out is not known."""

    title: Word
    kind: WorkKind
    hours_min: Annotated[int, Field(ge=0, le=168)]
    hours_max: Annotated[int, Field(ge=0, le=168)]
    occupation: Word = ""
    isco: Annotated[Word, Field(max_length=6)] = ""
    concept: UUID | None = None
    """An occupation of `/occupations`; it fills `isco` and `occupation` where they are empty."""
    pc4: Annotated[Word, Field(max_length=6)] = ""
    is_mobile: bool = False
    day_parts: Annotated[int, Field(ge=0, le=(1 << 28) - 1)] | None = None
    day_parts_min: Annotated[int, Field(ge=0, le=28)] = 1
    places: Annotated[int, Field(ge=0, le=1000)] = 1
    start_on: Day | None = None
    end_on: Day | None = None
    closing_on: Day | None = None
    wage_cents: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    minimum_age: Annotated[int, Field(ge=0, le=99)] | None = None
    minimum_age_reason: PlainLine = ""
    asks_vog: bool = False
    vog_codes: Annotated[list[Annotated[Word, Field(max_length=4)]], Field(max_length=20)] = []
    vog_paid_by: VogPayer = VogPayer.UNKNOWN
    pay_kind: PayKind = PayKind.UNKNOWN
    offers: Annotated[list[OfferIn], Field(max_length=60)] = []
    teaches: Annotated[list[Skill], Field(max_length=100)] = []
    skills_asked: Annotated[list[Skill], Field(max_length=100)] = []
    crebo: Annotated[Word, Field(max_length=6)] = ""
    sbb_recognised: Answer = Answer.UNKNOWN
    buddy: Annotated[Word, Field(max_length=60)] = ""
    jobcoach_days: Annotated[int, Field(ge=0, le=31)] | None = None
    description: PlainText = ""

    def facts(self) -> WorkplaceFacts:
        """As the rules ask it."""
        sets = {name: tuple(getattr(self, name)) for name in OF_SETS}
        offers = {one.code: one.answer for one in self.offers}
        return WorkplaceFacts(**self.given() | sets | {"offers": offers})


class ConditionIn(In):
    """What the work asks, with the reason that lies in the work."""

    code: ConditionCode
    strength: Strength
    reason: Line = ""
