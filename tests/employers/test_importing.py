"""Lists of employers and workplaces come in whole or not at all, and write nothing over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.actions.importing import (
    EVERY,
    WorkOutcome,
    bring_in,
    choose_columns,
    forget_tables,
    put_up,
    take_down,
)
from houvast.employers.models import (
    Employer,
    EmployerContact,
    Workplace,
    WorkplaceCondition,
    WorkUpload,
)
from houvast.employers.reads.importing import work_imports_page, work_upload_page
from houvast.employers.rules.states import Brings
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.uploads.waiting import File
from tests.employers.lists import (
    BAKERY,
    EMPLOYER_HEADERS,
    EMPLOYERS,
    GARAGE,
    OVEN,
    PLACE_HEADERS,
    SHOP,
    TILL,
    changed,
    waiting,
)
from tests.sheets.made import csv

WORK = Brings.WORKPLACES


@pytest.fixture
def sam(town):
    return town["sam"]


def brought(by, *rows, **more):
    return bring_in(by=by, upload_id=waiting(by, *rows, **more))


def said(by, upload):
    page = work_upload_page(by, upload)
    return [
        str(one) if "{cell}" in one.reason else f"{one.values['cell']}: {one}"
        for _, one in page.refused
    ]


def test_employers_come_in_with_whom_to_ring_first(sam):
    assert brought(sam) == WorkOutcome(brought=3, changed=0, known=0, refused=0)
    with acting(sam):
        bakery = Employer.objects.get(name="Bakkerij De Korst")
        assert (bakery.kvk, bakery.sector, bakery.pc4) == ("01234567", "I", "1234")
        assert bakery.made_by_id == sam.user_id and bakery.organisation_id
        joke = EmployerContact.objects.get(employer=bakery)
        assert (joke.phone, joke.is_fixed, joke.information_class) == ("0612345678", True, "ID")
        assert joke.destroy_on > timezone.localdate() + timedelta(days=5 * 364)
        assert EmployerContact.objects.get(name="Balie").phone == "+31 20 1234567"
        assert WorkUpload.objects.count() == 0


def test_the_same_file_again_changes_nothing_and_offers_nothing(sam):
    brought(sam)
    page = work_upload_page(sam, waiting(sam))
    assert (page.good, page.known, page.changes) == (0, (2, 3, 4), ())
    assert brought(sam) == WorkOutcome(0, 0, 3, 0)


REFUSED = [
    (changed(BAKERY, A=""), "A2: zonder naam"),
    (changed(BAKERY, A="x" * 121), "A2: Deze tekst is 1 tekens te lang"),
    (changed(BAKERY, B="12"), "B2: Een KvK-nummer heeft 8 cijfers"),
    (changed(BAKERY, C="Ruimtevaart"), "C2: deze sector kennen we niet"),
    (changed(BAKERY, E="12345"), "E2: Vul de vier cijfers"),
    (changed(BAKERY, F=""), "F2: schrijf erbij wie dit is"),
    (changed(BAKERY, H="bel maar"), "H2: Dit nummer klopt niet"),
    (changed(BAKERY, I="joke"), "I2: Dit adres klopt niet"),
    (changed(BAKERY, H="", I=""), "H2: Vul een telefoonnummer"),
]


@pytest.mark.parametrize(("row", "says"), REFUSED)
def test_a_row_that_is_wrong_is_refused_with_its_cell_and_the_others_come_in(sam, row, says):
    upload = waiting(sam, row, GARAGE)
    (sentence,) = said(sam, upload)
    assert sentence.startswith(says)
    assert bring_in(by=sam, upload_id=upload) == WorkOutcome(1, 0, 0, 1)


def test_one_employer_twice_in_a_file_is_told_whichever_way_it_is_written(sam):
    again = changed(BAKERY, A="BAKKERIJ de korst", B="")
    branch = changed(BAKERY, E="9876")
    upload = waiting(sam, BAKERY, again, branch, GARAGE, changed(GARAGE, D="", E=""))
    assert said(sam, upload) == [
        "A3: dezelfde werkgever als in rij 2. Laat er één staan.",
        "A6: dezelfde werkgever als in rij 5. Laat er één staan.",
    ]
    assert bring_in(by=sam, upload_id=upload).brought == 3


def test_what_differs_is_offered_with_both_and_changed_only_by_a_yes(sam):
    brought(sam)
    rows = (changed(BAKERY, D="Zuidrade", F="Piet Bol", G="", H="0687654321", I=""), SHOP)
    upload = waiting(sam, *rows)
    (change,) = work_upload_page(sam, upload).changes
    assert [(one.label, one.here, one.file) for one in change.differences] == [
        ("Plaats of wijk", "Waterrade", "Zuidrade"),
        ("Contactpersoon", "", "Piet Bol"),
        ("Telefoonnummer", "", "0687654321"),
    ]
    assert bring_in(by=sam, upload_id=upload) == WorkOutcome(0, 0, 2, 0)
    with acting(sam):
        assert Employer.objects.get(kvk="01234567").place_name == "Waterrade"
    upload = waiting(sam, *rows)
    assert bring_in(by=sam, upload_id=upload, take=[change.key]).changed == 1
    with acting(sam):
        bakery = Employer.objects.get(kvk="01234567")
        assert (bakery.place_name, bakery.sector) == ("Zuidrade", "I")
        people = dict(
            EmployerContact.objects.filter(employer=bakery).values_list("name", "is_fixed")
        )
        assert people == {"Joke Bol": True, "Piet Bol": False}


def test_a_yes_to_what_has_changed_since_is_no_yes(sam):
    brought(sam)
    upload = waiting(sam, changed(BAKERY, D="Zuidrade"))
    (change,) = work_upload_page(sam, upload).changes
    brought_by_hand = waiting(sam, changed(BAKERY, D="Noordrade"))
    bring_in(by=sam, upload_id=brought_by_hand, take=EVERY)
    with pytest.raises(Refused, match="intussen iets veranderd"):
        bring_in(by=sam, upload_id=upload, take=[change.key])
    with acting(sam):
        assert Employer.objects.get(kvk="01234567").place_name == "Noordrade"


def test_a_branch_that_may_be_more_than_one_is_asked_for(sam):
    brought(sam, BAKERY, changed(BAKERY, E="9876"))
    upload = waiting(sam, changed(BAKERY, E=""))
    assert said(sam, upload) == [
        "E2: deze werkgever heeft hier meer vestigingen. Schrijf de postcode erbij."
    ]


def test_workplaces_come_in_as_drafts_with_the_reason_in_the_work(sam):
    brought(sam)
    assert brought(sam, brings=WORK) == WorkOutcome(2, 0, 0, 0)
    with acting(sam):
        oven = Workplace.objects.get(reference="K-1")
        assert (oven.state, oven.hours_min, oven.hours_max, oven.places) == ("draft", 8, 12, 2)
        assert (oven.wage_cents, oven.asks_vog, oven.offers_yes) == (950, True, ["fixed_times"])
        assert oven.day_parts == (1 << 20) | (1 << 24)
        asked = WorkplaceCondition.objects.get()
        assert (asked.code, asked.strength, asked.reason) == (
            *("haccp", "required", "je werkt met deeg"),
        )
    page = work_upload_page(sam, waiting(sam, brings=WORK))
    assert (page.good, page.known, page.changes) == (0, (2, 3), ())


def test_what_the_employer_confirmed_is_offered_as_of_that_day(sam):
    brought(sam)
    today = timezone.localdate()
    day = f"{today.day}-{today.month}-{today.year}"
    brought(sam, changed(OVEN, N=day), TILL, brings=WORK)
    with acting(sam):
        states = dict(Workplace.objects.values_list("title", "state"))
    assert states == {"Hulp in de bakkerij": "offered", "Kassa": "draft"}


WRONG_PLACES = [
    (changed(OVEN, A="Onbekend BV"), "A2: deze werkgever staat er niet"),
    (changed(OVEN, D=""), "D2: zonder naam van de werkplek"),
    (changed(OVEN, D="Representatieve gastvrouw"), "D2: “Representatieve” gaat over hoe"),
    (changed(OVEN, E="vrijwilligerswerk"), "E2: schrijf bijbaan"),
    (changed(OVEN, F="veel"), "F2: schrijf de uren"),
    (changed(OVEN, F="80"), "F2: Vul een aantal uren"),
    (changed(OVEN, G="twee"), "G2: schrijf een heel getal"),
    (changed(OVEN, H="cao"), "H2: schrijf het loon"),
    (changed(OVEN, I="soms"), "I2: schrijf ja of nee"),
    (changed(OVEN, J="HACCP"), "J2: Schrijf op waarom het werk dit nodig heeft"),
    (changed(OVEN, J="Accentloos: voor de klanten"), "J2: “Accentloos” kennen we niet"),
    (changed(OVEN, J="A2: accentloos Nederlands aan de balie"), "J2: “accentloos” sluit"),
    (changed(OVEN, K="soms"), "K2: schrijf het zo"),
    (changed(OVEN, L="Gezelligheid"), "L2: “Gezelligheid” kennen we niet"),
    (changed(OVEN, M="1-1-2040"), "M2: Deze dag is meer dan een jaar weg"),
    (changed(OVEN, N="1-1-2040"), "N2: deze dag kan niet"),
]


@pytest.mark.parametrize(("row", "says"), WRONG_PLACES)
def test_a_workplace_that_is_wrong_is_refused_with_its_cell(sam, row, says):
    brought(sam)
    upload = waiting(sam, row, TILL, brings=WORK)
    (sentence,) = said(sam, upload)
    assert sentence.startswith(says)
    assert bring_in(by=sam, upload_id=upload) == WorkOutcome(1, 0, 0, 1)


def test_a_workplace_that_differs_is_written_anew_only_by_a_yes(sam):
    brought(sam)
    brought(sam, brings=WORK)
    row = changed(
        OVEN,
        D="Hulp bij de oven",
        G="3",
        J="HACCP: je raakt deeg aan; Tillen: zakken meel van 25 kilo",
    )
    upload = waiting(sam, row, brings=WORK)
    (change,) = work_upload_page(sam, upload).changes
    assert [one.label for one in change.differences] == [
        *("Werkplek", "Aantal plekken", "Eisen met reden"),
    ]
    assert bring_in(by=sam, upload_id=upload, take=[change.key]).changed == 1
    with acting(sam):
        oven = Workplace.objects.get(reference="K-1")
        assert (oven.title, oven.places, oven.wage_cents) == ("Hulp bij de oven", 3, 950)
        asked = WorkplaceCondition.objects.filter(dropped_on=None).order_by("code")
        assert [one.reason for one in asked] == ["je raakt deeg aan", "zakken meel van 25 kilo"]


def test_two_of_a_title_are_told_apart_by_their_reference(sam):
    brought(sam)
    brought(sam, OVEN, changed(OVEN, C="K-2"), brings=WORK)
    upload = waiting(sam, changed(OVEN, C=""), TILL, TILL, brings=WORK)
    assert said(sam, upload) == [
        "D2: deze werkgever heeft hier meer werkplekken met deze naam. Schrijf het kenmerk erbij.",
        "D4: dezelfde werkplek als in rij 3. Schrijf een kenmerk erbij.",
    ]


def test_a_broker_brings_drafts_of_his_own_employers_and_nothing_else(town, sam):
    bas = town["bas"]
    brought(sam)
    with acting(sam):
        shop = Employer.objects.get(kvk="87654321").pk
    actions.link_broker(by=sam, employer_id=shop, user_id=bas.user_id)
    with pytest.raises(NotAllowed):
        waiting(bas)
    today = timezone.localdate()
    day = f"{today.day}-{today.month}-{today.year}"
    upload = waiting(bas, OVEN, changed(TILL, N=day), brings=WORK)
    assert said(bas, upload)[0].startswith("A2: deze werkgever staat er niet")
    assert bring_in(by=bas, upload_id=upload) == WorkOutcome(1, 0, 0, 1)
    with acting(sam):
        assert Workplace.objects.get().state == "draft"
    upload = waiting(bas, changed(TILL, F="20"), brings=WORK)
    page = work_upload_page(bas, upload)
    assert page.changes and not page.may_change
    with pytest.raises(NotAllowed):
        bring_in(by=bas, upload_id=upload, take=EVERY)


def test_a_table_is_of_its_maker_alone_and_a_day_at_most(town, sam):
    upload = waiting(sam)
    assert [one.rows for one in work_imports_page(sam).waiting] == [3]
    for name in ("wim", "bas"):
        with pytest.raises(NotFound):
            work_upload_page(town[name], upload)
        assert work_imports_page(town[name]).waiting == ()
    for name in ("anouk", "rachid", "petra", "tess"):
        with pytest.raises(NotAllowed):
            work_imports_page(town[name])
    assert forget_tables(by=safety_net(sam.municipality_id)) == 0
    take_down(by=sam, upload_id=upload)
    with pytest.raises(NotFound):
        bring_in(by=sam, upload_id=upload)


def test_columns_are_chosen_by_hand_when_no_header_says_it(sam):
    headers = ("Wie", *EMPLOYER_HEADERS[1:])
    upload = waiting(sam, *EMPLOYERS, headers=headers)
    page = work_upload_page(sam, upload)
    assert "Werkgever" in str(page.whole) and page.unread == ("Wie",)
    choose_columns(by=sam, upload_id=upload, chosen={**page.chosen, "name": 0})
    assert work_upload_page(sam, upload).good == 3


def test_what_we_may_not_have_stays_out_and_a_vog_is_read_of_a_workplace_only(sam):
    content = csv([(*EMPLOYER_HEADERS, "VOG", "Nationaliteit"), [*BAKERY, "ja", "NL"]])
    upload = put_up(by=sam, file=File(content), brings=Brings.EMPLOYERS)
    assert work_upload_page(sam, upload).withheld == ("VOG", "Nationaliteit")
    content = csv([(*PLACE_HEADERS, "Nationaliteit"), [*OVEN, "NL"]])
    upload = put_up(by=sam, file=File(content), brings=WORK)
    page = work_upload_page(sam, upload)
    assert page.withheld == ("Nationaliteit",) and "asks_vog" in page.chosen
