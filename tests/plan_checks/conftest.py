"""A plan that was brought and read, and who makes policy."""

from collections.abc import Callable

import pytest

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Purpose, Role
from houvast.database.context import acting
from houvast.plans.actions import arriving
from houvast.plans.actions.arriving import bring_plan, read_later
from houvast.plans.child import read_apart
from houvast.plans.models import Reading
from houvast.plans.rules.document import Plan
from houvast.sharing.actions import welcome
from tests.cast import PASSWORD

PLAN = """# Plan voor jongeren

## Werk

Dit plan is voor jongeren van 16 tot 27 jaar in de wijk Noord. Wij bieden twintig betaalde \
leerwerkplekken bij bedrijven uit de buurt. Wie nog op school zit, krijgt een zaterdagbaan.

Eind 2027 werken 80 jongeren langer dan 6 maanden.

## Geld

Voor arbeidstoeleiding is € 400.000 per jaar beschikbaar, 2026-2029. Er komt 2,5 fte jobcoach bij.

## Preventie

Voor preventie komt € 300.000 voor extra camera's en boa's in het centrum beschikbaar.
"""

_read: dict[bytes, Plan] = {}


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that each test brings anew is read by a child the first time only; all else always.

    What is read of a text hangs on nothing but the text. Starting a child takes longer than that.
    """

    def instead(content: bytes, told: Callable[[int, int], None]) -> Plan:
        if not content.startswith(PLAN[:40].encode()):
            return read_apart(content, told)
        if content not in _read:
            _read[content] = read_apart(content, told)
        return _read[content]

    monkeypatch.setattr(arriving, "read_apart", instead)


def officer(town, name="julia"):
    """Somebody who makes policy."""
    key = welcome(
        by=town.admin, username=name, name=name.capitalize(), password=PASSWORD,
        role=Role.POLICY_OFFICER, team=next(iter(town.teams.values())),
    )  # fmt: skip
    return actor_of(User.objects.get(pk=key), Role.POLICY_OFFICER)


def manager(town):
    """Who manages the programme, looking at plans."""
    return town.as_("petra", Purpose.FIGURES)


def brought(by, text=PLAN, title="Plan jongeren", **more):
    """The check of a plan that a job has read."""
    found = bring_plan(by=by, title=title, content=text.encode(), name="plan.txt", **more)
    if found.reading:
        return found.reading
    with acting(by):
        before = set(Reading.objects.values_list("pk", flat=True))
    read_later(by=by, arrival_id=found.arrival)
    with acting(by):
        return Reading.objects.exclude(pk__in=before).get().pk


def pointed_at(by, reading_id, about):
    """The first passage that the machine points at for a question."""
    with acting(by):
        reading = Reading.objects.get(pk=reading_id)
        return reading.suggestions.filter(about=about).order_by("place").first().passage_id
