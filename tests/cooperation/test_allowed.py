"""What a young person allows: only what is on the list, by who may, and over when he says so."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import Organisation
from houvast.cooperation.actions.allowed import ask_allowed, take_allowed_back
from houvast.cooperation.models import Allowance, PushedTask
from houvast.cooperation.reads.allowed import allowed_page
from houvast.cooperation.reads.shared import share_choices
from houvast.cooperation.rules.allowed import AllowAsked, AllowScope, check_allowed
from houvast.cooperation.rules.states import Receiver
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.rules.states import Answered
from houvast.tracks.actions.access import renew_access
from tests.cast import sign_in
from tests.cooperation.made import beside, shared, state
from tests.sharing.made_registers import let_in

DAY = timedelta(days=1)
TODAY = date(2026, 11, 27)


def asked(**changes) -> AllowAsked:
    what = {
        "scope": AllowScope.HELP_PARTNER_CONTACT,
        "what": "Zijn naam en de stap met werk.",
        "purpose": "Dan kan de school hem bellen.",
        "says_yes": True,
        "how": Answered.TOGETHER,
    }
    return AllowAsked(**{**what, **changes})


@pytest.fixture
def partner(town, track):
    let_in(town)
    return share_choices(town["anouk"], track).partners[0][0]


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.field


def test_only_the_scopes_of_the_list_exist():  # T-30
    assert {one.value for one in AllowScope} == {
        "help_partner_contact",
        "lift_secrecy_of",
        "photo",
        "reference_after_close",
    }


def test_who_may_say_yes_and_until_when():  # T-28, T-31, T-33
    yes, parent = asked(), asked(parent=Answered.PHONE)
    assert refused(lambda: check_allowed(yes, None, TODAY)) is None, "an unknown age is not met"
    assert refused(lambda: check_allowed(parent, date(2014, 11, 28), TODAY)) is None, "below 12"
    assert refused(lambda: check_allowed(yes, date(2011, 5, 4), TODAY)) == "parent"
    assert check_allowed(yes, date(2000, 5, 4), TODAY) == date(2027, 5, 27)
    assert check_allowed(parent, date(2011, 1, 9), TODAY) == date(2027, 1, 9), "becomes 16"
    assert check_allowed(yes, date(2009, 1, 9), TODAY) == date(2027, 1, 9), "becomes 18"
    check_allowed(asked(says_yes=False), date(2011, 5, 4), TODAY)
    for name in ("what", "purpose"):  # T-26
        short = asked(**{name: "Kort."})
        assert refused(lambda short=short: check_allowed(short, date(2000, 5, 4), TODAY)) == name


def test_consent_is_never_asked_for_the_municipality_itself(town, track, partner):  # T-25
    with acting(town["anouk"]):
        town_hall = Organisation.objects.get(
            municipality=town["anouk"].municipality_id, kind="municipality"
        )
    given = {"by": town["anouk"], "track_id": track, "asked": asked()}
    assert refused(lambda: ask_allowed(**given, to=town_hall.pk)) == "to"
    made = ask_allowed(**given, to=partner)
    with acting(town["anouk"]):
        one = Allowance.objects.get(pk=made)
    one.pk, one.to_id = None, town_hall.pk
    with pytest.raises(DatabaseError, match="to who may ask"), transaction.atomic():
        copied(town, one)


def copied(town, one, **changes):
    from uuid import uuid4

    with acting(town["anouk"]):
        one.pk = uuid4()
        for name, value in changes.items():
            setattr(one, name, value)
        one.save(force_insert=True)


def test_a_yes_stays_as_it_was_given_and_holds_no_longer_than_it_may(town, track, partner):
    made = ask_allowed(by=town["anouk"], track_id=track, to=partner, asked=asked())
    with acting(town["anouk"]):
        one = Allowance.objects.get(pk=made)
    assert one.until <= timezone.localdate() + 184 * DAY  # T-28
    for change in ({"until": one.until + 200 * DAY}, {"state": "withdrawn"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            copied(town, one, **change)
    with (
        pytest.raises(DatabaseError, match="stays as it was given"),
        transaction.atomic(),
        acting(town["anouk"]),
    ):
        Allowance.objects.filter(pk=made).update(until=one.until + DAY)


def test_a_yes_that_ends_is_asked_again_and_never_goes_on_by_itself(town, track, partner, clock):
    """T-28: the page says so a month ahead, until it was asked again."""
    by = town["anouk"]
    ask_allowed(by=by, track_id=track, to=partner, asked=asked())
    until = allowed_page(by, track).lines[0].last_day + DAY
    for days, holds, again in ((31, True, False), (30, True, True), (0, False, True)):
        clock.set(midday(until - days * DAY))
        renew_access(by=town["rachid"], track_id=track)
        (line,) = allowed_page(by, track).lines
        assert (line.holds, line.asks_again) == (holds, again), days
    answer = sign_in(Client(), by).get(reverse("allowed", args=[track])).content.decode()
    assert "Vanzelf gaat een ja nooit door" in answer and "Verlopen" in answer
    ask_allowed(by=by, track_id=track, to=partner, asked=asked(says_yes=False))
    assert [one.asks_again for one in allowed_page(by, track).lines] == [False, False]


def midday(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_a_no_is_kept_and_changes_nothing(town, track, partner):  # T-27
    by = town["anouk"]
    ask_allowed(by=by, track_id=track, to=partner, asked=asked(says_yes=False))
    assert [one.state.value for one in allowed_page(by, track).lines] == ["refused"]
    given = {"receiver": Receiver.PARTNER, "ground": "G04", "to": partner}
    assert refused(lambda: shared(town, track, **given)) == "ground"


def test_what_is_shared_on_a_yes_ends_with_it_in_the_same_act(town, track, partner):  # T-29
    by = town["anouk"]
    made = ask_allowed(by=by, track_id=track, to=partner, asked=asked())
    given = {"receiver": Receiver.PARTNER, "ground": "G04", "to": partner}
    until = allowed_page(by, track).lines[0].last_day
    assert refused(lambda: shared(town, track, **given, until=until + DAY)) == "until"
    sent = shared(town, track, **given)
    with (
        pytest.raises(DatabaseError, match="ends first"),
        transaction.atomic(),
        acting(by),
    ):
        now = timezone.now()
        Allowance.objects.filter(pk=made).update(state="withdrawn", withdrawn_at=now)
    take_allowed_back(by=by, allowance_id=made)
    assert state(by, sent) == "withdrawn"
    with acting(by):
        assert PushedTask.objects.filter(sharing=sent, kind="withdrawal").count() == 1
    assert refused(lambda: shared(town, track, **given)) == "ground"
    with pytest.raises(Refused):
        take_allowed_back(by=by, allowance_id=made)


def test_only_the_lead_coach_asks(town, track, partner):  # T-25
    for by in (beside(town), town["bilal"], town["vera"]):
        with pytest.raises((NotAllowed, NotFound)):
            ask_allowed(by=by, track_id=track, to=partner, asked=asked())
