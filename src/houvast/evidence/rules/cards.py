"""What a card of evidence says, and what it has to say to be kept.

A card tells of one study: what was done, with how many, what came of it and how far that goes. It
is about an approach and never about a person. Sources: plans.md point 5, areas.md section 7.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from houvast.errors import Refused, gettext_noop


class Direction(StrEnum):
    """Which way a study points, for the approach that it looked at."""

    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    NO_DIFFERENCE = "no_difference"
    NOT_YET = "not_yet"
    """It is under way: nothing is known, and nothing may be said."""


class Design(StrEnum):
    """How it was looked at, the one that carries most first."""

    TRIAL = "trial"
    COMPARED = "compared"
    """Two groups that nobody drew by lot."""
    REGISTER = "register"
    CASES = "cases"
    """Plans, talks or examples: what people did and say of it."""
    ADVICE = "advice"


class Strength(StrEnum):
    """How far the study itself can be trusted, whatever it found."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """What may be said because of it (areas.md section 7, E1 to E4)."""

    EFFECT = "effect"
    GOES_TOGETHER = "goes_together"
    PRACTICE = "practice"
    NOTHING = "nothing"


CRITERIA = tuple(f"P{number:02}" for number in range(1, 19))
"""The questions that a plan is held against: a card belongs to one or more of them."""
OLDEST = date(1950, 1, 1)
MOST_PEOPLE = 100_000_000
LOOKED_AT = (Design.TRIAL, Design.COMPARED, Design.REGISTER)
"""Designs that count people, so that a card says how many."""


@dataclass(frozen=True, slots=True)
class Card:
    """One study. `sample` is a number of people; `effect` is in words, with how sure it is."""

    title: str
    approach: str
    found: str
    direction: Direction
    design: Design
    strength: Strength
    place: str
    source: str
    read_on: date
    criteria: tuple[str, ...]
    sample: int | None = None
    effect: str = ""
    limits: str = ""
    url: str = ""
    to_verify: bool = False
    """Nobody of ours held the source itself beside this card."""
    contradicts: tuple[str, ...] = ()
    """Codes of cards that say something else of the same: they are shown together."""
    withdrawn: bool = False

    @property
    def level(self) -> Level:
        """What may be said because of it: after a trial of an effect, else less."""
        if self.direction is Direction.NOT_YET:
            return Level.NOTHING
        if self.design is Design.TRIAL:
            return Level.EFFECT
        counted = self.design in LOOKED_AT
        return Level.GOES_TOGETHER if counted else Level.PRACTICE


def tidied(card: Card) -> Card:
    """The same without spaces around its words, each question once and in order."""
    words = ("title", "approach", "found", "place", "source", "effect", "limits", "url")
    return replace(
        card,
        **{name: getattr(card, name).strip() for name in words},
        criteria=tuple(sorted(set(card.criteria))),
        contradicts=tuple(sorted(set(card.contradicts))),
    )


def check_card(card: Card, today: date) -> None:
    """A card that somebody else can follow to its source. Raises Refused beside a field."""
    if not OLDEST <= card.read_on <= today:
        raise Refused(
            gettext_noop("Kies de dag waarop je de bron las. Die is geweest."), field="read_on"
        )
    if card.url and not is_address(card.url):
        raise Refused(
            gettext_noop("Dit is geen adres van een pagina. Begin met https://."), field="url"
        )
    if not card.criteria:
        raise Refused(gettext_noop("Kies bij welke vraag dit hoort."), field="criteria")
    if unknown := set(card.criteria) - set(CRITERIA):
        raise Refused(
            gettext_noop("Deze vraag is er niet: {which}."),
            field="criteria",
            which=", ".join(sorted(unknown)),
        )
    _check_numbers(card)


def _check_numbers(card: Card) -> None:
    """A trial says how much, of how many; what is under way has nothing to say yet."""
    if card.sample is not None and not 1 <= card.sample <= MOST_PEOPLE:
        raise Refused(gettext_noop("Vul in hoeveel mensen het waren, 1 of meer."), field="sample")
    if card.sample is not None and card.design not in LOOKED_AT:
        raise Refused(
            gettext_noop("Bij deze manier van kijken zijn geen mensen geteld. Laat dit leeg."),
            field="sample",
        )
    if card.direction is Direction.NOT_YET:
        if card.effect:
            raise Refused(
                gettext_noop("Er is nog geen uitkomst. Laat leeg hoe groot het verschil was."),
                field="effect",
            )
        return
    if card.design is Design.TRIAL:
        _check_trial(card)


def _check_trial(card: Card) -> None:
    if not card.effect:
        raise Refused(
            gettext_noop("Vul bij een proef in hoe groot het verschil was."), field="effect"
        )
    if card.sample is None and not card.to_verify:
        raise Refused(
            gettext_noop(
                "Vul bij een proef in hoeveel mensen meededen, of zet aan dat de bron nog na te"
                " kijken is."
            ),
            field="sample",
        )


def is_address(url: str) -> bool:
    """Whether this is the address of a page that a link may lead to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in url


ORDER = tuple(Strength)
WAYS = tuple(Direction)


def order(card: Card) -> tuple[int, int, str]:
    """Those that carry most first, whichever way they point; then by name."""
    return (tuple(Design).index(card.design), ORDER.index(card.strength), card.title)
