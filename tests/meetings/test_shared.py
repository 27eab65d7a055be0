"""What was shared is seen at the table by whom it may reach, for as long as its decision lives."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from houvast.accounts.rules import InformationClass
from houvast.cooperation.actions.received import dispute, put_right, withdraw
from houvast.cooperation.actions.sharing import note_work_fact, share
from houvast.cooperation.models import SharedFact, Sharing
from houvast.cooperation.rules.states import Label, Receiver, Topic
from houvast.database.context import acting
from houvast.meetings.actions.tables import add_seat, close_table, come, leave
from houvast.meetings.reads.cases import case_page
from houvast.sharing.rules.grounds import GroundStatus
from tests.cooperation.made import beside, rows, terms, tracked
from tests.meetings.made import at_table, items, joined, opened, today
from tests.meetings.test_tables import partner
from tests.sharing.made_registers import let_in, switched
from tests.standing import made_once

WHY = "Het overleg is geweest."
STEP, ANSWER = "Bellen met W&I", "Werk en Inkomen helpt met inkomen: ja"
standing = made_once(lambda town: (town, tracked(town)))


@pytest.fixture
def track(standing, town):
    return standing[1]


def to_table(by, track, label, **changes):
    """One row, shared with the case table."""
    given = terms(Receiver.TABLE, until=today() + timedelta(days=30), told_on=today(), **changes)
    return share(by=by, track_id=track, terms=given, facts=rows(by, track, label))


def both(town, track):
    """A step of the coach and an answer of Werk & Inkomen: the two decisions."""
    note_work_fact(by=beside(town), track_id=track, topic=Topic.INCOME, helps=True)
    return to_table(town["anouk"], track, Label.STEP), to_table(beside(town), track, Label.ANSWER)


def shown(by, table, track, town, *, shared=False):
    """The texts on the screen of somebody at the table."""
    page = case_page(by, table, items(town, table)[track], shared=shared)
    return sorted(one.line.text for one in page.facts)


def raw(by):
    """What the database itself gives the same person, without the code of the screen."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute("select text from cooperation_sharedfact order by text")
        return [text for (text,) in cursor.fetchall()]


# C6, T-19, T-109: what crosses was decided before, and each sees what may reach him
def test_two_with_another_purpose_see_other_facts_of_one_case(town, track):
    both(town, track)
    let_in(town, "Jongerenwerk")
    pien = partner(town)
    table = opened(town, "anouk")
    add_seat(by=town["rachid"], table_id=table, user_id=pien.user_id)
    joined(town, items(town, table)[track], table, "anouk", "pien")
    anouk = at_table(town, "anouk")
    assert shown(anouk, table, track, town) == raw(anouk) == [STEP, ANSWER]
    assert raw(pien) == []  # asked, and not there yet
    assert shown(at_table(town, "rachid"), table, track, town, shared=True) == [STEP, ANSWER]
    come(by=pien, table_id=table)
    assert shown(pien, table, track, town) == raw(pien) == [STEP]
    assert shown(at_table(town, "rachid"), table, track, town, shared=True) == [STEP]
    leave(by=pien, table_id=table)
    assert raw(pien) == []
    assert shown(at_table(town, "rachid"), table, track, town, shared=True) == [STEP, ANSWER]


def test_a_partner_gets_no_kind_that_the_covenant_does_not_name(town, track):  # T-16
    both(town, track)
    let_in(town, "Jongerenwerk", kinds=(InformationClass.ID,))
    pien = partner(town)
    table = opened(town, "anouk")
    add_seat(by=town["rachid"], table_id=table, user_id=pien.user_id)
    joined(town, items(town, table)[track], table, "anouk", "pien")
    come(by=pien, table_id=table)
    assert shown(pien, table, track, town) == raw(pien) == []
    assert shown(at_table(town, "rachid"), table, track, town, shared=True) == []


def test_only_at_the_open_table_and_only_of_its_own_case(town, track):
    both(town, track)
    wim, bilal = at_table(town, "wim"), at_table(town, "bilal")
    assert raw(wim) == []
    table = opened(town, "anouk", "bilal")  # bilal is there, and not at this case
    assert raw(bilal) == []
    assert raw(at_table(town, "anouk")) == [STEP, ANSWER]
    with acting(at_table(town, "anouk")):
        assert not Sharing.objects.exists(), "its reasons stay with who may read them"
    close_table(by=town["rachid"], table_id=table)
    assert raw(at_table(town, "anouk")) == []


def expired(town, _made, clock):
    """Its term is over while people sit together: the table is of the next days as well."""
    clock.forward(days=31)
    return opened(town, "anouk")


STOPS = {
    "withdrawn": lambda town, made, _clock: withdraw(by=town["anouk"], sharing_id=made, why=WHY),
    "its ground was switched off": lambda town, _made, _clock: switched(
        town, "G01", status=GroundStatus.DISABLED
    ),
    "its term is over": expired,
}


@pytest.mark.parametrize("how", STOPS)
def test_what_stops_is_gone_from_the_table_at_the_next_look(town, track, how, clock):  # T-20, C5
    made = to_table(town["anouk"], track, Label.STEP)
    table = opened(town, "anouk")
    anouk = at_table(town, "anouk")
    assert shown(anouk, table, track, town) == raw(anouk) == [STEP]
    later = STOPS[how](town, made, clock)
    table = later if how == "its term is over" else table
    assert shown(anouk, table, track, town) == raw(anouk) == []


def test_a_correction_and_a_dispute_show_where_the_fact_shows(town, track):  # T-10, T-23
    made = to_table(town["anouk"], track, Label.STEP)
    table = opened(town, "anouk")
    anouk = at_table(town, "anouk")
    with acting(town["anouk"]):
        fact = SharedFact.objects.get(sharing=made).pk
    new = put_right(by=town["anouk"], fact_id=fact, text="Bellen met de gemeente")
    dispute(town["anouk"], new)
    (one,) = case_page(anouk, table, items(town, table)[track], shared=False).facts
    assert (one.line.text, one.line.is_disputed) == ("Bellen met de gemeente", True)
    assert one.until > timezone.now()
