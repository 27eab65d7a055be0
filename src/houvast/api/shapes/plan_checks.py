"""Plans that are checked: the questions, the passages, and what people decided. No mark for one."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, WithJsonSchema

from houvast.api.shapes.made import At, In, Out, Part
from houvast.plans.reads.checks import Answer, CheckPage, Head, Pointed, Quote, Raised
from houvast.plans.reads.lists import PlanLine
from houvast.plans.reads.passages import LookedAt
from houvast.plans.reads.reports import Report
from houvast.plans.rules.document import Notice as Remark
from houvast.plans.rules.facts import FactKind as KindOfFact
from houvast.plans.rules.judging import Accepted, Decision, Responsible, State, Word
from houvast.plans.rules.money import Beside, MoneyForWork
from houvast.plans.rules.upgrading import Lack, Upgrade

Notice = Annotated[
    Remark, WithJsonSchema({"type": "string", "enum": [one.value for one in Remark]})
]
FactKind = Annotated[
    KindOfFact, WithJsonSchema({"type": "string", "enum": [one.value for one in KindOfFact]})
]
"""Written out where they stand: the description has other shapes of these names."""
About = Annotated[
    str,
    StringConstraints(pattern="^[A-Z]{1,2}[0-9]{2,3}$"),
    Field(description="The id of a question or a flag, as P04 or RF2."),
]


class PlanCheckItem(Out):
    """One version of a plan with its check. `pages` is null for a text without pages."""

    id: UUID
    document: UUID
    """The plan: its versions have this in common."""
    title: str
    version: int
    pages: int | None
    brought_by: str
    brought_at: At
    finished_at: At | None

    @classmethod
    def of(cls, one: PlanLine) -> Self:
        """A line as it was read."""
        same = ("document", "title", "pages", "brought_by", "brought_at", "finished_at")
        told: dict[str, Any] = {name: getattr(one, name) for name in same}
        return cls(id=one.reading, version=one.number, **told)


class PlanChecks(Out):
    """The plans of the municipality, the latest first: the hundred that the screen has."""

    items: list[PlanCheckItem]


class PlanQuote(Out):
    """What stands in the plan, on which page or in which paragraph, and who said what of it."""

    passage: UUID
    text: str
    page: int | None
    label: str
    paragraph: int
    decision: Decision
    level: int | None
    by: str
    at: At


class PlanAction(Out):
    """What somebody does about a gap."""

    id: UUID
    what: str
    owner: str
    due: date
    done: bool


class PlanAnswer(Out):
    """One question, and where the plan stands by what people confirmed."""

    id: str
    question: str
    why: str
    state: State
    level: int
    """0 not looked at, 1 intended, 2 agreed, 3 funded, 4 a result. No mark for the plan."""
    quotes: list[PlanQuote]
    not_found_by: str | None
    not_found_at: At | None
    actions: list[PlanAction]

    @classmethod
    def of(cls, one: Answer) -> Self:
        """An answer as it was read."""
        gone = one.not_found or (None, None)
        return cls(
            id=one.question.id,
            question=one.question.question,
            why=one.question.why,
            state=one.stands.state,
            level=int(one.stands.level),
            quotes=_quotes(one.quotes),
            not_found_by=gone[0],
            not_found_at=gone[1],
            actions=[PlanAction.model_validate(each) for each in one.actions],
        )


class PlanFlag(Out):
    """What should make somebody stop and read. Without quotes nobody confirmed it (yet)."""

    id: str
    what: str
    why: str
    quotes: list[PlanQuote]

    @classmethod
    def of(cls, one: Raised) -> Self:
        """A flag as it was read."""
        flag = one.flag
        return cls(id=flag.id, what=flag.what, why=flag.says, quotes=_quotes(one.quotes))


class PlanFact(Out):
    """An amount, staff or a number of young people that a person accepted, over one period."""

    about: str
    kind: FactKind
    amount: str
    """In euros, fte or people, as a decimal text."""
    period: str

    @classmethod
    def of(cls, one: Accepted) -> Self:
        """A fact as it was read."""
        return cls(about=one.about, kind=one.kind, amount=str(one.amount), period=one.period)


class PlanMoney(Out):
    """How much money hangs on work, in euros as decimal texts, over the time of the total.

    Both are of that one time: amounts of another time are in `facts` and not in `work`.
    """

    beside: Beside
    work: str
    total: str
    period: str

    @classmethod
    def of(cls, one: MoneyForWork) -> Self:
        """The money as it was read."""
        return cls(beside=one.beside, work=str(one.work), total=str(one.total), period=one.period)


class PlanUpgrade(Out):
    """A question at level 1, and what it still asks to become an agreement."""

    id: str
    lacks: list[Lack]

    @classmethod
    def of(cls, one: Upgrade) -> Self:
        """A question as it was read."""
        return cls(id=one.about, lacks=list(one.lacks))


class PlanCheck(Out):
    """How much work is in a plan: by question, by flag, and in one of five words."""

    id: UUID
    title: str
    version: int
    pages: int | None
    notices: list[Notice]
    finished_by: str
    finished_at: At | None
    word: Word
    responsible: Responsible | None
    scheme: str
    """For which scheme it was written, by its code; empty where nobody said so."""
    answers: list[PlanAnswer]
    flags: list[PlanFlag]
    facts: list[PlanFact]
    money: PlanMoney | None
    """The money for work beside the total; null where nobody accepted either."""
    upgrades: list[PlanUpgrade]
    """Only where all that was confirmed is words: the three questions that ask least. Else none."""

    @classmethod
    def of(cls, page: CheckPage) -> Self:
        """The page as it was read."""
        return cls(**_said(page))


class PlanPassage(Out):
    """A passage with its place. `page` is null where the text has none."""

    id: UUID
    text: str
    page: int | None
    label: str
    paragraph: int
    heading: list[str]

    @classmethod
    def of(cls, one: Pointed) -> Self:
        """A passage as it was read."""
        return cls(**_place(one))


class PlanSuggestion(PlanPassage):
    """A passage to look at for one question, why, and what a person decided of it.

    `suggested` is false for a passage that a person added.
    """

    about: str
    suggested: bool
    reason: str
    decision: Decision | None
    level: int | None
    other: str
    by: str
    at: At | None

    @classmethod
    def of_question(cls, one: LookedAt) -> Self:
        """A passage as it was read for one question."""
        said = ("reason", "decision", "level", "other", "by", "at")
        more: dict[str, Any] = {name: getattr(one.passage, name) for name in said}
        return cls(**_place(one.passage), about=one.about, suggested=one.suggested, **more)


class PlanSuggestions(Out):
    """What there is to look at, by question; of what was never decided `decision` is null."""

    items: list[PlanSuggestion]


class PlanPassages(Part):
    """A part of the text of a plan, without what seems to be about a person."""

    items: list[PlanPassage]


class PlanReport(PlanCheck):
    """What leaves: no flag that nobody confirmed, and no word of what chooses by origin."""

    municipality: str
    catalogue: str
    """The version of the questions that the plan was held against."""
    engine: str
    operation: UUID
    """The entry in the trail that says that this was taken out, and by whom."""

    @classmethod
    def of_report(cls, page: Report) -> Self:
        """The report as it was read."""
        return cls(
            **_said(page),
            municipality=page.municipality,
            catalogue=page.questions.version,
            engine=page.engine,
            operation=page.operation,
        )


class DecisionIn(In):
    """What a person decided: of a passage, or that nothing in the document answers a question."""

    about: About
    decision: Decision
    passage: UUID | None = None
    """Any passage of the plan, also one that nobody pointed at; none with `not_found`."""
    level: int | None = None
    """1 intended, 2 agreed, 4 a result: with `proves` and `partly` of a question."""
    other: Annotated[str, StringConstraints(pattern="^([A-Z]{1,2}[0-9]{2,3})?$")] = ""
    """The question that it does belong to, with `other`."""

    def said(self) -> dict[str, Any]:
        """What was decided of a passage, as the action takes it."""
        given = self.given()
        return given | {"passage_id": given.pop("passage")}


def _quotes(quotes: tuple[Quote, ...]) -> list[PlanQuote]:
    return [PlanQuote.model_validate(one) for one in quotes]


def _said(page: CheckPage | Report) -> dict[str, Any]:
    """What people said of a plan, as it is shown and as it leaves."""
    return _head(page.head) | {
        "word": page.word,
        "responsible": page.responsible,
        "scheme": page.head.scheme,
        "answers": [PlanAnswer.of(one) for one in page.answers],
        "flags": [PlanFlag.of(one) for one in page.flags],
        "facts": [PlanFact.of(one) for one in page.facts],
        "money": PlanMoney.of(page.money) if page.money else None,
        "upgrades": [PlanUpgrade.of(one) for one in page.upgrades],
    }


def _head(head: Head) -> dict[str, Any]:
    same = ("title", "pages", "finished_by", "finished_at")
    told = {name: getattr(head, name) for name in same}
    return told | {"id": head.reading, "version": head.number, "notices": list(head.notices)}


def _place(one: Pointed) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in ("id", "page", "label", "paragraph")}
    text = "".join(part for part, _marked in one.parts)
    return same | {"text": text, "heading": list(one.heading)}
