"""`houvast bench street`: it measures what happens on the screen, and says so when it cannot."""

import shutil

import pytest
from django.conf import settings

from houvast.bench import street
from houvast.bench.street import Chromium, Phone, first_look, saving, sending, table
from houvast.bench.street_coach import Coach
from houvast.capture.models import SealedItem
from houvast.database.context import acting

pytestmark = pytest.mark.browser


def test_it_saves_sends_and_looks_as_a_coach_does(device, waterrade, server):
    cookies = {one["name"]: one["value"] for one in device.page.context.cookies()}
    name, port = settings.SESSION_COOKIE_NAME, server.thread.port
    coach, browser = Coach(name, cookies[name], 5), device.page.context.browser
    phone = Phone(browser, coach, port).opens()
    save = saving(phone, waiting=6, many=4)
    assert (save["waiting"], save["saves"]) == (6, 4)
    assert 0 < save["p50_ms"] <= save["p95_ms"]
    sent = sending(phone, items=14)
    assert (sent["items"], sent["left"]) == (14, 0)
    with acting(waterrade["anouk"]):
        assert SealedItem.objects.filter(state="taken").count() == 14
    look = first_look(browser, coach, port)
    assert look["lcp_ms"] > 0 and look["names_ms"] > 150
    assert 20 < look["kb_that_counts"] < look["kb"] - look["kb_of_headers"] / 2
    assert "lcp ms" in table({"within": True, "first_look": look})


def test_without_a_browser_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(street, "which", lambda name: None)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.delenv("HOUVAST_BROWSER", raising=False)
    with pytest.raises(SystemExit, match="install the package `chromium`"):
        Chromium.found()
    monkeypatch.setenv("HOUVAST_BROWSER", shutil.which("sh") or "/bin/sh")
    assert Chromium.found().path.endswith("sh")
