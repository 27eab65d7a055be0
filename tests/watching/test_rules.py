"""Each rule of watching: what it finds, and what stands just beside it and is nothing."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from houvast.accounts.rules import Purpose, Role
from houvast.watching.rules.events import RULES, events
from houvast.watching.rules.facts import Access, Fact, Planned, gathered
from houvast.watching.rules.limits import HONEY, MOST, EventKind
from houvast.watching.rules.samples import sampled

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
NOW = MONDAY + timedelta(days=4, hours=14)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ME, COACH = UUID(int=7), Role.OUTREACH_COACH
STEERS, INTAKE = Purpose.PROCESS_STEERING, Purpose.INTAKE


def look(at, person=1, verb="tracks.file_viewed", role=COACH, purpose=Purpose.GUIDANCE, **more):
    whom = UUID(int=person) if person else None
    return Fact(at, ME, role.value, purpose.value, verb, whom, **more)


def found(facts, planned=(), access=(), now=NOW):
    trail = gathered(now, facts, planned, access)
    return {one.kind: one.count for one in events(trail, now - DAY)}


def many(number, at, every, **more):
    return [look(at + n * every, **({"person": n + 1} | more)) for n in range(number)]


TODAY = NOW - 6 * HOUR
NIGHT = datetime(2026, 11, 6, 1, tzinfo=UTC)
CASES = {  # kind: (number that is nothing to look at, how each further one is made)
    EventKind.NO_WORK: lambda n: many(n, NOW - HOUR, -DAY, person=1),
    EventKind.MANY: lambda n: many(n, TODAY, 12 * MINUTE),
    EventKind.TEAM_ROLE: lambda n: many(n, TODAY, MINUTE, role=Role.TEAM_LEAD, purpose=STEERS),
    EventKind.KNOWN_HERE: lambda n: many(
        n,
        TODAY,
        MINUTE,
        person=0,
        verb="tracks.known_here_answered",
        role=Role.TRIAGE_MEMBER,
        purpose=Purpose.KNOWN_HERE,
    ),
    EventKind.REFUSED: lambda n: many(n, TODAY, MINUTE, is_refused=True),
    EventKind.HOURS: lambda n: many(n, NIGHT, MINUTE, role=Role.WORK_COACH),
    EventKind.AGAIN: lambda n: many(n, NOW - HOUR, -20 * MINUTE, person=1),
    EventKind.PAPER: lambda n: many(n, TODAY, MINUTE, verb="tracks.letter_made"),
    EventKind.PACE: lambda n: many(n, TODAY, MINUTE / 4),
}


@pytest.mark.parametrize("kind", CASES)
def test_more_than_the_limit_is_something_to_look_at(kind):  # T-59
    most = MOST[kind]
    assert kind not in found(CASES[kind](most))
    assert found(CASES[kind](most + 1))[kind] == most + 1


def test_every_kind_has_a_rule_and_a_limit():
    assert set(MOST) == set(EventKind)
    # A sample is drawn, and who touches a file of nobody is found by the database.
    assert len(RULES) == len(EventKind) - 1 - len(HONEY)


def test_work_and_a_planned_moment_explain_a_look():
    looks = CASES[EventKind.NO_WORK](5)
    assert EventKind.NO_WORK in found(looks)
    contact = look(NOW - 2 * DAY, verb="tracks.contact_logged")
    assert EventKind.NO_WORK not in found([*looks, contact])
    by_itself = look(NOW - 2 * DAY, verb="capture.names_given")  # a phone asks, and nobody works
    assert EventKind.NO_WORK in found([*looks, by_itself])
    moment = Planned(ME, UUID(int=1), date(2026, 11, 9), MONDAY)
    assert EventKind.NO_WORK not in found(looks, [moment])
    of_another = Planned(UUID(int=8), UUID(int=1), date(2026, 11, 9), MONDAY)
    assert EventKind.NO_WORK in found(looks, [of_another])


def test_a_file_that_was_just_handed_over_is_read_to_get_to_know_it():
    looks = CASES[EventKind.MANY](20)
    new = [Access(ME, UUID(int=n + 1), TODAY - HOUR, NOW + 90 * DAY) for n in range(20)]
    assert EventKind.MANY in found(looks)
    assert EventKind.MANY not in found(looks, access=new)


def test_many_is_beside_what_this_colleague_is_used_to():
    usual = [one for n in range(2, 20) for one in many(6, TODAY - n * DAY, MINUTE)]
    assert EventKind.MANY not in found([*usual, *CASES[EventKind.MANY](20)])
    assert EventKind.MANY in found([*usual, *CASES[EventKind.MANY](24)])


def test_an_answer_to_a_signal_is_what_known_here_is_asked_for():
    asked = CASES[EventKind.KNOWN_HERE](6)
    entered = look(NOW - HOUR, verb="tracks.signal_taken_up", role=Role.TRIAGE_MEMBER)
    assert EventKind.KNOWN_HERE in found(asked)
    assert EventKind.KNOWN_HERE not in found([*asked, entered])


def test_attempts_count_after_access_ended():
    tries = many(3, TODAY, HOUR, person=1, is_refused=True)
    ended = Access(ME, UUID(int=1), MONDAY - 90 * DAY, MONDAY)
    assert found(tries, access=[ended])[EventKind.AFTER_END] == 3
    assert EventKind.AFTER_END not in found(tries)
    assert EventKind.AFTER_END not in found(tries[:2], access=[ended])


def test_the_papers_of_one_meeting_are_one():
    table = many(12, TODAY, MINUTE, verb="meetings.invitation_printed")
    assert found(table)[EventKind.PAPER] == 12
    one_table = [look(TODAY + n * MINUTE, 7, "meetings.invitation_printed") for n in range(12)]
    assert EventKind.PAPER not in found(one_table)


@pytest.mark.parametrize("verb", ["tracks.letter_made", "text.kept_phone"])
def test_a_letter_or_a_text_that_was_kept_explains_no_look(verb):
    looks = CASES[EventKind.NO_WORK](5)
    assert EventKind.NO_WORK in found([*looks, look(NOW - DAY, verb=verb)])


def test_access_that_is_lent_for_a_day_and_only_looked_at():
    lent = Access(ME, UUID(int=1), TODAY - HOUR, TODAY + 2 * HOUR)
    work = look(TODAY + HOUR, verb="tracks.contact_logged")
    assert found([look(TODAY)], access=[lent])[EventKind.LENT] == 1
    assert EventKind.LENT not in found([look(TODAY), work], access=[lent])
    longer = Access(ME, UUID(int=1), TODAY - HOUR, TODAY + 2 * DAY)
    assert EventKind.LENT not in found([look(TODAY)], access=[longer])


def test_a_new_role_in_which_one_only_looks():
    before = look(MONDAY - 20 * DAY, verb="tracks.contact_logged")
    given = Fact(TODAY - HOUR, UUID(int=9), "functional_admin", "", "sharing.role_given", ME)
    seen = look(TODAY, 5, "tracks.signal_viewed", Role.TRIAGE_MEMBER, INTAKE)
    began = look(TODAY + MINUTE, 5, "tracks.triage_started", Role.TRIAGE_MEMBER, INTAKE)
    assert found([before, given, seen])[EventKind.NEW_ROLE] == 1
    assert EventKind.NEW_ROLE not in found([before, given, seen, began])
    assert EventKind.NEW_ROLE not in found([given, seen])  # the first role of a new colleague


def test_nothing_is_known_of_what_comes_after_the_night():
    looks = CASES[EventKind.NO_WORK](5)
    tomorrow = look(NOW + HOUR, verb="tracks.contact_logged")
    assert EventKind.NO_WORK in found([*looks, tomorrow])


def test_the_sample_is_the_same_with_the_same_key_and_cannot_be_chosen():
    looks = many(40, TODAY, MINUTE)
    assert sampled(looks, b"one") == sampled(reversed(looks), b"one")
    drawn = {sampled(looks, bytes([key])) for key in range(20)}
    assert len(drawn) > 15
    assert {len(few) for few in drawn} == {2}


def test_an_emergency_is_asked_about_unless_it_was_followed_up():  # T-54
    opened = look(NOW - 5 * HOUR, verb="tracks.glass_opened", purpose=Purpose.EMERGENCY)
    done = look(NOW - 4 * HOUR, verb="tracks.glass_accounted", purpose=Purpose.EMERGENCY)
    assert found([opened])[EventKind.GLASS] == 1
    assert EventKind.GLASS not in found([opened, done])
    fresh = look(NOW - 2 * HOUR, verb="tracks.glass_opened", purpose=Purpose.EMERGENCY)
    assert EventKind.GLASS not in found([fresh])
