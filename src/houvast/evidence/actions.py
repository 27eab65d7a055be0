"""Change the cards of evidence: propose a version, and have a second person agree."""

from dataclasses import asdict, replace
from uuid import UUID, uuid4

from django.utils.text import slugify

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.evidence.models import CardVersion
from houvast.evidence.permissions import require_keeps
from houvast.evidence.reads import cards_now
from houvast.evidence.rules.cards import Card, check_card, tidied
from houvast.evidence.rules.shipped import shipped
from houvast.sharing.rules.registers import WAITS, RegisterState, check_answer, check_waits

OWN = "eigen-"
"""Begins the code of a card that a municipality added: never one that comes with Houvast later."""
LONGEST = 40


def propose_card(
    *, by: Actor, card: Card, reason: str, code: str = "", key: UUID | None = None
) -> str:
    """Propose another version of a card, or a new one without `code`. Gives the code of the card.

    Until a second person agrees nothing changes. The same form again makes nothing.
    Raises NotAllowed, NotFound, Refused.
    """
    with recorded(by, "evidence.card_proposed") as act:
        require_keeps(by)
        if key and (same := CardVersion.objects.filter(pk=key).first()):
            return same.code
        now = cards_now()
        if code and code not in now:
            raise NotFound
        new = replace(tidied(card), contradicts=_known(card.contradicts, code, now))
        check_card(new, act.today)
        if code and now[code] == new:
            raise Refused(gettext_noop("Zo staat het al. Verander iets, of ga terug."))
        made = CardVersion(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            code=code or _code(new.title),
            state=RegisterState.PROPOSED.value,
            reason=reason.strip(),
            proposed_by_id=by.user_id,
            proposed_at=act.now,
            **_columns(new),
        )
        CardVersion.objects.bulk_create([made], ignore_conflicts=True)
        if not CardVersion.objects.filter(pk=made.pk).exists():
            raise Refused(WAITS)
        act.about = made.pk
        return made.code


def agree_card(*, by: Actor, version_id: UUID) -> str:
    """Agree as the second person: from this commit on this is the card. Gives its code."""
    with recorded(by, "evidence.card_agreed", version_id) as act:
        found = _waits(by, version_id)
        check_answer(RegisterState(found.state), found.proposed_by_id, by.user_id)
        _answer(by, found, RegisterState.IN_FORCE, act)
        return found.code


def decline_card(*, by: Actor, version_id: UUID) -> str:
    """It stays as it was; who proposed can take it back like this as well. Gives its code."""
    with recorded(by, "evidence.card_declined", version_id) as act:
        found = _waits(by, version_id)
        check_waits(RegisterState(found.state))
        _answer(by, found, RegisterState.DECLINED, act)
        return found.code


def _waits(by: Actor, version_id: UUID) -> CardVersion:
    """The version, locked; one that was answered cannot be, and is given as it is."""
    require_keeps(by)
    rows = CardVersion.objects.filter(pk=version_id)
    found = rows.select_for_update(no_key=True).first() or rows.first()
    if found is None:
        raise NotFound
    return found


def _answer(by: Actor, found: CardVersion, state: RegisterState, act: Operation) -> None:
    found.state, found.answered_by_id, found.answered_at = state.value, by.user_id, act.now
    found.save(update_fields=["state", "answered_by", "answered_at"])


def _known(codes: tuple[str, ...], own: str, now: dict[str, Card]) -> tuple[str, ...]:
    """Cards that say something else, once each. Raises Refused for one that is not there."""
    others = tuple(sorted(set(codes) - {own}))
    if unknown := set(others) - now.keys():
        raise Refused(
            gettext_noop("Deze kaart is er niet: {which}."),
            field="contradicts",
            which=", ".join(sorted(unknown)),
        )
    return others


def _code(title: str) -> str:
    """A code that no card has: of the title, with a number behind it where that is needed."""
    begin = f"{OWN}{slugify(title) or 'kaart'}"[: LONGEST - 3].rstrip("-")
    taken = set(CardVersion.objects.filter(code__startswith=begin).values_list("code", flat=True))
    taken |= shipped().keys()
    tried = (begin if turn == 1 else f"{begin}-{turn}" for turn in range(1, len(taken) + 3))
    return next(one for one in tried if one not in taken)


def _columns(card: Card) -> dict[str, object]:
    plain = asdict(card)
    lists = {name: list(plain.pop(name)) for name in ("criteria", "contradicts")}
    kinds = ("direction", "design", "strength")
    return plain | lists | {name: plain[name].value for name in kinds}
