"""Events of watching: made by the job, looked at by two roles, never by oneself."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import Purpose, Role
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import welcome
from houvast.tracks.models import Notice
from houvast.watching.actions import agree, conclude, look_at_the_trail, stop_watching
from houvast.watching.models import Event
from houvast.watching.reads import event_page, events_page
from houvast.watching.rules.limits import EventKind
from houvast.watching.rules.outcomes import Outcome
from tests.cast import PASSWORD, Who, open_track, sign_in

ASKED = "Nagevraagd bij de collega en de teamleider."


def agreed(town):
    agree(by=town["vera"], document="OR 2026-14", agreed_on=timezone.localdate())


def refused_often(town, number=11):
    """Somebody tries addresses that are not his."""
    client = sign_in(Client(), town["bilal"])
    track = open_track(town, Who("Noa"))
    for _ in range(number):
        assert client.get(reverse("track", args=[track])).status_code == 404


def night(town):
    return look_at_the_trail(by=safety_net(town.admin.municipality_id))


def listed(town):
    return events_page(town["vera"])


def test_nothing_is_looked_at_before_the_works_council_agreed(town):  # L9
    refused_often(town)
    assert night(town) == 0
    agreed(town)
    assert night(town) > 0
    stop_watching(by=town["vera"])
    assert night(town) == 0


def test_a_cluster_of_refusals_is_an_event_with_an_explanation_and_no_name(town):  # T-59
    agreed(town)
    refused_often(town)
    night(town)
    (one,) = [each for each in listed(town).waiting if each.kind is EventKind.REFUSED]
    assert (one.colleague, one.count) == ("Bilal", 11)
    page = sign_in(Client(), town["vera"]).get(reverse("event", args=[one.id])).content.decode()
    assert "Vaak geweigerd binnen een uur" in page
    assert "Noa" not in page
    with acting(safety_net(town.admin.municipality_id)):
        told = Notice.objects.filter(kind="watched").values_list("to_user", flat=True)
        assert set(told) == {town["vera"].user_id}


def test_running_twice_adds_nothing(town):
    agreed(town)
    refused_often(town)
    assert night(town) > 0
    assert night(town) == 0


def test_an_outcome_is_said_once_with_what_was_asked(town):  # T-59
    agreed(town)
    refused_often(town)
    night(town)
    (one,) = listed(town).waiting
    with pytest.raises(Refused, match="één zin"):
        conclude(by=town["vera"], event_id=one.id, outcome=Outcome.MISTAKE, note="ok")
    conclude(by=town["vera"], event_id=one.id, outcome=Outcome.MISTAKE, note=ASKED)
    with pytest.raises(Refused, match="al een uitkomst"):
        conclude(by=town["vera"], event_id=one.id, outcome=Outcome.WORK, note=ASKED)
    (done,) = listed(town).concluded
    assert (done.outcome, done.concluded_by) == (Outcome.MISTAKE, "Vera")


def test_nobody_else_looks_and_nobody_at_himself(town):  # T-59
    agreed(town)
    refused_often(town)
    night(town)
    (one,) = listed(town).waiting
    for who in ("lotte", "petra", "rachid", "bilal"):
        with pytest.raises(NotAllowed):
            events_page(town[who])
    with acting(safety_net(town.admin.municipality_id)):
        Event.objects.filter(pk=one.id)
    vera = town["vera"]
    about_vera = _event(town, vera.user_id)
    with pytest.raises(NotFound):
        event_page(vera, about_vera)
    with acting(town["lotte"]):
        assert not Event.objects.exists()


def test_the_security_officer_looks_too(town):
    key = welcome(
        by=town.admin,
        username="storm",
        name="Storm",
        password=PASSWORD,
        role=Role.SECURITY_OFFICER,
        team=town.teams["Regie"],
    )
    storm = actor_of(User.objects.get(pk=key), Role.SECURITY_OFFICER)
    assert storm.purpose == Purpose.SECURITY_REVIEW
    about = _event(town, town["bilal"].user_id)
    assert event_page(storm, about).event.colleague == "Bilal"
    assert sign_in(Client(), storm).get(reverse("events")).status_code == 200


def test_the_application_reads_the_trail_for_the_job_and_for_nothing_else(town):  # T-74
    refused_often(town, 1)
    for who in (town["vera"], town["anouk"], town.as_("rachid", Purpose.PROCESS_STEERING)):
        assert _facts(who) == 0
    assert _facts(safety_net(town.admin.municipality_id)) > 0


def test_an_event_stays_as_it_was_found(town):
    about = _event(town, town["bilal"].user_id)
    for changed in ({"count": 0}, {"persons": []}, {"kind": "sample"}):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(town["vera"]):
            Event.objects.filter(pk=about).update(concluded_by=town["vera"].user_id, **changed)
    with acting(town["anouk"]), pytest.raises(DatabaseError), transaction.atomic():
        _event_as(town, town["bilal"].user_id)


def _facts(by):
    with acting(by) as at, connection.cursor() as cursor:
        cursor.execute("select count(*) from watching_facts(%s)", [at.now - timedelta(days=9)])
        return cursor.fetchone()[0]


def _event(town, user):
    with acting(safety_net(town.admin.municipality_id)):
        return _event_as(town, user)


def _event_as(town, user):
    from tests.watching.made import event_about

    return event_about(town, user)


def test_consent_lies_in_the_past_and_is_one_at_a_time(town):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="toekomst"):
        agree(by=town["vera"], document="OR", agreed_on=tomorrow)
    with pytest.raises(Refused, match="waar het besluit staat"):
        agree(by=town["vera"], document=" ", agreed_on=date(2026, 1, 1))
    agreed(town)
    with pytest.raises(Refused, match="al een instemming"):
        agreed(town)
