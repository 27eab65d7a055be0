"""Wijken in a real browser: the map and the table say the same; sizes and axe."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.areas.actions import take_in
from houvast.areas.actions.relations import COUNT
from houvast.areas.jobs import count_a_relation
from houvast.areas.rules.passports import Asked
from tests.areas import official as made
from tests.areas.conftest import PARTS as PARTS_OF
from tests.areas.conftest import TABLES
from tests.areas.hostile import arnhem
from tests.areas.kept import YEAR, country_panel
from tests.areas.official import PARTS
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found
from tests.conftest import as_owner

pytestmark = pytest.mark.browser
LONG = "Verspreide huizen Sint-Annaland-Buitenpolder en het Nieuwe-Oosterkwartier-Noord"


@pytest.fixture
def figures(server):
    """A town with a map; one of its neighbourhoods has a name that is long, one nobody in it."""
    yield lambda: [bring(one) for one in contents()]
    with as_owner() as owner:
        for (part,) in owner.execute(PARTS_OF).fetchall():
            owner.execute(f"drop table {part}")
        owner.execute(f"truncate {', '.join(TABLES)}")


def contents():
    rows = [made.sheet_row(one, 60 if one == PARTS[2] else None) for one in made.NAMES]
    return (
        country_panel(),
        made.sheet(*rows)
        .replace(b"Oosterhaven", LONG.encode())
        .replace(b"Verzonnen", b"Waterrade"),
        made.police(sorts=("0.0.0",)),
        made.features(),
        arnhem(LONG),
    )


def bring(content):
    year = YEAR if content.startswith(b"code,") else 2024
    table = "arnhem" if b"Arnhem" in content else ""
    take_in([("file", content)], Asked(year=year, table=table), lambda _: None)


def test_where_do_we_begin(browser_page, server, figures):
    found("Waterrade", STAFF, timezone.localdate())
    petra = Visitor(browser_page()).sign_in("petra", looking=False)
    petra.go("Wijken")
    check(petra.page, "empty", "Er zijn nog geen cijfers over wijken.")
    figures()
    petra.go("Wijken")
    check(petra.page, "filled", "De kaart en de tabel tonen hetzelfde.")
    petra.page.get_by_label("Cijfer").select_option("offences_total")
    petra.page.get_by_label("Per", exact=True).select_option("buurt")
    petra.press("Toon")
    check(petra.page, "long", LONG)
    petra.follow("Jongeren en werk")
    check(petra.page, "filled", "Wat dit niet zegt")
    petra.go("Wijken")
    petra.page.locator(".areamap a").first.focus()
    petra.page.keyboard.press("Enter")
    check(petra.page, "filled", "Wat we niet weten")
    petra.page.get_by_role("button", name="Citeer").first.click()
    check(petra.page, "filled", "Zin voor een brief")
    petra.follow("Geciteerde cijfers")
    check(petra.page, "filled", "0001 · Oost")
    whole_country(petra)
    programmes(petra)
    what_goes_together(petra)
    assert [
        one for one in petra.complaints if "status of 422" not in one
    ] == []  # the question without figures


def whole_country(petra):
    """The map beside its table: by keyboard, and coloured anew without another page."""
    page = petra.page
    petra.go("Wijken")
    petra.follow("Heel Nederland")
    check(page, "filled", "De tabel heeft alle cijfers.")
    page.get_by_label("Per", exact=True).select_option("wijk")
    petra.press("Toon")
    map_of = page.get_by_role("application")
    expect(map_of).to_be_visible()
    page.locator("#country[data-drawn]").wait_for()  # keys go through what is drawn
    map_of.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    told = page.locator("#country-told")
    expect(told).to_contain_text("West, Waterrade: 10,0, en met toeval")
    page.get_by_label("Cijfer").select_option("offences_total")
    expect(page.get_by_role("heading", name="Geregistreerde misdrijven")).to_be_visible()
    expect(told).to_contain_text("West, Waterrade: 30, en met toeval")
    page.get_by_role("main").get_by_role("link", name="Oost", exact=True).focus()
    expect(told).to_contain_text("Oost, Waterrade: 20")
    check(page, "filled", "Oost, Waterrade: 20")
    map_of.focus()
    page.keyboard.press("+")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Oost", exact=True)).to_be_visible()


def programmes(petra):
    """An area that nobody linked, linked by keyboard, and what is shown of it then."""
    petra.go("Wijken")
    petra.follow("Programma's")
    check(petra.page, "empty", "Niemand zei nog uit welke wijken of buurten dit bestaat.")
    petra.page.get_by_role("link", name="Kies ze voor Arnhem Oost").click()
    petra.press("Koppel")
    check(petra.page, "wrong", "Kies er minstens één.")
    for number in (1, 2):
        petra.page.get_by_label(f"{LONG} {number}").check()
    petra.page.get_by_label("Waarom deze?").fill("Zo staat het in het plan van de gemeente.")
    petra.press("Koppel")
    check(petra.page, "filled", "Zo staat het in het plan van de gemeente.")
    petra.go("Wijken")
    petra.follow("Programma's")
    petra.page.get_by_role("group").filter(has_text="Tabel Arnhem Oost").locator("summary").click()
    check(petra.page, "filled", "Elk plaatje heeft dezelfde schaal")


def what_goes_together(petra):
    """Asked, waited for, and read: by who cannot see the picture as well."""
    petra.go("Wijken")
    petra.follow("Wat hangt samen?")
    petra.press("Reken het uit")
    check(petra.page, "wrong", "Kies één tot vier cijfers.")
    petra.page.get_by_label("Aandeel mensen van 15 tot 75 jaar zonder betaald werk").check()
    petra.page.get_by_label("Aandeel mensen bij de 40 procent laagste inkomens").check()
    petra.page.get_by_label("Van welke gebieden?").select_option("wijk-2022")
    petra.press("Reken het uit")
    check(petra.page, "under way", "Je vraag staat in de rij.")
    [job] = ProcrastinateJob.objects.filter(task_name=COUNT)
    count_a_relation(**job.args)
    expect(petra.page.get_by_role("heading", name="Hoe is gerekend")).to_be_visible()
    check(petra.page, "filled", "Wat is weggelaten")
    petra.go("Wijken")
    petra.follow("Wat hangt samen?")
    check(petra.page, "filled", "Eerder uitgerekend")
