"""Closing with the door open: every reason why not, at once (P11 to P13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.signals import check_reason
from houvast.tracks.rules.states import CloseReason


class OpenPoint(StrEnum):
    """What stands in the way of closing, each with its own line on the screen."""

    SUPPORT = "support"
    HOUSING = "housing"
    SCHOOL_WORK = "school_work"
    INCOME = "income"
    WELLBEING = "wellbeing"
    STEPS_OPEN = "steps_open"
    AFTERCARE = "aftercare"
    WORK_RUNNING = "work_running"
    HANDOVER_RUNNING = "handover_running"
    NOT_INFORMED = "not_informed"
    NOT_TOLD = "not_told"
    NO_DOOR = "no_door"


BIG_FIVE = (
    OpenPoint.SUPPORT,
    OpenPoint.HOUSING,
    OpenPoint.SCHOOL_WORK,
    OpenPoint.INCOME,
    OpenPoint.WELLBEING,
)
"""The five points in order or explicitly not (VNG, Big 5)."""

NEVER_OVERRULED = (OpenPoint.NO_DOOR, OpenPoint.HANDOVER_RUNNING)
"""A door is always set, and a running handover is finished first: no reason replaces these."""

UNANSWERED = gettext_noop("Dit staat nog open. Regel het, of schrijf op waarom het niet hoeft.")

FREE_TO_GO = (
    CloseReason.YOUNG_PERSON_STOPPED,
    CloseReason.DECEASED,
    CloseReason.OPENED_BY_MISTAKE,
)
"""Reasons for which only the door and a running handover count: nobody is held against his will."""


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What is known when someone wants to close."""

    reason: CloseReason
    in_order: frozenset[OpenPoint]
    aftercare_until: date | None
    works_now: bool
    handover_running: bool
    informed: bool
    young_person_told: bool
    has_door: bool
    steps_open: bool = False


def why_not_closable(facts: ClosingFacts, today: date) -> tuple[OpenPoint, ...]:
    """All that is still open, in the order of the screen; empty means it may close."""
    after_work = facts.aftercare_until is not None and facts.aftercare_until > today
    open_points = [point for point in BIG_FIVE if point not in facts.in_order]
    checks = (
        (OpenPoint.STEPS_OPEN, facts.steps_open),
        (OpenPoint.WORK_RUNNING, facts.works_now and facts.aftercare_until is None),
        (OpenPoint.AFTERCARE, after_work),
        (OpenPoint.NOT_INFORMED, not facts.informed),
        (OpenPoint.NOT_TOLD, not facts.young_person_told),
    )
    open_points += [point for point, stands in checks if stands]
    if facts.reason in FREE_TO_GO:
        open_points = []
    last = (
        (OpenPoint.HANDOVER_RUNNING, facts.handover_running),
        (OpenPoint.NO_DOOR, not facts.has_door),
    )
    return tuple(open_points + [point for point, stands in last if stands])


def check_closing(points: tuple[OpenPoint, ...], answers: Mapping[OpenPoint, str]) -> None:
    """Each point is closed or answered with a reason of its own; some cannot be overruled."""
    for point in points:
        if point is OpenPoint.NO_DOOR:
            raise Refused(
                gettext_noop("Kies wie de deur openhoudt, en wanneer jullie weer bellen."),
                field="door_contact",
            )
        if point in NEVER_OVERRULED:
            raise Refused(gettext_noop("Er loopt nog een overdracht. Rond die eerst af."))
        if not answers.get(point, "").strip():
            raise Refused(
                UNANSWERED,
                field=f"answer_{point.value}",
            )
        check_reason(answers[point], field=f"answer_{point.value}")


def check_come_back(on: date | None, today: date, terms: Terms, destroy_on: date) -> date:
    """The come-back date lies ahead and before the file is destroyed (P12)."""
    on = on or today + timedelta(days=terms.come_back_after)
    if on <= today:
        raise Refused(
            gettext_noop("Kies een dag na vandaag waarop jullie weer bellen."), field="come_back_on"
        )
    if on >= destroy_on:
        raise Refused(
            gettext_noop("Kies een eerdere dag. Op die dag is het dossier al vernietigd."),
            field="come_back_on",
        )
    return on
