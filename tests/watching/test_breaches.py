"""The workbench of a data breach: seventy-two hours, who was seen by whom, and what is decided."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.watching.actions import BreachFacts, conclude, decide_breach, open_breach
from houvast.watching.models import Breach
from houvast.watching.reads import breach_page, breaches_page
from houvast.watching.rules.breaches import Persons, Report, check_breach
from houvast.watching.rules.outcomes import Outcome
from tests.cast import STAFF, Who, found, found_beyond, open_track, sign_in
from tests.watching.made import event_about
from tests.watching.reported import DECIDED, WHAT, reported

HOUR = timedelta(hours=1)


def decide(town, breach, who="vera", **changes):
    decide_breach(by=town[who], breach_id=breach, **(DECIDED | changes))


def misuse(town, who="bilal"):
    with acting(safety_net(town.admin.municipality_id)):
        event = event_about(town, town[who].user_id)
    conclude(by=town["vera"], event_id=event, outcome=Outcome.MISUSE, note="Hij gaf het zelf toe.")


def test_concluded_misuse_opens_a_breach_with_a_clock_and_other_outcomes_do_not(town):  # T-59
    with acting(safety_net(town.admin.municipality_id)):
        other = event_about(town, town["wim"].user_id)
    conclude(by=town["vera"], event_id=other, outcome=Outcome.WORK, note="Het hoorde erbij.")
    assert breaches_page(town["vera"]).open == ()
    misuse(town)
    (line,) = breaches_page(town["vera"]).open
    assert line.due_at - line.known_at == timedelta(hours=72) and line.by_event
    assert (line.colleague, line.what) == ("Bilal", "Hij gaf het zelf toe.")


@pytest.mark.commits
def test_whom_it_concerns_is_drawn_from_the_trail(committed):  # T-59
    town = found("Waterrade", STAFF, timezone.localdate())
    track, other = open_track(town), open_track(town, Who("Ander"))
    anouk, began = sign_in(Client(), town["anouk"]), timezone.now()
    for _ in range(2):
        anouk.get(reverse("track", args=[track]))
    breach = reported(town, town["anouk"].user_id, since=began)
    (one,) = breach_page(town["vera"], breach).seen
    assert (one.opened, one.listed, one.coach, one.team) == (2, 0, "Anouk", "Zuid")
    anouk.get(reverse("young_people"))
    seen = breach_page(town["vera"], breach).seen
    assert [one.listed for one in seen] == [0]  # after the end of the breach nothing counts
    later = reported(town, town["anouk"].user_id, since=began)
    assert sorted(one.listed for one in breach_page(town["vera"], later).seen) == [1, 1]
    assert other


def test_nobody_else_draws_it_and_nobody_of_himself(town):  # T-59
    breach = reported(town, town["bilal"].user_id)
    for who in ("lotte", "bilal", "petra", "anouk"):
        with pytest.raises((NotAllowed, NotFound)):
            breach_page(town[who], breach)
        with acting(town[who]), connection.cursor() as cursor:
            cursor.execute("select count(*) from watching_seen_in_breach(%s)", [breach])
            assert cursor.fetchone() == (0,)
    with pytest.raises(Refused, match="een ander"):
        reported(town, town["vera"].user_id)
    refused = pytest.raises(DatabaseError)
    with refused, transaction.atomic(), acting(town["vera"]):
        Breach.objects.filter(pk=breach).update(user=town["vera"].user_id)


def test_a_decision_has_reasons_is_made_once_and_stays(town):  # T-59
    breach = reported(town)
    for field, change in (
        ("report", {"report": None}),
        ("report_why", {"report_why": "ja"}),
        ("persons", {"persons": None}),
        ("persons_why", {"persons_why": " " * 30}),
    ):
        with pytest.raises(Refused) as no:
            decide(town, breach, **change)
        assert no.value.field == field
    decide(town, breach)
    (line,) = breaches_page(town["vera"]).decided
    assert (line.report, line.persons, line.decided_by) == (Report.REPORTED, Persons.TOLD, "Vera")
    with pytest.raises(Refused, match="al over besloten"):
        decide(town, breach)
    for change in ("report = 'not_reported'", "due_at = due_at + interval '1 day'", "what = 'x'"):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(town["vera"]):
            connection.cursor().execute(f"update watching_breach set {change}")


NOW = datetime(2026, 11, 27, 12, tzinfo=timezone.get_current_timezone())


@pytest.mark.parametrize(
    ("field", "what", "since", "until", "known"),
    [
        ("what", "te kort", -HOUR, -HOUR, -HOUR),
        ("what", "x" * 501, -HOUR, -HOUR, -HOUR),
        ("known", WHAT, -HOUR, -HOUR, HOUR),
        ("until", WHAT, -HOUR, -2 * HOUR, -HOUR),
        ("until", WHAT, HOUR, 2 * HOUR, -HOUR),
        ("until", WHAT, -57 * 24 * HOUR, -HOUR, -HOUR),
    ],
)
def test_a_breach_is_of_what_was_and_in_words(field, what, since, until, known):
    with pytest.raises(Refused) as no:
        check_breach(what, NOW + since, NOW + until, NOW + known, NOW)
    assert no.value.field == field


def test_a_colleague_of_elsewhere_is_no_colleague(town):
    with pytest.raises(Refused, match="uit de lijst"):
        open_breach(
            by=town["vera"],
            facts=BreachFacts(WHAT, found_beyond()["anouk"].user_id, *[timezone.now()] * 3),
        )


def test_the_screens_say_what_is_late_and_keep_what_was_typed(town, clock):
    vera = sign_in(Client(), town["vera"])
    misuse(town)
    assert "besluit voor" in vera.get(reverse("breaches")).content.decode()
    clock.forward(hours=73)
    assert "te laat" in vera.get(reverse("breaches")).content.decode()
    with acting(town["vera"]):
        address = reverse("breach", args=[Breach.objects.get().pk])
    wrong = vera.post(address, {"report_why": "Kenmerk AP-1."})
    assert wrong.status_code == 422 and "Kenmerk AP-1." in wrong.content.decode()
    good = {**DECIDED, "report": "not_reported", "persons": "told"}
    assert vera.post(address, good).status_code == 302
    assert "Nee, niet gemeld" in vera.get(reverse("breaches")).content.decode()
    assert town.as_("vera", Purpose.SUBJECT_RIGHTS) == town["vera"]
