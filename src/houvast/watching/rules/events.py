"""Events to look at: what the facts of access show, with the words that explain it.

Each rule is plain and says the same about everybody. None sums up, compares colleagues with each
other, or keeps anything about one: what it gives is one thing to ask about.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from houvast.accounts.rules import Purpose
from houvast.watching.rules.facts import ASKED, GLASS, PAPERS, RESET, Fact, Trail
from houvast.watching.rules.hours import is_outside_hours
from houvast.watching.rules.limits import (
    A_DAY,
    AN_HOUR,
    FOLLOW_UP,
    NEAR,
    NEW,
    PACE_IN,
    SITTING,
    USUAL_TIMES,
    EventKind,
    most,
)

THROUGH_A_TEAM = (Purpose.PROCESS_STEERING, Purpose.INTAKE)
ENTERED = (
    *("tracks.signal_received", "tracks.own_find_opened", "tracks.signal_taken_up"),
    *("tracks.signal_turned_down", "tracks.signal_referred"),
)
"""What asking whether somebody is known here is done for."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something to look at: what, of whom, when, how often, and about whom (pseudonyms)."""

    kind: EventKind
    user: UUID
    first: datetime
    last: datetime
    count: int
    persons: tuple[UUID, ...]
    most: int | None = None
    """The limit that was in force; nothing for what is drawn, or found by the database."""

    @classmethod
    def of_sample(cls, one: Fact) -> "Event":
        """A look that was drawn, and not found by any rule."""
        persons = (one.person,) if one.person else ()
        return cls(EventKind.SAMPLE, one.actor, one.at, one.at, 1, persons)


Rule = Callable[[Trail, Sequence[Fact]], "Event | None"]
"""Given the trail and the facts of one colleague."""


def events(trail: Trail, since: datetime) -> list[Event]:
    """What there is to look at of what happened from a moment until now."""
    found = []
    for facts in trail.of.values():
        known = [one for one in facts if one.at < trail.until]
        if known and known[-1].at >= since:
            made = (rule(trail, known) for rule in RULES)
            found += [one for one in made if one and one.last >= since]
    return sorted(found, key=lambda one: (one.last, one.kind))


def _event(
    trail: Trail, kind: EventKind, facts: Sequence[Fact], count: int | None = None
) -> Event | None:
    """An event when there is more than nothing to look at; it keeps the limit of now."""
    number = len(facts) if count is None else count
    limit = most(facts[-1].role, kind, trail.limits) if facts else 0
    if not facts or number <= limit:
        return None
    persons = tuple(dict.fromkeys(one.person for one in facts if one.person))
    return Event(kind, facts[-1].actor, facts[0].at, facts[-1].at, number, persons, limit)


def _lately(facts: Iterable[Fact], until: datetime, within: timedelta) -> list[Fact]:
    return [one for one in facts if until - within <= one.at < until]


def _looks(facts: Iterable[Fact], until: datetime, within: timedelta) -> list[Fact]:
    return [one for one in _lately(facts, until, within) if one.is_look]


def no_work(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M2: files on days, not clicks; who steers is looked at by M4."""
    idle = [
        one
        for one in _looks(facts, trail.until, NEAR)
        if one.purpose != Purpose.PROCESS_STEERING
        and not (trail.worked(one, NEAR) or trail.expects(one, NEAR) or trail.begins(one, NEW))
    ]
    days = {(one.person, one.day) for one in idle}
    return _event(trail, EventKind.NO_WORK, idle, len(days))


def many(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M3: beside what this colleague is used to, and not of files that were just handed to him."""
    by_day: dict[date, set[UUID]] = {}
    today = [one for one in _looks(facts, trail.until, A_DAY) if not trail.begins(one, NEW)]
    for one in facts:
        if one.is_look and one.person and one.at < trail.until - A_DAY:
            by_day.setdefault(one.day, set()).add(one.person)
    usual = median(len(few) for few in by_day.values()) if by_day else 0
    opened = len({one.person for one in today})
    return _event(trail, EventKind.MANY, today, opened) if opened >= USUAL_TIMES * usual else None


def team_role(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M4: on one day, of whom one has no access and for whom one does nothing."""
    idle = [
        one
        for one in _looks(facts, trail.until, A_DAY)
        if one.purpose in THROUGH_A_TEAM
        and not trail.worked(one, A_DAY)
        and (one.actor, one.person) not in trail.access
    ]
    return _event(trail, EventKind.TEAM_ROLE, idle, len({one.person for one in idle}))


def known_here(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M5: each question counts of which nothing came within a day."""
    lately = _lately(facts, trail.until, NEAR)
    entered = [one.at for one in lately if one.verb in ENTERED and not one.is_refused]
    bare = []
    for one in (each for each in lately if each.verb == ASKED):
        came = next((at for at in entered if timedelta(0) <= at - one.at <= A_DAY), None)
        if came is None:
            bare.append(one)
        else:
            entered.remove(came)
    return _event(trail, EventKind.KNOWN_HERE, bare)


def after_end(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M6."""

    def had(one: Fact) -> bool:
        given = trail.access.get((one.actor, one.person), ()) if one.person else ()
        return bool(given) and all(each.until <= one.at for each in given)

    refused = [one for one in _lately(facts, trail.until, NEAR) if one.is_refused and had(one)]
    return _event(trail, EventKind.AFTER_END, refused)


def refused(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M7."""
    found = [one for one in _lately(facts, trail.until, A_DAY) if one.is_refused]
    return _event(trail, EventKind.REFUSED, max(_together(found, AN_HOUR), key=len, default=[]))


def hours(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M8: looks outside the hours of the role; who works late leaves work behind."""
    found = [
        one
        for one in _looks(facts, trail.until, NEAR)
        if is_outside_hours(one.role, one.at, trail.hours) and not trail.worked(one, A_DAY)
    ]
    return _event(trail, EventKind.HOURS, found)


def again(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M9: the file that was opened most often of those for whom nothing was done."""
    sat: dict[UUID, list[Fact]] = {}
    for one in _looks(facts, trail.until, NEAR):
        if one.person and not trail.worked(one, NEAR) and not trail.begins(one, A_DAY):
            before = sat.setdefault(one.person, [])
            if not before or one.at - before[-1].at >= SITTING:
                before.append(one)
    return _event(trail, EventKind.AGAIN, max(sat.values(), key=len, default=[]))


def paper(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M10: the papers of one meeting, one for each who comes, count as one."""
    made = [
        one
        for one in _lately(facts, trail.until, A_DAY)
        if one.verb in PAPERS and not one.is_refused
    ]
    return _event(trail, EventKind.PAPER, made, len({(one.verb, one.person) for one in made}))


def lent(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M12: let in and out again within a day, with a look between and no work."""

    def was_lent(one: Fact) -> bool:
        given = trail.access.get((one.actor, one.person), ()) if one.person else ()
        return any(
            each.until - each.since <= A_DAY and each.since <= one.at < each.until <= trail.until
            for each in given
        )

    looks = _looks(facts, trail.until, 2 * A_DAY)
    return _event(
        trail,
        EventKind.LENT,
        [one for one in looks if was_lent(one) and not trail.worked(one, A_DAY)],
    )


def glass(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M11: who was right says what he did with it, and so does who was not seen."""
    opened = [
        one
        for one in _lately(facts, trail.until - FOLLOW_UP, 2 * A_DAY)
        if one.verb == GLASS and one.is_look
    ]
    return _event(trail, EventKind.GLASS, [one for one in opened if not trail.worked(one, A_DAY)])


def new_role(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M13: of somebody who worked here already, in a role that he did not have before."""
    given = [
        at
        for at in trail.given.get(facts[-1].actor, ())
        if trail.until - 2 * A_DAY <= at < trail.until
    ]
    if not given:
        return None
    before = {one.role for one in facts if one.at < given[0]}
    after = [one for one in facts if given[0] <= one.at < given[0] + A_DAY]
    new = [one for one in after if one.role not in before]
    if not before or any(one.is_work for one in new):
        return None
    return _event(trail, EventKind.NEW_ROLE, [one for one in new if one.is_look])


def step_reset(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """M13: each time, by who said yes; of whom is no young person, and stands on the page."""
    found = [
        one
        for one in _lately(facts, trail.until, A_DAY)
        if one.verb == RESET and not one.is_refused
    ]
    event = _event(trail, EventKind.STEP_RESET, found)
    return replace(event, persons=()) if event else None


def pace(trail: Trail, facts: Sequence[Fact]) -> Event | None:
    """Export-like reading."""
    together = _together(_looks(facts, trail.until, A_DAY), PACE_IN)
    most_of = max(together, key=lambda few: len({one.person for one in few}), default=[])
    return _event(trail, EventKind.PACE, most_of, len({one.person for one in most_of}))


def _together(facts: Sequence[Fact], within: timedelta) -> Iterator[list[Fact]]:
    """For each fact those that came before it, no longer ago than this."""
    start = 0
    for end, one in enumerate(facts):
        while one.at - facts[start].at > within:
            start += 1
        yield [*facts[start : end + 1]]


RULES: tuple[Rule, ...] = (
    *(no_work, many, team_role, known_here, after_end),
    *(refused, hours, again, paper, glass, lent, new_role, step_reset, pace),
)
