"""The words on screen for telling what we keep; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.tracks.rules.glass import Verdict
from houvast.tracks.rules.informing import (
    Audience,
    HoldGround,
    HoldKind,
    HoldState,
    Language,
    TellChannel,
)
from houvast.tracks.rules.letters import WordsKind
from houvast.tracks.rules.states import InformationState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

INFORM_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    Audience: {
        Audience.YOUNG_PERSON: _("De jongere"),
        Audience.REPRESENTATIVE: _("Ouder of verzorger"),
        Audience.EMERGENCY: _("De jongere, over noodtoegang"),
    },
    Verdict: {
        Verdict.JUSTIFIED: _("Het was nodig"),
        Verdict.NOT_JUSTIFIED: _("Het was niet nodig: een datalek, tenzij anders blijkt"),
    },
    InformationState: {
        InformationState.PLANNED: _("Nog vertellen"),
        InformationState.TOLD: _("Verteld"),
        InformationState.POSTPONED: _("Uitgesteld"),
        InformationState.LEFT_OUT: _("Wordt niet verteld"),
        InformationState.NOT_NEEDED: _("Hoeft niet"),
    },
    TellChannel: {
        TellChannel.IN_PERSON: _("Verteld, samen"),
        TellChannel.PHONE: _("Verteld, aan de telefoon"),
        TellChannel.VIDEO: _("Verteld, met beeldbellen"),
        TellChannel.BY_HAND: _("Brief gegeven"),
        TellChannel.BY_POST: _("Brief gestuurd"),
    },
    Language: {
        Language.DUTCH: _("Nederlands"),
        Language.ENGLISH: _("Engels"),
        Language.ARABIC: _("Arabisch"),
        Language.TURKISH: _("Turks"),
        Language.POLISH: _("Pools"),
        Language.UKRAINIAN: _("Oekraïens"),
        Language.TIGRINYA: _("Tigrinya"),
        Language.SOMALI: _("Somalisch"),
        Language.FRENCH: _("Frans"),
        Language.SPANISH: _("Spaans"),
        Language.PAPIAMENTO: _("Papiaments"),
        Language.SIGN: _("Gebarentaal"),
        Language.OTHER: _("Een andere taal"),
    },
    HoldKind: {
        HoldKind.LATER: _("Later vertellen"),
        HoldKind.LEAVE_OUT: _("Ouders niet vertellen"),
    },
    HoldGround: {
        HoldGround.YOUNG_PERSON_UNSAFE: _("Anders is de jongere niet veilig"),
        HoldGround.OTHERS_UNSAFE: _("Anders is iemand anders niet veilig"),
        HoldGround.INQUIRY: _("Er loopt een onderzoek dat anders mislukt"),
        HoldGround.NOT_FOUND: _("We vinden de jongere niet, ook na vaak proberen"),
    },
    HoldState: {
        HoldState.ASKED: _("Wacht op antwoord"),
        HoldState.AGREED: _("Akkoord"),
        HoldState.DECLINED: _("Niet akkoord"),
    },
    WordsKind: {
        WordsKind.YOUNG_PERSON: _("Brief voor de jongere"),
        WordsKind.REPRESENTATIVE: _("Brief voor ouder of verzorger"),
        WordsKind.EMERGENCY: _("Brief over noodtoegang"),
        WordsKind.LEAFLET: _("Folder"),
        WordsKind.LIFTING: _("Brief over een beperking"),
    },
}
