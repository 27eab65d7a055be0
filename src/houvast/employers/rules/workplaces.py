"""What a workplace is, how it moves between states, and when its news is too old."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from houvast.employers.rules.descriptions import check_description
from houvast.employers.rules.employers import FURTHEST_DAY, check_pc4, check_short
from houvast.employers.rules.proxies import check_job_related
from houvast.employers.rules.skills import check_skills
from houvast.employers.rules.states import (
    Answer,
    OfferCode,
    PayKind,
    Strength,
    VogPayer,
    WorkKind,
    WorkplaceState,
)
from houvast.errors import Refused, gettext_noop

FRESH_FOR = timedelta(days=30)
"""How long the word of an employer counts; after that: ring first (matching section 3)."""

ALL_DAY_PARTS = (1 << 28) - 1
"""Seven days of four parts: morning, afternoon, evening, night; Monday morning is bit 0."""

MOST_HOURS = 60
"""Hours a week, the limit of the law (Arbeidstijdenwet 5:7)."""

MOST_PLACES = 500
MOST_WAGE = 20_000
"""Cents an hour: more is a wage of a month in the wrong box."""

YOUNGEST, OLDEST = 13, 26
"""Ages that an employer may ask as a minimum: below the first the law forbids work (NRK 4:1)."""

SHORTEST_REASON = 10
MOST_JOBCOACH_DAYS = 23
"""Days a month: no month has more working days."""

CREBO = re.compile(r"[0-9]{5}")
ISCO = re.compile(r"[0-9]{4}")
VOG_CODE = re.compile(r"[0-9]{1,2}")

MOVES = frozenset(
    {
        (WorkplaceState.DRAFT, WorkplaceState.OFFERED),
        (WorkplaceState.OFFERED, WorkplaceState.FILLED),
        (WorkplaceState.FILLED, WorkplaceState.OFFERED),
        (WorkplaceState.DRAFT, WorkplaceState.WITHDRAWN),
        (WorkplaceState.OFFERED, WorkplaceState.WITHDRAWN),
        (WorkplaceState.FILLED, WorkplaceState.WITHDRAWN),
    }
)
"""A withdrawn workplace stays withdrawn: what is offered again is a new workplace."""


NOT_NOW = {
    WorkplaceState.DRAFT: gettext_noop(
        "Deze werkplek is nog een concept. Zet hem eerst op beschikbaar."
    ),
    WorkplaceState.OFFERED: gettext_noop("Deze werkplek is al beschikbaar. Ververs de pagina."),
    WorkplaceState.FILLED: gettext_noop(
        "Hier is geen plek meer vrij. Kies een andere werkplek of vraag om een extra plek."
    ),
    WorkplaceState.WITHDRAWN: gettext_noop(
        "Deze werkplek is ingetrokken. Voeg een nieuwe toe als hij er weer is."
    ),
}
"""Why something cannot be done with a workplace in this state, and what would work."""


@dataclass(frozen=True, slots=True)
class WorkplaceFacts:
    """What is written about a workplace (werkplek). None and empty text are not known."""

    title: str
    kind: WorkKind
    hours_min: int
    hours_max: int
    """Hours a week."""
    occupation: str = ""
    isco: str = ""
    """Unit group of ISCO-08, 4 digits; empty is still to be coded (te coderen)."""
    concept: UUID | None = None
    """The occupation of ESCO that was chosen by name; `isco` is its unit group."""
    pc4: str = ""
    is_mobile: bool = False
    """The work is at changing addresses."""
    day_parts: int | None = None
    day_parts_min: int = 1
    places: int = 1
    start_on: date | None = None
    end_on: date | None = None
    closing_on: date | None = None
    """Last day on which someone can be proposed."""
    wage_cents: int | None = None
    """Gross, an hour."""
    minimum_age: int | None = None
    minimum_age_reason: str = ""
    asks_vog: bool = False
    vog_codes: tuple[str, ...] = ()
    """Codes of what the certificate looks at, as the employer fills in on the request."""
    vog_paid_by: VogPayer = VogPayer.UNKNOWN
    pay_kind: PayKind = PayKind.UNKNOWN
    offers: Mapping[OfferCode, Answer] = field(default_factory=dict)
    teaches: tuple[str, ...] = ()
    """Codes of `Skill`: what someone learns here."""
    skills_asked: tuple[str, ...] = ()
    """Codes of `Skill`: what the work asks. Who lacks one can learn it: it never shuts out."""
    crebo: str = ""
    """Code of the qualification that someone works towards; only for BBL."""
    sbb_recognised: Answer = Answer.UNKNOWN
    """Whether SBB recognises the employer for it (erkend leerbedrijf)."""
    buddy: str = ""
    """First name of who helps at work, if the employer named someone."""
    jobcoach_days: int | None = None
    """Days a month on which a job coach comes along."""
    description: str = ""
    """What the work is, in the words of the employer. No rule reads it."""


def check_workplace(facts: WorkplaceFacts) -> WorkplaceFacts:
    """The facts, tidied. Raises Refused at the first thing that cannot be."""
    clean = replace(
        facts,
        title=check_short(facts.title, 120, field="title"),
        occupation=check_short(facts.occupation, 120, field="occupation"),
        isco=facts.isco.strip(),
        pc4=check_pc4(facts.pc4),
        minimum_age_reason=check_short(facts.minimum_age_reason, 300, field="minimum_age_reason"),
        buddy=check_short(facts.buddy, 60, field="buddy"),
        vog_codes=tuple(dict.fromkeys(one.strip() for one in facts.vog_codes)),
        teaches=check_skills(facts.teaches, field="teaches"),
        skills_asked=check_skills(facts.skills_asked, field="skills_asked"),
        crebo=facts.crebo.strip(),
        description=check_description(facts.description),
    )
    if not clean.title:
        raise Refused(
            gettext_noop("Geef de werkplek een naam, zoals hulp in de keuken."), field="title"
        )
    if clean.isco and not ISCO.fullmatch(clean.isco):
        raise Refused(
            gettext_noop("Een beroepscode heeft 4 cijfers. Laat hem leeg als je hem niet weet."),
            field="isco",
        )
    for said in ("title", "occupation", "minimum_age_reason"):
        check_job_related(getattr(clean, said), field=said)
    _check_hours(clean)
    _check_places(clean)
    _check_days(clean)
    _check_money(clean)
    _check_age(clean)
    _check_vog(clean)
    _check_learning(clean)
    return clean


def _check_hours(facts: WorkplaceFacts) -> None:
    if not 1 <= facts.hours_min <= MOST_HOURS:
        raise Refused(
            gettext_noop("Vul een aantal uren van 1 tot en met 60 in."), field="hours_min"
        )
    if not facts.hours_min <= facts.hours_max <= MOST_HOURS:
        raise Refused(
            gettext_noop("Het meeste aantal uren is {least} tot en met 60. Kijk de uren na."),
            field="hours_max",
            least=facts.hours_min,
        )
    parts = ALL_DAY_PARTS if facts.day_parts is None else facts.day_parts
    if not 0 < parts <= ALL_DAY_PARTS:
        raise Refused(
            gettext_noop("Kies minstens één dagdeel, of laat alles leeg als je het niet weet."),
            field="day_parts",
        )
    if not 1 <= facts.day_parts_min <= parts.bit_count():
        raise Refused(
            gettext_noop("Kies een aantal dagdelen van 1 tot en met {most}."),
            field="day_parts_min",
            most=parts.bit_count(),
        )


def _check_places(facts: WorkplaceFacts) -> None:
    if not 1 <= facts.places <= MOST_PLACES:
        raise Refused(
            gettext_noop("Vul in hoeveel mensen hier kunnen beginnen: 1 of meer."), field="places"
        )


def _check_days(facts: WorkplaceFacts) -> None:
    if facts.start_on and facts.end_on and facts.end_on < facts.start_on:
        raise Refused(
            gettext_noop("De laatste dag ligt voor de eerste. Kijk de dagen na."), field="end_on"
        )


def check_begins(facts: WorkplaceFacts, today: date) -> WorkplaceFacts:
    """The days lie near enough to today, before or after: another year is a slip."""
    if facts.start_on and abs(facts.start_on - today) > FURTHEST_DAY:
        raise Refused(
            gettext_noop("Deze dag is meer dan een jaar weg. Kijk het jaar na."), field="start_on"
        )
    for name in ("end_on", "closing_on"):
        day = getattr(facts, name)
        if day and abs(day - today) > 2 * FURTHEST_DAY:
            raise Refused(
                gettext_noop("Deze dag is meer dan twee jaar weg. Kijk het jaar na."), field=name
            )
    return facts


def _check_money(facts: WorkplaceFacts) -> None:
    if facts.wage_cents is not None and not 0 < facts.wage_cents <= MOST_WAGE:
        raise Refused(
            gettext_noop(
                "Vul het loon per uur in, zoals 14,71. Laat het leeg als je het niet weet."
            ),
            field="wage_cents",
        )


def _check_age(facts: WorkplaceFacts) -> None:
    if facts.minimum_age is None:
        if facts.minimum_age_reason:
            raise Refused(
                gettext_noop("Vul ook de leeftijd in, of haal de reden weg."), field="minimum_age"
            )
        return
    if not YOUNGEST <= facts.minimum_age <= OLDEST:
        raise Refused(
            gettext_noop(
                "Kies een leeftijd van {youngest} tot en met {oldest} jaar, of laat hem leeg."
            ),
            field="minimum_age",
            youngest=YOUNGEST,
            oldest=OLDEST,
        )
    if len(facts.minimum_age_reason) < SHORTEST_REASON:
        raise Refused(
            gettext_noop("Schrijf op waarom het werk deze leeftijd vraagt, in minstens 10 tekens."),
            field="minimum_age_reason",
        )


def _check_vog(facts: WorkplaceFacts) -> None:
    if not facts.asks_vog and (facts.vog_codes or facts.vog_paid_by is not VogPayer.UNKNOWN):
        raise Refused(
            gettext_noop("Zet aan dat deze werkplek een VOG vraagt, of laat de rest leeg."),
            field="asks_vog",
        )
    if not all(VOG_CODE.fullmatch(one) for one in facts.vog_codes):
        raise Refused(
            gettext_noop("Een VOG-code heeft 1 of 2 cijfers. Schrijf ze als 11, 21."),
            field="vog_codes",
        )


def _check_learning(facts: WorkplaceFacts) -> None:
    if facts.crebo and not CREBO.fullmatch(facts.crebo):
        raise Refused(
            gettext_noop("Een crebo-code heeft 5 cijfers. Laat hem leeg als je hem niet weet."),
            field="crebo",
        )
    if facts.crebo and facts.kind is not WorkKind.BBL:
        raise Refused(
            gettext_noop("Een crebo-code hoort bij leren en werken (BBL). Haal hem weg."),
            field="crebo",
        )
    if facts.jobcoach_days is not None and not 0 <= facts.jobcoach_days <= MOST_JOBCOACH_DAYS:
        raise Refused(
            gettext_noop("Vul een aantal dagen per maand in, van 0 tot en met {most}."),
            field="jobcoach_days",
            most=MOST_JOBCOACH_DAYS,
        )


def check_condition(strength: Strength, reason: str) -> str:
    """Only what the work truly needs may stand in the way of someone, and the reason is written."""
    clean = check_short(reason, 300, field="reason")
    if strength is Strength.REQUIRED and len(clean) < SHORTEST_REASON:
        raise Refused(
            gettext_noop(
                "Schrijf op waarom het werk dit nodig heeft, in minstens 10 tekens."
                " Weet je het niet? Kies dan: onbekend."
            ),
            field="reason",
        )
    return check_job_related(clean, field="reason")


def is_stale(state: WorkplaceState, confirmed_on: date | None, today: date) -> bool:
    """Whether an offered workplace was not confirmed for more than 30 days (bel eerst)."""
    since = stale_from(state, confirmed_on)
    return since is not None and since <= today


def stale_from(state: WorkplaceState, confirmed_on: date | None) -> date | None:
    """From which day on people ring first; None for a workplace that is not offered."""
    if state is not WorkplaceState.OFFERED:
        return None
    return confirmed_on + FRESH_FOR + timedelta(days=1) if confirmed_on else date.min


def shown_state(state: WorkplaceState, confirmed_on: date | None, today: date) -> WorkplaceState:
    """The state as people see it: an offered workplace may be stale."""
    return WorkplaceState.STALE if is_stale(state, confirmed_on, today) else state


def check_move(now: WorkplaceState, to: WorkplaceState) -> WorkplaceState:
    """A workplace goes from one state to another by the table of moves only."""
    if (now, to) not in MOVES:
        raise Refused(NOT_NOW[now])
    return to


def check_offer(state: WorkplaceState, closing_on: date | None, today: date) -> WorkplaceState:
    """A draft becomes available, as long as its closing date has not passed."""
    if closing_on is not None and closing_on < today:
        raise Refused(
            gettext_noop("De sluitingsdatum is voorbij. Kies een latere dag of laat hem leeg."),
            field="closing_on",
        )
    return check_move(state, WorkplaceState.OFFERED)


def check_confirm(state: WorkplaceState) -> None:
    """Only a place that is offered or filled can be confirmed."""
    if state not in (WorkplaceState.OFFERED, WorkplaceState.FILLED):
        raise Refused(NOT_NOW[state])


def before_confirming(confirmed_on: date | None, before: date | None, today: date) -> date | None:
    """What to go back to: the last confirmation of another day."""
    return before if confirmed_on == today else confirmed_on


def check_unconfirm(confirmed_on: date | None, before: date | None, today: date) -> date:
    """The day that counts again. Only today's confirmation is taken back, and not the first."""
    if confirmed_on != today or before is None:
        raise Refused(
            gettext_noop("Terugdraaien kan alleen op dezelfde dag. Is de plek weg? Trek hem in.")
        )
    return before


def check_restore(withdrawn_on: date | None, today: date) -> None:
    """A withdrawal is taken back on the day itself; later it is offered as a new workplace."""
    if withdrawn_on != today:
        raise Refused(NOT_NOW[WorkplaceState.WITHDRAWN])


def before_withdrawal(confirmed_on: date | None, places: int, taken: int) -> WorkplaceState:
    """Where a workplace stood before it was withdrawn; what was never offered was a draft."""
    if confirmed_on is None:
        return WorkplaceState.DRAFT
    return settled(WorkplaceState.OFFERED, places, taken)


def settled(state: WorkplaceState, places: int, taken: int) -> WorkplaceState:
    """The state that goes with the number of taken places: full is filled, with room is offered."""
    if state not in (WorkplaceState.OFFERED, WorkplaceState.FILLED):
        return state
    return WorkplaceState.FILLED if taken == places else WorkplaceState.OFFERED


def after_taking(state: WorkplaceState, places: int, taken: int) -> tuple[WorkplaceState, int]:
    """State and taken places when one more person starts. Raises Refused when nothing is free."""
    if state is not WorkplaceState.OFFERED:
        raise Refused(NOT_NOW[state])
    if taken >= places:
        raise Refused(NOT_NOW[WorkplaceState.FILLED])
    return settled(state, places, taken + 1), taken + 1


def after_giving_back(state: WorkplaceState, places: int, taken: int) -> tuple[WorkplaceState, int]:
    """State and taken places when someone leaves. A withdrawn workplace stays withdrawn."""
    if taken < 1:
        raise Refused(gettext_noop("Op deze werkplek is geen plek bezet. Ververs de pagina."))
    return settled(state, places, taken - 1), taken - 1


def after_change(state: WorkplaceState, places: int, taken: int) -> WorkplaceState:
    """The state when the number of places changed. Nobody who started loses the place by it."""
    if state is WorkplaceState.WITHDRAWN:
        raise Refused(NOT_NOW[state])
    if places < taken:
        raise Refused(
            gettext_noop("Hier zijn al {taken} plekken bezet. Vul dat aantal of meer in."),
            field="places",
            taken=taken,
        )
    return settled(state, places, taken)
