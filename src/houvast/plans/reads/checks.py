"""The check of one plan: each question with what people decided, and one question to decide."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from re import IGNORECASE, escape, finditer
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans import permissions
from houvast.plans.models import Mark, Passage, Reading, RowSet, Suggestion
from houvast.plans.reads.differing import Differs, differing
from houvast.plans.reads.questions import counted, counting_facts, kept_questions, marked, nearest
from houvast.plans.rules.catalogue import Catalogue, Criterion, Flag
from houvast.plans.rules.document import Notice
from houvast.plans.rules.judging import (
    SUPPORT,
    Accepted,
    Decision,
    Marked,
    Responsible,
    Standing,
    Word,
    standing,
    word_of,
)
from houvast.plans.rules.money import MoneyForWork, money_for_work
from houvast.plans.rules.suggesting import ENGINE, Reason
from houvast.plans.rules.upgrading import Upgrade
from houvast.plans.rules.wording import why

QUOTES = 3
"""Quotations that a question shows on the page of the whole plan."""
FINDS, SHORTEST = 10, 3
"""Passages that a search gives, and letters that it takes."""


@dataclass(frozen=True, slots=True)
class Head:
    """Of which plan this is the check."""

    reading: UUID
    title: str
    number: int
    pages: int | None
    notices: tuple[Notice, ...]
    by_meaning: bool
    """Whether Houvast looked for what says the same in other words too."""
    finished_by: str
    finished_at: datetime | None
    scheme: str
    """For which scheme it was written, by its code; empty until a person says so."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands in the plan, on which page or in which paragraph, and who said what of it."""

    passage: UUID
    text: str
    page: int | None
    label: str
    paragraph: int
    decision: Decision
    level: int | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody does about a gap."""

    id: UUID
    what: str
    owner: str
    due: date
    done: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with where it stands. `not_found` is who recorded that, and when."""

    question: Criterion
    stands: Standing
    quotes: tuple[Quote, ...]
    not_found: tuple[str, datetime] | None
    actions: tuple[Action, ...]
    points_at: int
    """How many passages there are to look at; nothing is said of a plan with it."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A red flag: how many passages the machine points at, and those that a person confirmed."""

    flag: Flag
    points_at: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """How much work is in this plan: by question, by flag, and in one word."""

    head: Head
    word: Word
    answers: tuple[Answer, ...]
    flags: tuple[Raised, ...]
    responsible: Responsible | None
    facts: tuple[Accepted, ...]
    money: MoneyForWork | None
    """The money for work beside the total; None where nobody accepted either."""
    upgrades: tuple[Upgrade, ...]
    """Of a plan of intentions only: what asks least to become an agreement."""
    today: date


@dataclass(frozen=True, slots=True)
class Pointed:
    """A passage to decide about. `parts` are its text in pieces, with whether a piece is marked."""

    id: UUID
    parts: tuple[tuple[str, bool], ...]
    page: int | None
    label: str
    paragraph: int
    heading: tuple[str, ...]
    reason: str
    decision: Decision | None
    level: int | None
    other: str
    by: str
    at: datetime | None
    differs: tuple[Differs, ...] = ()
    """Who said another thing of it before."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question or flag of a check, and what the machine points at for it."""

    head: Head
    question: Criterion | None
    flag: Flag | None
    stands: Standing | None
    passages: tuple[Pointed, ...]
    others: tuple[tuple[str, str], ...]
    """The other questions, as somebody chooses one."""
    before: str
    next: str
    sought: str
    found: tuple[Pointed, ...]
    """Passages with the words that somebody looked for, beside those above."""
    today: date

    @property
    def turn(self) -> UUID | None:
        """The first passage about which nobody decided: the keys are for that one."""
        return next((one.id for one in self.passages if one.decision is None), None)


def check_page(by: Actor, reading_id: UUID) -> CheckPage:
    """The whole check. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.check_viewed", reading_id) as act:
        reading = reading_seen(by, _with_points(), reading_id)
        questions = kept_questions(reading.catalogue.content)
        marks = list(marks_of(reading))
        points: list[str] = reading.points
        actions = reading.follow_ups.order_by("due", "pk")
        facts = counted(reading.counting)
        answers = tuple(answers_of(questions, marks, points, list(actions)))
        stands = {one.question.id: one.stands for one in answers}
        return CheckPage(
            head=head_of(reading),
            word=word_of(stands, facts),
            answers=answers,
            flags=tuple(flags_of(questions, marks, points)),
            responsible=Responsible(reading.responsible) if reading.responsible else None,
            facts=tuple(facts),
            money=money_for_work(facts),
            upgrades=nearest(stands, marks),
            today=act.today,
        )


def question_page(by: Actor, reading_id: UUID, about: str, sought: str = "") -> QuestionPage:
    """One question, with the passages to look at; `sought` is looked for in the whole plan.

    Raises NotAllowed, NotFound.
    """
    with recorded(by, "plans.question_viewed", reading_id) as act:
        reading = reading_seen(by, Reading.objects.all(), reading_id)
        questions = kept_questions(reading.catalogue.content)
        return _question(reading, questions, about, sought, act)


def _question(
    reading: Reading, questions: Catalogue, about: str, sought: str, act: Operation
) -> QuestionPage:
    names = [*(one.id for one in questions.criteria), *(one.id for one in questions.flags)]
    if about not in names:
        raise NotFound
    at = names.index(about)
    marks = list(marks_of(reading))
    own = {one.passage_id: one for one in marks if one.about == about and one.passage_id}
    pointed = Suggestion.objects.filter(reading=reading, about=about).select_related("passage")
    said = {one.passage_id: one for one in pointed.order_by("place")}
    extra = [one.passage for key, one in own.items() if key not in said and one.passage]
    passages = [*(one.passage for one in said.values()), *extra]
    question = next((one for one in questions.criteria if one.id == about), None)
    differ = differing(reading, about, own)
    return QuestionPage(
        head=head_of(reading),
        question=question,
        flag=next((one for one in questions.flags if one.id == about), None),
        stands=standing(about, marked(marks)) if question else None,
        passages=tuple(
            replace(
                pointed_of(one, reading.version.text, said.get(one.pk), own.get(one.pk)),
                differs=differ.get(one.pk, ()),
            )
            for one in passages
        ),
        others=tuple((one.id, one.question) for one in questions.criteria if one.id != about),
        before=names[at - 1] if at else "",
        next=names[at + 1] if at + 1 < len(names) else "",
        sought=sought,
        found=tuple(_found(reading, sought, {one.pk for one in passages})),
        today=act.today,
    )


def _found(reading: Reading, sought: str, shown: Collection[UUID]) -> Iterable[Pointed]:
    """The first passages with these words in them, as they stand in the plan."""
    if len(sought) < SHORTEST:
        return
    text = reading.version.text
    words = [one.span() for one in finditer(escape(sought), text, IGNORECASE)]
    rows = Passage.objects.filter(version=reading.version_id, personal=False, is_heading=False)
    some = rows.exclude(pk__in=shown).order_by("number") if words else ()
    within = ((one, [each for each in words if _stands_in(each, one)]) for one in some)
    yield from islice(
        (pointed_of(one, text, None, None, here) for one, here in within if here), FINDS
    )


def _stands_in(span: tuple[int, int], passage: Passage) -> bool:
    return passage.begins <= span[0] and span[1] <= passage.ends


def reading_seen(by: Actor, rows: RowSet, reading_id: UUID) -> Any:
    """A check with what it is of. Raises NotAllowed, NotFound."""
    permissions.require_checks(by)
    return rows.select_related("version__document", "catalogue", "finished_by").one(reading_id)


def _with_points() -> RowSet:
    """With what the machine points at, `points`, and what counts, without the text of the plan."""
    points = Suggestion.objects.filter(reading=OuterRef("pk")).order_by("about", "place")
    rows = Reading.objects.defer("version__text")
    found: RowSet = rows.annotate(
        points=ArraySubquery(points.values("about")), counting=counting_facts()
    )
    return found


def marks_of(reading: Reading) -> Iterable[Mark]:
    """The marks that count, as they were made."""
    rows: Iterable[Mark] = (
        reading.marks.filter(replaced_at=None).select_related("passage", "by").order_by("at", "pk")
    )
    return rows


def head_of(reading: Reading) -> Head:
    """Of which plan a check is."""
    version = reading.version
    return Head(
        reading=reading.pk,
        title=version.document.title,
        number=version.number,
        pages=version.pages,
        notices=tuple(Notice(one) for one in version.notices),
        by_meaning=reading.engine != ENGINE,
        finished_by=reading.finished_by.name if reading.finished_by else "",
        finished_at=reading.finished_at,
        scheme=reading.scheme,
    )


def answers_of(
    questions: Catalogue,
    marks: Sequence[Mark],
    points: Sequence[str],
    actions: Sequence[Any],
    most: int | None = QUOTES,
) -> Iterable[Answer]:
    """Each question with what people decided, and at most so many quotations (None: all)."""
    counted: list[Marked] = marked(marks)
    does: Mapping[str, list[Action]] = defaultdict(list)
    for one in actions:
        done = one.done_at is not None
        does[one.about].append(Action(one.pk, one.what, one.owner, one.due, done))
    for each in questions.criteria:
        own = [one for one in marks if one.about == each.id]
        gone = next((one for one in own if one.decision == Decision.NOT_FOUND), None)
        yield Answer(
            question=each,
            stands=standing(each.id, counted),
            quotes=_quotes(own, most),
            not_found=(gone.by.name, gone.at) if gone else None,
            actions=tuple(does[each.id]),
            points_at=points.count(each.id),
        )


def flags_of(
    questions: Catalogue, marks: Sequence[Mark], points: Sequence[str], most: int | None = QUOTES
) -> Iterable[Raised]:
    """Each flag at which the machine points, or about which somebody decided."""
    for each in questions.flags:
        own = [one for one in marks if one.about == each.id]
        if points.count(each.id) or own:
            yield Raised(each, points.count(each.id), _quotes(own, most))


def _quotes(marks: Iterable[Mark], most: int | None) -> tuple[Quote, ...]:
    """What supports, as it stands in the plan."""
    some = [one for one in marks if one.passage and one.decision in SUPPORT]
    some.sort(key=lambda one: one.passage.number if one.passage else 0)
    return tuple(quote_of(one, one.passage) for one in some[:most] if one.passage)


def quote_of(one: Mark, passage: Passage) -> Quote:
    """What stands in a passage, as it was marked."""
    return Quote(
        passage=passage.pk,
        text=one.quote,
        page=passage.page,
        label=passage.label,
        paragraph=passage.paragraph,
        decision=Decision(one.decision),
        level=one.level,
        by=one.by.name,
        at=one.at,
    )


def pointed_of(
    passage: Passage,
    text: str,
    found: Suggestion | None,
    mark: Mark | None,
    sought: Sequence[Sequence[int]] = (),
) -> Pointed:
    """A passage as somebody looks at it, with why it is shown and what was decided of it."""
    words = found.words if found else sought
    reasons = [Reason(**one) for one in found.reasons] if found else []
    return Pointed(
        id=passage.pk,
        parts=tuple(pieces(text, passage.begins, passage.ends, words)),
        page=passage.page,
        label=passage.label,
        paragraph=passage.paragraph,
        heading=tuple(passage.heading),
        reason=why(reasons),
        decision=Decision(mark.decision) if mark else None,
        level=mark.level if mark else None,
        other=mark.other if mark else "",
        by=mark.by.name if mark else "",
        at=mark.at if mark else None,
    )


def pieces(
    text: str, begins: int, ends: int, words: Iterable[Sequence[int]]
) -> Iterable[tuple[str, bool]]:
    """A passage in pieces, with whether each is one of the words that were found in it."""
    at = begins
    for first, last in sorted((max(one[0], begins), min(one[1], ends)) for one in words):
        if last <= at:
            continue
        first = max(first, at)
        if at < first:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if at < ends:
        yield text[at:ends], False
