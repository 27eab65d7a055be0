"""What is known, as it counts here: the cards that came along, and what two people made of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.evidence.models import CardVersion
from houvast.evidence.permissions import require_keeps
from houvast.evidence.rules.cards import CRITERIA, Card, Design, Direction, Strength, order
from houvast.evidence.rules.shipped import NEWEST, shipped
from houvast.sharing.rules.registers import RegisterState

OWN_WORDS = ("title", "approach", "found", "place", "source", "effect", "limits", "url")
PLAIN = (*OWN_WORDS, "sample", "read_on", "to_verify", "withdrawn")


@dataclass(frozen=True, slots=True)
class Kept:
    """A card as it counts here. `is_changed`: two people made this of it."""

    code: str
    card: Card
    is_changed: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One version that somebody proposed, with both people."""

    id: UUID
    code: str
    card: Card
    state: RegisterState
    reason: str
    proposed_by: str
    proposed_on: date
    answered_by: str
    answered_on: date | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class CardsPage:
    """All cards that count, those that carry most first; what waits, and what was withdrawn."""

    cards: tuple[Kept, ...]
    waiting: tuple[Version, ...]
    withdrawn: tuple[Kept, ...]
    criterion: str
    catalogue: str
    today: date


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card, those that say something else of the same, and each version of it.

    `first` is the card that came with Houvast, where two people made something else of it.
    """

    kept: Kept
    others: tuple[Kept, ...]
    waiting: Version | None
    earlier: tuple[Version, ...]
    first: Card | None
    today: date


def card_of(row: CardVersion) -> Card:
    """What a version says."""
    return Card(
        **{name: getattr(row, name) for name in PLAIN},
        direction=Direction(row.direction),
        design=Design(row.design),
        strength=Strength(row.strength),
        criteria=tuple(row.criteria),
        contradicts=tuple(row.contradicts),
    )


def cards_now() -> dict[str, Card]:
    """Cards by their code as they count here, within an operation; also what was withdrawn."""
    rows = CardVersion.objects.filter(state=RegisterState.IN_FORCE.value)
    return shipped() | {one.code: card_of(one) for one in rows}


def cards_page(by: Actor, criterion: str = "") -> CardsPage:
    """What is known, for one question of a plan or for all. Raises NotAllowed."""
    with recorded(by, "evidence.cards_viewed") as act:
        require_keeps(by)
        versions = _versions(by, CardVersion.objects.exclude(state=RegisterState.DECLINED.value))
        asked = criterion if criterion in CRITERIA else ""
        found = _kept(versions)
        shown = [one for one in found if not asked or asked in one.card.criteria]
        return CardsPage(
            cards=tuple(one for one in shown if not one.card.withdrawn),
            waiting=tuple(one for one in versions if one.state is RegisterState.PROPOSED),
            withdrawn=tuple(one for one in shown if one.card.withdrawn),
            criterion=asked,
            catalogue=NEWEST,
            today=act.today,
        )


def card_page(by: Actor, code: str) -> CardPage:
    """One card. Raises NotAllowed, and NotFound where nothing ever counted under this code."""
    with recorded(by, "evidence.card_viewed") as act:
        require_keeps(by)
        versions = _versions(by, CardVersion.objects.all())
        mine = [one for one in versions if one.code == code]
        kept = {one.code: one for one in _kept(versions)}
        waiting = next((one for one in mine if one.state is RegisterState.PROPOSED), None)
        here = kept.get(code)
        if here is None and waiting:
            here = Kept(code, waiting.card, waits=True)
        if here is None:
            raise NotFound
        others = [kept[one] for one in here.card.contradicts if one in kept]
        others += [one for one in kept.values() if code in one.card.contradicts]
        unique = {one.code: one for one in others if not one.card.withdrawn}
        return CardPage(
            kept=here,
            others=tuple(unique.values()),
            waiting=waiting,
            earlier=tuple(one for one in mine if one.state is not RegisterState.PROPOSED),
            first=shipped().get(code) if here.is_changed else None,
            today=act.today,
        )


def _kept(versions: Iterable[Version]) -> tuple[Kept, ...]:
    rows = list(versions)
    waits = {one.code for one in rows if one.state is RegisterState.PROPOSED}
    changed = {one.code: one.card for one in rows if one.state is RegisterState.IN_FORCE}
    every = shipped() | changed
    found = [Kept(code, card, code in changed, code in waits) for code, card in every.items()]
    return tuple(sorted(found, key=lambda one: order(one.card)))


def _versions(by: Actor, rows: QuerySet[CardVersion]) -> list[Version]:
    """The latest first."""
    found = rows.select_related("proposed_by", "answered_by")
    return [_version(by, one) for one in found.order_by("-proposed_at", "pk")]


def _version(by: Actor, one: CardVersion) -> Version:
    return Version(
        id=one.pk,
        code=one.code,
        card=card_of(one),
        state=RegisterState(one.state),
        reason=one.reason,
        proposed_by=one.proposed_by.name if one.proposed_by else "",
        proposed_on=localdate(one.proposed_at),
        answered_by=one.answered_by.name if one.answered_by else "",
        answered_on=localdate(one.answered_at) if one.answered_at else None,
        is_own=one.proposed_by_id == by.user_id,
    )
