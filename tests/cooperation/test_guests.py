"""A guest of a partner: one track, one question, and nothing from the next statement on (T-24)."""

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from houvast.accounts.models import Token
from houvast.accounts.rules import Purpose, Role, SuspendReason
from houvast.cooperation.actions import guests as actions
from houvast.cooperation.actions.received import put_right, withdraw
from houvast.cooperation.actions.sharing import agree_along
from houvast.cooperation.models import GuestQuestion, PartnerAnswer, SharedFact
from houvast.cooperation.reads import guests as reads
from houvast.cooperation.reads import own_question as own
from houvast.cooperation.rules.guests import QuestionState
from houvast.cooperation.rules.states import Label, ShareState
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import end_role, give_role
from houvast.sharing.actions.registers import agree_version, propose_partnership
from houvast.sharing.models import Partnership
from houvast.sharing.rules.grounds import GroundStatus
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.actions.ties import close_to_colleague
from houvast.tracks.models import Notice
from houvast.tracks.rules.states import FactKind
from houvast.tracks.rules.terms import TermGroup
from tests.cast import agreed, at_commit
from tests.cooperation.guests import (
    ANSWER,
    QUESTION,
    SCHOOL,
    asked,
    asking,
    organisation_of,
    shared_with,
    with_guest,
)
from tests.cooperation.made import CHILD, state, tracked
from tests.sharing.made_registers import joined, switched
from tests.standing import made_once

DAY = timedelta(days=1)
WHY = "De school vraagt het zelf aan hem."


def lived(town):
    guest, track = with_guest(town), tracked(town)
    return town, guest, track, asked(town, track, guest)


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def gijs(standing, db):
    return standing[1]


@pytest.fixture
def track(standing, db):
    return standing[2]


@pytest.fixture
def question(standing, db):
    return standing[3]


def seen(by):
    """What the database itself shows somebody of what was shared."""
    with acting(by):
        return sorted(SharedFact.objects.values_list("text", flat=True))


def raw(by, sql, *given):
    with transaction.atomic(), acting(by), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.rowcount


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.field


def shut(gijs, question):
    """Nothing opens: not by the application, and not in the database itself."""
    assert seen(gijs) == []
    with acting(gijs):
        assert not GuestQuestion.objects.exists()
    assert own.own_question(gijs) is None
    with pytest.raises(NotFound):
        own.guest_page(gijs, question)
    with pytest.raises(NotFound):
        actions.answer(by=gijs, question_id=question, text=ANSWER, certainty=FactKind.SEEN)
    assert raw(gijs, "update cooperation_guestquestion set answered_at = houvast_now()") == 0


def line_of(town, track):
    return reads.ask_page(town["anouk"], track).lines[0]


def test_a_guest_sees_one_question_and_what_was_shared_for_it(town, gijs, track, question):  # T-24
    other = tracked(town)
    with_guest(town, "ria", "Jongerenloket Waterrade")
    shared_with(town, other, town["ria"], Label.NICKNAME, Label.PHONE)
    shared_with(town, track, town["ria"], Label.PHONE)
    assert own.own_question(gijs) == question
    page = own.guest_page(gijs, question)
    assert (page.question, page.organisation) == (QUESTION, SCHOOL)
    assert {(one.label, one.text) for one in page.facts} == {
        (Label.NAME, "Sem Voorbeeld"),
        (Label.STEP, "Bellen met W&I"),
    }
    assert all(one.source and one.observed_on for one in page.facts)  # T-20
    assert seen(gijs) == ["Bellen met W&I", "Sem Voorbeeld"]
    assert seen(town["ria"]) == [], "no question, nothing to see"


def test_a_guest_sees_no_other_table_at_all(town, gijs, question):  # T-24, T-85
    every = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("houvast.") and hasattr(model, "information_class")
    }
    shows = {}
    for purpose in (*Purpose, ""):
        by = Actor(gijs.user_id, gijs.municipality_id, gijs.role, str(purpose))
        with acting(by), connection.cursor() as cursor:
            for table in every - {"audit_entry", "audit_processingline", "tracks_notice"}:
                cursor.execute(f"select count(*) from {table}")
                if many := cursor.fetchone()[0]:
                    shows[str(purpose), table] = many
    assert shows == {
        ("guidance", "cooperation_guestquestion"): 1,
        ("guidance", "cooperation_sharedfact"): 2,
    }


def test_the_answer_ends_it_and_lands_with_the_lead_coach(town, gijs, track, question, trail):
    answer = actions.answer(by=gijs, question_id=question, text=ANSWER, certainty=FactKind.SEEN)
    at_commit()
    shut(gijs, question)
    with acting(town["anouk"]):
        found = PartnerAnswer.objects.get(pk=answer)
        assert (found.text, found.source, found.certainty) == (ANSWER, SCHOOL, "seen")
        assert Notice.objects.get(kind="partner_answered").to_user_id == town["anouk"].user_id
    decided = row_of(town, question).sharing_id
    assert state(town["anouk"], decided) == ShareState.ENDED, "it was for one answer"
    line = line_of(town, track)
    assert (line.state, line.answer.is_read) == (QuestionState.ANSWERED, False)
    for name in ("bilal", "rachid", "vera", "sam"):
        with acting(town[name]):
            assert not PartnerAnswer.objects.exists(), name
    assert actions.note_read(town["anouk"], answer) == track
    assert line_of(town, track).answer.is_read
    assert "cooperation.guest_answered" in trail
    assert "cooperation.guest_question_viewed!" in trail, "what is over is a refusal in the trail"


def test_the_clock_ends_it_without_anybody(town, gijs, track, question, clock):  # T-24
    clock.forward(days=10)
    assert own.guest_page(gijs, question).question == QUESTION, "the last day counts"
    clock.forward(days=1)
    shut(gijs, question)
    assert line_of(town, track).state is QuestionState.OVER


def withdrawn(town, gijs, question):
    withdraw(by=town["anouk"], sharing_id=row_of(town, question).sharing_id, why=WHY)


def left(town, gijs, question):
    yesterday = timezone.localdate() - DAY
    page = town["vera"]
    with acting(page):
        now = Partnership.objects.get(organisation=organisation_of(town, gijs), state="in_force")
    made = propose_partnership(
        by=page, new=joined(left_on=yesterday), reason="Gaat weg.", replaces=now.pk
    )
    agree_version(by=town["petra"], version_id=made)


def role_over(town, gijs, question):
    with acting(town.admin), connection.cursor() as cursor:
        cursor.execute("select id from accounts_membership where user_id = %s", [gijs.user_id])
        (membership,) = cursor.fetchone()
    end_role(by=town.admin, membership_id=membership)


ENDINGS = {
    "the question is stopped": lambda town, gijs, one: actions.stop_guest(
        by=town["anouk"], question_id=one, why=WHY
    ),
    "the privacy officer stops it": lambda town, gijs, one: actions.stop_guest(
        by=town["vera"], question_id=one, why=WHY
    ),
    "the guest gives it back": lambda town, gijs, one: actions.give_back(by=gijs, question_id=one),
    "the decision is withdrawn": withdrawn,
    "the partner leaves": left,
    "the role ends": role_over,
    "the account is suspended": lambda town, gijs, one: suspend_access(
        by=town.admin, user_id=gijs.user_id, why=SuspendReason.LEAVES
    ),
    "he is near": lambda town, gijs, one: close_to_colleague(
        by=town["anouk"], track_id=row_of(town, one).track_id, colleague=gijs.user_id
    ),
}


def row_of(town, question):
    with acting(town["anouk"]):
        return GuestQuestion.objects.get(pk=question)


@pytest.mark.parametrize("ending", ENDINGS)
def test_whatever_ends_it_ends_it_at_the_next_request(town, gijs, question, ending):  # T-16, T-24
    assert own.guest_page(gijs, question).facts
    ENDINGS[ending](town, gijs, question)
    shut(gijs, question)


def test_a_ground_that_is_switched_off_takes_the_facts(town, gijs, question):  # T-14
    switched(town, "G01", status=GroundStatus.DISABLED)
    assert seen(gijs) == []
    assert own.guest_page(gijs, question).facts == ()


def test_without_a_covenant_of_today_nobody_is_asked(town, gijs, track, question):  # T-16
    actions.stop_guest(by=town["anouk"], question_id=question, why=WHY)
    sharing = shared_with(town, track, gijs)
    left(town, gijs, question)
    ask = asking(sharing, gijs)
    assert refused(lambda: actions.ask_guest(by=town["anouk"], track_id=track, asked=ask)) == "to"


def test_one_question_at_a_time_for_a_guest_and_for_a_decision(town, gijs, track, question):
    again = shared_with(town, track, gijs)
    ask = asking(again, gijs)
    assert refused(lambda: actions.ask_guest(by=town["anouk"], track_id=track, asked=ask)) == "to"
    actions.stop_guest(by=town["anouk"], question_id=question, why=WHY)
    key = uuid4()
    made = actions.ask_guest(by=town["anouk"], track_id=track, asked=ask, key=key)
    assert actions.ask_guest(by=town["anouk"], track_id=track, asked=ask, key=key) == made == key
    assert own.own_question(gijs) == key


def test_a_minor_waits_for_the_second_person(town, gijs, question):  # T-19
    actions.give_back(by=gijs, question_id=question)
    child = tracked(town, CHILD)
    sharing = shared_with(town, child, gijs, Label.NICKNAME)
    ask = asking(sharing, gijs)

    def asks():
        return actions.ask_guest(by=town["anouk"], track_id=child, asked=ask)

    assert refused(asks) == "to"
    agree_along(by=town["vera"], sharing_id=sharing)
    assert own.guest_page(gijs, asks()).facts[0].text == "Mo"


def test_only_the_lead_coach_asks_and_stops(town, gijs, track, question):
    ask = asking(shared_with(town, track, gijs), gijs)
    names = ("rachid", "lotte", "tess", "sam", "petra", "bilal", "gijs")
    for by in (town.as_("wim", Purpose.PLACEMENT), *(town[name] for name in names)):
        with pytest.raises((NotAllowed, NotFound)):
            actions.ask_guest(by=by, track_id=track, asked=ask)
        with pytest.raises((NotAllowed, NotFound)):
            actions.stop_guest(by=by, question_id=question, why=WHY)


def test_the_term_is_that_of_the_municipality_and_of_the_decision(town, gijs, track, question):
    actions.give_back(by=gijs, question_id=question)
    today, by = timezone.localdate(), town["anouk"]
    sharing = shared_with(town, track, gijs, one_answer=False, until=today + 60 * DAY)

    def until(days):
        ask = asking(sharing, gijs, until=today + days * DAY)
        return lambda: actions.ask_guest(by=by, track_id=track, asked=ask)

    assert refused(until(-1)) == "until"
    assert refused(until(15)) == "until"
    agreed(town, TermGroup.ANSWERS, guest_days=5)
    assert refused(until(6)) == "until"
    assert until(5)()


def test_a_fact_that_was_put_right_shows_as_it_is_now(town, gijs, track, question):  # T-23
    with acting(town["anouk"]):
        fact = SharedFact.objects.get(label="name").pk
    put_right(by=town["anouk"], fact_id=fact, text="Sem Verbeterd")
    assert seen(gijs) == ["Bellen met W&I", "Sem Verbeterd"]


def test_who_watches_sees_the_questions_and_not_about_whom(town, gijs, question):
    page = reads.watch_page(town["vera"])
    assert [(one.guest, one.state) for one in page.lines] == [("Gijs", QuestionState.OPEN)]
    assert page.may_stop and page.lines[0].answer is None
    for who in ("petra", "rachid", "anouk"):
        with pytest.raises(NotAllowed):
            reads.watch_page(town[who])


def test_a_guest_is_a_guest_and_nothing_else(town, gijs):  # T-24
    roles = (Role.OUTREACH_COACH, Role.STANDING_PARTNER, Role.FUNCTIONAL_ADMIN)
    for role in roles:
        with pytest.raises(IntegrityError), transaction.atomic():
            give_role(by=town.admin, user_id=gijs.user_id, role=role, team=town.teams["Noord"])
    with pytest.raises(IntegrityError), transaction.atomic():
        give_role(
            by=town.admin,
            user_id=town["bilal"].user_id,
            role=Role.PARTNER_GUEST,
            team=town.teams["Noord"],
        )
    today, of = timezone.localdate(), {"municipality_id": gijs.municipality_id}
    of |= {"role": gijs.role, "purpose": "guidance", "scopes": ["tracks:read"], "prefix": "x"}
    of |= {"user_id": gijs.user_id, "secret_hash": "x", "destroy_on": today, "name": "Agenda"}
    with pytest.raises(IntegrityError, match="no_token"), transaction.atomic(), acting(gijs) as at:
        Token.objects.create(made_at=at.now, until=at.now + DAY, **of)


ROW = """
insert into cooperation_guestquestion (id, municipality_id, controller, destroy_on, person_id,
  track_id, sharing_id, organisation_id, guest_id, question, asked_by_id, asked_at, until,
  why_ended)
select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, track_id, {sharing},
  {organisation}, {guest}, question, {by}, {at}, {until}, ''
  from cooperation_guestquestion limit 1
"""
RIGHT = {
    "sharing": "sharing_id",
    "organisation": "organisation_id",
    "guest": "guest_id",
    "by": "asked_by_id",
    "at": "houvast_now()",
    "until": "until",
}


def test_the_database_itself_refuses_what_may_not_be(town, gijs, track, question):  # T-89
    anouk = town["anouk"]
    assert "guest has one" in said(anouk, ROW.format(**RIGHT))
    actions.stop_guest(by=anouk, question_id=question, why=WHY)
    wrong = {
        "guest": (f"'{town['bilal'].user_id}'", "guest of that partner"),
        "organisation": (f"'{uuid4()}'", "guest of that partner"),
        "by": (f"'{town['bilal'].user_id}'", "row-level security"),
        "at": ("houvast_now() - interval '1 day'", "begins now"),
        "until": ("until + interval '1 year'", "lives as long"),
        "sharing": (f"'{shared_with(town, tracked(town), gijs)}'", "lives as long"),
    }
    for name, (value, why) in wrong.items():
        assert why in said(anouk, ROW.format(**RIGHT | {name: value})), name
    assert raw(anouk, ROW.format(**RIGHT)) == 1
    left(town, gijs, question)
    assert "covenant" in said(anouk, ROW.format(**RIGHT))


def said(by, sql, *given):
    with pytest.raises(Exception) as caught:
        raw(by, sql, *given)
    return str(caught.value)


def test_what_was_asked_and_answered_stays(town, gijs, question):
    anouk = town["anouk"]
    asks = "update cooperation_guestquestion set"
    for change in ("question = 'Iets anders?'", "until = until + interval '1 hour'"):
        assert "ends once" in said(anouk, f"{asks} {change}")
        assert "ends once" in said(gijs, f"{asks} {change}")
    assert "ends once" in said(anouk, f"{asks} answered_at = houvast_now()")
    assert "ends once" in said(gijs, f"{asks} answered_at = houvast_now()"), "no answer was given"
    with acting(gijs):
        row = GuestQuestion.objects.values("municipality_id", "person_id", "track_id").get()
    loose = {"question_id": question, "text": ANSWER, "certainty": "seen", "source": SCHOOL}
    loose |= row | {"answered_by_id": gijs.user_id, "destroy_on": timezone.localdate() + DAY}
    with pytest.raises(IntegrityError, match="ends its question"), transaction.atomic():
        with acting(gijs) as at:
            PartnerAnswer.objects.create(**loose, answered_at=at.now)
        at_commit()
    for name, value in (("source", "De politie"), ("answered_at", timezone.now() - DAY)):
        with pytest.raises(IntegrityError), transaction.atomic(), acting(gijs) as at:
            PartnerAnswer.objects.create(**loose | {"answered_at": at.now} | {name: value})
    actions.answer(by=gijs, question_id=question, text=ANSWER, certainty=FactKind.TOLD)
    assert "stays as" in said(anouk, "update cooperation_partneranswer set text = 'anders'")
    assert "ends once" in said(anouk, f"{asks} answered_at = null")
