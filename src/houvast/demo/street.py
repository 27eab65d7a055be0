"""Where the team of Samira seeks young people out, and whom she met there without a name."""

from datetime import time, timedelta
from uuid import uuid4

from django.utils.translation import gettext_noop

from houvast.capture.actions.places import add_place, allow_labels
from houvast.capture.actions.tallies import count_people
from houvast.capture.rules import Tally
from houvast.demo.clock import Clock, at
from houvast.demo.ledger import Town

PLACES = (
    gettext_noop("Winkelhof"),
    gettext_noop("Skatebaan bij het kanaal"),
    gettext_noop("Trapveld"),
    gettext_noop("Station"),
)
EVENINGS = ((12, 0, 5, True), (8, 1, 3, True), (5, 3, 8, False), (1, 1, 2, True))
"""How many days ago, at which place, how many, and whether they spoke."""


def on_the_street(town: Town, clock: Clock) -> None:
    """Petra lets phones know first names, the team names its places, and Samira counts."""
    samira = town.people["samira"]
    clock.at(EVENINGS[0][0] + 1)
    allow_labels(by=town.people["petra"], allowed=True)
    made = [add_place(by=samira, name=one) for one in PLACES]
    for ago, place, many, spoke in EVENINGS:
        clock.at(ago, time(20, 15))
        met = at(clock.day(ago), time(20, 0)) - timedelta(minutes=5)
        tally = Tally(at=met, count=many, spoke=spoke, place=made[place])
        count_people(by=samira, tally=tally, key=uuid4())
    clock.at(0)
