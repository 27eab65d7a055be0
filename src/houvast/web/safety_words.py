"""The words on screen for the signals of Veiligheid; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.cooperation.rules.safety import (
    Mend,
    OfferState,
    PoliceArticle,
    Reach,
    SafetySource,
    SafetyView,
)
from houvast.cooperation.rules.zvh import ZvhState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SAFETY_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    SafetySource: {
        SafetySource.COLLEAGUE: _("Een collega van Veiligheid"),
        SafetySource.ENFORCEMENT: _("Een handhaver"),
        SafetySource.SCHOOL: _("School"),
        SafetySource.RESIDENT: _("Een buurtbewoner"),
        SafetySource.POLICE: _("De politie"),
        SafetySource.OTHER: _("Iemand anders"),
    },
    PoliceArticle: {
        PoliceArticle.WPG_16: _("Wpg, artikel 16"),
        PoliceArticle.WPG_17: _("Wpg, artikel 17"),
        PoliceArticle.WPG_18: _("Wpg, artikel 18"),
        PoliceArticle.WPG_19: _("Wpg, artikel 19"),
        PoliceArticle.WPG_20: _("Wpg, artikel 20"),
    },
    Reach: {
        Reach.NICKNAME: _("Roepnaam"),
        Reach.GIVEN_NAME: _("Voornaam"),
        Reach.FAMILY_NAME: _("Achternaam"),
        Reach.PHONE: _("Telefoonnummer"),
    },
    OfferState: {
        OfferState.DECIDED: _("Wacht op een tweede persoon"),
        OfferState.SENT: _("Gegeven"),
        OfferState.REFUSED: _("Niet gegeven"),
        OfferState.WITHDRAWN: _("Ingetrokken"),
    },
    Mend: {
        Mend.MISTAKEN: _("Het aanbod was een vergissing"),
        Mend.LAPSED: _("Hulp is niet meer nodig"),
        Mend.WRONG: _("Een gegeven klopt niet"),
    },
    ZvhState: {
        ZvhState.REFERRED: _("Aangemeld"),
        ZvhState.ACCEPTED: _("In het ZVH"),
        ZvhState.ENDED: _("Terug"),
    },
    SafetyView: {
        SafetyView.WAITING: _("Wacht op antwoord"),
        SafetyView.SECOND: _("Tweede persoon"),
        SafetyView.TO_TELL: _("Nog vertellen"),
        SafetyView.ANSWERED: _("Beantwoord"),
    },
}
