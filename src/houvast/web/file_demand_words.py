"""The words on screen for demands for a file; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.cooperation.rules.demands import Answer, DemandKind, DemandState, Told

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FILE_DEMAND_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    DemandKind: {
        DemandKind.POLICE: _("Politie"),
        DemandKind.PROSECUTOR: _("Officier van justitie"),
        DemandKind.COURT: _("Rechter"),
        DemandKind.WOO: _("Woo-verzoek"),
        DemandKind.OTHER: _("Een ander"),
    },
    DemandState: {
        DemandState.RECEIVED: _("In voorbereiding"),
        DemandState.PREPARED: _("Wacht op een tweede persoon"),
        DemandState.GRANTED: _("Besloten: geven"),
        DemandState.REFUSED: _("Geweigerd"),
        DemandState.GIVEN: _("Gegeven"),
    },
    Answer: {
        Answer.GIVE: _("Geven wat hier staat"),
        Answer.REFUSE: _("Weigeren"),
    },
    Told: {
        Told.TOLD: _("Ja, verteld"),
        Told.LATER: _("Nog niet"),
    },
}
