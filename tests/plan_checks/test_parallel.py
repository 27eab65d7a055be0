"""Two people at the same plan at the same moment: one mark counts, and one file is one version."""

import pytest
from django.utils import timezone

from houvast.database.context import acting
from houvast.plans.actions.arriving import bring_plan, read_later
from houvast.plans.actions.marking import decide_passage, finish_check, record_not_found
from houvast.plans.models import Arrival, Document, Mark, Reading, Version
from houvast.plans.rules.judging import Decision
from tests.cast import STAFF, found
from tests.plan_checks.conftest import PLAN, brought, manager, officer, pointed_at
from tests.test_parallel import at_once, refusals

pytestmark = pytest.mark.commits


@pytest.fixture
def town(committed):
    return found("Waterrade", STAFF, timezone.localdate())


def test_two_decisions_at_once_leave_one_that_counts_and_both_in_the_history(town):
    julia, petra = officer(town), manager(town)
    check = brought(julia)
    passage = pointed_at(julia, check, "P04")
    asked = {"reading_id": check, "about": "P04", "passage_id": passage}
    at_once(
        lambda: decide_passage(by=julia, decision=Decision.PROVES, level=1, **asked),
        lambda: decide_passage(by=petra, decision=Decision.NO, **asked),
    )
    with acting(julia):
        assert Mark.objects.count() == 2
        assert Mark.objects.filter(replaced_at=None).count() == 1


def test_a_yes_against_not_found_leaves_one_of_the_two(town):
    julia, petra = officer(town), manager(town)
    check = brought(julia)
    passage = pointed_at(julia, check, "P04")
    at_once(
        lambda: decide_passage(by=julia, reading_id=check, about="P04", passage_id=passage,
                               decision=Decision.PROVES, level=1),
        lambda: record_not_found(by=petra, reading_id=check, about="P04"),
    )  # fmt: skip
    with acting(julia):
        (kept,) = Mark.objects.filter(replaced_at=None)
        assert kept.decision == "proves", "not found gives way, or is refused"


def test_a_decision_against_the_end_is_in_or_refused(town):
    julia, petra = officer(town), manager(town)
    check = brought(julia)
    passage = pointed_at(julia, check, "P04")
    done = at_once(
        lambda: decide_passage(by=julia, reading_id=check, about="P04", passage_id=passage,
                               decision=Decision.NO),
        lambda: finish_check(by=petra, reading_id=check),
    )  # fmt: skip
    with acting(julia):
        assert Reading.objects.get().finished_at is not None
        assert Mark.objects.count() == 1 - len(refusals(done))


def test_one_file_brought_twice_at_once_is_one_version(town):
    julia, petra = officer(town), manager(town)
    asked = {"title": "Plan", "content": PLAN.encode()}
    first, second = (bring_plan(by=one, **asked).arrival for one in (julia, petra))
    at_once(
        lambda: read_later(by=julia, arrival_id=first),
        lambda: read_later(by=petra, arrival_id=second),
    )
    with acting(julia):
        assert Version.objects.count() == 1


@pytest.mark.parametrize("content", [b"%PDF-1.7 kapot", b" \n "])
def test_of_a_file_that_is_no_plan_nothing_is_kept_and_a_sentence_is_said(town, content):
    julia = officer(town)
    arrival = bring_plan(by=julia, title="Plan", content=content).arrival
    read_later(by=julia, arrival_id=arrival)
    with acting(julia):
        one = Arrival.objects.get(pk=arrival)
        assert one.outcome["refusal"] and one.asked_at is None
        assert not Document.objects.exists() and not Version.objects.exists()
