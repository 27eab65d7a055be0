"""What a register needs to hold before anything can be shared."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from houvast.accounts.rules import Controller, InformationClass
from houvast.database.context import acting
from houvast.sharing.actions.registers import agree_version, propose_ground, propose_partnership
from houvast.sharing.models import Ground
from houvast.sharing.rules.grounds import GroundFacts, GroundStatus
from houvast.sharing.rules.partners import PartnershipFacts, PartnershipKind
from tests.cast import Town

KINDS = (InformationClass.ID, InformationClass.PL)


def joined(**changes) -> PartnershipFacts:
    """A school that takes part since a month."""
    what = {
        "kind": PartnershipKind.COVENANT,
        "name": "Convenant Jeugd",
        "joined_on": timezone.localdate() - timedelta(days=30),
        "left_on": None,
        "kinds": KINDS,
        "contact": "Zorgteam, 000",
        "security_officer": "Ria Voorbeeld",
        "document": "Map convenanten, 3",
    }
    return PartnershipFacts(**{**what, **changes})


def decided(now: GroundFacts, **changes) -> GroundFacts:
    """Another version, with all that switching on asks for."""
    today = timezone.localdate()
    what = {name: getattr(now, name) for name in GroundFacts.__dataclass_fields__}
    what |= {"status": GroundStatus.ENABLED, "document": "Besluit 12", "advice": "Advies 3"}
    what |= {"decided_for": Controller.COLLEGE, "decided_on": today, "advised_on": today}
    return GroundFacts(**{**what, **changes})


def ground(town: Town, code: str) -> Ground:
    """The ground that is in force."""
    with acting(town["vera"]):
        return Ground.objects.get(code=code, state="in_force")


def let_in(town: Town, called: str = "Praktijkschool De Brug", **changes) -> UUID:
    """A partner in the register, proposed by one and agreed to by another."""
    made = propose_partnership(
        by=town["vera"], called=called, new=joined(**changes), reason="Doet mee."
    )
    agree_version(by=town["petra"], version_id=made)
    return made


def switched(town: Town, code: str, **changes) -> UUID:
    """Another version of a ground in force."""
    now = ground(town, code)
    made = propose_ground(
        by=town["vera"], ground_id=now.pk, new=decided(now.facts(), **changes), reason="Besluit."
    )
    agree_version(by=town["petra"], version_id=made)
    return made
