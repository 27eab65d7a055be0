"""Systems that act for the people of the cast, each with every scope of its one purpose."""

import json
from collections import defaultdict
from uuid import uuid4

import pytest
from django.test import Client

from houvast.accounts.models import Organisation
from houvast.accounts.rules import OF_EMPLOYERS, SCOPES_OF, Purpose, Role
from houvast.sharing.actions.links import link_system
from houvast.sharing.actions.tokens import make_token
from tests.cast import STAFF
from tests.plan_checks.conftest import officer

ROOT = "/api/v1"
SYSTEMS = {
    "anouk": ("anouk", Purpose.GUIDANCE),
    "anouk intake": ("anouk", Purpose.INTAKE),
    "bilal": ("bilal", Purpose.GUIDANCE),
    "wim": ("wim", Purpose.GUIDANCE),
    "wim placement": ("wim", Purpose.PLACEMENT),
    "tess": ("tess", Purpose.INTAKE),
    "rachid": ("rachid", Purpose.INTAKE),
    "lotte": ("lotte", Purpose.INTAKE),
    "hugo": ("hugo", Purpose.INTAKE),
    "sam": ("sam", Purpose.PLACEMENT),
    "bas": ("bas", Purpose.PLACEMENT),
    "julia": ("julia", Purpose.FIGURES),
    "koppeling": ("koppeling", Purpose.WORK_EXCHANGE),
}
"""Whose name a system acts in, and for what; one per cell of the table of scopes in the cast.

The last one acts in nobody's name.
"""


def role_of(who):
    """The role in which a system acts."""
    if who == "julia":
        return Role.POLICY_OFFICER
    return STAFF[who][0] if who in STAFF else Role.LINKED_SYSTEM


def by_name(town, who):
    """Somebody of the cast; who makes policy comes in when that is asked."""
    if who == "julia" and who not in town.people:
        town.people[who] = officer(town)
    return town[who]


def secret_of(town, name, scopes=None):
    """A new token of somebody of the cast."""
    who, purpose = SYSTEMS[name]
    if purpose is Purpose.WORK_EXCHANGE:
        return linked(town, scopes or OF_EMPLOYERS).secret
    by = by_name(town, who)
    every = SCOPES_OF[Role(by.role), purpose]
    return make_token(by=by, name="Proef", purpose=purpose, scopes=scopes or every).secret


def linked(town, scopes=OF_EMPLOYERS, name=None, **more):
    """A new system that acts for no user, let in by the coordinator."""
    places = Organisation.objects.filter(municipality=town.admin.municipality_id)
    owner = places.order_by("name").values_list("pk", flat=True)[0]
    name = name or f"Vacaturebank {uuid4().hex[:6]}"
    by = town["rachid"]
    return link_system(by=by, name=name, organisation_id=owner, scopes=scopes, **more)


class System(Client):
    """A system that shows a token and speaks JSON."""

    def __init__(self, secret):
        super().__init__(headers={"Authorization": f"Bearer {secret}"})

    def ask(self, method, path, body=None, **headers):
        """One request; `headers` with a line for each dash."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        data = "" if body is None else body if isinstance(body, str) else json.dumps(body)
        kind = "application/json" if data else "application/octet-stream"
        url = path if path.startswith("/api/") else ROOT + path
        return self.generic(method, url, data, content_type=kind, headers=sent)


@pytest.fixture
def own(track):
    """The track of Ilias, led by anouk; every other id is of nothing."""
    found = defaultdict(uuid4)
    found["track_id"] = track
    return {"anouk": found}


@pytest.fixture
def system(town):
    """A system for each of the cast, made when it is asked for."""
    made = {}

    def one(name, scopes=None):
        if scopes is not None:
            return System(secret_of(town, name, scopes))
        if name not in made:
            made[name] = System(secret_of(town, name))
        return made[name]

    return one
