"""Agreements of the case table: verb, owner, day; with their owner until they are done (T-109)."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from houvast.accounts.rules import InformationClass, Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.meetings.actions.agreements import answer_agreement, drop_agreement
from houvast.meetings.actions.tables import close_table
from houvast.meetings.models import Agreement
from houvast.meetings.reads.agreements import own_tasks, tables_page
from houvast.meetings.reads.cases import table_page
from houvast.meetings.reads.invitations import invitation
from houvast.meetings.rules.agenda import AgendaCause
from houvast.meetings.rules.agreements import AgreementState, AgreementStep, AgreementVerb
from houvast.people.models import Nickname
from houvast.tracks.actions.contacts import log_contact
from tests.cast import Ahead, talk
from tests.meetings.made import agree, at_table, opened, planned, today
from tests.noted import noted


def states(town):
    with acting(town["rachid"]):
        return list(Agreement.objects.values_list("state", flat=True))


# T-109: class PR, a verb from a closed list, owner, date, no free text and no facts
def test_an_agreement_has_no_field_for_words():
    assert Agreement.information_class is InformationClass.PR
    free = (models.CharField, models.TextField, models.JSONField)
    fields = [one for one in Agreement._meta.concrete_fields if isinstance(one, free)]
    assert {one.name for one in fields} == {"verb", "state", "controller"}
    assert all(one.choices for one in fields)


def test_the_database_takes_no_verb_of_its_own(town, late):
    table = opened(town, "anouk")
    with pytest.raises(DatabaseError, match="verb_of_the_list"), transaction.atomic():
        agree(town, table, late[0], "anouk", verb=Made("gebruikt"))
    assert states(town) == []


class Made(str):
    """What is not of the list, passing for a verb."""

    value = property(str.__str__)


# T-109: its owner always sees it
def test_it_lives_on_with_its_owner_until_it_is_done(town, late):
    table = opened(town, "anouk", "tess")
    mine = agree(town, table, late[0], "anouk")
    agree(town, table, late[2], owner="tess")
    close_table(by=town["rachid"], table_id=table)
    (one,) = own_tasks(town["anouk"]).agreed
    assert (one.line.verb, one.name) == (AgreementVerb.CALL, "Ilias")
    (other,) = tables_page(at_table(town, "tess")).agreed
    assert other.name == "Sem"  # the name is the label of what she has to do, and all she sees
    with acting(at_table(town, "tess")):
        assert Nickname.objects.count() == 1
    assert tables_page(at_table(town, "bilal")).agreed == ()
    answer_agreement(by=at_table(town, "anouk"), agreement_id=mine, step=AgreementStep.FINISH)
    assert own_tasks(town["anouk"]).agreed == ()
    answer_agreement(by=at_table(town, "anouk"), agreement_id=mine, step=AgreementStep.PUT_BACK)
    assert len(own_tasks(town["anouk"]).agreed) == 1


def test_it_comes_back_on_the_next_agenda_until_it_is_done(town, late):
    table = opened(town, "anouk")
    mine = agree(town, table, late[0], "anouk")
    close_table(by=town["rachid"], table_id=table)
    log_contact(by=town["anouk"], track_id=late[0], talk=talk(), ahead=Ahead(today()))
    page = table_page(town["rachid"], planned(town, "anouk"))
    case = next(one for one in page.cases if one.track_id == late[0])
    assert case.cause is AgendaCause.AGREEMENT and len(case.agreements) == 1
    answer_agreement(by=at_table(town, "anouk"), agreement_id=mine, step=AgreementStep.FINISH)
    page = table_page(town["rachid"], planned(town, "anouk"))
    assert late[0] not in {one.track_id for one in page.cases}


def test_who_was_not_there_says_yes_or_no(town, late):
    table = opened(town, "anouk", "bilal", away=["bilal"])
    first, second = (agree(town, table, late[2], owner="bilal") for _ in range(2))
    assert {one.line.state for one in own_tasks(town["bilal"]).agreed} == {AgreementState.ASKED}
    bilal = at_table(town, "bilal")
    with pytest.raises(Refused):
        answer_agreement(by=bilal, agreement_id=first, step=AgreementStep.FINISH)
    answer_agreement(by=bilal, agreement_id=first, step=AgreementStep.ACCEPT)
    answer_agreement(by=bilal, agreement_id=second, step=AgreementStep.DECLINE)
    assert [one.line.state for one in own_tasks(town["bilal"]).agreed] == [AgreementState.OPEN]
    assert sorted(states(town)) == ["declined", "open"]


def test_nobody_answers_for_another_and_only_who_leads_lets_go(town, late):
    table = opened(town, "anouk", "lotte")
    mine = agree(town, table, late[0], "anouk")
    for name in ("lotte", "bilal", "rachid"):
        with pytest.raises((NotAllowed, NotFound)):
            answer_agreement(by=at_table(town, name), agreement_id=mine, step=AgreementStep.FINISH)
    with pytest.raises(NotAllowed):
        answer_agreement(by=at_table(town, "anouk"), agreement_id=mine, step=AgreementStep.DROP)
    with pytest.raises((NotAllowed, NotFound)):
        drop_agreement(by=town["lotte"], agreement_id=mine)
    drop_agreement(by=town["rachid"], agreement_id=mine)
    assert states(town) == ["dropped"]


def test_it_is_made_at_an_open_table_with_who_was_asked(town, late):
    table = opened(town, "anouk")
    with pytest.raises(NotAllowed):
        agree(town, table, late[0], "anouk", by="anouk")
    with pytest.raises(Refused):
        agree(town, table, late[0], "bilal")
    with pytest.raises(Refused):
        agree(town, table, late[0], "anouk", days=-1)
    close_table(by=town["rachid"], table_id=table)
    with pytest.raises(NotFound):
        agree(town, table, late[0], "anouk")
    assert states(town) == []


RAW = {
    "another owner": "update meetings_agreement set owner_id = %(bilal)s",
    "another day": "update meetings_agreement set due = due + 9",
    "another verb": "update meetings_agreement set verb = 'decide'",
    "undone by who looks": "update meetings_agreement set state = 'asked'",
    "away": "delete from meetings_agreement",
}


@pytest.mark.parametrize("name", RAW)
def test_the_database_lets_nothing_else_change(town, late, name):
    agree(town, opened(town, "anouk"), late[0], "anouk")
    keys = {"bilal": town["bilal"].user_id}
    for by in (at_table(town, "anouk"), town.as_("rachid", Purpose.PROCESS_STEERING)):
        with pytest.raises(DatabaseError), acting(by), connection.cursor() as cursor:
            cursor.execute(RAW[name], keys)


# T-102, T-110: printed per participant, with the own agreements only, and the key of the look
def test_what_is_printed_for_somebody_is_his_alone(town, late):
    keys = []
    table = opened(town, "anouk", "bilal", away=["bilal"])
    agree(town, table, late[0], "anouk")
    agree(town, table, late[2], "bilal")

    with noted(lambda entry: keys.append(entry.pk)):
        page = invitation(town["rachid"], table, town["anouk"].user_id)
    assert page.operation in keys
    assert {one.name for one in page.cases} == {"Ilias", "Noa"}
    assert [one.name for one in page.agreed] == ["Ilias"]
    assert not any(one.sees_contact for one in page.cases)
    with pytest.raises(NotFound):
        invitation(town["rachid"], table, town["tess"].user_id)
    with pytest.raises(NotAllowed):
        invitation(town["lotte"], table, town["anouk"].user_id)
