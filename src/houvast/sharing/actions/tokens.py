"""Tokens (sleutels): let a system act in one's own name, for one purpose and some days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID, uuid4

from houvast.accounts.models import Membership, Token
from houvast.accounts.reads import hash_of
from houvast.accounts.rules import TOKEN_DAYS, Purpose, Role, Scope, check_token
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound

SECRET_BYTES, PREFIX = 32, 12
KEPT_FOR = timedelta(days=5 * 365)
"""As long as the trail, which names tokens by their id."""


@dataclass(frozen=True, slots=True)
class Made:
    """A token with its secret, which is shown once; empty when the same form came before."""

    id: UUID
    secret: str


def make_token(
    *,
    by: Actor,
    name: str,
    purpose: Purpose,
    scopes: Collection[Scope],
    days: int = TOKEN_DAYS,
    key: UUID | None = None,
) -> Made:
    """Make a token for oneself, in the role of now. It ends with the role if that is sooner."""
    with recorded(by, "sharing.token_made") as act:
        if by.token is not None:
            raise NotAllowed("token")
        mine = Token.objects.filter(user=by.user_id)
        if key and (known := mine.filter(pk=key).values_list("pk", flat=True).first()):
            return Made(known, "")
        live = mine.filter(ended_at=None, until__gt=act.now).count()
        check_token(Role(by.role), purpose, scopes, name, days, live)
        ends = _end_of_role(by, act)
        return keep_token(
            act,
            Token(
                pk=key or uuid4(),
                municipality_id=by.municipality_id,
                user_id=by.user_id,
                name=name.strip(),
                role=by.role,
                purpose=purpose.value,
                until=min(act.now + timedelta(days=days), ends),
            ),
            scopes,
        )


def keep_token(act: Operation, token: Token, scopes: Collection[Scope]) -> Made:
    """Give a new token its secret and write it down, inside the act that makes it."""
    secret = f"houvast_{token_urlsafe(SECRET_BYTES)}"
    token.scopes = [one.value for one in Scope if one in scopes]
    token.prefix, token.secret_hash = secret[:PREFIX], hash_of(secret)
    token.made_at, token.destroy_on = act.now, act.today + KEPT_FOR
    token.save(force_insert=True)
    act.about = token.pk
    return Made(token.pk, secret)


def _end_of_role(by: Actor, act: Operation) -> datetime:
    serves = Membership.objects.filter(
        user=by.user_id, role=by.role, since__lte=act.now, until__gt=act.now
    )
    ends = max(serves.values_list("until", flat=True), default=None)
    if ends is None:
        raise NotAllowed("role")
    return ends


def end_token(*, by: Actor, token_id: UUID) -> None:
    """End one's own token now; a second tap says the same. Raises NotFound for any other."""
    with recorded(by, "sharing.token_ended", token_id) as act:
        mine = Token.objects.filter(user=by.user_id, pk=token_id)
        if not mine.exists():
            raise NotFound
        mine.filter(ended_at=None).update(ended_at=act.now)
