"""Signals of the college and their triage: observed behaviour, never a list (trust T-12)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.states import SignalState, Source

MOVES: dict[SignalState, tuple[SignalState, ...]] = {
    SignalState.RECEIVED: (SignalState.IN_TRIAGE,),
    SignalState.IN_TRIAGE: (
        SignalState.TAKEN_UP,
        SignalState.TURNED_DOWN,
        SignalState.REFERRED,
    ),
    SignalState.TAKEN_UP: (),
    SignalState.TURNED_DOWN: (),
    SignalState.REFERRED: (),
}
OPEN = (SignalState.RECEIVED, SignalState.IN_TRIAGE)

OLDEST = timedelta(days=92)
"""How long ago something may have been observed: older than a quarter is history, not a signal."""

ANSWERED = gettext_noop("Dit signaal is al beantwoord. Ververs de pagina.")
SHORTEST_TEXT = 10
"""Characters: less than this is no observation and no reason."""


@dataclass(frozen=True, slots=True)
class Necessity:
    """Why a track is needed, fitting, and why less will not do: three answers in words (T-35)."""

    necessity: str
    proportionality: str
    subsidiarity: str


def check_move(now: SignalState, then: SignalState) -> None:
    """Refuse a step that the table does not have."""
    if then in MOVES[now]:
        return
    if now in OPEN:
        raise Refused(gettext_noop("Begin eerst met de triage van dit signaal."))
    raise Refused(ANSWERED)


def check_observation(behaviour: str, observed_on: date, today: date) -> None:
    """An observation has words and a day, not in the future and not long ago."""
    if len(behaviour.strip()) < SHORTEST_TEXT:
        raise Refused(
            gettext_noop("Schrijf in een paar woorden op wat er te zien was."), field="behaviour"
        )
    if observed_on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Kies de dag waarop het was."),
            field="observed_on",
        )
    if observed_on < today - OLDEST:
        raise Refused(
            gettext_noop("Dit is langer dan drie maanden geleden. Schrijf op wat er nu speelt."),
            field="observed_on",
        )


def check_source(source: Source) -> None:
    """Who noticed it is chosen by who enters it; what Veiligheid offers comes in by itself."""
    if source is Source.SAFETY:
        raise Refused(
            gettext_noop("Dit komt vanzelf binnen. Kies wie het zelf zag."), field="source"
        )


def check_criterion(named: UUID, valid: Collection[UUID]) -> None:
    """A signal names one of the criteria that are valid today (T-12)."""
    if named not in valid:
        raise Refused(
            gettext_noop("Deze reden geldt vandaag niet. Kies een andere."), field="criterion"
        )


def check_answers(answers: Necessity) -> None:
    """Each of the three questions is answered in words."""
    for name in ("necessity", "proportionality", "subsidiarity"):
        if len(getattr(answers, name).strip()) < SHORTEST_TEXT:
            raise Refused(
                gettext_noop(
                    "Beantwoord deze vraag in een paar woorden. Dat is nodig voor de wet."
                ),
                field=name,
            )


def check_reason(reason: str, *, field: str = "reason") -> str:
    """A reason has words."""
    if len(reason.strip()) < SHORTEST_TEXT:
        raise Refused(gettext_noop("Geef de reden in een paar woorden."), field=field)
    return reason.strip()
