"""A plan of intentions: which questions are nearest to an agreement, and what each still asks.

An agreement says who, how many and when. The machine reads in what a person confirmed which of
these stand there; it decides nothing, and it counts nothing for the plan as a whole.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from houvast.plans.rules.facts import offered, spans
from houvast.plans.rules.judging import OF_WORK, Level, Standing, State

MOST = 3
"""Questions that are named: the ones that ask least."""
OWNER = re.compile(
    r"\b(?:gemeente|college|wethouders?|burgemeesters?|afdeling(?:en)?|teams?|politie"
    r"|openbaar ministerie|reclassering|UWV|ROC|mbo|werkgeversservicepunt|doorstroompunt"
    r"|jongerenloket|uitzendbureaus?|uitzendbedrijven|stichting|corporaties?|bedrijven|werkgevers|ondernemers|scholen"
    r"|Werk (?:en|&) Inkomen|W&I|sociale dienst|Veiligheid|Zorg- en Veiligheidshuis)\b",
    re.I,
)
"""What reads like somebody who does it: a partner, a department or an office."""


class Lack(StrEnum):
    """What an agreement has and an intention may not."""

    DATE = "date"
    OWNER = "owner"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A question at level 1, and what it still asks to be an agreement: at least one thing."""

    about: str
    lacks: tuple[Lack, ...]


def only_intentions(stands: Mapping[str, Standing]) -> bool:
    """Whether something is confirmed of the questions of Houvast, and all of it in words only."""
    levels = {one.level for one in _confirmed(stands)}
    return levels == {Level.INTENDED}


def upgrades(
    stands: Mapping[str, Standing], texts: Mapping[str, Collection[str]]
) -> tuple[Upgrade, ...]:
    """The three questions that ask least, of a plan of intentions; nothing of any other plan.

    `texts` are the passages that were confirmed, by question. Who asks as little stands in the
    order of the questions.
    """
    if not only_intentions(stands):
        return ()
    found = [Upgrade(one.about, lacks(texts.get(one.about, ()))) for one in _confirmed(stands)]
    found.sort(key=lambda one: len(one.lacks))
    return tuple(found[:MOST])


def lacks(texts: Collection[str]) -> tuple[Lack, ...]:
    """What stands in none of these passages. Where all of it does, a person saw no one promise it.

    Then it asks who does it: words about somebody are no owner yet.
    """
    said = {
        Lack.DATE: any(spans("date", one) or spans("period", one) for one in texts),
        Lack.OWNER: any(OWNER.search(one) for one in texts),
        Lack.NUMBER: any(map(offered, texts)),
    }
    return tuple(one for one in Lack if not said[one]) or (Lack.OWNER,)


def _confirmed(stands: Mapping[str, Standing]) -> list[Standing]:
    return [
        one
        for key, one in stands.items()
        if key.startswith(OF_WORK) and one.state is State.CONFIRMED
    ]
