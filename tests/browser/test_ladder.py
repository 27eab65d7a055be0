"""What climbs and what is watched, in a real browser: both sizes, filled and empty, accessible."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, Who, found, open_track
from tests.tracks.test_overdue import late_town

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_te_laat(browser_page, town, clock):
    lotte = Visitor(browser_page()).sign_in("lotte", looking=False)
    lotte.go("Te laat")
    check(lotte.page, "empty", "Alles op tijd.")
    lotte.page.context.close()
    open_track(town, Who(LONG[:60], "L", "V", date(2008, 5, 4)))
    late_town(town, clock)
    rachid = Visitor(browser_page()).sign_in("rachid", looking=False)
    rachid.go("Te laat")
    check(rachid.page, "filled", "Ilias")
    rachid.page.get_by_role("link", name="Regel een moment Ilias").click()
    check(rachid.page, "filled", "Moment verzetten")
    rachid.fill(next_on=timezone.localdate() + timedelta(days=12))
    rachid.press("Verzetten")
    rachid.told("Het moment is verzet.")
    check(rachid.page, "filled", "Ilias")
    rachid.go("Te laat")
    table = rachid.page.get_by_role("table")
    expect(table.get_by_role("rowheader", name="Ilias coach")).to_have_count(0)
    assert rachid.complaints == []
