"""The experience expert: each screen at both sizes, and a meeting noted in two taps."""

from urllib.parse import urlparse

import pytest
from django.urls import reverse

from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.signals import Who
from tests.browser.test_states import ONE_WORD, town, visit  # noqa: F401
from tests.browser.test_walk import Visitor
from tests.cast import ahead, open_track, talk
from tests.companions import asked, introduced, met

pytestmark = pytest.mark.browser


def spoken(place, name):
    track = open_track(place, Who(name, name, "Voorbeeld"))
    log_contact(by=place["anouk"], track_id=track, talk=talk(), ahead=ahead())
    return track


def test_the_screens_of_an_agreement(visit, town, browser_page):  # noqa: F811
    visit("denzel", "empty", "/samen/", says="Nog geen afspraak.")
    visit("rachid", "empty", "/ervaringsdeskundigen/", says="nog geen gesprek")
    first, waiting, free = (spoken(town, one) for one in (ONE_WORD[:60], "Romy", "Jip"))
    ship, proposed = introduced(town, first), asked(town, waiting)
    met(town, ship, note=ONE_WORD * 4, call_me=True)
    expert = town["denzel"].user_id
    visit("anouk", "full", reverse("track", args=[first]), says=ONE_WORD * 4)
    visit("anouk", "full", reverse("ask_companion", args=[free]), says="Wie komt erbij?")
    visit("anouk", "full", reverse("companion_met", args=[proposed]), says="De jongere wil dit")
    visit("anouk", "full", reverse("end_companion", args=[ship]), says="Hoe liep het af?")
    visit("rachid", "full", reverse("track", args=[first]), says="Loopt")
    visit("rachid", "full", "/ervaringsdeskundigen/", says="in orde")
    visit("rachid", "full", reverse("check_expert", args=[expert]), says="Over vroeger")
    visit("denzel", "full", "/samen/", says=ONE_WORD[:60])
    visit("denzel", "full", reverse("log_session", args=[ship]), says="Hoe ging het?")
    denzel = Visitor(browser_page(390, 844)).sign_in("denzel")
    denzel.page.goto("/samen/contact/")  # the first tap; with one agreement that is the form
    denzel.choose("Hoe ging het?", "Gepraat")
    denzel.press("Opslaan")
    assert urlparse(denzel.page.url).path == "/samen/"
