"""Linked systems (koppelingen): who acts for no user reaches employers and workplaces only."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password

from houvast.accounts.models import Organisation, Token, User
from houvast.accounts.rules import (
    MOST_LINKS,
    TOKEN_DAYS,
    Purpose,
    Role,
    Scope,
    check_link,
    check_token,
)
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.actions.tokens import Made, keep_token

WITHOUT_A_USER = {"role": Role.LINKED_SYSTEM.value, "purpose": Purpose.WORK_EXCHANGE.value}


def link_system(
    *,
    by: Actor,
    name: str,
    organisation_id: UUID,
    scopes: Collection[Scope],
    days: int = TOKEN_DAYS,
    key: UUID | None = None,
) -> Made:
    """Let a system of an organisation in, with its first key. The same form again makes nothing."""
    with recorded(by, "sharing.system_linked") as act:
        _check_coordinator(by)
        if key and Token.objects.filter(pk=key).exists():
            return Made(key, "")
        here = User.objects.filter(municipality_id=by.municipality_id).exclude(system_of=None)
        check_link(name, here.values_list("name", flat=True))
        if here.count() >= MOST_LINKS:
            raise Refused(gettext_noop("Er zijn al 50 koppelingen. Vraag hulp aan Beheer."))
        places = Organisation.objects.filter(municipality_id=by.municipality_id)
        if not places.filter(pk=organisation_id).exists():
            raise Refused(gettext_noop("Kies een organisatie uit de lijst."), field="organisation")
        system = User(
            pk=uuid4(),
            municipality_id=by.municipality_id,
            name=name.strip(),
            system_of_id=organisation_id,
            password=make_password(None),
        )
        system.username = f"koppeling-{system.pk}"
        system.save(force_insert=True)
        return _key(by, act, system, scopes, days, key)


def new_link_key(*, by: Actor, system_id: UUID, days: int, key: UUID | None = None) -> Made:
    """One more key for a linked system, with the scopes of its latest; the old ones go on."""
    with recorded(by, "sharing.link_key_made", system_id) as act:
        _check_coordinator(by)
        if key and Token.objects.filter(pk=key, user=system_id).exists():
            return Made(key, "")
        system = User.objects.filter(
            pk=system_id, municipality_id=by.municipality_id, system_of__isnull=False
        ).first()
        latest = Token.objects.filter(user=system_id).order_by("-made_at", "pk")
        given = latest.values_list("scopes", flat=True).first()
        if system is None or given is None:
            raise NotFound
        return _key(by, act, system, [Scope(one) for one in given], days, key)


def end_link_key(*, by: Actor, token_id: UUID) -> None:
    """End a key of a linked system now; a second tap says the same. Raises NotFound."""
    with recorded(by, "sharing.link_key_ended", token_id) as act:
        _check_coordinator(by)
        found = Token.objects.filter(pk=token_id, role=Role.LINKED_SYSTEM.value)
        if not found.exists():
            raise NotFound
        found.filter(ended_at=None).update(ended_at=act.now)


def _key(
    by: Actor, act: Operation, system: User, scopes: Collection[Scope], days: int, key: UUID | None
) -> Made:
    live = Token.objects.filter(user=system, ended_at=None, until__gt=act.now).count()
    check_token(Role.LINKED_SYSTEM, Purpose.WORK_EXCHANGE, scopes, system.name, days, live)
    token = Token(
        pk=key or uuid4(),
        municipality_id=by.municipality_id,
        user=system,
        name=system.name,
        until=act.now + timedelta(days=days),
        made_by_id=by.user_id,
        **WITHOUT_A_USER,
    )
    return keep_token(act, token, scopes)


def _check_coordinator(by: Actor) -> None:
    """At a screen, and who steers: a system lets in no other system."""
    if by.role != Role.PROCESS_COORDINATOR or by.token is not None:
        raise NotAllowed("coordinator")
