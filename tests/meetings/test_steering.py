"""Regie: what is stuck, who owns it, who may decide; and how many, for who sees nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from houvast.accounts.rules import Purpose, Role
from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.meetings.actions.agreements import answer_agreement
from houvast.meetings.actions.tables import close_table
from houvast.meetings.reads import steering
from houvast.meetings.reads.steering import cooperation_page, steering_page
from houvast.meetings.rules.agenda import AgendaCause
from houvast.meetings.rules.agreements import AgreementStep, AgreementVerb
from houvast.meetings.rules.figures import AgreedPart
from houvast.people.models import Nickname
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.steps import add_step
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.steps import StepPlan
from tests.cast import Ahead, sign_in, talk
from tests.meetings.made import agree, at_table, opened, today


def raw(by):
    """What the database itself counts for somebody."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute("select what, part, number from meetings_cooperation_counts()")
        return {(what, part): number for what, part, number in cursor.fetchall() if number}


def test_what_is_stuck_says_who_owns_it_and_who_may_decide(town, late):
    page = steering_page(town["rachid"])
    assert {one.track_id for one in page.lines} == set(late) and page.left_out == 0
    assert {one.owner for one in page.lines} == {"Anouk", "Bilal"}
    for one in page.lines:
        assert one.case.cause is AgendaCause.PROMISE and one.case.since < page.today
        assert (one.decider, one.deciders) == (Role.TEAM_LEAD, ("Lotte",))


def test_a_step_that_is_late_is_known_and_its_words_are_not(town, late, clock):
    plan = StepPlan(LifeDomain.WORK, "Geheime woorden", due=today())
    add_step(by=town["anouk"], track_id=late[0], step=plan)
    clock.forward(days=2)
    for name in ("rachid", "lotte"):
        page = steering_page(town[name])
        line = next(one for one in page.lines if one.track_id == late[0])
        assert line.case.also == (AgendaCause.STEP,)
        assert "Geheime" not in repr(page)


def test_an_agreement_is_stuck_when_its_day_is_over_or_nobody_takes_it(town, late, clock):
    table = opened(town, "anouk", "bilal", away=["bilal"])
    mine = agree(town, table, late[0], "anouk", days=3, verb=AgreementVerb.VISIT)
    asked = agree(town, table, late[2], "bilal", days=30)
    close_table(by=town["rachid"], table_id=table)
    for track, coach in zip(late, ("anouk", "anouk", "bilal"), strict=True):
        ahead = Ahead(today() + timedelta(days=20))
        log_contact(by=town[coach], track_id=track, talk=talk(), ahead=ahead)
    assert steering_page(town["rachid"]).lines == ()
    answer_agreement(by=at_table(town, "bilal"), agreement_id=asked, step=AgreementStep.DECLINE)
    clock.forward(days=5)
    lines = {one.track_id: one for one in steering_page(town["rachid"]).lines}
    assert set(lines) == {late[0], late[2]}
    assert {one.case.cause for one in lines.values()} == {AgendaCause.AGREEMENT}
    assert {one.decider for one in lines.values()} == {Role.PROGRAMME_MANAGER}
    (gone,) = lines[late[0]].late(today())
    assert (gone.verb, gone.owner) == (AgreementVerb.VISIT, "Anouk")
    assert lines[late[2]].late(today()) == ()
    assert raw(town["petra"]) == {
        ("held", ""): 3,
        ("stuck", "agreement"): 2,
        ("agreed", "late"): 1,
        ("agreed", "declined"): 1,
    }
    answer_agreement(by=at_table(town, "anouk"), agreement_id=mine, step=AgreementStep.FINISH)
    assert {one.track_id for one in steering_page(town["rachid"]).lines} == {late[2]}


def there(town, elsewhere, name):
    """The same person, who says to be of the neighbour."""
    one = town[name]
    return type(one)(one.user_id, elsewhere["carmen"].municipality_id, one.role, one.purpose)


def test_a_team_lead_sees_the_own_team_and_everybody_else_nothing(town, late, elsewhere):
    zuid, noord = town.teams["Zuid"], town.teams["Noord"]
    page = steering_page(town["lotte"], noord)  # not hers: as if it was not asked
    assert page.teams == ((zuid, "Zuid"),) and page.team_id is None
    assert {one.team for one in page.lines} <= {"Zuid"}
    assert {one.team for one in steering_page(town["rachid"], noord).lines} <= {"Noord"}
    for name in ("anouk", "petra", "vera", "tess", "sam", "bas", "wim"):
        with pytest.raises(NotAllowed):
            steering_page(town[name])
    assert steering_page(there(town, elsewhere, "rachid")).lines == ()
    assert steering_page(town["hugo"]).lines == ()


# D-04, D-06: counts, small ones hidden, and nobody by name
def test_who_manages_the_programme_gets_numbers_and_sees_nobody(town, late, monkeypatch):
    assert raw(town["petra"]) == {("held", ""): 3, ("stuck", "promise"): 3}
    page = cooperation_page(town["petra"])
    assert (page.stuck.total, page.stuck.parts) == (None, None)
    with acting(town["petra"]):
        assert not Nickname.objects.exists()
    many = [("held", "", 60), ("stuck", "promise", 22), ("agreed", "late", 12)]
    monkeypatch.setattr(steering, "_counted", lambda: many)
    page = cooperation_page(town["petra"])
    assert page.stuck.total == 20 and page.stuck.parts[AgendaCause.PROMISE] == 20
    assert page.agreed.parts[AgreedPart.LATE] == 10


def test_nobody_else_counts_and_another_purpose_counts_nothing(town, late, elsewhere):
    for name in ("anouk", "lotte", "vera", "tess"):
        with pytest.raises(NotAllowed):
            cooperation_page(town[name])
        assert raw(town[name]) == {}
    assert raw(town.as_("rachid", Purpose.INTAKE)) == {}
    assert raw(there(town, elsewhere, "petra")) == {}


def test_the_screens_name_no_young_person_to_who_manages(town, late, client):
    text = sign_in(client, town["petra"]).get(reverse("cooperation")).content.decode()
    assert "te klein om te tonen" in text
    for name in ("Ilias", "Noa", "Sem", "Anouk", "Zuid"):
        assert name not in text
