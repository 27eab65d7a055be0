"""A placement (plaatsing): someone starts work, and the aftercare that keeps it so."""

from collections.abc import Iterable
from datetime import date, timedelta

from houvast.errors import Refused, gettext_noop
from houvast.placements.rules.states import MOVES, PlacementState
from houvast.tracks.rules.contacts import check_recent

FURTHEST_START = timedelta(days=183)


def check_move(now: PlacementState, then: PlacementState) -> None:
    """Refuse a step out of order, in words that say what comes first."""
    if then in MOVES[now]:
        return
    if not MOVES[now]:
        raise Refused(gettext_noop("Deze plaatsing is al afgerond. Ververs de pagina."))
    if then is PlacementState.INTRODUCED:
        raise Refused(gettext_noop("Vraag eerst of de jongere dit werk wil."))
    raise Refused(
        gettext_noop("Deze stap kan nu niet. Ververs de pagina om te zien hoe het staat.")
    )


def check_introduction(birth_date: date | None) -> None:
    """Without a birth date no introduction: work below 18 has rules of its own (README 31)."""
    if birth_date is None:
        raise Refused(gettext_noop("Vraag eerst de geboortedatum. Dan kun je kennismaken."))


def check_start(start_on: date | None, today: date) -> date:
    """A start date lies ahead, within half a year."""
    if start_on is None:
        raise Refused(gettext_noop("Kies een startdatum."), field="start_on")
    if start_on < today:
        raise Refused(
            gettext_noop("De startdatum ligt in het verleden. Kies vandaag of later."),
            field="start_on",
        )
    if start_on > today + FURTHEST_START:
        raise Refused(
            gettext_noop("Dat is verder dan een half jaar. Kies een eerdere startdatum."),
            field="start_on",
        )
    return start_on


def check_started(started_on: date, met_on: date | None, today: date) -> None:
    """Work that started, started today or before, and not before young person and employer met.

    They meet after the yes, so no employer heard a name before it, in the books either.
    """
    if started_on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Vul in wanneer het werk begon."),
            field="started_on",
        )
    check_recent(started_on, today, field="started_on")
    if met_on and started_on < met_on:
        raise Refused(
            gettext_noop("Ze maakten kennis op {day}. Kies die dag of een latere dag."),
            field="started_on",
            day=f"{met_on.day}-{met_on.month}-{met_on.year}",
        )


def aftercare_days(started_on: date, weeks: Iterable[int]) -> tuple[date, ...]:
    """The days of aftercare, counted in weeks from the first working day (product section 7)."""
    return tuple(started_on + timedelta(weeks=week) for week in sorted(set(weeks)))
