"""Addresses of screens, as `reverse` gives them, for pages that name a hundred of them.

`reverse` tries patterns and quotes anew each time. Our addresses differ by keys alone, so the shape
of each is asked once and the keys are put in.
"""

from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, get_script_prefix, reverse

MINDED = ("devices", "device", "lose_device")
"""The screens about phones of coaches."""
STREET = (
    *("shift", "day_plan", "sought_place", "outreach_places"),
    *("refused_items", "refused_item", *MINDED),
)
"""The screens beside noting a contact."""
OF_TEAM = (
    *("offer", "hand_over_all", "team_plan", "emergency_of_track", "access_reviews"),
    *MINDED,
)
"""The screens beside the team."""


def address(screen: str, *keys: UUID) -> str:
    """The address of a screen. Raises NoReverseMatch when there is no such screen."""
    return _shape(screen, len(keys), get_script_prefix()).format(*keys)


def address_if_any(screen: str) -> str:
    """The address of a screen about nothing in particular; empty when there is no such screen."""
    return _address_if_any(screen, get_script_prefix())


@cache
def _address_if_any(screen: str, _prefix: str) -> str:
    try:
        return reverse(screen)
    except NoReverseMatch:
        return ""


@cache
def _shape(screen: str, keys: int, _prefix: str) -> str:
    """The address with `{}` for each key; the prefix is where the server stands below its host."""
    stand_ins = [str(UUID(int=number)) for number in range(1, keys + 1)]
    shape = reverse(screen, args=stand_ins)
    for one in stand_ins:
        shape = shape.replace(one, "{}")
    return shape
