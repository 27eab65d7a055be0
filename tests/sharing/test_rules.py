"""The one decision, held against section 3 of the trust design as it is written out here."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.rules import (
    AT_TABLE,
    COACHES,
    IN_EMERGENCY,
    PURPOSES_OF,
    InformationClass,
    Purpose,
    Role,
)
from houvast.sharing.rules import Basis, Capacity, Decision, Standing, Thing, Verb, decide

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HERE, ELSEWHERE = uuid4(), uuid4()
COACH = (Role.OUTREACH_COACH, Role.WORK_COACH)
REPORTERS = (
    *COACH,
    Role.TEAM_LEAD,
    Role.PROCESS_COORDINATOR,
    Role.TRIAGE_MEMBER,
    Role.EXPERIENCE_EXPERT,
    Role.STANDING_PARTNER,
)

STEERERS = (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)
GUIDES, WORKS = (Purpose.GUIDANCE,), (Purpose.WORK_INCOME, Purpose.PLACEMENT)
STEERS, INTAKE = (Purpose.PROCESS_STEERING,), (Purpose.INTAKE,)
TABLE, PRESENT = (Purpose.CASE_TABLE,), tuple({*AT_TABLE} - {Role.STANDING_PARTNER})

WHO: dict[str, tuple[tuple[Role, ...], Basis, tuple[Purpose, ...]]] = {
    "lead coach": (COACH, Capacity.LEAD, GUIDES),
    "second coach": (COACH, Capacity.SECOND, GUIDES),
    "former coach": (COACH, Capacity.FORMER, GUIDES),
    "keeps the door": (COACH, Capacity.DOOR, GUIDES),
    "was asked": (COACH, Standing.OFFERED, GUIDES),
    "work coach": ((Role.WORK_COACH,), Capacity.WORK, WORKS),
    "experience expert": ((Role.EXPERIENCE_EXPERT,), Capacity.COMPANION, GUIDES),
    "team lead": ((Role.TEAM_LEAD,), Standing.STEERING, STEERS),
    "coordinator": ((Role.PROCESS_COORDINATOR,), Standing.STEERING, STEERS),
    "reporter": (REPORTERS, Standing.REPORTER, INTAKE),
    "triage": ((Role.TRIAGE_MEMBER,), Standing.TRIAGE, INTAKE),
    "reports to safety": ((Role.SAFETY_TRIAGE,), Standing.REPORTER, (Purpose.SAFETY_TRIAGE,)),
    "safety triage": ((Role.SAFETY_TRIAGE,), Standing.TRIAGE, (Purpose.SAFETY_TRIAGE,)),
    "steers intake": (STEERERS, Standing.TRIAGE, INTAKE),
    "present at table": (PRESENT, Standing.PRESENT, TABLE),
    "present partner": ((Role.STANDING_PARTNER,), Standing.PRESENT, TABLE),
    "in an emergency": (IN_EMERGENCY, Standing.EMERGENCY, (Purpose.EMERGENCY,)),
    "agreed at table": (AT_TABLE, Standing.AGREED, TABLE),
    "agreed by a coach": (COACH, Standing.AGREED, GUIDES),
    "safety net": ((Role.SYSTEM,), Standing.JOB, (Purpose.SAFETY_NET,)),
    "receiver": ((Role.WORK_COACH,), Standing.RECEIVER, (Purpose.WORK_INCOME,)),
    "second person": ((Role.PRIVACY_OFFICER,), Standing.SECOND_PERSON, (Purpose.SUBJECT_RIGHTS,)),
    "partner guest": ((Role.PARTNER_GUEST,), Standing.GUEST, GUIDES),
    "rights": ((Role.PRIVACY_OFFICER,), Standing.RIGHTS, (Purpose.SUBJECT_RIGHTS,)),
    "oversight": ((Role.FG,), Standing.OVERSIGHT, (Purpose.OVERSIGHT,)),
    "emergency": (IN_EMERGENCY, Standing.EMERGENCY, (Purpose.EMERGENCY,)),
}
DESIGN = """
                    ID CT WN PL WP PM WI SF PJ SC SH AL PR
lead coach          W  W  W  W  W  W  s  s  -  -  W  p  W
second coach        R  W  R  W  R  R  s  s  -  -  R  p  R
former coach        R  R  R  R  R  R  -  -  -  -  R  p  R
keeps the door      R  -  -  -  -  -  -  -  -  -  -  -  R
was asked           n  -  -  -  -  -  -  -  -  -  -  -  o
work coach          R  p  -  R  W  W  W  -  -  -  o  -  R
experience expert   n  o  -  -  -  -  -  -  -  -  -  -  o
team lead           n  p  -  p  -  p  -  -  -  -  p  -  R
coordinator         n  p  -  p  -  p  -  p  -  -  p  -  W
reporter            o  o  -  -  -  -  -  -  -  -  -  -  o
triage              W  W  -  -  -  -  -  -  -  -  o  -  W
reports to safety   o  -  -  -  -  -  -  o  o  -  -  -  o
safety triage       R  -  -  -  -  -  -  W  R  -  o  -  R
steers intake       n  R  -  -  -  -  -  -  -  -  p  -  W
present at table    n  p  -  s  -  s  s  s  -  -  p  -  R
present partner     n  -  -  s  -  s  -  s  -  -  o  -  R
in an emergency     R  R  -  R  -  -  -  -  -  -  -  -  R
agreed at table     n  -  -  -  -  -  -  -  -  -  -  -  o
agreed by a coach   n  -  -  -  -  -  -  -  -  -  -  -  o
safety net          -  -  -  p  -  -  -  -  -  -  -  -  R
receiver            s  -  -  s  s  s  -  -  -  -  o  -  -
second person       -  -  -  -  -  -  -  -  -  -  W  -  -
partner guest       s  -  -  s  -  -  -  s  -  -  o  -  -
rights              p  p  p  p  p  p  p  p  p  p  W  p  R
oversight           p  p  p  p  p  p  p  p  p  p  R  R  R
emergency           R  R  -  R  -  -  -  -  -  -  -  -  R
"""
"""n: nickname only; o: own items only; p: process facts only; s: by a sharing decision only."""
COLUMNS, *LINES = [one[20:].split() for one in DESIGN.splitlines() if one]
CELLS = {name: dict(zip(COLUMNS, line, strict=True)) for name, line in zip(WHO, LINES, strict=True)}

MAY = {
    "W": {Verb.SEE_NICKNAME, Verb.SEE, Verb.SEE_PROCESS, Verb.WRITE},
    "R": {Verb.SEE_NICKNAME, Verb.SEE, Verb.SEE_PROCESS},
    "p": {Verb.SEE_PROCESS},
    "n": {Verb.SEE_NICKNAME},
}
"""What a letter gives; the others give nothing by themselves."""


@dataclass(frozen=True)
class Asks:
    """Somebody of this municipality in a role."""

    role: str
    municipality_id: UUID = HERE


def ask(
    role: Role, basis: Basis | None, purpose: str, kind: InformationClass, verb: Verb, own: bool
) -> Decision:
    return decide(Asks(role), verb, Thing(kind, HERE, basis, own=own), purpose, NOW)


def test_the_table_has_a_line_for_everyone_and_a_column_for_every_kind():
    assert [one[:20].strip() for one in DESIGN.splitlines() if one][1:] == [*WHO]
    assert [kind.value for kind in InformationClass] == COLUMNS


@pytest.mark.parametrize("name", WHO)
def test_each_cell_of_the_design_is_what_the_decision_says(name):  # T-04
    roles, basis, purposes = WHO[name]
    for role, purpose, kind, verb in product(roles, purposes, InformationClass, Verb):
        letter = CELLS[name][kind.value]
        others, own = (ask(role, basis, purpose, kind, verb, mine) for mine in (False, True))
        assert others.permitted == (verb in MAY.get(letter, set())), (role, kind, verb)
        assert own.permitted == (others.permitted or letter == "o"), (role, kind, verb)


@pytest.mark.parametrize("name", WHO)
def test_a_decision_to_share_opens_the_cells_s_to_see_until_its_last_moment(name):  # T-19, T-20
    roles, basis, purposes = WHO[name]
    role, purpose, second = roles[-1], purposes[0], timedelta(seconds=1)
    for kind, verb, left in product(InformationClass, Verb, (-second, 0 * second, second)):
        thing = Thing(kind, HERE, basis, share_until=NOW + left)
        shared = decide(Asks(role), verb, thing, purpose, NOW).permitted
        alone = ask(role, basis, purpose, kind, verb, own=False).permitted
        opened = CELLS[name][kind.value] == "s" and verb is Verb.SEE and left > 0 * second
        assert shared == (alone or opened), (kind, verb, left)


def test_what_the_design_does_not_name_is_nothing():  # T-04
    named = {
        (role, basis, purpose)
        for roles, basis, purposes in WHO.values()
        for role, purpose in product(roles, purposes)
    }
    bases = (*Capacity, *Standing)
    # Who held the person when it happened adds what happened then, and reads nothing of it.
    then = {*product(COACHES, (Standing.HELD, Standing.HELD_BESIDE), [Purpose.GUIDANCE])}
    for who, kind, verb in product(then, InformationClass, set(Verb) - {Verb.ADD}):
        assert not ask(*who, kind, verb, own=True), who
    named |= then
    unnamed = [one for one in product(Role, bases, Purpose) if one not in named]
    assert len(unnamed) == len(Role) * len(bases) * len(Purpose) - len(named)
    for role, basis, purpose in unnamed:
        for kind, verb in product(InformationClass, Verb):
            assert not ask(role, basis, purpose, kind, verb, own=True), (role, basis, purpose)


KINDS, VERBS, ROLES = (st.sampled_from([*one]) for one in (InformationClass, Verb, Role))
BASES = st.sampled_from([*Capacity, *Standing])
PURPOSES = st.sampled_from(Purpose)


@given(ROLES, BASES, PURPOSES, KINDS, VERBS, st.booleans())
def test_nothing_of_another_municipality_is_ever_shown(role, basis, purpose, kind, verb, own):
    thing = Thing(kind, ELSEWHERE, basis, NOW + timedelta(days=1), own)
    assert decide(Asks(role), verb, thing, purpose, NOW) == Decision(False, "municipality")


@given(st.sampled_from([*WHO.values()]), KINDS, VERBS, st.integers(0, 10**7))
def test_access_ends_at_its_last_moment(row, kind, verb, seconds):  # T-05
    (role, *_), basis, (purpose, *_) = row
    ended = Thing(kind, HERE, basis, NOW - timedelta(seconds=seconds))
    assert decide(Asks(role), verb, ended, purpose, NOW) == Decision(False, "expired")


@given(st.sampled_from([*WHO.values()]), KINDS, VERBS, st.integers(1, 10**7))
def test_access_begins_at_its_first_moment(row, kind, verb, seconds):
    (role, *_), basis, (purpose, *_) = row
    ahead = Thing(kind, HERE, basis, since=NOW + timedelta(seconds=seconds))
    assert decide(Asks(role), verb, ahead, purpose, NOW) == Decision(False, "not_begun")


@given(st.sampled_from([*WHO.values()]), KINDS, VERBS, st.integers(0, 1000))
def test_from_its_day_of_destruction_on_nobody_sees_it(row, kind, verb, days):
    (role, *_), basis, (purpose, *_) = row
    gone = Thing(kind, HERE, basis, destroy_on=NOW.date() - timedelta(days=days))
    assert decide(Asks(role), verb, gone, purpose, NOW) == Decision(False, "destroyed")


def test_the_day_of_destruction_begins_at_midnight_here_and_not_in_greenwich():
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    thing = Thing(InformationClass.PR, HERE, Capacity.LEAD, destroy_on=date(2026, 11, 25))
    asker, guidance = Asks(Role.OUTREACH_COACH), Purpose.GUIDANCE
    assert decide(asker, Verb.SEE, thing, guidance, NOW)
    assert decide(asker, Verb.SEE, thing, guidance, late) == Decision(False, "destroyed")


@given(st.sampled_from([*WHO.values()]), KINDS, VERBS, st.integers(1, 10**7))
def test_access_that_goes_on_says_the_same_as_access_without_end(row, kind, verb, seconds):
    (role, *_), basis, (purpose, *_) = row
    thing = Thing(kind, HERE, basis, NOW + timedelta(seconds=seconds))
    answer = decide(Asks(role), verb, thing, purpose, NOW)
    assert answer == ask(role, basis, purpose, kind, verb, own=False)


@given(ROLES, PURPOSES, KINDS, VERBS, st.booleans())
def test_who_stands_to_nobody_sees_nobody(role, purpose, kind, verb, own):
    answer = ask(role, None, purpose, kind, verb, own)
    acts = purpose in PURPOSES_OF.get(role, ())
    assert answer == Decision(False, "no_basis" if acts else "purpose")


@given(ROLES, BASES, st.one_of(PURPOSES, st.text(max_size=12)), KINDS, VERBS)
def test_a_purpose_that_is_not_of_the_role_opens_nothing(role, basis, purpose, kind, verb):  # T-02
    answer = ask(role, basis, purpose, kind, verb, own=True)
    if purpose not in PURPOSES_OF.get(role, ()):
        assert answer == Decision(False, "purpose")
    else:
        assert answer.reason != "purpose"


@given(ROLES, BASES, PURPOSES, KINDS, VERBS, st.booleans())
def test_a_no_says_why_and_a_yes_has_nothing_to_explain(role, basis, purpose, kind, verb, own):
    answer = ask(role, basis, purpose, kind, verb, own)
    assert bool(answer) is answer.permitted
    assert answer.permitted is (answer.reason == "")


@given(ROLES, BASES, PURPOSES, KINDS, st.booleans())
def test_who_may_write_may_see_and_who_may_see_may_see_the_nickname(
    role, basis, purpose, kind, own
):
    write, see, nickname = (
        ask(role, basis, purpose, kind, verb, own)
        for verb in (Verb.WRITE, Verb.SEE, Verb.SEE_NICKNAME)
    )
    assert write.permitted <= see.permitted <= nickname.permitted


@given(ROLES, BASES, PURPOSES, VERBS, st.booleans())
def test_facts_of_police_and_special_kinds_reach_nobody(role, basis, purpose, verb, own):  # T-08
    """But the triage of Veiligheid, for the mayor: no coach, work coach, school or employer."""
    assert not ask(role, basis, purpose, InformationClass.SC, verb, own)
    of_the_mayor = role is Role.SAFETY_TRIAGE and purpose is Purpose.SAFETY_TRIAGE
    for kind in () if of_the_mayor else (InformationClass.PJ, InformationClass.SF):
        assert not ask(role, basis, purpose, kind, verb, own)


def test_a_role_that_does_not_exist_is_no_role():
    thing = Thing(InformationClass.PR, HERE, Capacity.LEAD)
    with pytest.raises(ValueError, match="superuser"):
        decide(Asks("superuser"), Verb.SEE, thing, Purpose.GUIDANCE, NOW)
