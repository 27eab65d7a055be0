"""The day of the account manager, the page of the broker, and the work that we miss."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.reads.questions import broker_page, missing_page, questions_page
from houvast.employers.reads.work_day import work_day
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import PromisedBy, QuestionState
from houvast.errors import NotAllowed
from tests.cast import live, sign_in
from tests.employers.conftest import facts

TEXT = "Zoek je iemand die graag buiten werkt?"


@pytest.fixture
def day(town):
    with acting(town["sam"]) as at:
        return at.today


@pytest.fixture
def question(town):
    (one,) = actions.ask_brokers(by=town["sam"], brokers=[town["bas"].user_id], text=TEXT)
    return one


def promise(by, employer, due):
    return actions.make_promise(
        by=by, employer_id=employer, promised_by=PromisedBy.US, text="Belt terug.", due=due
    )


def test_the_day_shows_what_is_due_and_nothing_that_is_later_or_done(town, bakery, day, clock):
    sam = town["sam"]
    near = promise(sam, bakery, day + timedelta(days=7))
    promise(sam, bakery, day + timedelta(days=8))
    done = promise(sam, bakery, day)
    actions.answer_promise(by=sam, promise_id=done, kept=True)
    actions.log_conversation(by=sam, employer_id=bakery, on=day, about="Werk", next_on=day)
    page = work_day(sam)
    assert [one.id for one in page.promises] == [near]
    assert [(one.employer, one.on, one.about) for one in page.talks] == [
        ("Bakkerij Voorbeeld", day, "Werk")
    ]
    later = day + timedelta(days=1)
    clock.forward(days=1)
    assert [one.on for one in work_day(sam).talks] == [day]
    actions.log_conversation(by=sam, employer_id=bakery, on=later, about="Weer gebeld")
    assert work_day(sam).talks == ()


def test_places_to_ask_about_and_drafts_to_offer(town, bakery, link, offered, clock):
    stale = offered()
    draft = actions.add_workplace(by=town["bas"], employer_id=bakery, facts=facts())
    assert [one.id for one in work_day(town["sam"]).drafts] == [draft]
    assert work_day(town["sam"]).stale == ()
    clock.forward(days=31)
    page = work_day(town["wim"])
    assert [one.id for one in page.stale] == [stale]
    actions.confirm_workplace(by=town["wim"], workplace_id=stale)
    assert work_day(town["wim"]).stale == ()


def test_the_employers_of_a_colleague_stand_under_all(town, bakery, day):
    sam, wim = town["sam"], town["wim"]
    other = actions.add_employer(
        by=sam, facts=EmployerFacts("Garage"), account_manager_id=wim.user_id
    )
    mine = promise(sam, bakery, day)
    his = promise(wim, other, day)
    assert [one.id for one in work_day(sam).promises] == [mine]
    assert {one.id for one in work_day(sam, all_of_us=True).promises} == {mine, his}
    assert {one.id for one in work_day(wim).promises} == {mine, his}


def test_nothing_to_do_says_so(town):
    assert work_day(town["sam"]).nothing
    text = sign_in(Client(), town["sam"]).get(reverse("work_day")).content.decode()
    assert "Niets te doen." in text


def test_a_broker_answers_and_staff_sees_it_and_closes(town, question):
    bas, sam = sign_in(Client(), town["bas"]), sign_in(Client(), town["sam"])
    assert TEXT in bas.get(reverse("broker_home")).content.decode()
    yes = reverse("question_step", args=[question, "ja"])
    assert bas.post(yes).url == reverse("broker_home")
    back = reverse("question_step", args=[question, "terug"])
    assert back in bas.get(reverse("broker_home")).content.decode()
    assert [one.state for one in questions_page(town["anouk"]).running] == [
        QuestionState.ASKING_AROUND
    ]
    assert "Vraagt het na" in sam.get(reverse("work_day")).content.decode()
    assert sam.post(reverse("question_step", args=[question, "afronden"])).status_code == 302
    assert broker_page(town["bas"]).asking == ()
    assert [one.id for one in questions_page(town["sam"]).done] == [question]
    assert bas.post(yes).status_code in (404, 409)


def test_the_page_of_a_broker_counts_places_of_his_own_employers_only(town, bakery, link, offered):
    place = offered(places=3)
    actions.take_place(by=town["sam"], workplace_id=place)
    other = actions.add_employer(by=town["sam"], facts=EmployerFacts("Garage"))
    strange = actions.add_workplace(by=town["sam"], employer_id=other, facts=facts(places=9))
    actions.offer_workplace(by=town["sam"], workplace_id=strange)
    page = broker_page(town["bas"])
    assert [one.name for one in page.employers] == ["Bakkerij Voorbeeld"]
    assert (page.offered, page.free, page.taken) == (1, 2, 1)
    actions.end_broker_link(by=town["sam"], link_id=link)
    assert broker_page(town["bas"]).employers == ()


def test_broker_and_account_manager_never_meet_a_young_person(town, link, question):
    life = live(town, "Meeuw")
    actions.link_broker(by=town["sam"], employer_id=life.employer, user_id=town["bas"].user_id)
    words = ("Meeuwroep", "Meeuwvoor", "Meeuwachter", "Meeuwnotitie", "jongeren/")
    pages = {
        "bas": ("broker_home", "employers", "workplaces"),
        "sam": ("work_day", "questions", "ask", "missing", "employers", "workplaces"),
    }
    for who, names in pages.items():
        browser = sign_in(Client(), town[who])
        urls = [reverse(name) for name in names]
        urls += [reverse("employer", args=[life.employer])]
        urls += [reverse("workplace", args=[life.workplace])]
        for url in urls:
            text = browser.get(url).content.decode()
            assert "Meeuw" in text or "werkgever" in text or "werk" in text
            assert [one for one in words if one in text] == [], url
        for url in (reverse("track", args=[life.track]), reverse("today"), reverse("team")):
            assert browser.get(url).status_code in (403, 404)


def test_work_that_we_miss_is_noted_found_and_asked_for(town):
    anouk, sam = sign_in(Client(), town["anouk"]), sign_in(Client(), town["sam"])
    url, text = reverse("missing"), "Werk met dieren, in de ochtend."
    key = anouk.get(url).context["form"].initial["key"]
    wrong = anouk.post(url, {"text": "Werk voor drie jongens", "key": key})
    assert wrong.status_code == 422 and "Noem geen aantal mensen." in wrong.content.decode()
    assert "Werk voor drie jongens" in wrong.content.decode()
    form = {"text": text, "key": key}
    assert anouk.post(url, form).status_code == anouk.post(url, form).status_code == 302
    (one,) = missing_page(town["sam"]).missing
    asked = sam.get(reverse("ask"), {"gemist": one.id}).content.decode()
    assert text in asked
    found = reverse("missing_step", args=[one.id, "gevonden"])
    assert sam.post(found).status_code == 302
    assert [line.id for line in missing_page(town["anouk"]).found] == [one.id]
    assert sam.post(reverse("missing_step", args=[one.id, "terug"])).status_code == 302
    assert missing_page(town["anouk"]).found == ()


def test_another_municipality_and_other_roles_find_none_of_it(town, elsewhere, bakery, question):
    actions.note_missing(by=town["sam"], text="Werk met dieren.")
    carmen = elsewhere["carmen"]
    assert questions_page(carmen).running == missing_page(carmen).missing == ()
    for read in (work_day, questions_page, broker_page, missing_page):
        for who in ("tess", "rachid", "lotte", "petra"):
            with pytest.raises(NotAllowed):
                read(town[who])
    for read, who in ((work_day, "anouk"), (work_day, "bas"), (questions_page, "bas")):
        with pytest.raises(NotAllowed):
            read(town[who])
    for who in ("sam", "wim"):
        with pytest.raises(NotAllowed):
            broker_page(town[who])
