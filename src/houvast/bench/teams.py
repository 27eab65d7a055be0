"""An invented team and invented workplaces for the benchmark of plans: the same for the same seed.

How much fits decides how long everything takes, so it is in two knobs: how far people travel, and
how many of the things that workplaces ask are known of them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, Sector, WorkKind
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.columns import Offered
from houvast.matching.rules.occupations import Occupation
from houvast.matching.rules.points import RULESET, Ruleset
from houvast.matching.rules.sides import Place, Wishes
from houvast.matching.rules.travel import TravelModel

DAY = date(2026, 11, 2)
SIDE = 20_000
"""Metres of the square that everything lies in."""
POSTCODES = [str(1000 + one) for one in range(200)]
ASKED = [one for one in ConditionCode if one is not ConditionCode.NIGHT]


@dataclass(frozen=True, slots=True)
class Knobs:
    """How much of it fits."""

    reach: float = 1.0
    """Times the minutes that somebody travels."""
    unknown: float = 0.15
    """The share of what can be known of somebody that is not."""


def ruleset(seed: int) -> Ruleset:
    """The published table, with invented points of postcodes."""
    dice = Random(seed)  # noqa: S311  (no secret)
    points = {one: (dice.randrange(SIDE), dice.randrange(SIDE)) for one in POSTCODES}
    return Ruleset(RULESET.table, TravelModel(points, "invented"))


def people(many: int, seed: int, knobs: Knobs) -> list[Wishes]:
    """So many young people."""
    dice = Random(seed + 1)  # noqa: S311  (no secret)
    return [_somebody(dice, knobs) for _one in range(many)]


def waiting(many: int, seed: int) -> list[int]:
    """For how many weeks each has asked for work."""
    dice = Random(seed + 2)  # noqa: S311  (no secret)
    return [min(int(dice.expovariate(1 / 20)), 150) for _one in range(many)]


def workplaces(many: int, seed: int) -> list[Offered]:
    """So many workplaces, nearly twice as many places."""
    dice = Random(seed + 3)  # noqa: S311  (no secret)
    return [Offered(_workplace(dice, one)) for one in range(many)]


def _somebody(dice: Random, knobs: Knobs) -> Wishes:
    def known(one: object, else_: object) -> object:
        return else_ if dice.random() < knobs.unknown else one

    facts = {one: dice.choice((Answer.YES, Answer.NO, Answer.NO)) for one in ASKED}
    free = dice.getrandbits(28) | dice.getrandbits(28)
    minutes = round(dice.choice((10, 15, 20, 30)) * knobs.reach)
    wishes = {
        "occupations": known(
            frozenset(dice.sample([one.value for one in Occupation], 2)), frozenset()
        ),
        "sectors": known(frozenset(dice.sample(list(Sector), 3)), frozenset()),
        "can": known(frozenset(dice.sample(list(Skill), 8)), frozenset()),
        "learns": known(frozenset(dice.sample(list(Skill), 4)), frozenset()),
        "pc4": known(dice.choice(POSTCODES), ""),
        "free": known(free, 0),
        "busy": known(ALL_DAY_PARTS & ~free, 0),
        "hours_most": known(dice.choice((16, 24, 32, 40)), None),
    }
    return Wishes(
        birth_date=DAY - timedelta(days=dice.randrange(16 * 365, 26 * 365)),
        facts={one: said for one, said in facts.items() if dice.random() >= knobs.unknown},
        modes=frozenset({TravelMode.BICYCLE, TravelMode.PUBLIC}),
        minutes=minutes,
        **wishes,  # type: ignore[arg-type]
    )


def _workplace(dice: Random, number: int) -> Place:
    hours = dice.choice((8, 16, 24, 32))
    return Place(
        id=UUID(int=dice.getrandbits(128)),
        title=f"Verzonnen werk {number}",
        employer="Verzonnen bedrijf",
        kind=dice.choice(list(WorkKind)),
        hours_min=hours,
        hours_max=hours + 8,
        isco=dice.choice(list(Occupation)).value,
        sector=dice.choice(list(Sector)),
        pc4=dice.choice(POSTCODES),
        day_parts=dice.getrandbits(28) | dice.getrandbits(28) or ALL_DAY_PARTS,
        day_parts_min=hours // 8,
        asks=dict.fromkeys(
            dice.sample(ASKED, dice.choice((0, 1, 2, 3, 4, 5))), "Hoort bij het werk."
        ),
        skills_asked=frozenset(dice.sample(list(Skill), dice.randrange(6))),
        teaches=frozenset(dice.sample(list(Skill), dice.randrange(4))),
        minimum_age=dice.choice((None, None, 16, 18)),
        free_places=dice.choice((1, 1, 1, 2, 2, 4)),
    )
