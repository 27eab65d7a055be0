"""Steps (stappen) of the plan: a small act in a life domain, of somebody, before a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules import Capacity
from houvast.tracks.rules.domains import PART_OF, LifeDomain, ScanValue

LONGEST_STEP = 160
LONGEST_DESK = 60
SHORTEST = 3
FURTHEST = timedelta(days=366)
"""No step lies further ahead: who plans for years, plans a next step first."""
USUAL = timedelta(days=7)
"""When a step is due that was added with one tap."""


class StepOwner(StrEnum):
    """Who takes the step. `coach` is whoever leads the track, so a handover passes it on."""

    COACH = "coach"
    YOUNG_PERSON = "young_person"
    TOGETHER = "together"
    """Coach and young person, in one go."""
    COLLEAGUE = "colleague"
    """Somebody else who holds this young person."""
    DESK = "desk"
    """A desk or an organisation by its name; the coach keeps an eye on it."""


OF_THE_COACH = (StepOwner.COACH, StepOwner.TOGETHER)
"""What stands on the coach's own list of tasks; of the others he hears when it is late."""


TAKES_STEPS = (Capacity.LEAD, Capacity.SECOND)
"""Who holds a young person in one of these ways can be asked for a step, and keeps it."""


class StepState(StrEnum):
    """Open until somebody says what became of it; late is computed from the day."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class PlanPart(StrEnum):
    """How the plan is divided on the page of a track: the Big 5, and what opens before 18."""

    INCOME = "income"
    HOUSING = "housing"
    SCHOOL_WORK = "school_work"
    SUPPORT = "support"
    WELLBEING = "wellbeing"
    ADULTHOOD = "adulthood"


def part_of(domain: LifeDomain) -> PlanPart:
    """The part of the plan in which the steps of a life domain stand."""
    point = PART_OF.get(domain)
    return PlanPart(point.value) if point else PlanPart.ADULTHOOD


FIRST_DOMAIN: dict[PlanPart, LifeDomain] = {
    PlanPart.INCOME: LifeDomain.INCOME,
    PlanPart.HOUSING: LifeDomain.HOUSING,
    PlanPart.SCHOOL_WORK: LifeDomain.WORK,
    PlanPart.SUPPORT: LifeDomain.FAMILY,
    PlanPart.WELLBEING: LifeDomain.WELLBEING,
    PlanPart.ADULTHOOD: LifeDomain.ADULTHOOD,
}
"""With which life domain a part begins when nobody chose one."""

FIRST_STEPS: dict[LifeDomain, tuple[str, ...]] = {
    LifeDomain.PAPERS: (
        gettext_noop("Samen een ID-kaart aanvragen"),
        gettext_noop("Een briefadres regelen"),
        gettext_noop("DigiD aanvragen"),
        gettext_noop("De zorgverzekering nakijken"),
    ),
    LifeDomain.INCOME: (
        gettext_noop("Melden voor een uitkering, en de datum opschrijven"),
        gettext_noop("Vragen of de zoektijd korter kan"),
        gettext_noop("Een voorschot vragen"),
        gettext_noop("Nakijken met wie je de kosten deelt"),
    ),
    LifeDomain.DEBTS: (
        gettext_noop("Het CJIB bellen voor een betalingsregeling"),
        gettext_noop("Aanmelden bij schuldhulp"),
        gettext_noop("Nakijken of het Jongeren Perspectief Fonds kan helpen"),
    ),
    LifeDomain.VOG: (
        gettext_noop("Samen opzoeken wat een VOG voor dit werk vraagt"),
        gettext_noop("Werk zoeken waar geen VOG nodig is"),
        gettext_noop("Een VOG aanvragen met de werkgever"),
    ),
    LifeDomain.HOUSING: (
        gettext_noop("Een slaapplek voor deze week regelen"),
        gettext_noop("Een inschrijfadres regelen"),
        gettext_noop("Urgentie of een kamer met begeleiding aanvragen"),
    ),
    LifeDomain.SCHOOL: (
        gettext_noop("Praten met het Doorstroompunt"),
        gettext_noop("Een plek bekijken voor leren en werken (BBL)"),
        gettext_noop("Kijken welk deelcertificaat kan"),
    ),
    LifeDomain.WORK: (
        gettext_noop("Een meeloopdag afspreken"),
        gettext_noop("Twee ochtenden per week werkritme"),
        gettext_noop("Vervoer naar het werk regelen"),
        gettext_noop("Werkkleding regelen"),
    ),
    LifeDomain.WELLBEING: (
        gettext_noop("Een huisarts zoeken"),
        gettext_noop("Samen naar een afspraak gaan"),
        gettext_noop("Nakijken wat de verzekering betaalt"),
    ),
    LifeDomain.NETWORK: (
        gettext_noop("Eén vertrouwd persoon kiezen"),
        gettext_noop("Een andere plek of tijd afspreken"),
        gettext_noop("Veilig werk buiten de wijk zoeken"),
    ),
    LifeDomain.FAMILY: (
        gettext_noop("Iemand kiezen die blijft"),
        gettext_noop("De ouders erbij vragen"),
    ),
    LifeDomain.LEISURE: (
        gettext_noop("Een sport of club zoeken"),
        gettext_noop("Vrijwilligerswerk met certificaat bekijken"),
    ),
    LifeDomain.ADULTHOOD: (
        gettext_noop("De lijst op weg naar 18 doornemen"),
        gettext_noop("Een warme overdracht plannen"),
    ),
}
"""Useful first steps per life domain (product section 5). Suggestions; none is compulsory."""


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What somebody wants to add: `colleague` and `desk` belong to their kind of owner only.

    Without `due` the step is due in a week.
    """

    domain: LifeDomain
    what: str
    owner: StepOwner = StepOwner.COACH
    due: date | None = None
    colleague: UUID | None = None
    desk: str = ""


def check_step(plan: StepPlan) -> None:
    """A step has words, and somebody who takes it."""
    if len(plan.what.strip()) < SHORTEST:
        raise Refused(gettext_noop("Schrijf op wat de stap is."), field="what")
    if len(plan.what.strip()) > LONGEST_STEP:
        raise Refused(gettext_noop("Maak de stap korter. Eén zin is genoeg."), field="what")
    check_owner(plan.owner, plan.colleague, plan.desk)


def check_owner(owner: StepOwner, colleague: UUID | None, desk: str) -> None:
    """A colleague is chosen by name, a desk is written by name; nothing is done by nobody."""
    if owner is StepOwner.COLLEAGUE and colleague is None:
        raise Refused(gettext_noop("Kies welke collega dit doet."), field="colleague")
    if owner is StepOwner.DESK and len(desk.strip()) < SHORTEST:
        raise Refused(
            gettext_noop("Schrijf op welk loket of welke organisatie dit doet."), field="desk"
        )
    if len(desk.strip()) > LONGEST_DESK:
        raise Refused(gettext_noop("Maak de naam korter."), field="desk")


def check_due(due: date | None, today: date) -> date:
    """A step gets a day from today on, within a year; without one it is in a week."""
    due = due or today + USUAL
    if due < today:
        raise Refused(gettext_noop("Deze dag is voorbij. Kies vandaag of later."), field="due")
    if due > today + FURTHEST:
        raise Refused(
            gettext_noop("Dit is verder dan een jaar. Kies eerst een stap die dichterbij is."),
            field="due",
        )
    return due


def check_is_open(state: StepState) -> None:
    """Only an open step is done, dropped or moved."""
    if state is not StepState.OPEN:
        raise Refused(gettext_noop("Deze stap is al afgehandeld. Ververs de pagina."))


def suggested(
    scan: Mapping[LifeDomain, ScanValue], has_open: Collection[LifeDomain]
) -> tuple[LifeDomain, ...]:
    """The life domains that need a step and have none under way, in the order of the scan."""
    return tuple(
        domain
        for domain in LifeDomain
        if scan.get(domain) is ScanValue.NEEDS_STEP and domain not in has_open
    )
