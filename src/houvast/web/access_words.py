"""The words on screen for who sees what; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import InformationClass
from houvast.sharing.rules import Capacity, Cell, Standing
from houvast.sharing.rules.ties import TieSaid

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ACCESS_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    InformationClass: {
        InformationClass.ID: _("Naam en bereikbaarheid"),
        InformationClass.CT: _("Contacten en aanmeldingen"),
        InformationClass.WN: _("Notities van de coach"),
        InformationClass.PL: _("Plan en volgend moment"),
        InformationClass.WP: _("Wensen voor werk"),
        InformationClass.PM: _("Plaatsing en werk"),
        InformationClass.WI: _("Feiten van Werk en Inkomen"),
        InformationClass.SF: _("Feiten van Veiligheid"),
        InformationClass.PJ: _("Feiten van politie of justitie"),
        InformationClass.SC: _("Bijzondere gegevens"),
        InformationClass.SH: _("Delen en toestemming"),
        InformationClass.AL: _("Wie keek er in het dossier"),
        InformationClass.PR: _("Wie begeleidt, hoe ver en wanneer"),
    },
    Cell: {
        Cell.WRITE: _("Leest en schrijft"),
        Cell.READ: _("Leest"),
        Cell.PROCESS: _("Alleen dat het er is, en wanneer"),
        Cell.NICKNAME: _("Alleen de roepnaam"),
        Cell.OWN: _("Alleen wat hij of zij zelf maakte"),
        Cell.SHARED: _("Alleen na een besluit om te delen"),
        Cell.ADD: _("Leest niets, voegt toe wat te laat binnenkomt"),
        Cell.NOTHING: _("Ziet niets van"),
    },
    TieSaid: {
        TieSaid.COLLEAGUE: _("De collega zei het zelf"),
        TieSaid.STEERING: _("Wie de regie heeft, zei het"),
        TieSaid.YOUNG_PERSON: _("De jongere zei het"),
    },
    Capacity: {
        Capacity.LEAD: _("De eigen coach"),
        Capacity.SECOND: _("Tweede coach of vervanger"),
        Capacity.WORK: _("Werkcoach naast de eigen coach"),
        Capacity.FORMER: _("Vorige coach, tijdens de overdracht"),
        Capacity.COMPANION: _("Ervaringsdeskundige bij één afspraak"),
        Capacity.DOOR: _("Wie de deur openhoudt na afsluiten"),
    },
    Standing: {
        Standing.REPORTER: _("Wie de aanmelding deed"),
        Standing.TRIAGE: _("Wie aanmeldingen beantwoordt"),
        Standing.STEERING: _("Wie de regie heeft"),
        Standing.OFFERED: _("Wie gevraagd is als coach"),
        Standing.HELD: _("Wie de coach was toen het gebeurde"),
        Standing.HELD_BESIDE: _("Wie tweede coach of vervanger was toen het gebeurde"),
        Standing.PRESENT: _("Wie aan het casusoverleg zit"),
        Standing.AGREED: _("Wie er een afspraak uit het casusoverleg over heeft"),
        Standing.JOB: _("Het vangnet: een programma, geen mens"),
        Standing.RECEIVER: _("Kreeg iets door een besluit om te delen"),
        Standing.SECOND_PERSON: _("Kijkt mee bij een besluit om te delen"),
        Standing.GUEST: _("Gast van een partner, met één vraag die openstaat"),
        Standing.RIGHTS: _("Wie zorgt dat jongeren hun rechten krijgen"),
        Standing.OVERSIGHT: _("Wie toezicht houdt en adviseert"),
        Standing.EMERGENCY: _("Wie één dossier opende met noodtoegang, hooguit een uur"),
    },
}
