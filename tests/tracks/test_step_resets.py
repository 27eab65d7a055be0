"""A second step that is lost: seen at the desk, a second person says yes, what is open ends."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import Token, User
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import Purpose, Role, Scope, SuspendReason
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import welcome
from houvast.sharing.actions.tokens import make_token
from houvast.sharing.models import StepReset
from houvast.sharing.rules.step_resets import Lost, ResetState, Shown
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.actions.notices import send_one
from houvast.tracks.actions.step_resets import ask_step_reset, keep_step, reset_step
from houvast.tracks.models import Notice
from houvast.tracks.reads.step_resets import step_resets_page
from houvast.watching.actions import agree, look_at_the_trail
from houvast.watching.reads import event_page, events_page
from houvast.watching.rules.limits import EventKind
from tests.cast import PASSWORD, STAFF, found, found_beyond
from tests.cast import sign_in as put_in
from tests.test_parallel import at_once, refusals
from tests.test_second_step import code, made, second, sign_in

FACTS = {"lost": Lost.PHONE_LOST, "shown": Shown.DOCUMENT}


@pytest.fixture
def beyond(db):
    return found_beyond()


def another_admin(town, name="bea"):
    """A second one who manages accounts."""
    team = town.teams["Regie"]
    made_now = welcome(
        by=town.admin,
        username=name,
        name=name.title(),
        password=PASSWORD,
        role=Role.FUNCTIONAL_ADMIN,
        team=team,
    )
    return actor_of(User.objects.get(pk=made_now), Role.FUNCTIONAL_ADMIN)


def asked(town, by="lotte", who="anouk"):
    return ask_step_reset(by=town[by], user_id=town[who].user_id, **FACTS)


def state(town, reset):
    with acting(town["lotte"]):
        return StepReset.objects.get(pk=reset).state


def test_two_people_take_it_away_and_everything_that_was_open_ends(town, client, settings):
    settings.SECOND_STEP = True
    cache.clear()
    sign_in(client)
    secret, _ = made(client)
    assert client.get(reverse("today")).status_code == 200
    key = make_token(
        by=town["anouk"], name="Rapport", purpose=Purpose.GUIDANCE, scopes=[Scope.TRACKS_READ]
    )
    reset = asked(town)
    assert client.get(reverse("today")).status_code == 200, "asking alone ends nothing"
    reset_step(by=town.admin, reset_id=reset)
    assert client.get(reverse("today")).status_code == 302, "the session has ended"
    assert not Authenticator.objects.filter(user=town["anouk"].user_id).exists()
    with acting(town["anouk"]):
        assert not Token.objects.filter(pk=key.id, ended_at=None).exists()
    again = Client()
    sign_in(again)
    assert again.get(reverse("today")).url == reverse("mfa_index")
    assert "Nog één stap" in again.get(reverse("mfa_index")).content.decode()
    anew, _ = made(again)
    assert anew != secret and again.get(reverse("today")).status_code == 200
    later = Client()
    sign_in(later)
    assert second(later, code(secret, 1)).status_code == 200, "the lost app opens nothing"


def test_the_one_whose_step_it_was_is_told_by_mail(town, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reset_step(by=town.admin, reset_id=asked(town))
    job = safety_net(town.admin.municipality_id)
    with acting(job):
        told = Notice.objects.get(kind="step_reset")
    assert told.to_user_id == town["anouk"].user_id
    send_one(by=job, notice_id=told.pk)
    assert "Je tweede stap is weggehaald" in mail.outbox[0].body


def test_never_for_oneself_and_never_alone(town):
    bea = another_admin(town)
    with pytest.raises(Refused, match="Voor jezelf"):
        ask_step_reset(by=bea, user_id=bea.user_id, **FACTS)
    alone = ask_step_reset(by=bea, user_id=town["anouk"].user_id, **FACTS)
    with pytest.raises(Refused, match="Een andere beheerder"):
        reset_step(by=bea, reset_id=alone)
    own = ask_step_reset(by=town["lotte"], user_id=bea.user_id, **FACTS)
    with pytest.raises(Refused, match="Voor jezelf"):
        reset_step(by=bea, reset_id=own)
    reset_step(by=town.admin, reset_id=alone)


@pytest.mark.parametrize("who", ["anouk", "vera", "petra", "tess", "wim"])
def test_who_sees_nobody_at_the_desk_asks_and_answers_nothing(town, who):
    reset = asked(town)
    for act in (
        lambda: asked(town, by=who, who="bilal"),
        lambda: reset_step(by=town[who], reset_id=reset),
        lambda: keep_step(by=town[who], reset_id=reset),
        lambda: step_resets_page(town[who]),
    ):
        with pytest.raises(NotAllowed):
            act()
    with acting(town["anouk"]):
        assert not StepReset.objects.exists()


def test_a_lead_asks_and_does_not_answer(town):
    reset = asked(town, by="rachid")
    with pytest.raises(NotAllowed):
        reset_step(by=town["lotte"], reset_id=reset)
    with pytest.raises(NotAllowed):
        keep_step(by=town["lotte"], reset_id=reset)
    keep_step(by=town["rachid"], reset_id=reset)
    assert state(town, reset) == ResetState.DECLINED
    with pytest.raises(Refused, match="al antwoord op gegeven"):
        reset_step(by=town.admin, reset_id=reset)


def test_after_a_day_it_is_asked_anew(town, clock):
    reset = asked(town)
    with pytest.raises(Refused, match="wacht al een vraag"):
        asked(town, by="rachid")
    clock.forward(hours=25)
    with pytest.raises(Refused, match="langer dan een dag"):
        reset_step(by=town.admin, reset_id=reset)
    (line,) = step_resets_page(town.admin).over
    assert line.state is ResetState.LAPSED
    reset_step(by=town.admin, reset_id=asked(town, by="rachid"))
    assert state(town, reset) == ResetState.LAPSED


def test_of_who_is_suspended_or_works_elsewhere_nothing_is_asked(town, beyond):
    suspend_access(by=town.admin, user_id=town["bilal"].user_id, why=SuspendReason.DEVICE_LOST)
    with pytest.raises(Refused, match="kan nu niet inloggen"):
        asked(town, who="bilal")
    with pytest.raises(Refused, match="uit de lijst"):
        ask_step_reset(by=town["lotte"], user_id=beyond["carmen"].user_id, **FACTS)
    with pytest.raises(NotFound):
        reset_step(by=beyond.admin, reset_id=asked(town))


def test_the_privacy_officer_reads_who_asked_and_who_said_yes(town):  # T-59
    agree(by=town["vera"], document="OR 2026-14", agreed_on=timezone.localdate())
    job = safety_net(town.admin.municipality_id)
    reset_step(by=town.admin, reset_id=asked(town))
    assert look_at_the_trail(by=job) >= 1
    assert look_at_the_trail(by=job) == 0, "found once"
    kinds = [one for one in events_page(town["vera"]).waiting if one.kind is EventKind.STEP_RESET]
    (one,) = kinds
    assert (one.colleague, one.count, one.marks) == ("Functioneel beheer", 1, ())
    (seen,) = event_page(town["vera"], one.id).resets
    assert (seen.who, seen.asked_by) == ("Anouk", "Lotte")
    page = put_in(Client(), town["vera"]).get(reverse("event", args=[one.id])).content.decode()
    assert "De tweede stap van een collega weggehaald" in page and "Gevraagd door Lotte" in page


ROW = (
    "insert into sharing_stepreset (id, municipality_id, user_id, lost, shown, state, asked_by_id,"
    " asked_at, until, controller, destroy_on) values (gen_random_uuid(), %(here)s, %(whose)s,"
    " 'passkey', 'known', 'asked', %(by)s, houvast_now(), houvast_now() + interval '24 hours',"
    " 'college', houvast_today() + 9)"
)
DONE = (
    "update sharing_stepreset set state = 'done', answered_by_id = %(by)s,"
    " answered_at = houvast_now()"
)
STEPS = "delete from mfa_authenticator where user_id = %(whose)s"
GIVEN = "update mfa_authenticator set user_id = %(by)s where user_id = %(whose)s"
OUT = "update accounts_user set signed_out_at = houvast_now() where id = %(whose)s"
POLICY = "new row violates row-level security"


@pytest.mark.parametrize(
    ("sql", "by", "whose", "says"),
    [
        (ROW, "lotte", "lotte", "reset_never_for_oneself"),
        (ROW, "lotte", "anouk", "one_reset_waits"),
        (ROW, "bilal", "wim", POLICY),
        (ROW, "lotte", "beyond", "reset_of_a_colleague"),
        (DONE, "lotte", "anouk", POLICY),
        (DONE, "anouk", "anouk", ""),
        (STEPS, "lotte", "anouk", "second_step_of_oneself"),
        (STEPS, "admin", "anouk", "second_step_of_oneself"),
        (GIVEN, "admin", "anouk", "second_step_of_oneself"),
        (OUT, "admin", "anouk", "password_of_oneself"),
    ],
)
def test_the_database_says_so_too(town, beyond, sql, by, whose, says):
    asked(town)
    Authenticator.objects.create(user_id=town["anouk"].user_id, type="totp", data={})
    who = town.admin if by == "admin" else town[by]
    of = beyond["carmen"] if whose == "beyond" else town[whose]
    given = {"here": who.municipality_id, "whose": of.user_id, "by": who.user_id}
    assert refused_by_the_database(who, sql, given) == says


def refused_by_the_database(who, sql, given):
    """What it says no with; nothing when it does nothing, because no row can be seen."""
    try:
        with transaction.atomic(), acting(who), connection.cursor() as cursor:
            cursor.execute(sql, given)
            assert cursor.rowcount == 0
    except DatabaseError as wrong:
        why = wrong.__cause__
        return POLICY if POLICY in str(why) else why.diag.constraint_name
    return ""


def test_who_asked_cannot_say_yes_in_the_database_either(town):
    bea = another_admin(town)
    ask_step_reset(by=bea, user_id=town["anouk"].user_id, **FACTS)
    given = {"by": bea.user_id}
    assert refused_by_the_database(bea, DONE, given) == "reset_by_a_second_person"


@pytest.mark.commits
@pytest.mark.parametrize("_round", range(3))
def test_two_answers_at_once_and_two_questions_at_once(committed, _round):
    place = found("Waterrade", STAFF, timezone.localdate())
    bea = another_admin(place)
    said = at_once(lambda: asked(place), lambda: asked(place, by="rachid"))
    (no,) = refusals(said)
    assert "wacht al een vraag" in no
    reset = next(one for one in said if not isinstance(one, Exception))
    said = at_once(
        lambda: reset_step(by=place.admin, reset_id=reset),
        lambda: keep_step(by=bea, reset_id=reset),
    )
    (no,) = refusals(said)
    assert "al antwoord op gegeven" in no
    with acting(place["lotte"]):
        one = StepReset.objects.get(pk=reset)
    signed_out = User.objects.get(pk=place["anouk"].user_id).signed_out_at
    assert (one.state == "done") == (signed_out is not None)
