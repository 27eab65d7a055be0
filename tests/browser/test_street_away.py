"""A day on the street without a network, and what the screen does with much, odd and lost."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from houvast.accounts.reads import safety_net
from houvast.capture.actions.places import add_place
from houvast.capture.models import EncounterTally
from houvast.database.context import acting
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.models import Contact, NextMoment, Rung, Track
from houvast.tracks.reads import promise_check
from tests.browser.on_the_street import LABELS, NAMES, arrived
from tests.browser.test_states import SIZES
from tests.browser.test_walk import look_at

pytestmark = pytest.mark.browser

LATER = 12
"""Days after the five came: what was planned for them has passed."""
UNKNOWN = "Onbekende jongere(n)"
TOLD = (
    ("Ilias", "Gesproken", "3 dagen"),
    ("Shanice", "Niet bereikt", "Morgen"),
    (UNKNOWN, "Gesproken", ""),
    ("Romy", "Alleen gezien", "1 week"),
    ("Jip", "Gesproken", "2 weken"),
    ("Noa", "Reageerde", "1 week"),
    ("Shanice", "Gesproken", "1 week"),
    (UNKNOWN, "Alleen gezien", ""),
    ("Romy", "Gesproken", "Morgen"),
    ("Jip", "Niet bereikt", "3 dagen"),
)
DAYS = {"Morgen": 1, "3 dagen": 3, "1 week": 7, "2 weken": 14}
LOST = """async id => (await import('/static/street/store.js'))
    .within(['outbox'], 'readwrite', outbox => { outbox.delete(id) })"""
MANY = """async ([user, people]) => {
  const labels = await import('/static/street/labels.js')
  await labels.keep({user, labels: true, people, places: []})
}"""
LONG = "Wolfeschlegelsteinhausenbergerdorff"
AHEAD = """(form, value) => form.querySelector(`[name=ahead][value="${value}"]`).click()"""


def test_ten_contacts_in_airplane_mode(device, waterrade, clock):
    """O4: all in the right files with their own times, and the ladder right."""  # T-96
    asked = moments_nobody_kept(clock, waterrade)
    page, now = device.page, time.time() + LATER * 24 * 3600
    start = now - 3 * 3600
    page.clock.set_fixed_time(start)
    device.opens().named(len(NAMES)).offline()
    for turn, (who, outcome, when) in enumerate(TOLD):
        page.clock.set_fixed_time(start + 600 * turn)
        if when:
            page.locator("#capture").evaluate(AHEAD, str(DAYS[when]))
        device.captures(who, outcome=outcome)
    device.says("Offline · 10 wachten")
    look_at(page, SIZES[:1], "airplane")
    page.clock.set_fixed_time(now)
    device.offline(False)
    device.is_empty()
    device.says("Alles verstuurd")
    assert arrived(waterrade) == 10
    in_the_right_files_at_their_own_times(waterrade, start)
    with acting(waterrade["anouk"]):
        after = Rung.objects.filter(pk__in=[key for key, _at in asked])
        assert set(after.values_list("pk", "raised_at")) == asked
        assert not Rung.objects.filter(state="raised", cause="moment").exists()
    assert promise_check()["violations"] == 0


def moments_nobody_kept(clock, town):
    """Each of the five had one last week, and the ladder asked."""
    clock.forward(days=LATER)
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    with acting(town["anouk"]):
        raised = Rung.objects.filter(cause="moment", state="raised")
        asked = set(raised.values_list("pk", "raised_at"))
        assert raised.values("track").distinct().count() == len(NAMES)
    return asked


def in_the_right_files_at_their_own_times(town, start):
    with acting(town["anouk"]):
        since = datetime.fromtimestamp(start - 60, UTC)
        rows = Contact.objects.filter(at__gte=since).order_by("at")
        found = [
            (one.at.timestamp(), one.track.person.nickname.text)
            for one in rows.select_related("track__person__nickname")
        ]
        tallies = list(EncounterTally.objects.order_by("at").values_list("at", "spoke"))
        due = dict(
            NextMoment.objects.filter(state="planned").values_list(
                "track__person__nickname__text", "due"
            )
        )
    known = [(start + 600 * n, who) for n, (who, *_) in enumerate(TOLD) if who != UNKNOWN]
    assert [(round(at - start), who) for at, who in found] == [
        (round(at - start), who) for at, who in known
    ]
    assert [(round(at.timestamp() - start), spoke) for at, spoke in tallies] == [
        (1200, True),
        (4200, False),
    ]
    last = {who: (start + 600 * n, when) for n, (who, _, when) in enumerate(TOLD) if when}
    assert due == {
        who: timezone.localdate(datetime.fromtimestamp(at, UTC)) + timedelta(days=DAYS[when])
        for who, (at, when) in last.items()
    }


def test_much_odd_and_lost(device, waterrade):
    a_place_of_the_team(device, waterrade)
    who_the_address_asks_for(device, waterrade)
    a_number_that_never_came(device, waterrade)
    many_and_long_names(device, waterrade)


def a_place_of_the_team(device, waterrade):
    place = add_place(by=waterrade["anouk"], name="Winkelhof")
    device.page.evaluate("async () => (await import('/static/street/sender.js')).send({names: 0})")
    device.opens()
    device.choose("Wie?", UNKNOWN)
    device.page.get_by_label("Waar?").select_option("Winkelhof")
    device.page.get_by_role("button", name="Eén meer").click()
    device.choose("Gelukt?", "Alleen gezien")
    device.page.get_by_role("button", name="Opslaan").click()
    expect(device.page.locator("#told")).to_contain_text("Ontvangen")
    with acting(waterrade["anouk"]):
        (row,) = EncounterTally.objects.values_list("place", "count", "spoke")
    assert row == (place, 2, False)


def who_the_address_asks_for(device, waterrade):
    """Somebody on the device is chosen and comes first; anybody else changes nothing."""
    page = device.page
    with acting(waterrade["anouk"]):
        track = Track.objects.get(person__nickname__text="Noa").pk
    for key, chosen in ((track, ["Noa"]), ("6b1f6f0e-0000-4000-8000-000000000000", [])):
        page.goto(f"/straat/?jongere={key}")
        page.locator("#capture[data-ready]").wait_for()
        names = page.locator("#who .tile").all_inner_texts()
        assert len(names) == 6 and names[-1] == UNKNOWN
        assert names[: len(chosen)] == chosen
        assert page.locator("#who :checked").count() == len(chosen)


def a_number_that_never_came(device, waterrade):
    """A letter vanished from the device: its coach is told which, and what to do."""
    device.opens().offline()
    device.captures("Jip")
    (gone,) = device.kept()
    device.page.evaluate(LOST, gone["id"])
    device.captures("Noa")
    device.offline(False)
    device.is_empty()
    device.says(f"Nummer {gone['number']} is niet aangekomen. Bekijk")
    device.page.goto("/straat/wachtend/")
    main = device.page.get_by_role("main")
    expect(main).to_contain_text(f"Nummer {gone['number']}")
    expect(main).to_contain_text("Leg het opnieuw vast.")
    look_at(device.page, SIZES, "gap")


def many_and_long_names(device, waterrade):
    """A full caseload folds behind one button, and a name of any length fits."""
    page = device.page
    device.opens()
    user = page.evaluate(LABELS)["who"]["user"]
    some = [(f"{n:08}-0000-4000-8000-000000000000", f"Ilias {n}") for n in range(40)]
    some[1] = (some[1][0], LONG)
    some[2] = (some[2][0], "Shanice Alexandrina Guadalupe van Wijngaarden")
    people = [{"id": key, "name": name, "how": "street"} for key, name in some]
    device.offline()
    page.evaluate(MANY, [user, people])
    page.reload()
    page.locator("#capture[data-ready]").wait_for()
    shown = page.locator("#who .tile:visible")
    expect(shown).to_have_count(7)
    look_at(page, SIZES, "many folded")
    page.get_by_role("button", name="Iedereen").click()
    expect(shown).to_have_count(41)
    expect(page.get_by_role("button", name="Iedereen")).to_be_hidden()
    look_at(page, SIZES[:1], "many")
