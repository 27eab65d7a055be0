"""A case table of forty cases walked by keyboard, and what each screen of it looks like."""

from datetime import date, timedelta
from time import monotonic

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from houvast.meetings.actions.tables import add_seat, come
from houvast.tracks.actions.steps import add_step
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.steps import StepPlan
from tests.browser import press
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, Who, found, open_track
from tests.meetings.made import at_table, items, joined, opened, today
from tests.meetings.test_shared import both
from tests.meetings.test_tables import partner
from tests.sharing.made_registers import let_in
from tests.test_trail import as_auditor

pytestmark = pytest.mark.browser
CASES = 40
GROWN = date(2004, 5, 4)
STEP, ANSWER = "Bellen met W&I", "Werk en Inkomen helpt met inkomen: ja"
LONG = "Wolfeschlegelsteinhausen"


@pytest.fixture
def town(server, clock):
    """Thirty-nine young people of anouk whose moments have passed, and one of bilal."""
    made = found("Waterrade", STAFF, today())
    made.tracks = [
        open_track(made, Who(f"{LONG if number == 3 else 'Jongere'} {number}", birth_date=GROWN))
        for number in range(CASES - 1)
    ]
    open_track(made, Who("Van Bilal"), "bilal")
    ends = today() + timedelta(days=90)
    wim = made["wim"].user_id
    give_work_coach(by=made["anouk"], track_id=made.tracks[0], user_id=wim, until=ends)
    plan = StepPlan(LifeDomain.WORK, STEP)
    add_step(by=made["anouk"], track_id=made.tracks[0], step=plan)
    clock.forward(days=9)
    both(made, made.tracks[0])
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
    assert walked(page) == (1, 1)  # whom anouk does not hold, as long as she sits
    assert rachid.complaints == []
    assert looks(town) == {"anouk": CASES - 1, "rachid": CASES - 1}
    page.goto(reverse("invitation", args=[table, town["anouk"].user_id]))
    check(page, "invitation", "Alleen voor Anouk")
    for screen, says in (("steering", "40 jongeren"), ("cooperation", "Trajecten waar iets")):
        page.goto(reverse(screen))
        check(page, screen, says)
    assert rachid.complaints == []
    files_of(browser_page, town, table)


def walked(page):
    """From the first case to the last; on how many nothing was shown, and something shared."""
    hidden, told, agreed = 0, 0, False
    for number in range(1, CASES + 1):
        expect(page.get_by_role("main")).to_contain_text(f"{number} van {CASES}")
        told += page.get_by_text(ANSWER).count()
        if page.get_by_role("heading", name="Niet voor iedereen hier").count():
            hidden += 1  # any of the forty: which comes first is nobody's to say
            check(page, "hidden", "Wij zien hier nu niets samen")
        elif not agreed:
            an_agreement(page)
            check(page, "agreed", "Dit mag iedereen zien die er nu is")
            agreed = True
        if number < CASES:
            press(page, "n")
    return hidden, told


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
    """Three with another purpose at the same case: each sees the own part, and the own file."""
    case = items(town, table)[town.tracks[0]]
    pien = sits_along(town, table, case)
    files = {}
    for name, says in (("anouk", "Nog geen contact."), ("wim", "Werkwensen"), ("pien", "")):
        come(by=pien if name == "pien" else at_table(town, name), table_id=table)
        one = Visitor(browser_page()).sign_in(name, looking=False)
        if name != "pien":
            one.page.goto(reverse("case_tables"))
            check(one.page, "tables", "nu bezig")
        one.page.goto(reverse("table_case", args=[table, case]))
        check(one.page, f"case {name}", "Dit zie alleen jij")
        files[name, "table"] = one.page.get_by_role("main").inner_text()
        if says:
            one.page.get_by_role("link", name="Naar het dossier").click()
            check(one.page, f"file {name}", says)
            files[name] = one.page.get_by_role("main").inner_text()
        assert one.complaints == []
    assert "Nog geen contact." not in files["wim"]
    for name, sees in (("anouk", True), ("wim", True), ("pien", False)):
        assert STEP in files[name, "table"]
        assert (ANSWER in files[name, "table"]) is sees, name


def sits_along(town, table, case):
    """A partner under a covenant, who takes part in this case."""
    let_in(town, "Jongerenwerk")
    pien = partner(town)
    add_seat(by=town["rachid"], table_id=table, user_id=pien.user_id)
    joined(town, case, table, "anouk", "wim", "pien")
    return pien
