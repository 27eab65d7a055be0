"""The list of signals: what waits on top, a word that tells rows apart, fifty at a time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.tracks.actions.signals import confirm_referral, receive_signal, refer, turn_down
from houvast.tracks.reads.listing import PER_PAGE, Asked
from houvast.tracks.reads.signal_list import NEWEST, OLDEST, signals_page
from houvast.tracks.rules.states import SignalState, Source
from houvast.tracks.rules.views import SignalView
from tests.cast import Who, observed, proposed_track, sign_in, signal_in_triage

WHERE = "Fenna Prins, wijkteam"


def received(town, name, **seen):
    by = town.as_("anouk", Purpose.INTAKE)
    return receive_signal(by=by, seen=observed(town, **seen), who=Who(name) if name else Who())


def passed_on(town, name, **taken_over):
    signal = signal_in_triage(town, Who(name))
    refer(by=town["tess"], signal_id=signal, to=WHERE, reason="Zij helpen met papieren.")
    return signal


def names(town, view, who="tess"):
    by = town.as_(who, Purpose.INTAKE)
    return [one.name for one in signals_page(by, Asked(view)).rows]


@pytest.fixture
def desk(town, clock):
    """An old one without answer, one passed on, and one of today; two that are done."""
    received(town, "Oud")
    done = passed_on(town, "Over")
    confirm_referral(by=town["tess"], signal_id=done)
    clock.forward(days=4)
    passed_on(town, "Hangt")
    turned = signal_in_triage(town, Who("Nee"))
    turn_down(by=town["tess"], signal_id=turned, reason="Er is al hulp van school.")
    clock.forward(days=5)
    received(town, "Vers")
    return town


def test_passed_on_and_not_taken_over_stands_on_top_then_the_oldest_answer(desk):
    assert names(desk, SignalView.WAITING) == ["", "Oud", "Vers"]
    assert names(desk, SignalView.LATE) == ["Oud"]
    page = signals_page(desk["tess"])
    assert [one.referred_to for one in page.rows] == [WHERE, "", ""]
    assert names(desk, SignalView.REFERRED) == [""]
    assert page.counts == {
        SignalView.WAITING: 3,
        SignalView.LATE: 1,
        SignalView.REFERRED: 1,
        SignalView.ANSWERED: 2,
    }


def test_a_list_of_signals_is_sorted_by_two_days_of_ours():
    keys = {str(getattr(one, "expression", one)) for one in (*NEWEST, *OLDEST)}
    assert keys == {"F(answered_at)", "answer_by"}


def test_taking_over_ends_the_waiting(desk):
    hangs = next(one for one in signals_page(desk["tess"]).rows if one.hangs)
    confirm_referral(by=desk["tess"], signal_id=hangs.id)
    assert names(desk, SignalView.REFERRED) == []
    assert signals_page(desk["tess"]).counts[SignalView.ANSWERED] == 3


def test_a_row_tells_the_day_the_source_and_the_reason_until_it_is_answered(town):
    yesterday = timezone.localdate() - timedelta(days=1)
    received(town, "", source=Source.SCHOOL, observed_on=yesterday)
    (row,) = signals_page(town["tess"]).rows
    assert (row.name, row.observed_on, row.source) == ("", yesterday, Source.SCHOOL)
    assert row.criterion == "Gaat niet naar school of werk en vraagt om hulp"
    assert row.entered_by == "Anouk" and not row.late and row.waits
    proposed_track(town, Who("Gevraagde"))
    done = Asked(SignalView.ANSWERED)
    (other,) = signals_page(town["tess"], done).rows
    assert (other.name, other.observed_on, other.criterion) == ("", None, "")
    (own,) = signals_page(town.as_("anouk", Purpose.INTAKE), done).rows
    assert own.criterion and own.state is SignalState.TAKEN_UP


def test_who_reported_sees_the_own_ones_only(desk):
    assert names(desk, SignalView.WAITING, "bilal") == []
    assert len(names(desk, SignalView.WAITING, "anouk")) == 3


def test_a_page_holds_fifty_and_one_beyond_the_last_shows_the_last(town):
    for number in range(PER_PAGE + 1):
        received(town, f"Melding {number}")
    page = signals_page(town["tess"], Asked(SignalView.WAITING, page=9))
    assert (page.page, page.pages, page.total, len(page.rows)) == (2, 2, PER_PAGE + 1, 1)


def test_the_screen_shows_views_and_what_hangs(desk, client):
    browser, url = sign_in(client, desk["tess"]), reverse("signals")
    text = browser.get(url).content.decode()
    assert f"Doorverwezen naar {WHERE}" in text and "Nog niet overgenomen" in text
    assert "Gaat niet naar school of werk" in text and "te laat" in text
    done = browser.get(url, {"weergave": "answered"}).content.decode()
    assert "Niet opgepakt" in done and "Vers" not in done
    assert browser.get(url, {"weergave": "<b>", "bladzijde": "x"}).status_code == 200


def test_a_second_answer_hears_that_a_colleague_was_first_and_keeps_its_words(town, client):
    signal = received(town, "Twee")
    sign_in(client, town["tess"])
    start = reverse("start_triage", args=[signal])
    assert [client.post(start).status_code for _ in range(2)] == [302, 302]
    url = reverse("turn_down", args=[signal])
    fill = {"reason": "Er is al hulp van school."}
    assert client.post(url, fill).status_code == 302
    again = client.post(url, fill)
    words = again.content.decode()
    assert "al beantwoord" in words and fill["reason"] in words and again.status_code == 422
    assert client.post(start).status_code == 409


def test_who_entered_it_reads_why_and_the_triage_no_more(town, client):
    signal = signal_in_triage(town, Who("Nee"))
    turn_down(by=town["tess"], signal_id=signal, reason="Er is al hulp van school.")
    url = reverse("signal", args=[signal])
    sign_in(client, town["anouk"])
    assert "Er is al hulp van school." in client.get(url).content.decode()
    client.logout()
    sign_in(client, town["tess"])
    seen = client.get(url).content.decode()
    assert "alleen voor wie het aanmeldde" in seen and "hulp van school" not in seen
