"""The phase follows the facts, and nothing else."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.tracks.rules.phase import PhaseFacts, phase_of
from houvast.tracks.rules.states import TrackPhase, TrackState

STARTED = date(2026, 11, 2)
NOT_AFTERCARE = [one for one in TrackState if one is not TrackState.AFTERCARE]
FACTS = st.builds(
    PhaseFacts,
    state=st.sampled_from(TrackState),
    scanned=st.booleans(),
    plans_agreed=st.booleans(),
    work_wished=st.booleans(),
    work_started_on=st.none() | st.dates(),
)


@pytest.mark.parametrize(
    ("known", "phase"),
    [
        ({}, TrackPhase.GETTING_ACQUAINTED),
        ({"scanned": True}, TrackPhase.PLANNING),
        ({"scanned": True, "plans_agreed": True}, TrackPhase.GETTING_READY),
        ({"plans_agreed": True}, TrackPhase.GETTING_READY),
        ({"scanned": True, "work_wished": True}, TrackPhase.SEEKING_WORKPLACE),
        ({"work_wished": True}, TrackPhase.SEEKING_WORKPLACE),
        ({"work_started_on": STARTED}, TrackPhase.AT_WORK),
        ({"work_started_on": STARTED, "work_wished": True}, TrackPhase.AT_WORK),
    ],
)
def test_the_furthest_fact_names_the_phase(known, phase):
    for state in NOT_AFTERCARE:
        assert phase_of(PhaseFacts(state, **known)) is phase


@given(FACTS)
def test_aftercare_is_a_state_and_shows_as_itself(facts):
    aftercare = phase_of(replace(facts, state=TrackState.AFTERCARE))
    assert aftercare is TrackPhase.AFTERCARE
    for state in NOT_AFTERCARE:
        assert phase_of(replace(facts, state=state)) is not TrackPhase.AFTERCARE


@given(FACTS)
def test_one_more_fact_never_leads_back(facts):
    order, here = list(TrackPhase), phase_of(facts)
    for more in (
        {"scanned": True},
        {"plans_agreed": True},
        {"work_wished": True},
        {"work_started_on": STARTED},
    ):
        assert order.index(phase_of(replace(facts, **more))) >= order.index(here)


@given(FACTS)
def test_work_that_ended_leads_back_to_what_the_other_facts_say(facts):
    ended = replace(facts, state=TrackState.OPEN, work_started_on=None)
    assert phase_of(ended) is not TrackPhase.AT_WORK
    assert (phase_of(ended) is TrackPhase.SEEKING_WORKPLACE) is facts.work_wished


def test_every_phase_can_be_reached():
    yes_no = (False, True)
    every = product(TrackState, yes_no, yes_no, yes_no, (None, STARTED))
    assert {phase_of(PhaseFacts(*one)) for one in every} == set(TrackPhase)
