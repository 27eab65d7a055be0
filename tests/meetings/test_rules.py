"""The agenda makes itself from facts about our service; agreements are verbs (T-40, T-109)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.meetings.rules import agreements, tables
from houvast.meetings.rules.agenda import DECIDES, AgendaCause, ServiceFact, agenda
from houvast.meetings.rules.agreements import AgreementState, AgreementStep
from houvast.meetings.rules.tables import TableState, TableStep

TODAY = date(2026, 11, 25)
TRACKS = st.builds(UUID, int=st.integers(0, 30))
FACTS = st.lists(
    st.builds(
        ServiceFact,
        TRACKS,
        TRACKS,
        st.sampled_from(AgendaCause),
        st.dates(TODAY - timedelta(60), TODAY),
    )
)


@given(FACTS)
def test_each_track_once_in_the_order_of_the_list_and_then_of_the_days(facts):
    found = agenda(facts, most=1000)
    assert {one.track_id for one in found.cases} == {one.track_id for one in facts}
    order = [([*AgendaCause].index(one.cause), one.since) for one in found.cases]
    assert order == sorted(order)
    for one in found.cases:
        mine = {fact.cause for fact in facts if fact.track_id == one.track_id}
        assert {one.cause, *one.also} == mine and one.cause not in one.also


@given(FACTS, st.integers(0, 20))
def test_what_does_not_fit_is_counted(facts, most):
    found = agenda(facts, most)
    assert len(found.cases) + found.left_out == len({one.track_id for one in facts})
    assert len(found.cases) <= most


def test_each_cause_has_somebody_who_decides():
    assert set(DECIDES) == set(AgendaCause)


# T-39: allowed moves are a table; any other move is refused
@pytest.mark.parametrize("step", AgreementStep)
@pytest.mark.parametrize("state", AgreementState)
def test_an_agreement_moves_as_the_table_says(state, step):
    before, then = agreements.MOVES[step]
    if state in before:
        assert agreements.after(state, step) is then
    else:
        with pytest.raises(Refused):
            agreements.after(state, step)


@pytest.mark.parametrize("step", TableStep)
@pytest.mark.parametrize("state", TableState)
def test_a_table_moves_as_the_table_says(state, step):
    before, then = tables.MOVES[step]
    if state is before:
        assert tables.after(state, step) is then
    else:
        with pytest.raises(Refused):
            tables.after(state, step)


@pytest.mark.parametrize("days", [-1, 184])
def test_an_agreement_is_for_a_day_within_half_a_year(days):
    with pytest.raises(Refused) as no:
        agreements.check_due(TODAY + timedelta(days), TODAY)
    assert no.value.field == "due"
    agreements.check_due(TODAY, TODAY)
