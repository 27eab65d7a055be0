"""The words on screen for the registers of grounds and partners; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import Controller, OrganisationKind
from houvast.sharing.rules.grounds import GroundStatus
from houvast.sharing.rules.partners import PartnershipKind
from houvast.sharing.rules.registers import RegisterState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REGISTER_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    Controller: {
        Controller.BURGEMEESTER: _("De burgemeester"),
        Controller.COLLEGE: _("Het college"),
    },
    OrganisationKind: {
        OrganisationKind.MUNICIPALITY: _("Gemeente"),
        OrganisationKind.YOUTH_WORK: _("Jongerenwerk"),
        OrganisationKind.YOUTH_DESK: _("Jongerenloket"),
        OrganisationKind.SCHOOL: _("School"),
        OrganisationKind.COACH_AGENCY: _("Bureau van ingehuurde coaches"),
        OrganisationKind.BROKER_COMPANY: _("Ondernemers die bemiddelen"),
        OrganisationKind.EXPERIENCE_EXPERTS: _("Ervaringsdeskundigen"),
        OrganisationKind.PARTNER: _("Partner onder een convenant"),
    },
    GroundStatus: {
        GroundStatus.ENABLED: _("Aan"),
        GroundStatus.DISABLED: _("Uit"),
    },
    PartnershipKind: {
        PartnershipKind.COVENANT: _("Convenant"),
        PartnershipKind.JOINT: _("Samen verantwoordelijk"),
        PartnershipKind.PROCESSOR: _("Verwerkersovereenkomst"),
    },
    RegisterState: {
        RegisterState.PROPOSED: _("Voorgesteld"),
        RegisterState.IN_FORCE: _("Geldt nu"),
        RegisterState.REPLACED: _("Gold eerder"),
        RegisterState.DECLINED: _("Niet veranderd"),
    },
}
