"""What the law allows below 18: one function per rule, each with its article.

Atw: Arbeidstijdenwet (BWBR0007671). NRK: Nadere regeling kinderarbeid (BWBR0007195). Wml: Wet
minimumloon. Read in the consolidated texts at wetten.overheid.nl; `CHECKED` says which text, and a
lawyer has yet to confirm them, so screens show them as a step in the talk and name the article.
Every rule is asked for the first working day, never for today.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from houvast.employers.rules.states import ConditionCode, WorkKind
from houvast.employers.rules.wages import lowest
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.sides import Pair
from houvast.matching.rules.week import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    PARTS,
    SUNDAY,
    days_in,
    every,
    parts,
    together,
)
from houvast.people.rules import age_on

CHECKED = "geldend 2017, te bevestigen"
"""Of which text the rules were made; whoever confirms a newer one writes its date here."""

CHILD, ADULT, YOUNGEST = 16, 18, 13
HEAVY = frozenset({ConditionCode.LIFTING, ConditionCode.FORKLIFT})


@dataclass(frozen=True, slots=True)
class Bar:
    """A rule of law that stands in the way, and the day from which it no longer does."""

    code: BlockCode
    article: str
    until: date | None


LawRule = Callable[[Pair, int], Bar | None]


def birthday(birth_date: date, age: int) -> date:
    """The day on which someone becomes this old; who was born on 29 February, on 1 March."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def _until(pair: Pair, age: int) -> date | None:
    born = pair.wishes.birth_date
    return birthday(born, age) if born else None


def no_work_below_13(pair: Pair, age: int) -> Bar | None:
    """Atw 3:2, second paragraph: light work from 13 on."""
    if age >= YOUNGEST:
        return None
    return Bar(BlockCode.TOO_YOUNG, "Atw 3:2", _until(pair, YOUNGEST))


def only_light_work_below_16(pair: Pair, age: int) -> Bar | None:
    """NRK 1:1, paragraphs 2 and 3: no lifting over 10 kg, no machines that can hurt."""
    if age >= CHILD or not HEAVY & pair.place.asks.keys():
        return None
    return Bar(BlockCode.HEAVY_WORK, "NRK 1:1", _until(pair, CHILD))


def no_night_below_18(pair: Pair, age: int) -> Bar | None:
    """Atw 5:3: rest that holds 23.00 to 6.00; for a child longer (NRK 4:1, 4:2)."""
    if age >= ADULT or ConditionCode.NIGHT not in pair.place.asks:
        return None
    article = "Atw 5:3" if age >= CHILD else "NRK 4:1 en 4:2"
    return Bar(BlockCode.NIGHT, article, _until(pair, ADULT))


def allowed_parts(school_days: int | None, age: int) -> int:
    """When the law lets someone of this age work, as a mask of day-parts.

    Below 16 not on Sunday, in the evening or at night (NRK 4:1, 4:2; at 15 the exception for Sunday
    is not computed). Below 15 not on a school day, at 15 not in the morning of one: after school
    two hours are left. An unknown school week closes nothing and becomes a step.
    """
    if age >= ADULT:
        return ALL_DAY_PARTS
    if age >= CHILD:
        return ALL_DAY_PARTS & ~every(NIGHT)
    school = days_in(school_days or 0)
    closed = every(EVENING, NIGHT) | parts((SUNDAY,), range(PARTS))
    closed |= parts(school, (MORNING,) if age >= 15 else (MORNING, AFTERNOON))
    return ALL_DAY_PARTS & ~closed


def day_parts_below_18(pair: Pair, age: int) -> Bar | None:
    """NRK 4:1, 4:2 and Atw 5:3: enough day-parts of the place are left."""
    place = pair.place
    allowed = allowed_parts(pair.wishes.school_days, age)
    if age >= ADULT or together(place.slots, allowed) >= place.day_parts_min:
        return None
    free_from = CHILD if age < CHILD else ADULT
    article = "NRK 4:1" if age < 15 else "NRK 4:2" if age < CHILD else "Atw 5:3"
    return Bar(BlockCode.LAW_DAY_PARTS, article, _until(pair, free_from))


def most_hours(kind: WorkKind, school: int, age: int) -> tuple[int, str, int]:
    """Hours of work a week in a school week, the article, and the age from which it is over.

    `school` is hours of school a week. 13 to 15: 12, as in every school week (NRK 4:1, 4:2). An
    internship from 14 on: 35 with school in it (NRK 3:1). 16 and 17: 40 on average with school in
    it (Atw 5:7, 4:4).
    """
    if age < CHILD:
        if kind is WorkKind.INTERNSHIP and age >= 14:
            return 35 - school, "NRK 3:1", CHILD
        return 12, "NRK 4:1" if age < 15 else "NRK 4:2", CHILD
    return 40 - school, "Atw 5:7 en 4:4", ADULT


def hours_below_18(pair: Pair, age: int) -> Bar | None:
    """NRK 3:1, 4:1, 4:2 and Atw 5:7: not more hours than the law gives."""
    if age >= ADULT:
        return None
    most, article, over = most_hours(pair.place.kind, pair.wishes.school_hours, age)
    if pair.place.hours_min <= most:
        return None
    return Bar(BlockCode.LAW_HOURS, article, _until(pair, over))


def wage_of_age(pair: Pair, age: int) -> Bar | None:
    """Wml and Besluit minimumjeugdloonregeling: a known wage reaches the lowest of this age."""
    rate = lowest(age, pair.start, pair.place.kind)
    cents = pair.place.wage_cents
    if rate is None or cents is None or cents >= rate.cents:
        return None
    return Bar(BlockCode.LOW_WAGE, "Wml 8", None)


RULES: tuple[LawRule, ...] = (
    no_work_below_13,
    only_light_work_below_16,
    no_night_below_18,
    day_parts_below_18,
    hours_below_18,
    wage_of_age,
)


def bars(pair: Pair) -> Iterator[Bar]:
    """Every rule of law that stands in the way on the first working day.

    An unknown birth date bars nothing here; the introduction is refused until it is known.
    """
    born = pair.wishes.birth_date
    if born is None:
        return
    age = age_on(born, pair.start)
    found = (rule(pair, age) for rule in RULES)
    yield from (bar for bar in found if bar)
