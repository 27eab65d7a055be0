"""The second step in a real browser, with a passkey of its own: made, used, and used alone."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from houvast.accounts.models import SignedIn
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import PASSWORD, STAFF, found

pytestmark = pytest.mark.browser

FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def town(server, settings):
    settings.SECOND_STEP = True
    cache.clear()
    return found("Waterrade", STAFF, timezone.localdate())


def has_a_finger(page):
    """A device that can make passkeys, as a phone does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})


def sets_up_the_app(anouk):
    check(anouk.page, "empty", "Nog één stap")
    anouk.page.get_by_role("link", name="Stel de app in").click()
    anouk.page.get_by_text("Lukt dat niet?").click()
    secret = anouk.page.locator("code.key").inner_text()
    check(anouk.page, "empty", "Laat de app dit vierkant lezen.")
    anouk.page.get_by_label("Code").fill("1")
    anouk.press("Zet aan")
    check(anouk.page, "error", "Deze code klopt niet.")
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    anouk.page.get_by_label("Code").fill(code)
    anouk.press("Zet aan")
    check(anouk.page, "filled", "Je ziet ze alleen nu.")
    expect(anouk.page.locator(".codes li")).to_have_count(10)
    reserve = anouk.page.locator(".codes code").first.inner_text()
    anouk.page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(anouk.page).to_have_url(re.compile("vandaag"))
    return reserve


def adds_a_passkey(anouk):
    anouk.page.goto(reverse("mfa_add_webauthn"))
    check(anouk.page, "empty", "Je toestel vraagt om je vinger")
    anouk.page.get_by_label("Naam").fill("Mijn telefoon van het werk met een heel lange naam erbij")
    anouk.press("Maak de passkey")
    check(anouk.page, "filled", "Mijn telefoon van het werk")


def takes_another_password(anouk):
    anouk.page.goto(reverse("mfa_index"))
    anouk.page.get_by_role("link", name="Verander je wachtwoord").click()
    check(anouk.page, "empty", "Weet je je wachtwoord niet meer?")
    anouk.page.get_by_label("Je wachtwoord van nu").fill("mis")
    for label in ("Nieuw wachtwoord", "Nog een keer het nieuwe wachtwoord"):
        anouk.page.get_by_label(label, exact=True).fill("vier paarden op het dak")
    anouk.press("Verander het wachtwoord")
    check(anouk.page, "error", "Dit is niet je wachtwoord van nu.")
    anouk.page.get_by_label("Je wachtwoord van nu").fill(PASSWORD)
    for label in ("Nieuw wachtwoord", "Nog een keer het nieuwe wachtwoord"):
        anouk.page.get_by_label(label, exact=True).fill("vier paarden op het dak")
    anouk.press("Verander het wachtwoord")
    check(anouk.page, "filled", "Overal elders ben je nu uitgelogd.")


def looks_where_she_is_signed_in(anouk):
    here = SignedIn.objects.filter(user__isnull=False).latest("expire_date")
    SignedIn(
        pk="k" * 32,
        session_data=here.session_data,
        expire_date=here.expire_date,
        user_id=here.user_id,
    ).save()
    anouk.page.goto(reverse("mfa_index"))
    anouk.page.get_by_role("link", name="Bekijk je toestellen").click()
    check(anouk.page, "filled", "Ingelogd")
    anouk.press("Log overal elders uit")
    check(anouk.page, "empty", "Je bent nergens anders ingelogd.")


def gives_the_password(anouk):
    anouk.page.goto("/inloggen/")
    anouk.page.get_by_label("Gebruikersnaam").fill("anouk")
    anouk.page.get_by_label("Wachtwoord").fill(PASSWORD)
    anouk.press("Inloggen")


def signs_out(anouk):
    anouk.page.goto(reverse("account_logout"))
    anouk.press("Uitloggen")
    anouk.page.wait_for_url(lambda url: "uitloggen" not in url)


def test_the_second_step(browser_page, town):
    anouk = Visitor(browser_page())
    has_a_finger(anouk.page)
    gives_the_password(anouk)
    reserve = sets_up_the_app(anouk)
    adds_a_passkey(anouk)
    signs_out(anouk)
    gives_the_password(anouk)
    check(anouk.page, "empty", "Zo weten we dat jij het bent.")
    anouk.press("Gebruik je passkey")
    expect(anouk.page).to_have_url(re.compile("vandaag"))
    signs_out(anouk)
    anouk.page.goto("/inloggen/")
    anouk.press("Log in met een passkey")
    expect(anouk.page).to_have_url(re.compile("vandaag"))
    signs_out(anouk)
    gives_the_password(anouk)
    anouk.page.get_by_label("Code").fill(reserve)
    anouk.press("Verder")
    expect(anouk.page).to_have_url(re.compile("vandaag"))
    looks_where_she_is_signed_in(anouk)
    takes_another_password(anouk)
    assert [said for said in anouk.complaints if "status of 422" not in said] == []
