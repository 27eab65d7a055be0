"""The Dutch words for the agreements of a programme: each term, what it counts, and its group."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from houvast.accounts.rules import Scope, SuspendReason
from houvast.sharing.rules.step_resets import Lost, ResetState, Shown
from houvast.tracks.rules.terms import EndReason, TermGroup, TermUnit, Value

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SETTING_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    Scope: {
        Scope.TRACKS_READ: _("Trajecten lezen"),
        Scope.TRACKS_WRITE: _("Contacten, momenten en stappen vastleggen"),
        Scope.WORK_READ: _("Werkwensen en plaatsingen lezen"),
        Scope.WORK_WRITE: _("Werkwensen en plaatsingen vastleggen"),
        Scope.SIGNALS_READ: _("Aanmeldingen lezen"),
        Scope.SIGNALS_WRITE: _("Aanmelden en aanmeldingen beantwoorden"),
        Scope.EMPLOYERS_READ: _("Werkgevers en werkplekken lezen"),
        Scope.EMPLOYERS_WRITE: _("Werkgevers en werkplekken vastleggen"),
        Scope.PLANS_READ: _("Plannen en de checks ervan lezen"),
        Scope.PLANS_WRITE: _("Passages van een plan bevestigen of afwijzen"),
    },
    TermGroup: {
        TermGroup.RHYTHM: _("Contact"),
        TermGroup.MOMENT: _("Volgend moment"),
        TermGroup.LADDER: _("De ladder"),
        TermGroup.ANSWERS: _("Antwoorden en overdragen"),
        TermGroup.WORK: _("Werk en nazorg"),
        TermGroup.CLOSING: _("Afsluiten en toegang"),
        TermGroup.CASELOAD: _("Hoeveel jongeren per coach"),
        TermGroup.ENTRY: _("Leeftijd"),
        TermGroup.KEEPING: _("Hoe lang we bewaren"),
        TermGroup.PROPOSAL: _("Voorstel voor werk"),
    },
    EndReason: {
        EndReason.DECISION: _("Er is een nieuw besluit"),
        EndReason.SAME: _("Een andere reden zegt hetzelfde"),
        EndReason.MISREAD: _("Deze reden werd verschillend uitgelegd"),
        EndReason.NOT_OURS: _("Het programma helpt hier niet meer bij"),
        EndReason.OTHER: _("Iets anders"),
    },
    SuspendReason: {
        SuspendReason.LEAVES: _("Gaat weg, of krijgt ander werk"),
        SuspendReason.DEVICE_LOST: _("Telefoon of laptop is kwijt"),
        SuspendReason.STRANGER: _("Iemand anders gebruikte dit account"),
        SuspendReason.MISUSE: _("Gebruik van Houvast wordt onderzocht"),
        SuspendReason.OWN_REQUEST: _("Vraagt er zelf om"),
    },
    Lost: {
        Lost.PHONE_LOST: _("De telefoon is kwijt of gestolen"),
        Lost.PHONE_NEW: _("Een nieuwe telefoon, de app is leeg"),
        Lost.PASSKEY: _("De passkey werkt niet meer"),
    },
    Shown: {
        Shown.DOCUMENT: _("Paspoort, identiteitskaart of rijbewijs gezien"),
        Shown.KNOWN: _("Ik werk met deze collega en zag hem of haar zelf"),
    },
    ResetState: {
        ResetState.ASKED: _("Wacht"),
        ResetState.DONE: _("Tweede stap weggehaald"),
        ResetState.DECLINED: _("Niet gedaan"),
        ResetState.LAPSED: _("Geen antwoord binnen een dag"),
    },
    TermUnit: {
        TermUnit.WORKING_DAYS: _("werkdagen"),
        TermUnit.DAYS: _("dagen"),
        TermUnit.WEEKS: _("weken"),
        TermUnit.MONTHS: _("maanden"),
        TermUnit.YEARS: _("jaar"),
        TermUnit.TIMES: _("keer"),
        TermUnit.MINUTES: _("minuten"),
        TermUnit.AGE: _("jaar oud"),
        TermUnit.YOUNG_PEOPLE: _("jongeren"),
    },
}

TERM_WORDS: "dict[str, _StrPromise]" = {
    "first_real_contact": _("Eerste echt contact, na de start"),
    "silent_getting_acquainted": _("Langste stilte bij kennismaken"),
    "silent_planning": _("Langste stilte bij plan maken"),
    "silent_getting_ready": _("Langste stilte bij werkfit worden"),
    "silent_seeking_workplace": _("Langste stilte bij werkplek zoeken"),
    "first_weeks_at_work": _("Zo lang geldt iemand als net begonnen met werk"),
    "silent_first_at_work": _("Langste stilte als iemand net werkt"),
    "silent_at_work": _("Langste stilte als iemand langer werkt"),
    "silent_aftercare": _("Langste stilte in de nazorg"),
    "furthest_moment": _("Zo ver vooruit mag een volgend moment liggen"),
    "next_moment_grace": _("Speling na een gemist moment"),
    "moves_max": _("Zo vaak mag een moment verzet worden zonder contact"),
    "rungs": _("Te laat: coach, teamleider, procesregisseur, programmamanager"),
    "answer_signal_within": _("Antwoord op een aanmelding"),
    "accept_within": _("Ja of nee van een gevraagde coach"),
    "first_attempt_within": _("Eerste poging tot contact"),
    "confirm_within": _("Bevestiging door een tweede persoon"),
    "inform_within": _("De jongere hoort wat we bewaren"),
    "handover_accept": _("Ja of nee bij een overdracht"),
    "handover_introduce": _("Kennismaken na een overdracht"),
    "overlap": _("De oude coach leest nog mee"),
    "guest_days": _("Zo lang staat een vraag aan een gast van een partner open"),
    "deputy_after": _("Langer weg: dan neemt een vervanger waar"),
    "aftercare_weeks": _("Nazorg na de start, met jongere en werkgever, in week"),
    "aftercare_months": _("Zo lang duurt de nazorg"),
    "after_break_off": _("Volgend moment als werk stopt"),
    "come_back_after": _("Na afsluiten bellen we weer"),
    "review_months": _("Toegang van de coach, dan beslist iemand opnieuw"),
    "caseload_warn_outreach": _("Outreachcoach, hierboven krijgt de teamleider bericht"),
    "caseload_warn_work": _("Werkcoach, hierboven krijgt de teamleider bericht"),
    "age_from": _("Vanaf"),
    "age_below": _("Tot"),
    "representative_below": _("Ook de ouders horen wat we bewaren, onder"),
    "emergency_minutes": _("Noodtoegang duurt"),
    "signal_keep": _("Een aanmelding zonder antwoord"),
    "turned_down_keep": _("Een aanmelding die niet is opgepakt"),
    "closed_keep": _("Een afgesloten dossier"),
    "open_keep": _("Een open dossier, hooguit"),
    "team_proposal_most": _("Hooguit zo veel van een team, 0 is uit"),
}
"""A term in the words of the work, without its number."""

ONE_OR_MORE = {
    TermUnit.WORKING_DAYS: ngettext_lazy("{count} werkdag", "{count} werkdagen", "count"),
    TermUnit.DAYS: ngettext_lazy("{count} dag", "{count} dagen", "count"),
    TermUnit.WEEKS: ngettext_lazy("{count} week", "{count} weken", "count"),
    TermUnit.MONTHS: ngettext_lazy("{count} maand", "{count} maanden", "count"),
    TermUnit.YOUNG_PEOPLE: ngettext_lazy("{count} jongere", "{count} jongeren", "count"),
    TermUnit.YEARS: _("{count} jaar"),
    TermUnit.AGE: _("{count} jaar"),
    TermUnit.TIMES: _("{count} keer"),
    TermUnit.MINUTES: _("{count} minuten"),
}


def amount(value: Value, unit: TermUnit) -> str:
    """'7 dagen', '1 werkdag', or '1, 3, 5 en 10 werkdagen'."""
    if isinstance(value, int):
        return ONE_OR_MORE[unit].format(count=value)
    *first, last = (str(one) for one in value)
    listed = _now("{first} en {last}").format(first=", ".join(first), last=last) if first else last
    return f"{listed} {SETTING_WORDS[TermUnit][unit]}" if unit is not TermUnit.WEEKS else listed
