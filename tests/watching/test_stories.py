"""Stories of misuse: what is allowed in them is allowed, and what is not is refused."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from houvast.sharing.rules import Decision, Thing, decide
from tests.sharing.two_walls import As
from tests.watching import baited, emergencies, frozen, later
from tests.watching.story import SEES, Step, Story

ALLOWED = (*frozen.ALLOWED, *later.ALLOWED, *emergencies.ALLOWED, *baited.ALLOWED)
FORBIDDEN = (*frozen.FORBIDDEN, *later.FORBIDDEN, *emergencies.FORBIDDEN)
MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HERE, THERE = UUID(int=1), UUID(int=2)


def decided(step: Step) -> Decision:
    """What the one decision says of a look in a story."""
    hour, minute = map(int, step.at.split(":"))
    now = MONDAY + timedelta(days=step.day, hours=hour, minutes=minute)
    until = None if step.until_days is None else now + timedelta(days=step.until_days)
    thing = Thing(
        kind=step.kind,
        municipality_id=THERE if step.elsewhere else HERE,
        basis=step.basis,
        until=until,
        own=step.own,
        since=now + timedelta(days=step.since_days),
        is_near=step.is_near,
    )
    return decide(As(step.role, HERE), SEES[step.verb], thing, step.purpose, now)


def looks(stories: tuple[Story, ...]) -> list[tuple[str, Step]]:
    return [(one.name, look) for one in stories for look in one.looks]


def test_half_of_the_stories_is_frozen():
    assert (len(frozen.ALLOWED), len(frozen.FORBIDDEN)) == (14, 11)


@pytest.mark.parametrize(("name", "look"), looks(ALLOWED))
def test_a_look_in_a_story_of_allowed_reads_is_allowed(name, look):
    assert decided(look)


@pytest.mark.parametrize(("name", "look"), looks(FORBIDDEN))
def test_a_look_in_a_story_of_refused_reads_is_refused(name, look):
    assert not decided(look)
