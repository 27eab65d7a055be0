"""The partners of the demo municipality: two that take part, one contract that runs out."""

from datetime import timedelta

from django.utils.translation import gettext_noop

from houvast.accounts.rules import InformationClass
from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.sharing.actions.registers import agree_version, propose_partnership
from houvast.sharing.rules.partners import PartnershipFacts, PartnershipKind

ID, PL = InformationClass.ID, InformationClass.PL
COVENANT = gettext_noop("Convenant Jeugd Waterrade (verzonnen)")


def keep_registers(people: dict[str, Actor], clock: Clock) -> None:
    """Let the partners in, as the privacy officer and the programme manager do it."""
    school = PartnershipFacts(
        kind=PartnershipKind.COVENANT,
        name=COVENANT,
        joined_on=clock.today - timedelta(days=200),
        left_on=clock.today + timedelta(days=300),
        kinds=(ID, PL),
        contact=gettext_noop("Zorgteam, 06 00 03 01 00"),
        security_officer=gettext_noop("Ria Voorbeeld"),
        document=gettext_noop("Map convenanten, nummer 3"),
    )
    contract = PartnershipFacts(
        kind=PartnershipKind.PROCESSOR,
        name=gettext_noop("Verwerkersovereenkomst (verzonnen)"),
        joined_on=clock.today - timedelta(days=300),
        left_on=clock.today + timedelta(days=60),
        kinds=(),
        contact=gettext_noop("Kantoor, 06 00 03 01 01"),
        security_officer=gettext_noop("Tom Voorbeeld"),
        document=gettext_noop("Map contracten, nummer 7"),
    )
    agreed = (
        (gettext_noop("Praktijkschool De Brug (verzonnen)"), school),
        (gettext_noop("Coachbureau Zij aan Zij"), contract),
    )
    for name, facts in agreed:
        made = propose_partnership(
            by=people["vera"], called=name, new=facts, reason=gettext_noop("Doet mee.")
        )
        agree_version(by=people["petra"], version_id=made)
