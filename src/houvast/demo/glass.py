"""Noodtoegang in the demo: one that was looked at, and one that waits for somebody to do so."""

from dataclasses import replace

from django.utils.translation import gettext_noop

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.ledger import Town
from houvast.people.models import Identity
from houvast.tracks.actions.glass import (
    Emergency,
    account_for_glass,
    break_glass,
    break_glass_by_name,
    review_glass,
)
from houvast.tracks.models import Track
from houvast.tracks.rules.glass import Verdict

BRIDGE = gettext_noop("Zijn zus belt: hij staat op de brug bij het spoor. Samira neemt niet op.")
HOME = gettext_noop("Een buurvrouw hoort geschreeuw en glas. Yasmin heeft vandaag vrij.")
DONE = gettext_noop("De politie en zijn zus gebeld. Hij is nu thuis, en Samira weet het.")
ASKED = gettext_noop("Nagevraagd bij Kevin en bij Samira. Dit kon niet wachten.")


def open_in_emergency(town: Town) -> None:
    """Kevin knows a name and a birth date; Ruud sees the nickname of each track of his team."""
    kevin, ruud = (_in_emergency(town.people[one]) for one in ("kevin", "ruud"))
    who = _known(town.people["samira"])
    opened = None
    if who and who.birth_date:
        opened = break_glass_by_name(
            by=kevin,
            family_name=who.family_name,
            birth_date=who.birth_date,
            emergency=Emergency(BRIDGE, is_now=True),
        )
    if opened:
        account_for_glass(by=kevin, glass_id=opened, account=DONE)
        review_glass(by=town.people["vera"], glass_id=opened, verdict=Verdict.JUSTIFIED, note=ASKED)
    if track := _held_by(town.people["yasmin"]):
        break_glass(by=ruud, track_id=track.pk, emergency=Emergency(HOME, is_now=True))


def _in_emergency(by: Actor) -> Actor:
    return replace(by, purpose=Purpose.EMERGENCY.value)


def _known(coach: Actor) -> Identity | None:
    with recorded(coach, "demo.whose_name_is_known"):
        mine = Identity.objects.filter(
            person__tracks__lead_coach=coach.user_id, person__tracks__state="open"
        )
        known = mine.exclude(family_name="").exclude(birth_date=None)
        return known.order_by("person__tracks__proposed_at", "pk").first()


def _held_by(coach: Actor) -> Track | None:
    with recorded(coach, "demo.track_to_open"):
        mine = Track.objects.filter(lead_coach=coach.user_id, state="open")
        return mine.order_by("proposed_at", "pk").first()
