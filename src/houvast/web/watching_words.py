"""The words on screen for what there is to look at; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.watching.rules.breaches import Persons, Report
from houvast.watching.rules.honey import HoneyPlace
from houvast.watching.rules.limits import EventKind
from houvast.watching.rules.outcomes import Outcome

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WATCHING_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    EventKind: {
        EventKind.NO_WORK: _("Dossiers geopend zonder contact, taak of afspraak in 7 dagen"),
        EventKind.MANY: _("Veel meer dossiers op één dag dan deze collega gewend is"),
        EventKind.TEAM_ROLE: _("Dossiers van anderen geopend, zonder dat er iets mee gebeurde"),
        EventKind.KNOWN_HERE: _("Gevraagd of iemand hier bekend is, zonder dat er iets op volgde"),
        EventKind.AFTER_END: _("Geprobeerd te openen nadat de toegang voorbij was"),
        EventKind.REFUSED: _("Vaak geweigerd binnen een uur"),
        EventKind.HOURS: _("Gekeken buiten de uren van deze rol"),
        EventKind.AGAIN: _("Steeds hetzelfde dossier geopend, zonder contact"),
        EventKind.GLASS: _("Noodtoegang gebruikt, en niet opgeschreven wat er gebeurde"),
        EventKind.LENT: _("Toegang gekregen, gekeken, en binnen een dag weer weg"),
        EventKind.NEW_ROLE: _("Een nieuwe rol gekregen en meteen gekeken, zonder werk"),
        EventKind.STEP_RESET: _("De tweede stap van een collega weggehaald"),
        EventKind.PAPER: _("Veel papier gemaakt op één dag"),
        EventKind.PACE: _("Heel veel dossiers in tien minuten"),
        EventKind.HONEY_OPENED: _("Een lokdossier geopend. Dat is van niemand"),
        EventKind.HONEY_SHARED: _("Een lokdossier gedeeld of geprint. Dat is van niemand"),
        EventKind.HONEY_ASKED: _("Naar een lokdossier gevraagd. Dat is van niemand"),
        EventKind.SAMPLE: _("Steekproef: één blik, door het lot gekozen"),
    },
    HoneyPlace: {
        HoneyPlace.TRIAGE_LIST: _("Bij de signalen, na het antwoord"),
        HoneyPlace.PROCESS_VIEW: _("In de lijst van een team"),
        HoneyPlace.KNOWN_HERE: _("Bij Bekend hier"),
    },
    Report: {
        Report.REPORTED: _("Ja, gemeld bij de AP"),
        Report.NOT_REPORTED: _("Nee, niet gemeld"),
    },
    Persons: {
        Persons.TOLD: _("Ja, de jongeren horen het"),
        Persons.NOT_TOLD: _("Nee, zij horen het niet"),
    },
    Outcome: {
        Outcome.WORK: _("Het hoorde bij het werk"),
        Outcome.MISTAKE: _("Het hoorde er niet bij, zonder opzet. Het is besproken"),
        Outcome.MISUSE: _("Misbruik: een datalek, tenzij anders blijkt"),
    },
}
