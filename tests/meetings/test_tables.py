"""A case table from plan to end: who sees what, before, while it is open, and after."""

import pytest
from django.db import connection

from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.meetings.actions.tables import (
    add_seat,
    close_table,
    come,
    leave,
    make_agenda,
    open_table,
)
from houvast.meetings.reads.cases import case_page, table_page
from houvast.meetings.rules.agenda import AgendaCause
from houvast.meetings.rules.together import Part
from houvast.people.models import Nickname
from houvast.sharing.actions import welcome
from houvast.tracks.actions.steps import add_step
from houvast.tracks.models import Contact, Track
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.steps import StepPlan
from tests.cast import PASSWORD, Ahead, log_contact, talk
from tests.meetings.made import at_table, items, joined, opened, planned, today
from tests.sharing.made_registers import let_in
from tests.written import written


def seen(by):
    with acting(by):
        return {kind.__name__: kind.objects.count() for kind in (Nickname, Track, Contact)}


NOTHING = {"Nickname": 0, "Track": 0, "Contact": 0}


def test_the_agenda_makes_itself_from_what_is_late(town, late):
    table = planned(town, "anouk", "lotte")
    page = table_page(town["rachid"], table)
    assert {one.track_id for one in page.cases} == set(late)
    assert {one.cause for one in page.cases} == {AgendaCause.PROMISE}
    of_anouk = [one for one in page.cases if one.lead == "Anouk"]
    assert all(len(one.joined) == 3 for one in of_anouk)  # rachid, lotte of the team, and anouk
    assert all(len(one.joined) == 2 for one in page.cases if one.lead == "Bilal")


def test_a_step_that_is_late_is_known_and_its_words_are_not(town, late, clock):
    plan = StepPlan(LifeDomain.WORK, "Geheime woorden", due=today())
    add_step(by=town["anouk"], track_id=late[0], step=plan)
    clock.forward(days=2)
    table = planned(town, "anouk")
    page = table_page(town["rachid"], table)
    case = next(one for one in page.cases if one.track_id == late[0])
    assert case.also == (AgendaCause.STEP,)
    assert "Geheime" not in repr(page)


def test_what_is_no_longer_so_leaves_the_agenda_while_it_is_planned(town, late):
    table = planned(town, "anouk")
    log_contact(by=town["anouk"], track_id=late[0], talk=talk(), ahead=Ahead(today()))
    assert make_agenda(by=town["rachid"], table_id=table) == 0
    assert set(items(town, table)) == set(late[1:])
    open_table(by=town["rachid"], table_id=table)
    with pytest.raises(Refused):
        make_agenda(by=town["rachid"], table_id=table)


# T-05: case_table opens while the meeting is open, for who is there, in the own cases
def test_who_is_present_sees_the_own_cases_as_long_as_the_table_is_open(town, late):
    table = planned(town, "anouk", "bilal", "tess")
    me = at_table(town, "anouk")
    assert seen(me) == NOTHING
    open_table(by=town["rachid"], table_id=table)
    assert seen(me) == NOTHING
    come(by=me, table_id=table)
    assert seen(me) == {"Nickname": 2, "Track": 2, "Contact": 0}
    assert {one.name for one in table_page(me, table).cases} == {"Ilias", "Noa"}
    tess = at_table(town, "tess")
    come(by=tess, table_id=table)
    assert seen(tess) == NOTHING
    joined(town, items(town, table)[late[2]], table, "tess")
    assert seen(tess) == {"Nickname": 1, "Track": 1, "Contact": 0}
    leave(by=me, table_id=table)
    assert seen(me) == NOTHING
    come(by=me, table_id=table)
    close_table(by=town["rachid"], table_id=table)
    assert seen(me) == NOTHING == seen(tess)


def test_a_table_that_nobody_closed_ends_with_the_day(town, late, clock):
    opened(town, "anouk")
    me = at_table(town, "anouk")
    assert seen(me)["Nickname"] == 2
    clock.forward(days=1)
    assert seen(me) == NOTHING


def test_at_the_table_no_identity_no_note_and_no_plan_is_seen(town, late):
    opened(town, "anouk")
    with acting(at_table(town, "anouk")), connection.cursor() as cursor:
        for table in ("people_identity", "tracks_worknote", "tracks_contactdetail", "tracks_step"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table


# T-110
def test_the_shared_screen_follows_who_is_there(town, late):
    table = opened(town, "anouk", "bilal", away=["bilal"])
    chair, case = at_table(town, "rachid"), items(town, table)[late[0]]
    page = case_page(chair, table, case, shared=True)
    assert page.case is not None and page.case.name == "Ilias" and page.parts == set(Part)
    come(by=at_table(town, "bilal"), table_id=table)
    page = case_page(chair, table, case, shared=True)
    assert page.case is None and [one.name for one in page.missing] == ["Bilal"]
    assert "Ilias" not in repr(page)
    assert case_page(chair, table, case, shared=False).case is not None
    leave(by=chair, table_id=table)
    with pytest.raises(NotFound):
        case_page(chair, table, case, shared=True)


# T-72, T-110: who looked stands in tests/browser/test_case_table.py, which reads the trail
def test_each_person_shown_leaves_an_entry_for_everybody_who_looks(town, late):
    table = opened(town, "anouk", "lotte")
    chair, case = at_table(town, "rachid"), items(town, table)[late[0]]
    alone, together = (entries_of(chair, table, case, shared=one) for one in (False, True))
    assert (alone, together) == (1, 3)
    come(by=town["rachid"], table_id=table, user_id=town["anouk"].user_id)
    joined(town, case, table, "anouk")  # lotte is there and does not belong to it: nothing is shown
    assert entries_of(chair, table, case, shared=True) == 1


def entries_of(by, table, case, *, shared):
    before = written()["audit_entry"]
    case_page(by, table, case, shared=shared)
    return written()["audit_entry"] - before


def test_who_does_not_lead_plans_opens_and_asks_nothing(town, late):
    table = planned(town, "anouk")
    for name in ("lotte", "anouk", "petra"):
        with pytest.raises((NotAllowed, NotFound)):
            open_table(by=town[name], table_id=table)
        with pytest.raises((NotAllowed, NotFound)):
            add_seat(by=town[name], table_id=table, user_id=town["bilal"].user_id)
    with pytest.raises(NotAllowed):
        come(by=at_table(town, "anouk"), table_id=table, user_id=town["rachid"].user_id)
    with pytest.raises(NotFound):
        table_page(at_table(town, "bilal"), table)


def test_a_table_opens_on_its_own_day(town, late):
    table = planned(town, "anouk", days=1)
    with pytest.raises(Refused):
        open_table(by=town["rachid"], table_id=table)
    with pytest.raises(Refused):
        come(by=at_table(town, "anouk"), table_id=table)


def test_nobody_from_elsewhere_is_asked(town, late, elsewhere):
    table = planned(town, "anouk")
    with pytest.raises(Refused):
        add_seat(by=town["rachid"], table_id=table, user_id=elsewhere["carmen"].user_id)
    with pytest.raises(Refused):
        add_seat(by=town["rachid"], table_id=table, user_id=town["bas"].user_id)


# T-16: no covenant, no seat; T-110: a partner sees the own cases, and not that there was contact
def test_a_standing_partner_sits_under_a_covenant_and_sees_less(town, late):
    log_contact(by=town["anouk"], track_id=late[0], talk=talk(), ahead=Ahead(today()))
    pien = partner(town)
    table = planned(town, "anouk")
    with pytest.raises(Refused):
        add_seat(by=town["rachid"], table_id=table, user_id=pien.user_id)
    let_in(town, "Jongerenwerk")
    asked_and_there(town, table, pien, late[1])
    assert seen(pien) == {"Nickname": 1, "Track": 1, "Contact": 0}
    page = table_page(pien, table)
    assert [(one.name, one.last_real_at, one.sees_contact) for one in page.cases] == [
        ("Noa", None, False)
    ]


def partner(town):
    """Somebody of an organisation that takes part in the case table."""
    user = welcome(
        by=town.admin,
        username="pien",
        name="Pien",
        password=PASSWORD,
        role=Role.STANDING_PARTNER,
        team=town.teams["Zuid"],
    )
    place = town.admin.municipality_id
    town.people["pien"] = Actor(user, place, Role.STANDING_PARTNER.value, "case_table")
    return town["pien"]


def asked_and_there(town, table, pien, track):
    """The partner is asked, takes part in one case, and comes when the table opens."""
    add_seat(by=town["rachid"], table_id=table, user_id=pien.user_id)
    joined(town, items(town, table)[track], table, "pien")
    open_table(by=town["rachid"], table_id=table)
    come(by=pien, table_id=table)
