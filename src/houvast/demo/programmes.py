"""Of which wijken the areas of the programme of the example are made: somebody said so, of most."""

from uuid import UUID, uuid5

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.areas.actions.programmes import link_place
from houvast.areas.reads.districts import districts_of
from houvast.demo.people import TOWN

NAMES = UUID("5e7c1f0e-6b1f-4c55-9a0f-0d5a3a6f7c11")
MADE_OF = {
    "voorbeeld-havens": ("Havenkwartier", "Stationskwartier"),
    "voorbeeld-linden": ("De Linden", "Molenveld"),
    "voorbeeld-zuid": ("Zuidrand", "Zonnedorp", "De Akkers"),
}
"""Of the fourth nobody said it yet: that has a page as well."""
WHY = "Zo staat het op de kaart in het plan van aanpak (verzonnen)."


def link_places() -> None:
    """Say it once: the same key again changes nothing."""
    by = actor_of(User.objects.get(username="hanneke"), Role.POLICY_OFFICER)
    codes = {one.name: one.code for one in districts_of(TOWN)}
    for place, names in MADE_OF.items():
        link_place(
            by=by, place_id=place, level="wijk", codes=[codes[one] for one in names], reason=WHY,
            key=uuid5(NAMES, place),
        )  # fmt: skip
