"""The words on screen for placements, the yes and aftercare; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.placements.rules.states import (
    AftercareState,
    Answered,
    CallsAnswer,
    ConsentState,
    ContractKind,
    PlacementState,
    RetentionAnswer,
    RetentionMark,
    Side,
    Told,
    TrialNext,
    TrialState,
    TrialView,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PLACEMENT_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    PlacementState: {
        PlacementState.PROPOSED: _("Voorgesteld"),
        PlacementState.WANTED: _("Jongere wil"),
        PlacementState.INTRODUCED: _("Kennisgemaakt"),
        PlacementState.AGREED: _("Startdatum afgesproken"),
        PlacementState.STARTED: _("Gestart"),
        PlacementState.ENDED: _("Afgerond"),
        PlacementState.BROKEN_OFF: _("Gestopt"),
        PlacementState.NOT_STARTED: _("Ging niet door"),
    },
    AftercareState: {
        AftercareState.PLANNED: _("Gepland"),
        AftercareState.DONE: _("Gedaan"),
        AftercareState.MISSED: _("Gemist"),
    },
    RetentionMark: {
        RetentionMark.THREE: _("Na 3 maanden"),
        RetentionMark.SIX: _("Na 6 maanden"),
        RetentionMark.TWELVE: _("Na 12 maanden"),
    },
    RetentionAnswer: {
        RetentionAnswer.SAME_WORK: _("Werkt daar nog"),
        RetentionAnswer.OTHER_WORK: _("Heeft ander werk"),
        RetentionAnswer.STOPPED: _("Werkt niet meer"),
        RetentionAnswer.UNKNOWN: _("Weten we niet"),
    },
    ConsentState: {
        ConsentState.ASKED: _("Nog geen antwoord"),
        ConsentState.GIVEN: _("Ja"),
        ConsentState.REFUSED: _("Nee"),
        ConsentState.WITHDRAWN: _("Ingetrokken"),
        ConsentState.EXPIRED: _("Er kwam een nieuwe vraag"),
    },
    Answered: {
        Answered.TOGETHER: _("Samen op het scherm gekeken"),
        Answered.PHONE: _("Aan de telefoon"),
        Answered.MESSAGE: _("In een bericht"),
    },
    CallsAnswer: {
        CallsAnswer.GIVEN: _("Ja"),
        CallsAnswer.REFUSED: _("Nee"),
        CallsAnswer.WITHDRAWN: _("Gestopt"),
    },
    Told: {
        Told.FIRST_NAME: _("Voornaam"),
        Told.FAMILY_NAME: _("Achternaam"),
        Told.AGE: _("Leeftijd"),
        Told.PHONE: _("Telefoon"),
        Told.CAN_START: _("Kan beginnen"),
        Told.HOURS: _("Uren in de week"),
        Told.DAYS: _("Dagen en tijden"),
        Told.CAN: _("Dit kan ik"),
        Told.LEARNS: _("Dit wil ik leren"),
        Told.HELPS: _("Dit helpt mij op het werk"),
    },
    Side: {
        Side.YOUNG_PERSON: _("met de jongere"),
        Side.EMPLOYER: _("met de werkgever"),
    },
    TrialState: {
        TrialState.PLANNED: _("Gepland"),
        TrialState.HELD: _("Geweest"),
        TrialState.NOT_HELD: _("Ging niet door"),
    },
    TrialView: {
        TrialView.GO_ON: _("Wil verder"),
        TrialView.UNSURE: _("Twijfelt nog"),
        TrialView.RATHER_NOT: _("Liever niet"),
        TrialView.UNKNOWN: _("Nog niet gevraagd"),
    },
    TrialNext: {
        TrialNext.AGREE: _("Een start afspreken"),
        TrialNext.ANOTHER: _("Nog een meeloopdag"),
        TrialNext.TALK: _("Eerst samen praten"),
        TrialNext.STOP: _("Niet verder hier"),
    },
    ContractKind: {
        ContractKind.TEMPORARY: _("Tijdelijk contract"),
        ContractKind.PERMANENT: _("Vast contract"),
        ContractKind.ON_CALL: _("Oproepcontract"),
        ContractKind.AGENCY: _("Via een uitzendbureau"),
        ContractKind.LEARNING: _("Leren en werken (BBL)"),
        ContractKind.INTERNSHIP: _("Stage"),
        ContractKind.TRIAL_PLACEMENT: _("Proefplaatsing"),
    },
}
