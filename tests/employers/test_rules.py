"""What is decided about employers and workplaces, without a database."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.rules import PURPOSES_OF, Purpose, Role
from houvast.employers.rules.employers import (
    ContactFacts,
    EmployerFacts,
    check_ahead,
    check_answer,
    check_contact,
    check_conversation,
    check_employer,
    check_since,
    check_text,
    tally,
)
from houvast.employers.rules.roles import MAY, PURPOSES, Act, why_not
from houvast.employers.rules.states import (
    STORED,
    Answer,
    OfferCode,
    PromiseState,
    Strength,
    VogPayer,
    WorkplaceState,
)
from houvast.employers.rules.workplaces import (
    ALL_DAY_PARTS,
    MOVES,
    NOT_NOW,
    SHORTEST_REASON,
    after_change,
    after_giving_back,
    after_taking,
    check_condition,
    check_confirm,
    check_move,
    check_offer,
    check_workplace,
    is_stale,
    settled,
    shown_state,
)
from houvast.errors import Refused
from tests.employers.conftest import BAKERY, FATIMA, facts

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
ROOM = st.integers(1, 20).flatmap(lambda places: st.tuples(st.just(places), st.integers(0, places)))
RUNNING = st.sampled_from([WorkplaceState.OFFERED, WorkplaceState.FILLED])


@pytest.mark.parametrize("act", Act)
def test_every_act_has_its_roles(act):
    assert MAY[act]


def test_only_a_role_and_a_purpose_of_the_table_get_a_yes():
    for role, purpose, act in product(Role, [*Purpose, "", "x"], Act):
        allowed = role in MAY[act] and purpose in PURPOSES and purpose in PURPOSES_OF[role]
        assert bool(why_not(role.value, str(purpose), act)) is not allowed


def test_those_who_do_not_bring_to_work_may_nothing():
    outside = set(Role) - {
        Role.OUTREACH_COACH,
        Role.WORK_COACH,
        Role.ACCOUNT_MANAGER,
        Role.BROKER,
        Role.LINKED_SYSTEM,
    }
    assert not [role for role, act in product(outside, Act) if role in MAY[act]]


def test_a_broker_sees_adds_a_place_talks_and_answers_and_nothing_else():
    acts = {act for act in Act if Role.BROKER in MAY[act]}
    places = {Act.ADD_WORKPLACE, Act.CODE_WORKPLACE, Act.IMPORT_WORKPLACES}
    assert acts == {Act.SEE, Act.SEE_NAMES, Act.LOG_CONVERSATION, Act.ANSWER_QUESTION, *places}


def test_a_linked_system_sees_and_brings_and_reads_no_name():
    acts = {act for act in Act if Role.LINKED_SYSTEM in MAY[act]}
    assert acts == {Act.SEE, Act.ADD_EMPLOYER, Act.ADD_WORKPLACE}


@given(st.sampled_from(STORED), st.none() | DAYS, DAYS)
def test_only_an_offered_workplace_grows_stale(state, confirmed_on, today):
    stale = is_stale(state, confirmed_on, today)
    late = confirmed_on is None or (today - confirmed_on).days > 30
    assert stale is (state is WorkplaceState.OFFERED and late)
    assert shown_state(state, confirmed_on, today) is (WorkplaceState.STALE if stale else state)


def test_a_workplace_is_fresh_on_day_thirty_and_stale_on_the_next():
    offered = WorkplaceState.OFFERED
    assert not is_stale(offered, TODAY - timedelta(days=30), TODAY)
    assert is_stale(offered, TODAY - timedelta(days=31), TODAY)


@given(RUNNING, ROOM)
def test_taking_and_giving_back_leaves_everything_as_it_was(state, room):
    places, taken = room
    before = settled(state, places, taken)
    if taken == places:
        with pytest.raises(Refused):
            after_taking(before, places, taken)
    else:
        after, more = after_taking(before, places, taken)
        assert more == taken + 1 <= places
        assert after_giving_back(after, places, more) == (before, taken)


@given(st.sampled_from(STORED), ROOM)
def test_a_full_place_is_filled_and_one_with_room_is_offered(state, room):
    places, taken = room
    after = settled(state, places, taken)
    if state in (WorkplaceState.OFFERED, WorkplaceState.FILLED):
        assert (after is WorkplaceState.FILLED) is (taken == places)
    else:
        assert after is state


@given(RUNNING, ROOM, st.integers(1, 30))
def test_nobody_loses_a_place_by_a_change(state, room, places):
    _, taken = room
    if places < taken:
        with pytest.raises(Refused):
            after_change(state, places, taken)
    else:
        assert after_change(state, places, taken) is settled(state, places, taken)


@pytest.mark.parametrize(("now", "to"), list(product(STORED, WorkplaceState)))
def test_a_workplace_moves_by_the_table_only(now, to):
    if (now, to) in MOVES:
        assert check_move(now, to) is to
    else:
        with pytest.raises(Refused):
            check_move(now, to)


def test_nothing_moves_to_a_computed_state_and_nothing_leaves_withdrawn():
    assert WorkplaceState.STALE not in {to for _, to in MOVES}
    assert WorkplaceState.WITHDRAWN not in {now for now, _ in MOVES}
    assert set(NOT_NOW) == set(STORED)


@given(st.integers(-5, 70), st.integers(-5, 70))
def test_hours_lie_between_one_and_sixty_in_order(least, most):
    fits = 1 <= least <= most <= 60
    if fits:
        assert check_workplace(facts(hours_min=least, hours_max=most)).hours_max == most
    else:
        with pytest.raises(Refused):
            check_workplace(facts(hours_min=least, hours_max=most))


@given(st.integers(-3, 1 << 29), st.integers(-1, 30))
def test_day_parts_are_twenty_eight_bits_and_the_minimum_fits(mask, least):
    fits = 0 < mask <= ALL_DAY_PARTS and 1 <= least <= mask.bit_count()
    if fits:
        assert check_workplace(facts(day_parts=mask, day_parts_min=least)).day_parts == mask
    else:
        with pytest.raises(Refused):
            check_workplace(facts(day_parts=mask, day_parts_min=least))


@given(st.sampled_from(Strength), st.text(max_size=30))
def test_only_a_required_condition_needs_a_reason(strength, reason):
    short = len(reason.strip()) < SHORTEST_REASON
    if strength is Strength.REQUIRED and short:
        with pytest.raises(Refused):
            check_condition(strength, reason)
    else:
        assert check_condition(strength, reason) == reason.strip()


@given(st.lists(st.tuples(st.sampled_from(PromiseState), DAYS)), DAYS)
def test_a_tally_never_counts_more_kept_than_due(promises, today):
    found = tally(promises, today)
    assert 0 <= found.kept <= found.of <= len(promises)
    assert found.kept == sum(state is PromiseState.KEPT for state, _ in promises)


def test_an_open_promise_counts_when_its_day_has_passed():
    yesterday, kept = TODAY - timedelta(days=1), (PromiseState.KEPT, TODAY)
    assert tally([kept] * 5, TODAY).kept == tally([kept] * 5, TODAY).of == 5
    assert tally([kept, (PromiseState.OPEN, TODAY)], TODAY).of == 1
    assert tally([kept, (PromiseState.OPEN, yesterday)], TODAY).of == 2
    assert tally([], TODAY).of == 0


def test_what_is_written_is_tidied():
    employer = check_employer(EmployerFacts("  Bakkerij ", kvk="1234 5678", pc4=" 1234 "))
    assert (employer.name, employer.kvk, employer.pc4) == ("Bakkerij", "12345678", "1234")
    assert check_contact(ContactFacts(" Fatima ", email=" f@voorbeeld.nl")).name == "Fatima"
    place = check_workplace(facts(vog_codes=("11 ", "11", "21"), asks_vog=True))
    assert place.vog_codes == ("11", "21")
    assert check_workplace(facts(offers={OfferCode.STEP_FREE: Answer.NO})).offers


WRONG = {
    "name": lambda: check_employer(EmployerFacts(" ")),
    "kvk": lambda: check_employer(EmployerFacts("Bakkerij", kvk="123")),
    "pc4": lambda: check_employer(EmployerFacts("Bakkerij", pc4="0123")),
    "place_name": lambda: check_employer(EmployerFacts("Bakkerij", place_name="x" * 81)),
    "phone": lambda: check_contact(ContactFacts("Fatima")),
    "evening_phone": lambda: check_contact(ContactFacts("Fatima", evening_phone="bel maar")),
    "email": lambda: check_contact(ContactFacts("Fatima", email="fatima")),
    "on": lambda: check_conversation(TODAY + timedelta(days=1), None, TODAY),
    "on ": lambda: check_conversation(TODAY - timedelta(days=400), None, TODAY),
    "next_on": lambda: check_conversation(TODAY, TODAY - timedelta(days=1), TODAY),
    "due": lambda: check_ahead(TODAY + timedelta(days=400), TODAY, field="due"),
    "since": lambda: check_since(TODAY + timedelta(days=1), TODAY, field="since"),
    "about": lambda: check_text("  ", field="about"),
    "text": lambda: check_text("x" * 501, field="text"),
    "title": lambda: check_workplace(facts(title=" ")),
    "isco": lambda: check_workplace(facts(isco="94")),
    "pc4 ": lambda: check_workplace(facts(pc4="12345")),
    "places": lambda: check_workplace(facts(places=0)),
    "places ": lambda: after_change(WorkplaceState.FILLED, 1, 2),
    "end_on": lambda: check_workplace(facts(start_on=TODAY, end_on=TODAY - timedelta(days=1))),
    "wage_cents": lambda: check_workplace(facts(wage_cents=0)),
    "minimum_age": lambda: check_workplace(facts(minimum_age=30, minimum_age_reason="x" * 20)),
    "minimum_age ": lambda: check_workplace(facts(minimum_age_reason="x" * 20)),
    "minimum_age_reason": lambda: check_workplace(
        facts(minimum_age=18, minimum_age_reason="te kort")
    ),
    "asks_vog": lambda: check_workplace(facts(vog_paid_by=VogPayer.EMPLOYER)),
    "vog_codes": lambda: check_workplace(facts(asks_vog=True, vog_codes=("abc",))),
    "teaches": lambda: check_workplace(facts(teaches=("niet goed!",))),
    "closing_on": lambda: check_offer(WorkplaceState.DRAFT, TODAY - timedelta(days=1), TODAY),
    "reason": lambda: check_condition(Strength.REQUIRED, "omdat"),
}


@pytest.mark.parametrize("field", WRONG)
def test_a_refusal_names_the_field_and_says_how_to_mend_it(field):
    with pytest.raises(Refused) as no:
        WRONG[field]()
    assert no.value.field == field.strip()
    assert "{" not in str(no.value) and len(str(no.value).split()) <= 25


WHOLE = {
    "answered": lambda: check_answer(PromiseState.KEPT, True, ""),
    "draft confirmed": lambda: check_confirm(WorkplaceState.DRAFT),
    "withdrawn changed": lambda: after_change(WorkplaceState.WITHDRAWN, 3, 1),
    "withdrawn taken": lambda: after_taking(WorkplaceState.WITHDRAWN, 3, 1),
    "nothing to give back": lambda: after_giving_back(WorkplaceState.OFFERED, 3, 0),
}


@pytest.mark.parametrize("case", WHOLE)
def test_some_refusals_are_about_the_whole(case):
    with pytest.raises(Refused) as no:
        WHOLE[case]()
    assert no.value.field is None and str(no.value).endswith(".")


def test_the_examples_of_these_tests_are_fine():
    assert check_employer(BAKERY) == BAKERY and check_contact(FATIMA) == FATIMA
    assert check_workplace(facts(minimum_age=18, minimum_age_reason="Er wordt drank verkocht."))
