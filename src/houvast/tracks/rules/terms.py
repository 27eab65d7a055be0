"""The terms (afspraken) that a programme can set: what they count, and between which bounds.

The bounds are ours: within them a programme decides. What is kept about a person can only be kept
shorter than we propose, and nobody below twelve is taken up without a decision we do not have yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from houvast.accounts.rules import Role
from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.signals import check_reason

MAY_SEE = (Role.PROGRAMME_MANAGER, Role.PROCESS_COORDINATOR)
MAY_SET = (Role.PROGRAMME_MANAGER,)

Value = int | tuple[int, ...]


class TermGroup(StrEnum):
    """Terms that are agreed together, each group with a screen of its own."""

    RHYTHM = "rhythm"
    MOMENT = "moment"
    LADDER = "ladder"
    ANSWERS = "answers"
    WORK = "work"
    CLOSING = "closing"
    CASELOAD = "caseload"
    ENTRY = "entry"
    KEEPING = "keeping"
    PROPOSAL = "proposal"
    """How large a proposal for a team may be: none, until its effects were assessed (DPIA)."""


class TermUnit(StrEnum):
    """What a term counts."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    TIMES = "times"
    MINUTES = "minutes"
    AGE = "age"
    YOUNG_PEOPLE = "young_people"


class EndReason(StrEnum):
    """Why no new track begins on a ground any more."""

    DECISION = "decision"
    """A new decision says so."""
    SAME = "same"
    """Another ground says the same."""
    MISREAD = "misread"
    """It was read in more than one way."""
    NOT_OURS = "not_ours"
    """The programme does not help with this any more."""
    OTHER = "other"


def check_end(why: EndReason, explanation: str) -> str:
    """The explanation, tidy; without one of the reasons of the list it has words."""
    return check_reason(explanation) if why is EndReason.OTHER else explanation.strip()


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its group, what it counts, and the least and the most that a programme can set."""

    name: str
    group: TermGroup
    unit: TermUnit
    least: int
    most: int

    @property
    def is_list(self) -> bool:
        """Whether it is a row of numbers."""
        return isinstance(getattr(Terms(), self.name), tuple)


WD, D, W, M = TermUnit.WORKING_DAYS, TermUnit.DAYS, TermUnit.WEEKS, TermUnit.MONTHS
TERMS = (
    Term("first_real_contact", TermGroup.RHYTHM, D, 1, 60),
    Term("silent_getting_acquainted", TermGroup.RHYTHM, D, 1, 60),
    Term("silent_planning", TermGroup.RHYTHM, D, 1, 60),
    Term("silent_getting_ready", TermGroup.RHYTHM, D, 1, 60),
    Term("silent_seeking_workplace", TermGroup.RHYTHM, D, 1, 60),
    Term("first_weeks_at_work", TermGroup.RHYTHM, W, 0, 26),
    Term("silent_first_at_work", TermGroup.RHYTHM, D, 1, 60),
    Term("silent_at_work", TermGroup.RHYTHM, D, 1, 90),
    Term("silent_aftercare", TermGroup.RHYTHM, D, 1, 120),
    Term("furthest_moment", TermGroup.MOMENT, D, 7, 120),
    Term("next_moment_grace", TermGroup.MOMENT, WD, 1, 5),
    Term("moves_max", TermGroup.MOMENT, TermUnit.TIMES, 1, 10),
    Term("rungs", TermGroup.LADDER, WD, 1, 40),
    Term("answer_signal_within", TermGroup.ANSWERS, WD, 1, 20),
    Term("accept_within", TermGroup.ANSWERS, WD, 1, 10),
    Term("first_attempt_within", TermGroup.ANSWERS, WD, 1, 10),
    Term("confirm_within", TermGroup.ANSWERS, WD, 1, 10),
    Term("inform_within", TermGroup.ANSWERS, D, 1, 30),
    Term("handover_accept", TermGroup.ANSWERS, WD, 1, 20),
    Term("handover_introduce", TermGroup.ANSWERS, WD, 1, 30),
    Term("overlap", TermGroup.ANSWERS, D, 0, 90),
    Term("guest_days", TermGroup.ANSWERS, D, 1, 14),
    Term("deputy_after", TermGroup.ANSWERS, WD, 0, 10),
    Term("aftercare_weeks", TermGroup.WORK, W, 1, 104),
    Term("aftercare_months", TermGroup.WORK, M, 1, 36),
    Term("after_break_off", TermGroup.WORK, WD, 1, 2),
    Term("come_back_after", TermGroup.CLOSING, D, 7, 300),
    Term("review_months", TermGroup.CLOSING, M, 1, 6),
    Term("caseload_warn_outreach", TermGroup.CASELOAD, TermUnit.YOUNG_PEOPLE, 1, 60),
    Term("caseload_warn_work", TermGroup.CASELOAD, TermUnit.YOUNG_PEOPLE, 1, 100),
    Term("age_from", TermGroup.ENTRY, TermUnit.AGE, 12, 26),
    Term("age_below", TermGroup.ENTRY, TermUnit.AGE, 13, 28),
    Term("representative_below", TermGroup.ENTRY, TermUnit.AGE, 16, 18),
    Term("emergency_minutes", TermGroup.ANSWERS, TermUnit.MINUTES, 15, 60),
    Term("signal_keep", TermGroup.KEEPING, D, 7, 28),
    Term("turned_down_keep", TermGroup.KEEPING, M, 1, 3),
    Term("closed_keep", TermGroup.KEEPING, M, 1, 12),
    Term("open_keep", TermGroup.KEEPING, TermUnit.YEARS, 1, 10),
    Term("team_proposal_most", TermGroup.PROPOSAL, TermUnit.YOUNG_PEOPLE, 0, 1500),
)
"""Every term of the promise, in the order of the screens."""

FURTHEST = timedelta(days=366)
"""How far ahead an agreement can begin."""

OUT_OF_BOUNDS = gettext_noop("Kies een getal van {least} tot en met {most}.")
NOT_CLIMBING = gettext_noop("Elk getal is hoger dan dat ervoor, zoals: {example}.")


def of_group(group: TermGroup) -> tuple[Term, ...]:
    """The terms of one group."""
    return tuple(one for one in TERMS if one.group is group)


def changed(old: Terms, new: Terms) -> tuple[Term, ...]:
    """The terms in which two agreements differ."""
    return tuple(one for one in TERMS if getattr(old, one.name) != getattr(new, one.name))


def agree(old: Terms, group: TermGroup, values: Mapping[str, Value]) -> Terms:
    """The terms with new values for one group. Raises Refused at the first that cannot be."""
    terms = of_group(group)
    for term in terms:
        if term.name not in values:
            raise Refused(gettext_noop("Vul dit in."), field=term.name)
        _check_bounds(term, values[term.name])
    fresh: dict[str, Any] = {one.name: values[one.name] for one in terms}
    new = replace(old, **fresh)
    _check_together(new, group)
    if new == old:
        raise Refused(gettext_noop("Er is niets veranderd. Pas een getal aan, of ga terug."))
    return new


def _check_bounds(term: Term, value: Value) -> None:
    numbers = value if isinstance(value, tuple) else (value,)
    if not numbers or any(not term.least <= one <= term.most for one in numbers):
        raise Refused(OUT_OF_BOUNDS, field=term.name, least=term.least, most=term.most)
    if any(later <= one for one, later in pairwise(numbers)):
        example = ", ".join(str(one) for one in getattr(Terms(), term.name))
        raise Refused(NOT_CLIMBING, field=term.name, example=example)


def _check_together(new: Terms, group: TermGroup) -> None:
    """What the terms ask of each other; the sentence stands at a field of the group at hand."""
    ladder = group is TermGroup.LADDER
    if ladder and len(new.rungs) != len(Terms().rungs):
        raise Refused(
            gettext_noop("De ladder heeft vier treden. Vul vier getallen in."), field="rungs"
        )
    if new.rungs[0] > new.next_moment_grace:
        raise Refused(
            gettext_noop(
                "De eerste trede komt niet later dan de speling van een moment: {grace} werkdagen."
            )
            if ladder
            else gettext_noop("De speling is niet korter dan de eerste trede: {first} werkdagen."),
            field="rungs" if ladder else "next_moment_grace",
            grace=new.next_moment_grace,
            first=new.rungs[0],
        )
    if new.age_below <= new.age_from:
        raise Refused(gettext_noop("Deze leeftijd ligt boven de eerste."), field="age_below")
    if new.come_back_after >= 28 * new.closed_keep:
        raise Refused(
            gettext_noop("Dan is het dossier al vernietigd als jullie weer bellen."),
            field="closed_keep" if group is TermGroup.KEEPING else "come_back_after",
        )


def check_from(on: date, today: date, latest: date) -> date:
    """Terms begin today or later, and never before terms that were agreed earlier."""
    if on < today:
        raise Refused(
            gettext_noop("Deze dag is voorbij. Een afspraak geldt vanaf vandaag of later."),
            field="valid_from",
        )
    if on < latest:
        raise Refused(
            gettext_noop("Er ligt al een afspraak klaar die later begint. Kies die dag of later."),
            field="valid_from",
        )
    if on > today + FURTHEST:
        raise Refused(
            gettext_noop("Dat is verder dan een jaar. Kies een eerdere dag."), field="valid_from"
        )
    return on


def check_day(day: date | None, today: date) -> date:
    """A working day can be closed or opened before it comes: what is past was counted already."""
    if day is None or day <= today:
        raise Refused(gettext_noop("Kies een dag na vandaag."), field="day")
    return day
