"""In which wijk the workplaces of the example are: somebody said so for most, as it goes."""

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.areas.reads.districts import districts_of
from houvast.demo.people import TOWN
from houvast.employers.actions import choose_district
from houvast.employers.reads import workplace_choices, workplace_page

WHERE = {
    "1001": "Molenveld", "1002": "Havenkwartier", "1003": "Zuidrand", "1004": "Centrum",
    "1005": "De Linden",
}  # fmt: skip
"""By the postcodes of `trades.py`; of the last nobody knows it."""


def choose_districts() -> None:
    """Say it of each workplace that has a place free; done once."""
    by = actor_of(User.objects.get(username="esra"), Role.ACCOUNT_MANAGER)
    codes = {one.name: one.code for one in districts_of(TOWN)}
    places = [one for one in workplace_choices(by) if one.pc4 in WHERE]
    if not places or workplace_page(by, places[0].id).district:
        return
    for one in places:
        choose_district(by=by, workplace_id=one.id, district=codes[WHERE[one.pc4]])
