"""Two people who read one passage in two ways: both stand there."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from houvast.plans.actions.marking import decide_passage
from houvast.plans.reads.checks import question_page
from houvast.plans.rules.judging import Decision
from tests.cast import sign_in
from tests.plan_checks.conftest import brought, manager, officer, pointed_at
from tests.test_queries import MOST, asked


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def julia(town):
    return officer(town)


@pytest.fixture
def check(petra):
    return brought(petra)


def says(by, check, decision, level=None, other=""):
    decide_passage(
        by=by, reading_id=check, about="P04", passage_id=pointed_at(by, check, "P04"),
        decision=decision, level=level, other=other,
    )  # fmt: skip


def differs(by, check):
    return [(one.decision, one.level, one.by) for one in shown(by, check).differs]


def shown(by, check):
    """The passage that both look at."""
    of = pointed_at(by, check, "P04")
    return next(one for one in question_page(by, check, "P04").passages if one.id == of)


def test_what_another_said_before_stands_beside_what_counts_now(petra, julia, check, client):
    says(petra, check, Decision.NO)
    assert differs(julia, check) == []
    says(julia, check, Decision.PROVES, 2)
    (was,) = differs(petra, check)
    assert was[:2] == (Decision.NO, None) and shown(petra, check).by != was[2]
    sign_in(client, petra)
    url = reverse("plan_question", args=[check, "P04"])
    text = re.sub(r"\s+", " ", strip_tags(client.get(url).content.decode()))
    assert "Eerder anders gelezen: bewijst dit niet · " in text
    assert len(asked({"petra": petra}, "petra", url)) <= MOST


def test_who_changes_the_own_mind_differs_from_nobody(petra, check):
    says(petra, check, Decision.NO)
    says(petra, check, Decision.PROVES, 1)
    assert differs(petra, check) == []


def test_who_reads_the_same_differs_from_nobody(petra, julia, check):
    says(petra, check, Decision.PROVES, 1)
    says(julia, check, Decision.PROVES, 1)
    assert differs(petra, check) == []
    says(julia, check, Decision.PROVES, 2)
    assert [one[1] for one in differs(petra, check)] == [1]


def test_another_question_is_another_reading(petra, julia, check):
    says(petra, check, Decision.OTHER, other="P05")
    says(julia, check, Decision.OTHER, other="P09")
    assert [one[0] for one in differs(petra, check)] == [Decision.OTHER]
