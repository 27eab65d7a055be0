"""Known here? Yes and whom to call, or no; ten times a day, and every time in the trail."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.accounts.models import Membership, User
from houvast.database.context import acting
from houvast.errors import NotAllowed, Refused
from houvast.sharing.actions import end_role
from houvast.tracks.actions.closing import stop_at_own_wish
from houvast.tracks.actions.known import ask_known_here
from houvast.tracks.models import KnownQuestion
from houvast.tracks.reads.known import asked_page, still_to_ask
from houvast.tracks.rules.known import LONGEST_REASON, PER_DAY, AskedFor, Question, check_question
from tests.cast import (
    ILIAS,
    STAFF,
    Purpose,
    at_commit,
    found,
    found_beyond,
    live,
    open_track,
    sign_in,
)
from tests.test_trail import as_auditor

TODAY = date(2026, 11, 24)
BORN = ILIAS.birth_date
WHY = "Staat elke dag bij het jongerenwerk."
ASK = Question("Voorbeeld", BORN, AskedFor.SIGNAL, WHY)
MAY = ("anouk", "bilal", "wim", "rachid", "tess")


def asker(town, who="bilal"):
    return town.as_(who, Purpose.KNOWN_HERE)


def ask(town, who="bilal", **changes):
    return ask_known_here(by=asker(town, who), question=replace(ASK, **changes))


def ask_the_database(by):
    """The function itself, which has to refuse."""
    refused = pytest.raises(ProgrammingError, match="by who may")
    with refused, acting(by), connection.cursor() as cursor:
        cursor.execute("select * from tracks_known_here('Voorbeeld', %s, 'help', %s)", [BORN, WHY])


@given(st.text(max_size=40), st.integers(-9000, 9000), st.text(max_size=330))
def test_a_question_has_a_whole_name_a_day_in_the_past_and_a_reason(name, days, reason):  # T-06
    asked = Question(name, TODAY + timedelta(days=days), AskedFor.HELP, reason)
    try:
        checked = check_question(asked, TODAY)
    except Refused as no:
        wrong = {"family_name": not name.split(), "birth_date": days > 0}
        assert wrong.get(no.field, len(reason.strip()) < 10 or len(reason) > LONGEST_REASON)
    else:
        assert checked.family_name == " ".join(name.split()) and checked.birth_date <= TODAY
        assert 10 <= len(checked.reason) <= LONGEST_REASON


def test_yes_says_whom_to_call_and_no_says_nothing(town, track):  # T-06
    User.objects.filter(pk=town["anouk"].user_id).update(phone="0600000042")
    yes = ask(town)
    assert (yes.is_known, yes.name, yes.phone) == (True, "Anouk", "0600000042")
    no = ask(town, family_name="Voorbeeldig")
    assert (no.is_known, no.name, no.function, no.phone) == (False, "", "", "")
    assert (yes.still, no.still) == (PER_DAY - 1, PER_DAY - 2)


@pytest.mark.parametrize("name", ["voorbeeld", "  Voorbeeld ", "VOORBEELD"])
def test_capitals_and_spaces_do_not_matter(town, track, name):
    assert ask(town, family_name=name).is_known


@pytest.mark.parametrize(
    "near",
    [
        {"family_name": "Voorbeel"},
        {"family_name": "%"},
        {"family_name": "Voorbeeld%"},
        {"family_name": "_oorbeeld"},
        {"birth_date": BORN + timedelta(days=1)},
        {"birth_date": date(2008, 5, 5)},
    ],
)
def test_nearly_the_same_is_no(town, track, near):
    assert not ask(town, **near).is_known


def test_who_keeps_the_door_is_called_and_a_running_track_goes_first(town, track):
    later = timezone.localdate() + timedelta(days=30)
    stop_at_own_wish(
        by=town["anouk"], track_id=track, door_contact=town["anouk"].user_id, come_back_on=later
    )
    at_commit()
    assert ask(town, who="wim").name == "Anouk"
    open_track(town, replace(ILIAS, nickname="Nog eens"), coach="bilal")
    assert ask(town, who="wim").name == "Bilal"


def test_nobody_of_another_municipality_is_known(town, db):
    live(found_beyond(), "Zeester")
    assert not ask(town, family_name="Zeesterachter").is_known


def test_ten_a_day_and_tomorrow_again(town, track, clock):  # T-06
    for _ in range(PER_DAY):
        ask(town)
    with pytest.raises(Refused, match="vandaag al"):
        ask(town)
    assert still_to_ask(asker(town)) == 0
    assert ask(town, who="wim").still == PER_DAY - 1
    clock.forward(days=1)
    assert ask(town).still == PER_DAY - 1


@pytest.mark.parametrize("who", ["lotte", "sam", "bas", "petra", "hugo"])
def test_other_roles_are_refused_by_the_database_whatever_they_say(town, track, who):
    with pytest.raises(ProgrammingError, match="by who may"):
        ask(town, who=who)


@pytest.mark.parametrize("who", MAY)
def test_another_purpose_is_no_way_in(town, track, who):
    with pytest.raises(NotAllowed):
        ask_known_here(by=town[who], question=ASK)
    ask_the_database(town[who])


def test_a_role_that_ended_and_an_account_that_is_suspended_ask_nothing(town, track):
    User.objects.filter(pk=town["wim"].user_id).update(suspended_at=timezone.now())
    end_role(by=town.admin, membership_id=Membership.objects.get(user=town["bilal"].user_id).pk)
    for who in ("wim", "bilal"):
        ask_the_database(asker(town, who))


ENTRIES = """
select verb, subject is not null, cardinality(shown), role from audit_entry
where verb like 'tracks.known_here%' order by at, verb
"""


@pytest.mark.commits
def test_the_trail_says_who_asked_and_about_whom_it_was_yes(committed):
    town = found("Waterrade", STAFF, timezone.localdate())
    open_track(town)
    ask(town)
    ask(town, family_name="Niemand")
    with as_auditor() as auditor:
        assert auditor.execute(ENTRIES).fetchall() == [
            ("tracks.known_here_answered", True, 1, "outreach_coach"),
            ("tracks.known_here_asked", False, 0, "outreach_coach"),
            ("tracks.known_here_answered", False, 0, "outreach_coach"),
            ("tracks.known_here_asked", False, 0, "outreach_coach"),
        ]


def test_yes_and_no_take_the_same_road(town, track):  # T-06
    def statements(**changes):
        with CaptureQueriesContext(connection) as told:
            ask(town, **changes)
        return [one["sql"].split()[0] for one in told]

    assert statements() == statements(family_name="Niemand")
    with acting(asker(town)):
        assert KnownQuestion.objects.count() == 2


def test_the_watchers_see_who_asked_what_for_and_never_about_whom(town, track):
    ask(town)
    ask(town, who="wim", family_name="Niemand")
    for who, names in (("rachid", ["Wim", "Bilal"]), ("lotte", ["Bilal"]), ("hugo", ["Wim"])):
        page = asked_page(town[who])
        assert sorted(one.by for one in page.asked) == sorted(names)
        shown = sign_in(Client(), town[who]).get(reverse("known_asked")).content.decode()
        assert WHY in shown and "Voorbeeld" not in shown and "Ilias" not in shown
    with pytest.raises(NotAllowed):
        asked_page(town["anouk"])
    with acting(town["anouk"]):
        assert not KnownQuestion.objects.exists()


def test_the_screen_answers_counts_and_keeps_what_was_typed(town, track):
    browser, url = sign_in(Client(), town["bilal"]), reverse("known_here")
    assert f"nog {PER_DAY} keer" in browser.get(url).content.decode()
    fill = {"family_name": "Voorbeeld", "birth_date": BORN.isoformat(), "asked_for": "signal"}
    wrong = browser.post(url, fill | {"reason": "kort"})
    assert wrong.status_code == 422 and "kort" in wrong.content.decode()
    text = browser.post(url, fill | {"reason": WHY}).content.decode()
    assert "Ja. Bel Anouk." in text and "Ilias" not in text and "nog 9 keer" in text
    none = browser.post(url, fill | {"family_name": "Niemand", "reason": WHY}).content.decode()
    assert "Nee, niet bekend" in none and "Niemand" not in none


SAFE = [HealthCheck.function_scoped_fixture]
# With `str.split` itself Hypothesis takes a short cut that lets separators such as \x1c through.
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80)


@settings(max_examples=8, deadline=None, suppress_health_check=SAFE)
@given(name=NAMES.filter(lambda name: name.split()), days=st.integers(0, 9000))
def test_no_guess_is_answered_with_yes(town, track, name, days):
    born = timezone.localdate() - timedelta(days=days)
    hit = (name.strip().lower(), born) == ("voorbeeld", BORN)
    with acting(asker(town)):
        left = PER_DAY - KnownQuestion.objects.count()
    if left:
        assert ask(town, family_name=name, birth_date=born).is_known is hit
