"""The words on screen for sharing; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.cooperation.rules.allowed import AllowScope, AllowState
from houvast.cooperation.rules.guests import QuestionState
from houvast.cooperation.rules.restricting import Limit, RestrictedFor, RestrictionState
from houvast.cooperation.rules.shielding import ShieldReason
from houvast.cooperation.rules.states import Label, Pushed, Receiver, ShareState, Told, Topic
from houvast.cooperation.rules.using import UseGround, UseState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SHARE_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    Receiver: {
        Receiver.COACHES: _("De coaches van deze jongere"),
        Receiver.COLLEAGUE: _("Een collega van Werk en Inkomen"),
        Receiver.TABLE: _("Het casusoverleg"),
        Receiver.PARTNER: _("Een partner"),
    },
    ShareState: {
        ShareState.DRAFT: _("Nog niet besloten"),
        ShareState.DECIDED: _("Wacht op een tweede persoon"),
        ShareState.SENT: _("Gedeeld"),
        ShareState.ACKNOWLEDGED: _("Gedeeld en ontvangen"),
        ShareState.CORRECTED: _("Verbeterd"),
        ShareState.ENDED: _("Klaar"),
        ShareState.WITHDRAWN: _("Gestopt"),
        ShareState.EXPIRED: _("Verlopen"),
        ShareState.REFUSED: _("Niet gedeeld"),
    },
    Told: {
        Told.TOLD: _("Ja, verteld"),
        Told.PLANNED: _("Nog niet, wel afgesproken"),
        Told.WITHHELD: _("Nu niet, om een reden"),
    },
    Pushed: {
        Pushed.CORRECTION: _("Zet dit ook bij jou goed"),
        Pushed.WITHDRAWAL: _("Haal dit bij jou weg"),
        Pushed.DISPUTE: _("Zet erbij dat de jongere het anders ziet"),
        Pushed.RESTRICTED: _("Gebruik nu niet wat hier weg is: het is beperkt"),
        Pushed.LIFTED: _("Je mag dit weer gebruiken: het is niet meer beperkt"),
    },
    Limit: {
        Limit.FREE: _("niet beperkt"),
        Limit.RESTRICTED: _("beperkt, alleen bewaard"),
        Limit.ANNOUNCED: _("nog beperkt, op te heffen vanaf"),
    },
    UseGround: {
        UseGround.CONSENT: _("De jongere vindt het goed"),
        UseGround.CLAIM: _("Voor een rechtszaak of klacht"),
        UseGround.OTHERS: _("Om de rechten van een ander te beschermen"),
        UseGround.PUBLIC: _("Om een zwaar algemeen belang"),
    },
    UseState: {
        UseState.ASKED: _("wacht op de privacy officer"),
        UseState.OPEN: _("mag"),
        UseState.REFUSED: _("mag niet"),
        UseState.ENDED: _("gestopt"),
    },
    RestrictionState: {
        RestrictionState.ASKED: _("wacht op de privacy officer"),
        RestrictionState.STAYS: _("Het blijft beperkt"),
        RestrictionState.LIFTING: _("De beperking gaat eraf"),
        RestrictionState.LIFTED: _("Niet meer beperkt"),
        RestrictionState.OVER: _("Opnieuw gevraagd"),
    },
    ShieldReason: {
        ShieldReason.HARM: _("De jongere wordt bedreigd"),
        ShieldReason.HIDDEN: _("De jongere woont op een plek die geheim is"),
        ShieldReason.KIN: _("Familie of een bekende werkt waar wordt gevraagd"),
    },
    RestrictedFor: {
        RestrictedFor.CONTESTED: _("De jongere zegt dat het niet klopt. Dat zoeken we uit"),
        RestrictedFor.UNLAWFUL: _("We hadden het niet mogen hebben. De jongere wil dat het blijft"),
        RestrictedFor.CLAIM: _("We hebben het niet meer nodig. De jongere nog wel, voor een zaak"),
        RestrictedFor.OBJECTED: _("De jongere maakt bezwaar. Daarover beslissen we nog"),
    },
    Label: {
        Label.NICKNAME: _("Roepnaam"),
        Label.NAME: _("Naam"),
        Label.BIRTH_DATE: _("Geboortedatum"),
        Label.PHONE: _("Telefoon"),
        Label.STEP: _("Stap"),
        Label.WORK: _("Werkplek"),
        Label.ANSWER: _("Antwoord van Werk en Inkomen"),
        Label.SAFETY: _("Feit van Veiligheid"),
    },
    AllowScope: {
        AllowScope.HELP_PARTNER_CONTACT: _("Een partner mag contact opnemen"),
        AllowScope.LIFT_SECRECY_OF: _("Iemand mag iets vertellen dat geheim is"),
        AllowScope.PHOTO: _("Een foto gebruiken"),
        AllowScope.REFERENCE_AFTER_CLOSE: _("Na afloop iets goeds over jou zeggen"),
    },
    AllowState: {
        AllowState.GIVEN: _("Ja"),
        AllowState.REFUSED: _("Nee"),
        AllowState.WITHDRAWN: _("Teruggenomen"),
    },
    QuestionState: {
        QuestionState.OPEN: _("Staat open"),
        QuestionState.ANSWERED: _("Beantwoord"),
        QuestionState.STOPPED: _("Gestopt"),
        QuestionState.OVER: _("Voorbij, zonder antwoord"),
        QuestionState.SHUT: _("Dicht"),
    },
    Topic: {
        Topic.INCOME: _("Inkomen"),
        Topic.WORK: _("Werk zoeken"),
        Topic.SCHOOLING: _("Een opleiding"),
    },
}
