"""An invented region as the plain values that people read, to ask the rules themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from houvast.bench.world import World
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer
from houvast.matching.rules.columns import NEVER, Columns
from houvast.matching.rules.lists import suggest, tie
from houvast.matching.rules.many.asking import MODES, Asking
from houvast.matching.rules.many.layout import CONDITIONS, KINDS, NEEDS, SECTORS
from houvast.matching.rules.sides import Place, Wishes

EVERY_SKILL = tuple(Skill)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn in the region, in the place of the draw of an installation."""

    person: int
    places: dict[UUID, int]

    def of(self, place_id: UUID) -> int:
        return int(tie(self.person, self.places[place_id]))


def best(region: World, one: int, most: int) -> list[tuple[int, int]]:
    """Workplaces and points of one young person, as `lists.suggest` says."""
    places = [place_of(region.columns, at, region.today) for at in range(len(region.columns))]
    at = {place.id: at for at, place in enumerate(places)}
    luck = {place.id: int(region.luck[at]) for at, place in enumerate(places)}
    drawn: Any = _Drawn(int(region.asked.luck[one]), luck)
    wishes = wishes_of(region.asked, one)
    fits = suggest(wishes, places, region.today, region.ruleset, drawn).fits
    return [(at[found.place.id], found.why.total) for found in fits[:most]]


def _some(every: Iterable[Any], mask: int) -> frozenset[Any]:
    return frozenset(one for bit, one in enumerate(every) if int(mask) >> bit & 1)


def _code(number: int) -> str:
    return f"{number:04}" if number > 0 else ""


def _day(number: int, unknown: int = 0) -> date | None:
    return None if number == unknown else date.fromordinal(int(number))


def _known(number: int, unknown: int = -1) -> int | None:
    return None if number == unknown else int(number)


def place_of(columns: Columns, at: int, today: date) -> Place:
    """One workplace."""
    row = {name: getattr(columns, name)[at] for name in columns.__dataclass_fields__}
    high, low = (int(one) for one in row["ids"])
    yes, no = (_some(NEEDS, row[name]) for name in ("offers_yes", "offers_no"))
    return Place(
        id=UUID(int=high << 64 | low),
        title="",
        employer="",
        kind=KINDS[row["kind"]],
        hours_min=int(row["hours_min"]),
        hours_max=int(row["hours_max"]),
        isco=_code(row["isco"]),
        sector=SECTORS[row["sector"]] if row["sector"] >= 0 else None,
        pc4=_code(row["pc4"]),
        day_parts=int(row["slots"]) if row["slots_known"] else None,
        day_parts_min=int(row["slots_min"]),
        asks=dict.fromkeys(_some(CONDITIONS, row["asks"]), ""),
        asks_perhaps=_some(CONDITIONS, row["asks_perhaps"]),
        skills_asked=_some(EVERY_SKILL, row["skills_asked"]),
        teaches=_some(EVERY_SKILL, row["teaches"]),
        offers=dict.fromkeys(yes, Answer.YES) | dict.fromkeys(no, Answer.NO),
        minimum_age=_known(row["minimum_age"], 0),
        wage_cents=_known(row["wage_cents"]),
        asks_vog=bool(row["asks_vog"]),
        start_on=_day(row["starts"]),
        end_on=_day(row["ends"], NEVER),
        free_places=int(row["free_places"]),
        is_stale=bool(row["ring_from"] <= today.toordinal()),
    )


def wishes_of(asked: Asking, at: int) -> Wishes:
    """One young person."""
    row = {name: getattr(asked, name)[at] for name in asked.__dataclass_fields__}
    yes, no = (_some(CONDITIONS, row[name]) for name in ("facts_yes", "facts_no"))
    return Wishes(
        birth_date=_day(row["born"]),
        occupations=frozenset(_code(one) for one in row["occupations"] if one >= 0),
        sectors=_some(SECTORS, row["sectors"]),
        never_kinds=_some(KINDS, row["never_kinds"]),
        never_sectors=_some(SECTORS, row["never_sectors"]),
        can=_some(EVERY_SKILL, row["can"]),
        learns=_some(EVERY_SKILL, row["learns"]),
        facts=dict.fromkeys(yes, Answer.YES) | dict.fromkeys(no, Answer.NO),
        needs=_some(NEEDS, row["needs"]),
        free=int(row["free"]),
        busy=int(row["busy"]),
        school_days=_known(row["school_days"]),
        school_hours=int(row["school_hours"]),
        hours_least=_known(row["hours_least"]),
        hours_most=_known(row["hours_most"]),
        pc4=_code(row["pc4"]),
        modes=_some(MODES, row["modes"]),
        minutes=_known(row["minutes"]),
        earliest=_day(row["earliest"]),
    )
