"""The forms of the case table that `test_hostile_forms` attacks."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from houvast.meetings.actions.tables import close_table, open_table
from tests.hostile_cases import Case, World, day
from tests.meetings.made import items, opened, planned, seat


def new_case_table(world: World) -> Case:
    """Plan a table."""
    address, town = reverse("new_case_table"), world.town
    fill = {"team": str(town.teams["Zuid"]), "place": "Stadhuis", "day": day(2)}
    fill |= {"begins": "10:00", "seats": str(town["bilal"].user_id)}
    case = Case(world.client("rachid"), address, address, fill)
    case.others = (str(world.beyond["anouk"].user_id), str(world.beyond.teams["Kust"]))
    case.strangers = world.strangers("anouk", "lotte", "petra", "sam")
    return case


def ask_along(world: World) -> Case:
    """One more colleague."""
    table = planned(world.town, "anouk")
    address = reverse("ask_along", args=[table])
    fill = {"who": str(world.town["bilal"].user_id)}
    case = Case(world.client("rachid"), address, address, fill, own_id=str(table), once=True)
    case.others = _others(world)
    case.strangers = world.strangers(
        "anouk", "bilal", "lotte", "petra", "tess", "sam", "vera", "wim"
    )
    case.stale = lambda: _closed(world, table)
    return case


def agree_at_table(world: World) -> Case:
    """An agreement in three fields."""
    table = _with_a_case(world)
    at = [table, next(iter(items(world.town, table).values()))]
    page, post = (reverse(one, args=at) for one in ("table_case", "agree_at_table"))
    fill = {"verb": "call", "owner": "Bilal", "due": "+7"}
    case = Case(world.client("rachid"), page, post, fill, own_id=str(at[1]))
    case.others = _others(world)
    case.strangers = world.strangers("bilal", "lotte", "petra", "sam")
    case.stale = lambda: close_table(by=world.town["rachid"], table_id=table)
    return case


def case_people(world: World) -> Case:
    """Who takes part in a case."""
    table = _with_a_case(world)
    item = next(iter(items(world.town, table).values()))
    address = reverse("case_people", args=[item])
    fill = {"seats": str(seat(world.town, table, "rachid"))}
    case = Case(world.client("rachid"), address, address, fill, own_id=str(item))
    case.others = _others(world)
    case.strangers = world.strangers(
        "anouk", "bilal", "lotte", "petra", "tess", "sam", "vera", "wim"
    )
    case.stale = lambda: close_table(by=world.town["rachid"], table_id=table)
    return case


def _others(world: World) -> tuple[str, ...]:
    """Keys of what is there, and is no table and no case."""
    found = [(one.track, one.person, one.signal, one.placement) for one in world.theirs]
    return tuple(str(key) for few in found for key in few)


def _closed(world: World, table: UUID) -> None:
    open_table(by=world.town["rachid"], table_id=table)
    close_table(by=world.town["rachid"], table_id=table)


def _with_a_case(world: World) -> UUID:
    """An open table: bilal's young person waits for a second person, so it is on the agenda."""
    return opened(world.town, "bilal")


TABLES: dict[str, Callable[[World], Case]] = {
    "new_case_table": new_case_table,
    "ask_along": ask_along,
    "agree_at_table": agree_at_table,
    "case_people": case_people,
}
