"""What climbs and what is watched, in a real browser: both sizes, filled and empty, accessible."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from houvast.cooperation.actions.received import acknowledge, withdraw
from houvast.cooperation.jobs import climb
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, Who, found, open_track
from tests.cooperation.made import answered, beside, tracked, with_fleur
from tests.cooperation.safe import entered, with_safety
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


def test_what_is_late_between_two_desks(browser_page, town, clock):
    """A correction that nobody handled, and a signal of which Veiligheid decided nothing."""
    track = tracked(with_fleur(with_safety(town)), Who("Sem", "Sem", "V", date(2004, 5, 4)))
    share = answered(town, track)
    acknowledge(town["anouk"], share)
    withdraw(by=beside(town), sharing_id=share, why="Het klopte niet.")
    key = entered(town)
    for _ in range(21):
        clock.forward(days=1)
        climb(0)
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(reverse("tasks"))
    check(anouk.page, "late", "Veranderd in wat je deelde")
    rachid = Visitor(browser_page()).sign_in("rachid", looking=False)
    rachid.go("Te laat")
    check(rachid.page, "correction", "Een wijziging verwerken")
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.page.goto(reverse("duties"))
    check(vera.page, "between", "Een signaal wacht op een besluit")
    anouk.press("Verwerkt: Haal dit bij jou weg, Sem")
    anouk.told("Gedaan.")
    yara = Visitor(browser_page()).sign_in("yara", looking=False)
    yara.page.goto(reverse("safety_signal", args=[key]))
    check(yara.page, "asked", "Te lang zonder besluit")
    assert [*anouk.complaints, *rachid.complaints, *vera.complaints, *yara.complaints] == []
