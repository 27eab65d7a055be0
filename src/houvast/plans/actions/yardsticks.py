"""Set what later reports are held against, and lay figures beside it that two people agree on."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.plans import permissions
from houvast.plans.actions.marking import add_mark, reading_to_change
from houvast.plans.models import Fact, Reading, Yardstick, YardstickFigure
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import GOAL, SUPPORT, Level
from houvast.plans.rules.yardsticks import (
    DEFINITIONS,
    LONGEST_PART,
    ONLY_WHOLE,
    TOO_SMALL,
    FigureState,
    Measure,
    Source,
    check_day,
    check_reason,
    check_yardstick,
)
from houvast.sharing.rules.registers import ALONE, ANSWERED

NO_NUMBER = gettext_noop("Dit getal telt niet meer mee. Kies een doel dat iemand aannam.")
THERE = gettext_noop("Van dit doel is al gezegd dat het hierover gaat. Wijzig die meetlat.")
SAME = gettext_noop("Zo staat het al. Verander iets, of ga terug.")
SAID = gettext_noop("Van deze dag ligt er al een cijfer uit deze bron.")
NO_REPORT = gettext_noop("Kies een heel getal dat iemand aannam uit een ander stuk dan dit plan.")
NOT_AGREED = gettext_noop("Een tweede persoon moet eerst akkoord zijn met dit cijfer.")
TAKEN_BACK = gettext_noop("Het getal in dit verslag is teruggenomen.")
NO_MARK = gettext_noop("De passage van dit doel is niet meer bevestigd.")


def set_yardstick(
    *,
    by: Actor,
    reading_id: UUID,
    fact_id: UUID,
    measure: Measure,
    amount: int,
    since: date,
    due: date,
    part: str = "",
    key: UUID | None = None,
) -> UUID:
    """Make a yardstick of a number that was accepted for the goal of a plan. Gives its line.

    `amount` is a number of young people, `since` the first day of a half year, `part` the area or
    programme when it is not the whole municipality. The same form again makes nothing. Raises
    NotAllowed, NotFound, and Refused at measure, amount, since or due.
    """
    with recorded(by, "plans.yardstick_set", reading_id) as act:
        permissions.require_checks(by)
        one_at_a_time(reading_id, "plan reading ")
        reading: Reading = Reading.objects.one(reading_id)
        fact: Fact = Fact.objects.one(fact_id, reading=reading, about=GOAL)
        if key and Yardstick.objects.filter(pk=key, reading=reading).exists():
            return key
        check_yardstick(amount, since, due)
        if not stands(fact):
            raise Refused(NO_NUMBER)
        same = Yardstick.objects.filter(fact=fact, measure=measure.value)
        if same.filter(replaced_at=None, dropped=False).exists():
            raise Refused(THERE, field="measure")
        line = key or uuid4()
        _write(by, act, line, 1, reading_id=reading.pk, fact_id=fact.pk, measure=measure.value,
               amount=amount, since=since, due=due, part=_tidy(part), dropped=False,
               destroy_on=reading.destroy_on)  # fmt: skip
        return line


def change_yardstick(
    *, by: Actor, line: UUID, amount: int, due: date, part: str, reason: str
) -> None:
    """Another number, day or part, with why; the version before stays.

    What it is about and when it began stay: a figure beside it would come to mean something else.
    Raises NotAllowed, NotFound, and Refused at amount, due, part or reason.
    """
    with recorded(by, "plans.yardstick_changed", line) as act:
        now = _held(by, line)
        reason, part = check_reason(reason), _tidy(part)
        check_yardstick(amount, now.since, due)
        if (now.amount, now.due, now.part) == (amount, due, part):
            raise Refused(SAME)
        _again(by, act, now, amount=amount, due=due, part=part, reason=reason)


def drop_yardstick(*, by: Actor, line: UUID, reason: str) -> None:
    """Let a yardstick go, with why. All of it stays to be read. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.yardstick_dropped", line) as act:
        now = _held(by, line)
        _again(by, act, now, dropped=True, reason=check_reason(reason))


def lay_own_count(*, by: Actor, line: UUID, number: int, until: date | None) -> UUID:
    """Lay what was counted beside a yardstick; `until` is its last day, None where nothing shows.

    The database holds the number to its own counts. Raises NotAllowed, NotFound, Refused.
    """
    with recorded(by, "plans.own_count_laid", line) as act:
        stick = _held(by, line)
        if stick.part:
            raise Refused(ONLY_WHOLE)
        if until is None or number <= 0:
            raise Refused(TOO_SMALL)
        definition = DEFINITIONS[Measure(stick.measure)]
        return _laid(by, act, stick, Source.OWN, number=number, on_day=until, definition=definition)


def lay_report_figure(*, by: Actor, line: UUID, fact_id: UUID, on_day: date) -> UUID:
    """Lay a number that was accepted from a report beside a yardstick, with the words it stands in.

    A plan is no report about itself. Raises NotAllowed, NotFound, and Refused at fact_id or on_day.
    """
    with recorded(by, "plans.report_figure_laid", line) as act:
        stick = _held(by, line)
        check_day(on_day, stick.since, act.today)
        document = stick.reading.version.document_id
        rows = Fact.objects.filter(pk=fact_id).exclude(reading__version__document=document)
        fact = rows.filter(kind=FactKind.NUMBER.value).select_related("reading").first()
        if fact is None or not stands(fact) or fact.amount != int(fact.amount):
            raise Refused(NO_REPORT, field="fact_id")
        quote = _mark(fact).quote
        return _laid(by, act, stick, Source.REPORT, number=int(fact.amount), on_day=on_day,
                     definition=quote, fact_id=fact.pk)  # fmt: skip


def agree_figure(*, by: Actor, figure_id: UUID) -> UUID:
    """Agree as the second person: from here on the figure counts, and can be cited. Gives its line.

    Raises NotAllowed, NotFound, Refused.
    """
    with recorded(by, "plans.figure_agreed", figure_id) as act:
        found = _waits(by, figure_id)
        if found.by_id == by.user_id:
            raise Refused(ALONE)
        _answer(by, act, found, FigureState.IN_FORCE)
        return UUID(str(found.yardstick.line))


def decline_figure(*, by: Actor, figure_id: UUID) -> UUID:
    """It does not count; who laid it there can take it back like this as well. Gives its line."""
    with recorded(by, "plans.figure_declined", figure_id) as act:
        found = _waits(by, figure_id)
        _answer(by, act, found, FigureState.DECLINED)
        return UUID(str(found.yardstick.line))


def mark_result(*, by: Actor, figure_id: UUID) -> UUID:
    """Say that the goal of the plan has a result (level 4): a figure that two people agreed on.

    Under the own name; the mark before stays. Raises NotAllowed, NotFound, and Refused while the
    check is finished. Gives the line of the yardstick.
    """
    with recorded(by, "plans.result_marked", figure_id) as act:
        permissions.require_checks(by)
        rows = YardstickFigure.objects.select_related("yardstick__fact", "fact")
        figure: YardstickFigure = rows.one(figure_id)
        stick = figure.yardstick
        reading = reading_to_change(by, stick.reading_id, act)
        if figure.state != FigureState.IN_FORCE:
            raise Refused(NOT_AGREED)
        if figure.fact and figure.fact.withdrawn_at:
            raise Refused(TAKEN_BACK)
        mark = _mark(stick.fact)
        if mark is None:
            raise Refused(NO_MARK)
        if mark.level != Level.RESULT:
            same = {one: getattr(mark, one) for one in ("about", "decision", "passage_id", "quote")}
            add_mark(reading, act, by, level=Level.RESULT.value, **same)
        return UUID(str(stick.line))


def stands(fact: Fact) -> bool:
    """Whether a number is one of people, still counts, and its passage is still confirmed."""
    counts = fact.withdrawn_at is None and fact.kind == FactKind.NUMBER
    return counts and _mark(fact) is not None


def _mark(fact: Fact) -> Any:
    """The mark that confirms the passage of a number; None when it is not confirmed any more."""
    marks = fact.reading.marks.filter(about=fact.about, passage=fact.passage_id, replaced_at=None)
    return marks.filter(decision__in=SUPPORT).first()


def _tidy(part: str) -> str:
    return " ".join(part.split())[:LONGEST_PART]


def _held(by: Actor, line: UUID) -> Yardstick:
    """The version of a yardstick that counts, held until the act ends. Raises NotFound."""
    permissions.require_checks(by)
    rows = Yardstick.objects.filter(line=line, dropped=False)
    any_of = rows.values_list("reading", flat=True).first()
    if any_of is None:
        raise NotFound
    one_at_a_time(any_of, "plan reading ")
    now = rows.filter(replaced_at=None).select_related("reading__version")
    found: Yardstick | None = now.first()
    if found is None:
        raise NotFound
    return found


def _again(by: Actor, act: Operation, now: Yardstick, **change: Any) -> None:
    stays = ("reading_id", "fact_id", "measure", "amount", "since", "due", "part", "dropped",
             "destroy_on")  # fmt: skip
    _write(by, act, now.line, now.version + 1, **{one: getattr(now, one) for one in stays} | change)


def _write(by: Actor, act: Operation, line: UUID, version: int, **said: Any) -> None:
    """Write a version under the name of who acts; the trigger lets the one before make place."""
    Yardstick.objects.create(
        pk=line if version == 1 else uuid4(), line=line, version=version, by_id=by.user_id,
        at=act.now, municipality_id=by.municipality_id, **said,
    )  # fmt: skip


def _laid(by: Actor, act: Operation, stick: Yardstick, source: Source, **said: Any) -> UUID:
    same = YardstickFigure.objects.filter(
        yardstick__line=stick.line, source=source.value, on_day=said["on_day"]
    )
    if same.exclude(state=FigureState.DECLINED.value).exists():
        raise Refused(SAID, field="on_day" if source is Source.REPORT else "")
    made = YardstickFigure.objects.create(
        yardstick=stick, source=source.value, state=FigureState.PROPOSED.value, by_id=by.user_id,
        at=act.now, municipality_id=by.municipality_id, destroy_on=stick.destroy_on, **said,
    )  # fmt: skip
    return UUID(str(made.pk))


def _waits(by: Actor, figure_id: UUID) -> YardstickFigure:
    """A figure that nobody answered yet, locked. Raises NotFound, Refused."""
    permissions.require_checks(by)
    rows = YardstickFigure.objects.select_related("yardstick").filter(pk=figure_id)
    held = rows.select_for_update(no_key=True, of=("self",))
    found: YardstickFigure | None = held.first() or rows.first()
    if found is None:
        raise NotFound
    if found.state != FigureState.PROPOSED:
        raise Refused(ANSWERED)
    return found


def _answer(by: Actor, act: Operation, found: YardstickFigure, state: FigureState) -> None:
    found.state, found.answered_by_id, found.answered_at = state.value, by.user_id, act.now
    found.save(update_fields=["state", "answered_by", "answered_at"])
