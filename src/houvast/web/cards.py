"""A workplace for one young person as a card: a verdict in words, and the reasons as sentences."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.translation import ngettext

from houvast.employers.rules.states import WorkKind
from houvast.matching.reads import ChoiceLine, Work
from houvast.matching.reads.wishes import KnownWishes
from houvast.matching.rules.choices import ChoiceOutcome, why_not_discuss
from houvast.matching.rules.explain import Explanation
from houvast.matching.rules.lists import Suggestion, is_near
from houvast.web.in_short import wishes_in_short
from houvast.web.reasons import to_arrange, to_mind, what_fits
from houvast.web.sentences import said as _
from houvast.web.sentences import sentences
from houvast.web.words import word

BEST = 3
"""How many stand on the file itself."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Past, let op, nog regelen; as text, and as a verdict with its tone."""

    verdict: str
    tone: str
    near: bool
    fits: str
    mind: str
    arrange: str


@dataclass(frozen=True, slots=True)
class Card:
    """One workplace, what came out, and what was decided."""

    id: UUID
    title: str
    place: str
    why: Reasons
    choice: ChoiceLine | None
    seal: str
    """Goes along with a decision, so that what is stored is what was shown."""
    key: UUID
    may_discuss: bool
    won: bool = False
    """Fits only if what is supposed were so: then nothing is decided about it."""

    @property
    def discussed(self) -> bool:
        """Whether it waits to be talked over."""
        return self.choice is not None and self.choice.outcome is ChoiceOutcome.DISCUSS

    @property
    def put_aside(self) -> bool:
        """Whether it is not for now."""
        return self.choice is not None and self.choice.outcome is ChoiceOutcome.NOT_NOW


@dataclass(frozen=True, slots=True)
class Best:
    """What the file shows of all this: the wishes in short, the first few, and how many more."""

    known: KnownWishes | None
    lines: list[tuple[str, str]]
    cards: list[Card]
    all: int
    """How many fit or nearly fit."""

    @property
    def own_words(self) -> str:
        """What the young person said."""
        return self.known.wished.own_words if self.known else ""


def card(work: Work, one: Suggestion, *, won: bool = False) -> Card:
    """A suggestion as a card."""
    return Card(
        id=one.place.id,
        title=one.place.title,
        place=place_line(one),
        why=reasons(one.why),
        choice=work.choices.get(one.place.id),
        seal=work.seal(one.place),
        key=uuid4(),
        may_discuss=why_not_discuss(one.why) is None,
        won=won,
    )


def reasons(why: Explanation) -> Reasons:
    """The sentences of an explanation, of now or of then."""
    near, say = is_near(why), sentences()
    return Reasons(
        verdict=say[_verdict, bool(why.blocks), near],
        tone=("amber" if near else "grey") if why.blocks else "green",
        near=near,
        fits=" ".join(what_fits(why, say)),
        mind=" ".join(to_mind(why, say)),
        arrange=" ".join(to_arrange(why, say)),
    )


def _verdict(blocked: bool, near: bool) -> str:
    if not blocked:
        return _("Past")
    return _("Past bijna") if near else _("Past nu niet")


def place_line(one: Suggestion) -> str:
    """'Fietshoek · 32 uur · Leerwerkplek'."""
    place = one.place
    hours = f"{place.hours_min}-{place.hours_max}"
    hours = str(place.hours_max) if place.hours_min == place.hours_max else hours
    kind = "" if place.kind is WorkKind.REGULAR_JOB else word(place.kind)
    free = ngettext("{n} plek vrij", "{n} plekken vrij", place.free_places)
    free = free.format(n=place.free_places) if place.free_places > 1 else ""
    parts = (place.employer, _("{hours} uur").format(hours=hours), kind, free)
    return " · ".join(one for one in parts if one)


def best_of(work: Work | None) -> Best | None:
    """The first few of the list, without what was decided about: that stands above or aside."""
    if work is None:
        return None
    shown = work.undecided
    return Best(
        known=work.known,
        lines=wishes_in_short(work.known) if work.known else [],
        cards=[card(work, one) for one in work.explained(shown[:BEST])],
        all=len(shown),
    )
