"""The Dutch words of the agreement with an experience expert."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.tracks.rules.companions import (
    Aim,
    CompanionOutcome,
    CompanionState,
    Safeguard,
    SessionOutcome,
    SessionState,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

COMPANION_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    CompanionState: {
        CompanionState.PROPOSED: _("Nog kennismaken"),
        CompanionState.INTRODUCED: _("Loopt"),
        CompanionState.ENDED: _("Afgerond"),
        CompanionState.WITHDRAWN: _("Ging niet door"),
    },
    Aim: {
        Aim.RECOGNITION: _("Praten met iemand die het kent"),
        Aim.HOPE: _("Zien dat het anders kan"),
        Aim.COME_ALONG: _("Iemand gaat mee naar een afspraak"),
        Aim.OTHER_PLACES: _("Nieuwe mensen en plekken"),
        Aim.WORK: _("Horen hoe werk vinden ging"),
    },
    Safeguard: {
        Safeguard.COACH_JOINS_FIRST: _("De coach is de eerste keer mee"),
        Safeguard.COACH_IN_REACH: _("De coach is dan te bellen"),
        Safeguard.OPEN_PLACE: _("Op een plek met andere mensen"),
        Safeguard.BY_DAY: _("Alleen overdag"),
        Safeguard.NO_MONEY: _("Geen geld of spullen lenen"),
    },
    CompanionOutcome: {
        CompanionOutcome.REACHED: _("Gelukt wat we wilden"),
        CompanionOutcome.PARTLY: _("Deels gelukt"),
        CompanionOutcome.NO_CLICK: _("Geen klik"),
        CompanionOutcome.STOPPED: _("De jongere wil stoppen"),
        CompanionOutcome.OTHER_WAY: _("Iets anders past beter"),
        CompanionOutcome.TRACK_CLOSED: _("Het traject sloot"),
    },
    SessionState: {
        SessionState.PLANNED: _("Gepland"),
        SessionState.HELD: _("Gezien"),
        SessionState.NOT_HELD: _("Ging niet door"),
        SessionState.UNDONE: _("Teruggedraaid"),
    },
    SessionOutcome: {
        SessionOutcome.TALKED: _("Gepraat"),
        SessionOutcome.DID_TOGETHER: _("Samen iets gedaan"),
        SessionOutcome.CAME_ALONG: _("Mee naar een afspraak"),
        SessionOutcome.CALLED_OFF: _("Afgezegd of verzet"),
        SessionOutcome.NOT_SEEN: _("Niet gezien"),
    },
}
