"""What the tests of noodtoegang share."""

from uuid import UUID

from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.tracks.actions.glass import Emergency, break_glass, break_glass_by_name
from tests.cast import ILIAS, Town

WHY = "Zijn zus belt: hij staat op de spoorbrug en dreigt te springen."
NOW = Emergency(WHY, is_now=True)
DONE = "De politie en de zus gebeld. Hij is thuis bij zijn zus."
FOUND = "Nagevraagd bij de collega en bij de coach."


def in_emergency(town: Town, who: str) -> Actor:
    return town.as_(who, Purpose.EMERGENCY)


def opened(town: Town, who: str = "bilal", **changes: object) -> UUID | None:
    """By the exact surname and birth date of the young person of these tests."""
    asked = {"family_name": ILIAS.family_name, "birth_date": ILIAS.birth_date, "emergency": NOW}
    return break_glass_by_name(by=in_emergency(town, who), **{**asked, **changes})


def opened_of(town: Town, track: UUID, who: str = "rachid") -> UUID:
    """By who sees the track by its nickname."""
    return break_glass(by=in_emergency(town, who), track_id=track, emergency=NOW)
