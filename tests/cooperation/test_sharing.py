"""Decisions to share: what crosses, to whom, until when; and what the database never lets cross."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from houvast.accounts.rules import Purpose, SuspendReason
from houvast.cooperation.actions.received import (
    acknowledge,
    confirm,
    dispute,
    give_back,
    put_right,
    withdraw,
)
from houvast.cooperation.actions.sharing import (
    agree_along,
    note_work_fact,
    refuse_along,
    refuse_to_share,
    share,
)
from houvast.cooperation.models import PushedTask, SharedFact, Sharing, WorkFact
from houvast.cooperation.reads.shared import (
    along_page,
    received_page,
    share_choices,
    sharing_page,
)
from houvast.cooperation.rules.states import Label, Receiver, ShareState, Told, Topic
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.rules.grounds import GroundStatus
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.models import InformationMoment, Step
from tests.cooperation.made import (
    CHILD,
    answered,
    beside,
    receiver,
    shared,
    state,
    terms,
    tracked,
)
from tests.sharing.made_registers import let_in, switched

DAY = timedelta(days=1)
WHY = "Hij wil dit niet meer."


def seen(by):
    """The texts of shared facts that the database shows."""
    with acting(by):
        return sorted(SharedFact.objects.values_list("text", flat=True))


def raw(by, sql, *given):
    with transaction.atomic(), acting(by), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.rowcount


def test_what_was_chosen_row_by_row_is_read_by_its_receiver_and_nobody_else(town, track):  # T-20
    made = shared(town, track)
    assert state(town["anouk"], made) == "sent"
    assert seen(receiver(town)) == ["Bellen met W&I", "Sem Voorbeeld"]
    for name, purpose in (("fleur", Purpose.GUIDANCE), ("fleur", Purpose.PLACEMENT)):
        assert seen(town.as_(name, purpose)) == []
    for name in ("bilal", "rachid", "lotte", "tess", "vera", "sam"):
        assert seen(town[name]) == []
    line = received_page(receiver(town)).lines[0]
    assert {one.label for one in line.facts} == {Label.NAME, Label.STEP}
    assert received_page(town.as_("wim", Purpose.WORK_INCOME)).lines == ()
    with acting(receiver(town)):
        from houvast.people.models import Identity
        from houvast.tracks.models import Track

        assert not Identity.objects.exists()
        assert not Track.objects.exists()


def test_the_copy_stays_as_it_was_whatever_changes_afterwards(town, track):  # T-20
    shared(town, track)
    raw(town["anouk"], "update people_identity set family_name = 'Anders'")
    assert "Sem Voorbeeld" in seen(receiver(town))
    with pytest.raises(IntegrityError, match="stays as it was shared"):
        raw(town["anouk"], "update cooperation_sharedfact set text = 'Anders'")


def test_an_answer_of_werk_en_inkomen_opens_for_the_coaches_by_a_decision_only(town, track):
    """The cells `s` of the table: T-04, T-17."""
    fact = note_work_fact(by=beside(town), track_id=track, topic=Topic.INCOME, helps=True)
    assert seen(town["anouk"]) == []
    answered(town, track)
    assert seen(town["anouk"]) == ["Werk en Inkomen helpt met inkomen: ja"]
    with acting(town["anouk"]):
        assert not WorkFact.objects.exists(), "the row itself stays with Werk & Inkomen"
    with pytest.raises(NotAllowed):
        note_work_fact(by=town["anouk"], track_id=track, topic=Topic.INCOME, helps=True)
    with acting(beside(town)):
        assert WorkFact.objects.filter(pk=fact).exists()


def test_for_another_purpose_a_fact_is_a_copy_that_was_decided_about_and_told(town, track):
    """T-03: no row is read for something else, and nothing changes what it was collected for."""
    note_work_fact(by=beside(town), track_id=track, topic=Topic.INCOME, helps=True)
    collected = {WorkFact: beside(town), Step: town["anouk"]}
    others = {WorkFact: (Purpose.GUIDANCE, "wim"), Step: (Purpose.PLACEMENT, "anouk")}
    for table, by in collected.items():
        with acting(by):
            assert table.objects.exists()
        with acting(town.as_(others[table][1], others[table][0])):
            assert not table.objects.exists()
    assert seen(receiver(town)) == []
    made = shared(town, track)
    assert seen(receiver(town)) != [], "decided, with reasons and with the day he hears of it"
    by = town["anouk"]
    with pytest.raises(IntegrityError, match="stays as it was decided"):
        raw(by, "update cooperation_sharing set purpose = 'placement' where id = %s", made)
    with pytest.raises(IntegrityError, match="can only end"):
        raw(
            by, "update sharing_assignment set purpose = 'placement' where user_id = %s", by.user_id
        )
    for missing in ({"necessity": ""}, {"told_on": None}, {"told": Told.WITHHELD}):
        with pytest.raises(Refused):
            shared(town, track, **missing)


STOPS = {
    "withdrawn": lambda town, made: withdraw(by=town["anouk"], sharing_id=made, why=WHY),
    "given back": lambda town, made: give_back(receiver(town), made),
    "its ground was switched off": lambda town, made: switched(
        town, "G01", status=GroundStatus.DISABLED
    ),
}


@pytest.mark.parametrize("how", STOPS)
def test_what_stops_is_gone_at_the_next_look(town, track, how):  # T-14, T-20
    made = shared(town, track)
    assert seen(receiver(town)) != []
    STOPS[how](town, made)
    assert seen(receiver(town)) == []


def test_at_the_last_moment_of_the_term_it_is_over(town, track, clock):  # T-20
    shared(town, track, until=timezone.localdate() + DAY)
    clock.set(timezone.now() + DAY)
    assert seen(receiver(town)) != []
    clock.set(timezone.now() + 2 * DAY)
    assert seen(receiver(town)) == []
    assert sharing_page(town["anouk"], track).lines[0].state is ShareState.EXPIRED


def test_who_is_suspended_reads_nothing_that_was_shared(town, track):  # T-05
    shared(town, track)

    suspend_access(by=town.admin, user_id=town["fleur"].user_id, why=SuspendReason.DEVICE_LOST)
    assert seen(receiver(town)) == []


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.field


def test_each_field_of_the_decision_is_asked(town, track):  # T-19
    for name in ("question", "necessity", "proportionality", "subsidiarity"):
        assert refused(lambda name=name: shared(town, track, **{name: "Kort."})) == name
    today = timezone.localdate()
    assert refused(lambda: shared(town, track, ground="")) == "ground"
    assert refused(lambda: shared(town, track, ground="G02")) == "ground", "not for this purpose"
    assert refused(lambda: shared(town, track, ground="G13")) == "ground", "off"
    assert refused(lambda: shared(town, track, until=today - DAY)) == "until"
    assert refused(lambda: shared(town, track, until=today + 400 * DAY)) == "until"
    assert refused(lambda: shared(town, track, until=today + 15 * DAY, one_answer=True)) == "until"
    assert refused(lambda: shared(town, track, told_on=None)) == "told_on"
    assert refused(lambda: shared(town, track, told_on=today + DAY)) == "told_on"
    later = {"told": Told.WITHHELD, "told_on": None}
    assert refused(lambda: shared(town, track, **later)) == "withheld"
    why = {"withheld": "Dan loopt hij gevaar.", "review_on": today + 100 * DAY}
    assert refused(lambda: shared(town, track, **later, **why)) == "review_on"
    assert refused(lambda: shared(town, track, to=town["anouk"].user_id)) == "to_user"
    by, given = town["anouk"], terms()
    to = town["fleur"].user_id
    assert refused(lambda: share(by=by, track_id=track, terms=given, facts=[], to=to)) == "facts"
    with acting(by):
        assert not Sharing.objects.exists()


def test_a_second_person_looks_along_with_a_child_or_a_long_term(town, track):  # T-19
    long = shared(town, track, until=timezone.localdate() + 120 * DAY)
    child = shared(town, tracked(town, CHILD))
    assert state(town["anouk"], long) == state(town["anouk"], child) == "decided"
    assert seen(receiver(town)) == []
    page = along_page(town["vera"])
    assert len(page.lines) == 2
    assert all(one.facts == () for one in page.lines), "the reasons, and not about whom"
    for name in ("anouk", "rachid", "lotte"):
        with pytest.raises((NotAllowed, NotFound)):
            agree_along(by=town[name], sharing_id=long)
    agree_along(by=town["vera"], sharing_id=long)
    refuse_along(by=town["vera"], sharing_id=child, why="Zijn ouder weet het nog niet.")
    assert seen(receiver(town)) == ["Bellen met W&I", "Sem Voorbeeld"]
    assert state(town["anouk"], child) == "refused"
    assert along_page(town["vera"]).lines == ()


def test_no_sql_sends_without_the_second_person_or_changes_what_was_decided(town, track):  # T-19
    made = shared(town, track, until=timezone.localdate() + 120 * DAY)
    by = town["anouk"]
    set_ = "update cooperation_sharing set "
    with pytest.raises(IntegrityError, match="a_second_person_looked_along"):
        raw(by, set_ + "state = 'sent' where id = %s", made)
    for change in ("needs_second = false", "until = until + interval '1 day'", "ground = 'G02'"):
        with pytest.raises(IntegrityError, match="stays as it was decided"):
            raw(by, set_ + change + " where id = %s", made)
    with pytest.raises(IntegrityError, match="stays as it was decided"):
        raw(by, set_ + "second_id = %s, state = 'sent' where id = %s", town["vera"].user_id, made)
    with pytest.raises(DatabaseError, match="facts are chosen before"):
        copy_of_a_fact(by, made)


def copy_of_a_fact(by, made):
    with transaction.atomic(), acting(by):
        one = SharedFact.objects.filter(sharing=made)[0]
        one.pk, one._state.adding = None, True
        one.pk = uuid4()
        one.save(force_insert=True)


def test_a_refusal_is_kept_with_who_asked_what_and_why(town, track):  # T-19
    let_in(town)
    page = share_choices(town["anouk"], track)
    refuse_to_share(
        by=town["anouk"],
        track_id=track,
        receiver=Receiver.PARTNER,
        to=page.partners[0][0],
        question="Welke vrienden heeft hij?",
        why="Daar gaat de school niet over.",
    )
    line = sharing_page(town["anouk"], track).lines[0]
    assert (line.state, line.to) == (ShareState.REFUSED, "Praktijkschool De Brug")
    assert (line.question, line.why) == (
        "Welke vrienden heeft hij?",
        "Daar gaat de school niet over.",
    )


def test_a_partner_receives_what_the_register_lets_through(town, track):  # T-16
    let_in(town)
    to = share_choices(town["anouk"], track).partners[0][0]
    given = {"receiver": Receiver.PARTNER, "ground": "G02", "to": to}
    made = shared(town, track, **given)
    acknowledge(town["anouk"], made)
    assert state(town["anouk"], made) == "acknowledged"
    let_in(town, called="Ander", joined_on=timezone.localdate() + DAY)
    other = share_choices(town["anouk"], track).partners
    late = next(pk for pk, name in other if name == "Ander")
    assert refused(lambda: shared(town, track, **given | {"to": late})) == "to_organisation"
    with pytest.raises(DatabaseError, match="outside the register"):
        sent_raw(town, track, late)


def sent_raw(town, track, partner):
    """As the application could write it, without asking the rules."""
    from houvast.cooperation.actions import sharing

    before = sharing.may_receive
    sharing.may_receive = lambda *_: True
    try:
        shared(town, track, receiver=Receiver.PARTNER, ground="G02", to=partner)
    finally:
        sharing.may_receive = before


def test_corrections_and_withdrawal_reach_the_receiver_as_a_task(town, track):  # T-23, T-10
    made, fleur = shared(town, track), receiver(town)
    acknowledge(fleur, made)
    with acting(town["anouk"]):
        fact = SharedFact.objects.get(label="name").pk
    put_right(by=town["anouk"], fact_id=fact, text="Sem Verbeterd")
    assert seen(fleur) == ["Bellen met W&I", "Sem Verbeterd"]
    line = received_page(fleur).lines[0]
    assert (line.state, len(line.tasks)) == (ShareState.CORRECTED, 1)
    working = line.tasks[0].due - timezone.localdate()
    assert timedelta(days=5) <= working <= timedelta(days=12)
    confirm(fleur, line.tasks[0].id)
    assert state(town["anouk"], made) == "acknowledged"
    with acting(town["anouk"]):
        new = SharedFact.objects.get(text="Sem Verbeterd").pk
    dispute(town["anouk"], new)
    line = received_page(fleur).lines[0]
    assert [one.is_disputed for one in line.facts if one.label is Label.NAME] == [True]
    withdraw(by=town["anouk"], sharing_id=made, why=WHY)
    assert seen(fleur) == []
    for task in received_page(fleur).lines[0].tasks:
        confirm(fleur, task.id)
    assert received_page(fleur).lines == ()
    with acting(town["anouk"]):
        assert not PushedTask.objects.filter(confirmed_at=None).exists()


def test_only_who_coaches_or_helps_shares(town, track):  # T-19
    for name in ("bilal", "fleur"):
        by = town[name] if name == "bilal" else receiver(town)
        with pytest.raises(NotFound):
            share_choices(by, track)
    with pytest.raises((NotAllowed, NotFound)):
        share_choices(town["rachid"], track)
    assert raw(town["rachid"], "update cooperation_sharing set state = 'sent'") == 0


def test_the_first_that_crosses_brings_the_day_to_tell_closer(town, track):  # T-34
    with acting(town["anouk"]):
        moment = InformationMoment.objects.get(track=track)
    assert moment.due > timezone.localdate()
    shared(town, track)
    with acting(town["anouk"]):
        moment.refresh_from_db()
    assert moment.due == timezone.localdate()
