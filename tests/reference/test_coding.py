"""Which occupation a workplace is about: the list suggests and says why, a person confirms."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.actions.coding import choose_occupations, code_workplaces
from houvast.employers.actions.importing import bring_in, put_up
from houvast.employers.models import Employer, Workplace
from houvast.employers.reads.coding import to_code_page
from houvast.employers.reads.importing import work_upload_page
from houvast.employers.rules.coding import key_of_text
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import Brings
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.reference.rules.search import Work, named
from houvast.reference.rules.suggest import How, certain, names_of, suggest
from houvast.uploads.waiting import File
from tests.attempts import fingerprint
from tests.cast import sign_in
from tests.employers.conftest import facts
from tests.sheets.made import csv

BAKER, CHIEF, VET, PACKER, OVEN, NOBODY = (UUID(int=one) for one in (1, 2, 3, 4, 5, 9))
pytestmark = pytest.mark.commits
LIST = [
    (Work(BAKER, "7512", "bakker", ""), ("bakkersgezel",)),
    (Work(CHIEF, "1321", "hoofd bakkerij", ""), ("bakker", "meesterbakker")),
    (Work(VET, "2250", "dierenarts", ""), ("veearts", "arts voor dieren")),
    (Work(PACKER, "9321", "handinpakker", ""), ("inpakker", "medewerker inpak")),
    (Work(OVEN, "8160", "ovenist", ""), ("inpakker",)),
]
NAMES = names_of(named(*one) for one in LIST)

TEXTS = [
    ("Bakker", [(BAKER, How.SAME), (CHIEF, How.SAME)], BAKER),
    ("VEEARTS", [(VET, How.SAME)], VET),
    ("Inpakker", [(PACKER, How.SAME), (OVEN, How.SAME)], None),
    ("leerling bakker (m/v/x) 32 uur", [(BAKER, How.WITHOUT), (CHIEF, How.WITHOUT)], None),
    ("Dierenarts in Waterrade", [(VET, How.WITHIN)], None),
    ("arts dieren", [(VET, How.AROUND)], None),
    ("dieren verzorgen", [(VET, How.ONE_WORD)], None),
    ("medewerker", [], None),
    ("ba", [], None),
    ("", [], None),
]


@pytest.mark.parametrize(("text", "found", "sure"), TEXTS)
def test_what_a_text_may_mean_and_why(text, found, sure):
    given_back = suggest(NAMES, text)
    assert [(one.work.concept, one.how) for one in given_back] == found
    assert getattr(certain(given_back), "concept", None) == sure


@given(st.text(max_size=60) | st.sampled_from([text for text, _, _ in TEXTS]))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_the_same_answer_twice_whatever_the_order_of_the_list(text):
    found = suggest(NAMES, text)
    turned = names_of(named(*one) for one in reversed(LIST))
    assert found == suggest(NAMES, text) == suggest(turned, text)
    assert all(one.name in NAMES.works for one in found)


# Before it comes in.

HEADERS = ("Bedrijf", "Vacature", "Soort", "Uren", "Beroep", "Beroepscode")
ROWS = [
    ("Bakkerij Voorbeeld", "Hulp bij de oven", "bijbaan", "8", "Bakker", ""),
    ("Bakkerij Voorbeeld", "Hulp in de winkel", "bijbaan", "8", "bakker", ""),
    ("Bakkerij Voorbeeld", "Inpakker", "bijbaan", "8", "", ""),
    ("Bakkerij Voorbeeld", "Dieren", "bijbaan", "8", "", "2250"),
]


@pytest.fixture
def listed(bring, town):
    """A list of occupations and a firm; what is committed by the owner is emptied afterwards."""
    works = [(one.concept, one.isco, one.name, list(also)) for one, also in LIST]
    bring(*works)
    actions.add_employer(by=town["sam"], facts=EmployerFacts("Bakkerij Voorbeeld"))
    return town["sam"]


def waiting(by, rows=ROWS):
    file = File(csv([HEADERS, *rows], between="\t"))
    return put_up(by=by, file=file, brings=Brings.WORKPLACES, file_name="lijst.csv")


def here(by):
    with acting(by):
        rows = Workplace.objects.order_by("title").values_list("title", "isco", "concept")
        return {title: (isco, concept) for title, isco, concept in rows}


UNCODED = ("", None)


def test_nothing_is_coded_until_a_person_confirms(listed):
    upload = waiting(listed)
    page = work_upload_page(listed, upload)
    assert [(one.text, one.many, one.chosen) for one in page.to_code.rows] == [
        *(("Bakker", 2, None), ("Inpakker", 1, None)),
    ]
    bring_in(by=listed, upload_id=upload)
    assert here(listed) == {
        "Dieren": ("2250", None),
        "Hulp bij de oven": UNCODED,
        "Hulp in de winkel": UNCODED,
        "Inpakker": UNCODED,
    }


def test_what_is_confirmed_comes_in_with_its_code(listed):
    upload = waiting(listed)
    bakers, packers = key_of_text("BAKKER"), key_of_text("Inpakker")
    assert choose_occupations(by=listed, upload_id=upload, chosen={bakers: BAKER, packers: VET})
    choose_occupations(by=listed, upload_id=upload, chosen={packers: None})
    chosen = [
        one.chosen and one.chosen.concept for one in work_upload_page(listed, upload).to_code.rows
    ]
    assert chosen == [BAKER, None]
    with pytest.raises(Refused, match="niet meer in de lijst"):
        choose_occupations(by=listed, upload_id=upload, chosen={packers: NOBODY})
    bring_in(by=listed, upload_id=upload)
    coded = ("7512", BAKER)
    assert here(listed) == {
        "Dieren": ("2250", None),
        "Hulp bij de oven": coded,
        "Hulp in de winkel": coded,
        "Inpakker": UNCODED,
    }
    again = work_upload_page(listed, waiting(listed))
    assert (again.good, again.changes, again.to_code.rows) == (0, (), ())


def test_a_table_is_coded_by_its_maker_alone(listed, town):
    upload = waiting(listed)
    for name, error in (("wim", NotFound), ("bas", NotFound), ("tess", NotAllowed)):
        with pytest.raises(error):
            choose_occupations(by=town[name], upload_id=upload, chosen={})


# Te coderen.


def test_keepers_code_all_that_waits_and_a_broker_his_own_drafts(listed, town, trail):
    with acting(listed):
        firm = Employer.objects.get().pk
    bas = town["bas"]
    actions.link_broker(by=listed, employer_id=firm, user_id=bas.user_id)
    mine = actions.add_workplace(by=bas, employer_id=firm, facts=facts(title="Bakker"))
    other = actions.add_workplace(by=listed, employer_id=firm, facts=facts(title="Inpakker"))
    gone = actions.add_workplace(by=listed, employer_id=firm, facts=facts(title="Weg"))
    actions.withdraw_workplace(by=listed, workplace_id=gone)
    assert [one.text for one in to_code_page(listed).rows] == ["Bakker", "Inpakker"]
    (row,) = to_code_page(bas).rows
    assert UUID(row.key) == mine and certain(row.suggestions).concept == BAKER
    before = fingerprint()
    for by, chosen in (
        (bas, {mine: BAKER, other: PACKER}),
        (listed, {mine: BAKER, other: NOBODY}),
        (listed, {mine: BAKER, uuid4(): PACKER}),
        (town["anouk"], {mine: BAKER}),
    ):
        with pytest.raises((NotAllowed, NotFound, Refused)):
            code_workplaces(by=by, chosen=chosen)
        assert fingerprint() == before
    assert code_workplaces(by=bas, chosen={mine: BAKER}) == 1
    assert here(listed)["Bakker"] == ("7512", BAKER)
    with pytest.raises(Refused, match="al een beroep"):
        code_workplaces(by=listed, chosen={mine: VET, other: PACKER})
    assert here(listed)["Inpakker"] == UNCODED
    assert trail.count("employers.workplace_coded") >= 1
    for name in ("anouk", "tess", "petra", "rachid"):
        with pytest.raises(NotAllowed):
            to_code_page(town[name])


@pytest.mark.screens
def test_the_screens_suggest_search_and_wait_for_the_button(listed, client):
    sign_in(client, listed)
    upload = waiting(listed)
    page, act = (reverse(name, args=[upload]) for name in ("work_upload", "code_upload"))
    text = client.get(page).content.decode()
    assert "heet precies zo: bakker" in text and "Welk beroep is dit?" in text
    bakers, packers = key_of_text("Bakker"), key_of_text("Inpakker")
    assert f'name="work_{bakers}" value="{BAKER}"' in text
    found = client.post(act, {f"word_{packers}": "veearts", "find_work": packers})
    assert str(VET) in found.content.decode()
    said = {f"work_{bakers}": str(BAKER), f"work_{packers}": str(VET), f"word_{packers}": "veearts"}
    done = client.post(act, said, follow=True).content.decode()
    assert "2 beroepen bevestigd." in done and "bevestigd" in done
    wrong = client.post(act, {f"work_{bakers}": "geen sleutel"})
    assert wrong.status_code == 422 and "Kies een ander" in wrong.content.decode()
    for bad in ("a" * 101, "'; drop", "<b>"):
        sent = {f"work_{bakers}": bad, f"word_{packers}": bad, f"work_{uuid4().hex}": str(VET)}
        assert client.post(act, sent).status_code == 422
    bring_in(by=listed, upload_id=upload)
    with acting(listed):
        Workplace.objects.filter(title="Inpakker").update(isco="", concept=None)
        place = Workplace.objects.get(title="Inpakker").pk
    address = reverse("to_code")
    assert "Inpakker" in client.get(address).content.decode()
    stranger = {f"work_{uuid4().hex}": str(PACKER)}
    assert "Je koos nog niets." in client.post(address, stranger, follow=True).content.decode()
    later = client.post(address, {f"work_{place.hex}": "later"}, follow=True).content.decode()
    assert "Je koos nog niets." in later
    done = client.post(address, {f"work_{place.hex}": str(VET)}, follow=True)
    assert "1 werkplek bevestigd." in done.content.decode()
    assert "Elke werkplek heeft een beroep." in done.content.decode()


@pytest.mark.screens
def test_the_second_page_is_coded_too_also_when_another_coded_meanwhile(listed, client):
    sign_in(client, listed)
    with acting(listed):
        firm = Employer.objects.get().pk
    for number in range(27):
        one = facts(title=f"Inpakker {number:02}")
        actions.add_workplace(by=listed, employer_id=firm, facts=one)
    address = reverse("to_code")
    assert "bladzijde 1 van 2" in client.get(address).content.decode()
    second = f"{address}?bladzijde=2"
    text = client.get(second).content.decode()
    assert f'action="{second}"' in text and "Inpakker 26" in text and "Inpakker 24" not in text
    first, *_rest, last = (UUID(one.key) for one in to_code_page(listed, 1).rows)
    code_workplaces(by=listed, chosen={first: PACKER, last: PACKER})
    (beyond,) = (one for one in to_code_page(listed, 1).rows if one.text == "Inpakker 26")
    sent = {f"work_{beyond.key}": str(PACKER)}
    wrong = client.post(second, sent | {f"word_{beyond.key}": "x" * 101})
    assert wrong.status_code == 422 and "x" * 101 in wrong.content.decode()
    assert "1 werkplek bevestigd." in client.post(second, sent, follow=True).content.decode()
    assert here(listed)["Inpakker 26"] == ("9321", PACKER)


@pytest.mark.screens
def test_without_a_list_nothing_is_suggested_and_that_is_said(town, client):
    sign_in(client, town["sam"])
    firm = actions.add_employer(by=town["sam"], facts=EmployerFacts("Bakkerij Voorbeeld"))
    actions.add_workplace(by=town["sam"], employer_id=firm, facts=facts())
    assert "nog geen lijst met beroepen" in client.get(reverse("to_code")).content.decode()
    upload = waiting(town["sam"])
    page = client.get(reverse("work_upload", args=[upload])).content.decode()
    assert "Welk beroep is dit?" not in page and "Lees 4 rijen in" in page
