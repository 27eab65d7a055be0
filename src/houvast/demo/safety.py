"""Veiligheid in the demo: what its triage heard this week, and what it did with it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from houvast.accounts.rules import Controller, Purpose
from houvast.audit.actions import recorded
from houvast.cooperation.actions.safety import (
    offer_help,
    receive_safety_signal,
    start_safety_triage,
    tell_of_offer,
    turn_down_safety,
)
from houvast.cooperation.actions.zvh import refer_to_zvh
from houvast.cooperation.rules.safety import Noticed, Reach, SafetySource
from houvast.cooperation.rules.zvh import GROUND
from houvast.database.actor import Actor
from houvast.demo.ledger import Town
from houvast.sharing.actions.registers import agree_version, propose_ground
from houvast.sharing.models import Ground
from houvast.sharing.rules.grounds import GroundStatus
from houvast.tracks.actions.signals import Who
from houvast.tracks.models import Track
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.signals import Necessity
from houvast.tracks.rules.states import FactKind

TELLS = "femke"
WHY = Necessity(
    gettext_noop("Zonder hulp blijft hij op straat hangen met ouderen."),
    gettext_noop("We geven alleen een naam en een nummer, en niets van wat we weten."),
    gettext_noop("Zelf aanspreken lukte drie keer niet."),
)
AT_NIGHT = gettext_noop("Staat elke avond tot laat bij de garages, ook op schooldagen.")
IN_THE_SHOP = gettext_noop("Loopt telkens in en uit bij een winkel waar niets te koop is.")
ALONE = gettext_noop("Kwam drie keer alleen bij de handhavers staan en vroeg om werk.")
WGS = gettext_noop("De WGS, zoals de gemeente besloot (verzonnen)")
NOTHING = gettext_noop("Er is al een coach die hem elke week ziet.")

BORN = {"Pim": 20, "Roos": 16, "Bo": 19, "Sil": 21, "Luna": 17, "Daan": 22}
FAMILY = {
    "Pim": "Plataan",
    "Roos": "Rietland",
    "Bo": "Bosrand",
    "Sil": "Zandpad",
    "Luna": "Lisdodde",
    "Daan": "Duinweg",
}
"""Nobody is called this: each is a place to walk."""


def live_safety(town: Town, ago: int, today: date) -> None:
    """What Veiligheid does on this day of the last week."""
    if ago == 6:
        told = _offered(town, "Pim", AT_NIGHT, today)
        tell_of_offer(
            by=town.people[TELLS],
            signal_id=told,
            on=today,
            how=TellChannel.IN_PERSON,
            language=Language.DUTCH,
        )
    elif ago == 5:
        _wgs_on(town, today)
        _offered(town, "Roos", ALONE, today)
    elif ago == 4:
        key = _in_triage(town, "Bo", AT_NIGHT, today)
        turn_down_safety(by=town.people[TELLS], signal_id=key, reason=NOTHING)
        _up(town, today)
    elif ago == 2:
        _offered(town, "Sil", IN_THE_SHOP, today)
    elif ago == 1:
        _in_triage(town, "Luna", IN_THE_SHOP, today)
    elif ago == 0:
        _entered(town, "Daan", ALONE, today)


def _wgs_on(town: Town, today: date) -> None:
    """The ground of a Zorg- en Veiligheidshuis, which comes switched off, is decided about."""
    vera, petra = town.people["vera"], town.people["petra"]
    with recorded(vera, "demo.ground_to_switch"):
        now = Ground.objects.get(code=GROUND, state="in_force")
        facts = now.facts()
    new = replace(
        facts,
        status=GroundStatus.ENABLED,
        document=WGS,
        decided_for=Controller.BURGEMEESTER,
        decided_on=today,
        advice=WGS,
        advised_on=today,
        source_on=today,
    )
    made = propose_ground(by=vera, ground_id=now.pk, new=new, reason=WGS)
    agree_version(by=petra, version_id=made)


def _up(town: Town, today: date) -> None:
    """Of one young person a case is there too; nothing of it is here."""
    karin = town.people["karin"]
    by = Actor(karin.user_id, karin.municipality_id, karin.role, Purpose.PROCESS_STEERING.value)
    with recorded(by, "demo.track_at_zvh"):
        rows = Track.objects.filter(state="open").order_by("proposed_at").values_list("pk")
        found = rows.first()
    if found:
        refer_to_zvh(
            by=by,
            track_id=found[0],
            reference="ZVH-2026/014",
            contact="0600003999",
            on=today,
        )


def _entered(town: Town, called: str, behaviour: str, today: date) -> UUID:
    seen = Noticed(
        behaviour=behaviour,
        kind=FactKind.SEEN,
        source=SafetySource.ENFORCEMENT,
        observed_on=today - timedelta(days=1),
        criterion_id=town.criteria[0],
    )
    born = today - timedelta(days=BORN[called] * 366)
    number = 70 + list(BORN).index(called)
    who = Who(called, called, FAMILY[called], born, f"06000300{number}")
    return receive_safety_signal(by=town.people[TELLS], seen=seen, who=who)


def _in_triage(town: Town, called: str, behaviour: str, today: date) -> UUID:
    key = _entered(town, called, behaviour, today)
    start_safety_triage(by=town.people[TELLS], signal_id=key, is_private=False)
    return key


def _offered(town: Town, called: str, behaviour: str, today: date) -> UUID:
    key = _in_triage(town, called, behaviour, today)
    what = (Reach.NICKNAME, Reach.PHONE)
    offer_help(by=town.people[TELLS], signal_id=key, answers=WHY, what=what)
    return key
