"""The screens of a plan: nothing counts before a person says so, and nobody else looks."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.plans.actions.arriving import bring_plan
from houvast.plans.actions.following import follow_up
from houvast.plans.actions.marking import record_not_found
from houvast.plans.models import Arrival, FollowUp, Mark, Reading
from houvast.plans.reads.checks import pieces
from tests.cast import STAFF, found, sign_in
from tests.plan_checks.conftest import PLAN, brought, manager, pointed_at
from tests.test_queries import MOST, asked

NEVER = re.compile(r"\b\d+ (van de|of) (18|13)\b|\d+ ?(%|procent) van de vragen|score|cijfer [0-9]")


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def visitor(petra, client):
    sign_in(client, petra)
    return client


def text_of(answer, status=200):
    assert answer.status_code == status
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def question(reading, about="P04"):
    return reverse("plan_question", args=[reading, about])


def file(text=PLAN, name="plan.txt"):
    return SimpleUploadedFile(name, text.encode())


def test_a_file_that_is_brought_waits_for_the_job_and_is_there_once(petra, visitor):
    bad = visitor.post(reverse("plan_checks"), {"title": " ", "file": file("")})
    text = text_of(bad, 422)
    assert "Vul dit in." in text and "Dit bestand is leeg." in text
    sent = {"title": "Plan Noord", "file": file()}
    away = visitor.post(reverse("plan_checks"), sent)
    assert "staat in de rij" in text_of(visitor.get(away.url))
    assert "Plan Noord" in text_of(visitor.get(reverse("plan_checks")))
    reading = brought(petra)
    again = visitor.post(reverse("plan_checks"), {"title": "Nog eens", "file": file()})
    assert again.url == reverse("plan_check", args=[reading])
    gone = visitor.post(away.url, {"step": "weg"})
    assert gone.url == reverse("plan_checks")
    with acting(petra):
        assert Arrival.objects.filter(title="Plan Noord").count() == 0


def test_nothing_counts_before_a_person_says_so(petra, visitor):  # PL-01, PL-03, PL-04
    reading = brought(petra)
    whole = reverse("plan_check", args=[reading])
    before = text_of(visitor.get(whole))
    assert "Nog niet bekeken" in before and "twintig betaalde" not in before
    assert not NEVER.search(before)
    shown = visitor.get(question(reading)).content.decode()
    assert "<mark>leerwerkplekken</mark>" in shown and "nu aan de beurt" in shown
    said = {"passage": pointed_at(petra, reading, "P04"), "say": "afspraak"}
    assert visitor.post(question(reading), said).url == question(reading)
    after = text_of(visitor.get(whole))
    assert "Werk is in dit plan genoemd" in after and "twintig betaalde" in after
    assert "alinea 3" in after and "Petra" in after and not NEVER.search(after)
    with acting(petra):
        assert [one.level for one in Mark.objects.filter(about="P04")] == [2]


def test_what_a_person_did_not_find_is_recorded_and_becomes_work(petra, visitor):
    reading = brought(petra)
    refused = visitor.post(question(reading, "P99"), {"say": "niet-gevonden"})
    assert refused.status_code == 404
    early = visitor.post(
        reverse("plan_action", args=[reading, "P12"]),
        {"what": "x", "owner": "x", "due": "2027-06-01"},
    )
    assert "Kijk eerst of het plan" in text_of(early, 422)
    visitor.post(question(reading, "P12"), {"say": "niet-gevonden"})
    whole = reverse("plan_check", args=[reading])
    assert "Petra zocht en vond niets" in text_of(visitor.get(whole))
    action = reverse("plan_action", args=[reading, "P12"])
    assert "[" in visitor.get(action).content.decode(), "the text to begin with has blanks"
    due = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    sent = {"what": "Vraag [wie] dit.", "owner": "Afdeling Werk", "due": due.isoformat()}
    assert "tussen haken" in text_of(visitor.post(action, sent), 422)
    assert visitor.post(action, sent | {"what": "Wij helpen bij de VOG."}).url == whole
    with acting(petra):
        key = FollowUp.objects.get().pk
    assert "Afdeling Werk" in text_of(visitor.get(whole))
    visitor.post(reverse("plan_action_done", args=[reading, key]))
    assert "Afdeling Werk · gedaan" in text_of(visitor.get(whole))


def test_a_person_searches_the_whole_plan_and_takes_a_passage_of_his_own(petra, visitor):
    reading = brought(petra)
    found_page = visitor.get(question(reading, "P12"), {"zoek": "JOBCOACH"})
    html = found_page.content.decode()
    assert "<mark>jobcoach</mark>" in html
    (key,) = re.findall(r'name="passage" value="([0-9a-f-]{36})"', html)
    visitor.post(question(reading, "P12"), {"passage": key, "say": "voornemen"})
    assert "Voornemen" in text_of(visitor.get(question(reading, "P12"))).title()
    for sought in ("zeemeermin", "a", "(", "<b>"):
        text = text_of(visitor.get(question(reading, "P12"), {"zoek": sought}))
        assert "staat niet in de andere stukken" in text


def test_a_passage_gets_its_turn_again_when_somebody_chooses_it(petra, visitor):
    reading, about = brought(petra), "P02"
    first = pointed_at(petra, reading, about)
    visitor.post(question(reading, about), {"passage": first, "say": "nee"})
    for asked_for, turn in ((str(first), True), ("x", False), (str(reading), False)):
        html = visitor.get(question(reading, about), {"stuk": asked_for}).content.decode()
        assert (f'is-turn" aria-labelledby="p{first}"' in html) is turn


def test_what_cannot_be_said_gives_a_sentence_and_keeps_nothing(petra, visitor):
    reading = brought(petra)
    passage = pointed_at(petra, reading, "P04")
    other = {"passage": passage, "say": "anders"}
    refused = visitor.post(question(reading), other)
    assert "Kies bij welke andere vraag" in text_of(refused, 422)
    _before, beside = refused.content.decode().split(f'aria-labelledby="p{passage}"')
    assert "Kies bij welke andere vraag" in beside.split("</section>")[0], "beside its passage"
    visitor.post(question(reading), other | {"other": "P05"})
    assert "Hoort bij een andere vraag (P05)" in text_of(visitor.get(question(reading)))
    for wrong in ({}, {"say": "weg"}, {"say": "nee"}, {"say": "nee", "passage": "x"}):
        assert visitor.post(question(reading), wrong).status_code == 404
    flag = {"passage": pointed_at(petra, reading, "RF5"), "say": "klopt"}
    visitor.post(question(reading, "RF5"), flag)
    whole = reverse("plan_check", args=[reading])
    assert "Dit bedrag gaat naar handhaving" in text_of(visitor.get(whole))
    unknown = text_of(visitor.post(whole, {"responsible": "x"}), 422)
    assert "Dit antwoord staat er niet meer bij" in unknown
    visitor.post(whole, {"responsible": "both"})
    visitor.post(reverse("plan_step", args=[reading, "af"]))
    text = text_of(visitor.get(whole))
    assert "Afgerond door Petra" in text and "Veiligheid en Werk en Inkomen samen" in text
    late = {"passage": passage, "say": "nee"}
    assert "Deze check is afgerond" in text_of(visitor.post(question(reading), late), 422)
    visitor.post(reverse("plan_step", args=[reading, "open"]))
    assert visitor.post(question(reading), late).status_code == 302
    assert visitor.post(reverse("plan_step", args=[reading, "weg"])).status_code == 404


def test_each_page_costs_few_statements_however_much_is_in_it(town, petra, visitor):
    reading = brought(petra)
    for about in ("P02", "P03", "P04", "P06", "P11"):
        said = {"passage": pointed_at(petra, reading, about), "say": "afspraak"}
        visitor.post(question(reading, about), said)
    for address in (
        reverse("plan_checks"),
        reverse("plan_check", args=[reading]),
        question(reading),
    ):
        told = asked(town, "petra", address)
        assert len(told) <= MOST, "\n".join(told)


@pytest.mark.parametrize("who", ["anouk", "wim", "lotte", "vera", "tess", "bas"])
def test_nobody_else_opens_any_of_it(town, petra, client, who):
    reading = brought(petra)
    sign_in(client, town[who])
    for address in (
        reverse("plan_checks"),
        reverse("plan_check", args=[reading]),
        question(reading),
        reverse("plan_action", args=[reading, "P12"]),
    ):
        assert client.get(address).status_code in (403, 404)


def test_another_municipality_has_none_of_it(petra, client):
    reading = brought(petra)
    record_not_found(by=petra, reading_id=reading, about="P12")
    due = timezone.localdate() + timedelta(days=9)
    made = follow_up(by=petra, reading_id=reading, about="P12", what="x", owner="x", due=due)
    arrival = bring_plan(by=petra, title="Ander plan", content=b"Een ander plan.").arrival
    there = found("Zandhoek", {"carmen": STAFF["petra"]}, timezone.localdate())
    sign_in(client, there.as_("carmen", Purpose.FIGURES))
    assert "Er is nog geen plan" in text_of(client.get(reverse("plan_checks")))
    action = reverse("plan_action", args=[reading, "P12"])
    for address in (reverse("plan_check", args=[reading]), question(reading), action):
        assert client.get(address).status_code == 404
    sent = {"say": "niet-gevonden", "responsible": "both", "what": "x", "owner": "x"}
    sent |= {"due": (timezone.localdate() + timedelta(days=9)).isoformat()}
    done = reverse("plan_action_done", args=[reading, made])
    steps = [reverse("plan_step", args=[reading, one]) for one in ("af", "open")]
    for address in (reverse("plan_check", args=[reading]), question(reading), action, done, *steps):
        assert client.post(address, sent).status_code == 404, address
    waits = reverse("plan_arrival", args=[arrival])
    assert client.get(waits).status_code == 404
    for step in ("weg", "opnieuw"):
        assert client.post(waits, {"step": step}).status_code == 404
    with acting(petra):
        assert Reading.objects.get().finished_at is None and Mark.objects.count() == 1
        assert (
            Arrival.objects.filter(pk=arrival).exists() and FollowUp.objects.get().done_at is None
        )


def test_what_a_plan_says_is_shown_and_never_run(petra, visitor):  # PL-07
    bad = "Wij bieden <script>alert(1)</script> betaalde leerwerkplekken & meer aan jongeren."
    reading = brought(petra, text=f"# <b>Plan</b>\n\n{bad}\n", title="<i>Plan</i>")
    for address in (question(reading), reverse("plan_check", args=[reading])):
        html = visitor.get(address).content.decode()
        assert "<script>alert" not in html and "<b>Plan" not in html and "<i>Plan" not in html


def test_a_passage_is_whole_in_its_pieces():
    text = "een betaalde baan"
    parts = list(pieces(text, 0, len(text), [(4, 12), (6, 17), (4, 8)]))
    assert "".join(one for one, _ in parts) == text
    assert [one for one, marked in parts if marked] == ["beta", "alde", " baan"]
    assert list(pieces(text, 4, 12, [])) == [("betaalde", False)]
