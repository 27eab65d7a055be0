"""A case table of forty cases walked by keyboard, and what each screen of it looks like."""

from datetime import timedelta
from time import monotonic

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from houvast.meetings.actions.tables import come
from houvast.tracks.actions.work_coaches import give_work_coach
from tests.browser import press
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, Who, found, open_track
from tests.meetings.made import at_table, items, opened, today
from tests.test_trail import as_auditor

pytestmark = pytest.mark.browser
CASES = 40
LONG = "Wolfeschlegelsteinhausen"


@pytest.fixture
def town(server, clock):
    """Thirty-nine young people of anouk whose moments have passed, and one of bilal."""
    made = found("Waterrade", STAFF, today())
    made.tracks = [
        open_track(made, Who(f"{LONG if number == 3 else 'Jongere'} {number}"))
        for number in range(CASES - 1)
    ]
    open_track(made, Who("Van Bilal"), "bilal")
    ends = today() + timedelta(days=90)
    wim = made["wim"].user_id
    give_work_coach(by=made["anouk"], track_id=made.tracks[0], user_id=wim, until=ends)
    clock.forward(days=9)
    return made


def test_forty_cases_by_keyboard(browser_page, town):
    """Walked with one key, an agreement within ten seconds, and everybody's look in the trail."""
    table = opened(town, "anouk", "wim", away=["wim"])
    rachid = Visitor(browser_page(1440, 900)).sign_in("rachid", looking=False)
    page = rachid.page
    page.goto(reverse("case_table", args=[table]))
    check(page, "agenda", "40 jongeren op deze agenda")
    page.set_viewport_size({"width": 1440, "height": 900})
    press(page, "j", "Enter")
    hidden = walked(page)
    assert hidden == 1 and rachid.complaints == []  # whom anouk does not hold, as long as she sits
    assert looks(town) == {"anouk": CASES - 1, "rachid": CASES - 1}
    page.goto(reverse("invitation", args=[table, town["anouk"].user_id]))
    check(page, "invitation", "Alleen voor Anouk")
    files_of(browser_page, town, table)


def walked(page):
    """From the first case to the last; on how many nothing was shown."""
    hidden = 0
    for number in range(1, CASES + 1):
        expect(page.get_by_role("main")).to_contain_text(f"{number} van {CASES}")
        if page.get_by_role("heading", name="Niet voor iedereen hier").count():
            hidden += 1
            check(page, "hidden", "Wij zien hier nu niets samen")
        if number == 1:
            an_agreement(page)
            check(page, "agreed", "Dit mag iedereen zien die er nu is")
        if number < CASES:
            press(page, "n")
    return hidden


def an_agreement(page):
    """Three fields and Enter: verb, the beginning of a name, and a day of two letters."""
    began = monotonic()
    press(page, "a")
    expect(page.get_by_label("Wat", exact=True)).to_be_focused()
    press(page, "ArrowDown", "Tab")
    page.keyboard.type("anouk")
    press(page, "Tab")
    page.keyboard.type("vr")
    press(page, "Enter")
    expect(page.locator("#notices")).to_contain_text("Afgesproken.")
    assert monotonic() - began < 10
    expect(page.get_by_role("main")).to_contain_text("Belt de jongere")


def looks(town):
    """At how many young people each looked at the table, as the auditor reads it."""
    with as_auditor() as auditor:
        rows = auditor.execute(
            "select actor_id, count(distinct shown[1]) from audit_entry"
            " where cardinality(shown) = 1 and verb in ('meetings.seen_together',"
            " 'meetings.case_viewed') group by 1"
        ).fetchall()
    names = {one.user_id: name for name, one in town.people.items()}
    return {names[key]: number for key, number in rows}


def files_of(browser_page, town, table):
    """Two with another purpose at the same case: each sees the own part, and the own file."""
    case = items(town, table)[town.tracks[0]]
    come(by=at_table(town, "wim"), table_id=table)
    files = {}
    for name, says in (("anouk", "Nog geen contact."), ("wim", "Werkwensen")):
        one = Visitor(browser_page()).sign_in(name, looking=False)
        one.page.goto(reverse("case_tables"))
        check(one.page, "tables", "nu bezig")
        one.page.goto(reverse("table_case", args=[table, case]))
        check(one.page, "case", "Dit zie alleen jij")
        one.page.get_by_role("link", name="Naar het dossier").click()
        check(one.page, f"file {name}", says)
        files[name] = one.page.get_by_role("main").inner_text()
        assert one.complaints == []
    assert "Nog geen contact." not in files["wim"]
