"""Whose token this is, and what it may do."""

from django.http import HttpRequest
from ninja import Router

from houvast.accounts.rules import Purpose, Role, Scope
from houvast.api.bearer import holder
from houvast.api.endpoints import read
from houvast.api.shapes.made import Out

router = Router(tags=["me"])


class Me(Out):
    """In which role and for which purpose this token works. No name: systems need none."""

    role: Role
    purpose: Purpose
    scopes: list[Scope]


@read(router, "/me", None, Me)
def me(request: HttpRequest) -> Me:
    """What this token may do."""
    who = holder(request)
    role, purpose = Role(who.actor.role), Purpose(who.actor.purpose)
    return Me(role=role, purpose=purpose, scopes=[one for one in Scope if one in who.scopes])
