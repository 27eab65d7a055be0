"""What people notice in the demo: each with a way of knowing, a source and a ground that fit it."""

from datetime import date
from random import Random
from typing import NamedTuple

from houvast.demo.ledger import Town
from houvast.tracks.actions.signals import Observation
from houvast.tracks.rules.states import FactKind, Source


class Sighting(NamedTuple):
    """What was noticed, with ways of knowing, sources and grounds (in `CRITERIA`) that fit it."""

    behaviour: str
    kinds: tuple[FactKind, ...]
    sources: tuple[Source, ...]
    grounds: tuple[int, ...]


STREET, HELP = (FactKind.SEEN,), (FactKind.TOLD,)
WATCHED = (Source.MYSELF, Source.RESIDENT, Source.COLLEAGUE)
SAID = (Source.YOUNG_PERSON, Source.COLLEAGUE)
SIGHTINGS = (
    Sighting(
        "Staat elke middag bij het winkelcentrum en gaat niet meer naar school.",
        STREET,
        WATCHED,
        (0,),
    ),
    Sighting("Zegt werk te zoeken, maar weet niet waar te beginnen.", HELP, SAID, (2,)),
    Sighting(
        "Slaapt om de beurt bij vrienden en heeft geen post meer.",
        HELP,
        (Source.YOUNG_PERSON, Source.PARENT),
        (1,),
    ),
    Sighting("Is gestopt met de opleiding en vraagt om hulp met papieren.", HELP, SAID, (0, 2)),
    Sighting("Zit 's avonds op het plein en zegt dat er thuis ruzie is.", HELP, SAID, (1, 2)),
    Sighting(
        "Kwam drie weken niet op stage en neemt de telefoon niet op.",
        STREET,
        (Source.SCHOOL, Source.COLLEAGUE),
        (0,),
    ),
    Sighting("Vertelt dat het contract stopt en dat er nog geen ander werk is.", HELP, SAID, (2,)),
    Sighting(
        "Vraagt bij het buurthuis om hulp met een brief van de zorgverzekering.",
        STREET,
        (Source.MYSELF, Source.COLLEAGUE),
        (2,),
    ),
    Sighting(
        "Zit overdag in de bibliotheek en wil een opleiding met een leerplek.", HELP, SAID, (0, 2)
    ),
)


def sighted(town: Town, dice: Random, day: date) -> Observation:
    """Something that was noticed on this day."""
    one = dice.choice(SIGHTINGS)
    return Observation(
        behaviour=one.behaviour,
        kind=dice.choice(one.kinds),
        source=dice.choice(one.sources),
        observed_on=day,
        criterion_id=town.criteria[dice.choice(one.grounds)],
    )
