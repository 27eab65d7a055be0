"""What is written down as work wishes (werkwensen), and what cannot be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, Sector
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.errors import Refused, gettext_noop
from houvast.matching.rules.occupations import Occupation
from houvast.matching.rules.sides import Wishes

MOST_OCCUPATIONS, MOST_SECTORS, MOST_REFUSED = 3, 5, 3
"""Who wants everything has said nothing; and a refusal of everything is another talk."""
MOST_HOURS, MOST_SCHOOL = 60, 40
LEAST_MINUTES, MOST_MINUTES = 5, 180
LONGEST = 300
FURTHEST = timedelta(days=730)
PC4 = re.compile(r"([1-9][0-9]{3})?")

SECTORS = tuple(Sector(one) for one in "FGHICAENJQPRSO")
"""Where people begin, the most usual first: what the screen offers out of the classification."""

NEEDS = (
    OfferCode.COMPANION_ON_SITE,
    OfferCode.SMALL_STEPS,
    OfferCode.QUIET_WORKPLACE,
    OfferCode.FIXED_TIMES,
    OfferCode.STEP_FREE,
    OfferCode.TRANSIT_WITHIN_500M,
)
"""What someone may ask of a place. Offers that would tell about health are not among them."""

PAPERS = (
    ConditionCode.LICENCE_AM,
    ConditionCode.LICENCE_B,
    ConditionCode.LICENCE_T,
    ConditionCode.LICENCE_C,
    ConditionCode.FORKLIFT,
    ConditionCode.VCA,
    ConditionCode.HACCP,
)
"""What one has on paper: it can be told, or seen."""

LEVELS = (ConditionCode.DUTCH_A2, ConditionCode.DUTCH_B1, ConditionCode.DUTCH_B2)
"""Levels of Dutch, the lowest first."""

WILLING = (
    ConditionCode.LIFTING,
    ConditionCode.HEIGHTS,
    ConditionCode.STANDING,
    ConditionCode.OUTDOORS,
    ConditionCode.COLD,
    ConditionCode.CUSTOMERS,
    ConditionCode.ALONE,
    ConditionCode.NIGHT,
)
"""What one wants to do or not; why is not asked."""

NOT_OFFERED = gettext_noop("Dit antwoord staat er niet meer bij. Kies een ander.")


@dataclass(frozen=True, slots=True)
class Wished:
    """One version of the work wishes: what rules read, and three things that they never read."""

    wishes: Wishes = field(default_factory=Wishes)
    """Without the birth date; `busy` is what was said, school left out."""
    seen: frozenset[ConditionCode] = frozenset()
    """Of which papers somebody saw the paper itself; the rest was told."""
    own_words: str = ""
    """What the young person wants, in his or her own words."""
    concepts: frozenset[UUID] = frozenset()
    """Occupations of ESCO that were chosen by name; their groups are among `occupations`."""


NOTHING = Wished()


def coded(wished: Wished, groups: Mapping[UUID, str]) -> Wished:
    """The same with the unit groups of the occupations that were chosen by name, from `groups`.

    Raises Refused for one that no list has, and for a group that nobody can have chosen.
    """
    of_chosen = frozenset(groups[one] for one in wished.concepts if one in groups)
    known = of_chosen | {one.value for one in Occupation}
    for found, name in (
        (wished.concepts <= groups.keys(), "concepts"),
        (wished.wishes.occupations <= known, "occupations"),
    ):
        if not found:
            raise Refused(NOT_OFFERED, field=name)
    wishes = replace(wished.wishes, occupations=wished.wishes.occupations | of_chosen)
    return replace(wished, wishes=wishes)


def check_wished(wished: Wished, today: date, *, first: bool) -> Wished:
    """The wishes, tidied. Raises Refused at the first thing that cannot be.

    The first time there has to be something: a beginning of one wish is enough.
    """
    clean = replace(wished, own_words=wished.own_words.strip())
    if first and clean == NOTHING:
        raise Refused(
            gettext_noop("Nog geen wensen. Begin met één: wat zou je willen proberen?"),
            field="own_words",
        )
    if len(clean.own_words) > LONGEST:
        raise Refused(gettext_noop("Maak deze tekst korter."), field="own_words")
    _check_numbers(clean)
    _check_week(clean.wishes)
    _check_hours(clean.wishes)
    _check_way(clean.wishes, today)
    return replace(clean, seen=frozenset(_seen(clean)))


def _check_numbers(wished: Wished) -> None:
    wishes = wished.wishes
    for found, most, name in (
        (wished.concepts, MOST_OCCUPATIONS, "concepts"),
        (wishes.occupations, MOST_OCCUPATIONS, "occupations"),
        (wishes.sectors, MOST_SECTORS, "sectors"),
        (wishes.never_sectors, MOST_REFUSED, "never_sectors"),
    ):
        if len(found) > most:
            raise Refused(
                gettext_noop("Kies er hoogstens {most}. Wat telt het meest?"),
                field=name,
                most=most,
            )
    if wishes.sectors & wishes.never_sectors:
        raise Refused(
            gettext_noop("Je koos iets bij wel én bij niet. Kies één van de twee."),
            field="never_sectors",
        )
    if not wishes.needs <= set(NEEDS):
        raise Refused(NOT_OFFERED, field="needs")


def _check_week(wishes: Wishes) -> None:
    if not (0 <= wishes.free <= ALL_DAY_PARTS and 0 <= wishes.busy <= ALL_DAY_PARTS):
        raise Refused(gettext_noop("Kies de dagdelen uit de tabel."), field="free")
    if wishes.free & wishes.busy:
        raise Refused(
            gettext_noop("Een dagdeel staat bij wel én bij niet. Kies één van de twee."),
            field="busy",
        )
    if not 0 <= wishes.school_hours <= MOST_SCHOOL:
        raise Refused(
            gettext_noop("Vul een aantal uren van 0 tot en met {most} in."),
            field="school_hours",
            most=MOST_SCHOOL,
        )
    if wishes.school_hours and not wishes.school_days:
        raise Refused(
            gettext_noop("Kies ook op welke dagen er school is, of haal de uren weg."),
            field="school_days",
        )


def _check_hours(wishes: Wishes) -> None:
    least, most = wishes.hours_least, wishes.hours_most
    for hours, name in ((least, "hours_least"), (most, "hours_most")):
        if hours is not None and not 1 <= hours <= MOST_HOURS:
            raise Refused(
                gettext_noop("Vul een aantal uren van 1 tot en met {most} in."),
                field=name,
                most=MOST_HOURS,
            )
    if least is not None and most is not None and most < least:
        raise Refused(
            gettext_noop("Hoogstens is hier minder dan minstens. Kijk de uren na."),
            field="hours_most",
        )


def _check_way(wishes: Wishes, today: date) -> None:
    if not PC4.fullmatch(wishes.pc4):
        raise Refused(
            gettext_noop("Vul alleen de vier cijfers van de postcode in, zoals 1234."), field="pc4"
        )
    minutes = wishes.minutes
    if minutes is not None and not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise Refused(
            gettext_noop("Kies een reistijd van {least} tot en met {most} minuten."),
            field="minutes",
            least=LEAST_MINUTES,
            most=MOST_MINUTES,
        )
    if wishes.earliest is not None and abs(wishes.earliest - today) > FURTHEST:
        raise Refused(
            gettext_noop("Deze dag is meer dan twee jaar weg. Kijk het jaar na."),
            field="earliest",
        )


def _seen(wished: Wished) -> list[ConditionCode]:
    """Only a paper that is there can have been seen."""
    facts = wished.wishes.facts
    return [one for one in wished.seen if one in PAPERS and facts.get(one) is Answer.YES]
