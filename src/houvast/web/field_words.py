"""The words on screen for what is kept, of whom and until when; `words.py` takes in the first."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from houvast.sharing.rules.fields import About, Held, Source, Table, Term
from houvast.tracks.rules.promise import Terms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIELD_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    About: {
        About.YOUNG_PERSON: _("De jongere"),
        About.COLLEAGUE: _("De collega"),
        About.EMPLOYER_CONTACT: _("De contactpersoon van een werkgever"),
    },
    Source: {
        Source.YOUNG_PERSON: _("De jongere zelf"),
        Source.COACH: _("De coach"),
        Source.COLLEAGUE: _("De collega zelf, of wie het invulde"),
        Source.REPORTER: _("Wie de jongere aanmeldde of inlas"),
        Source.EMPLOYER: _("De werkgever"),
        Source.WORK_INCOME: _("Werk en Inkomen"),
        Source.POLICE: _("De politie"),
        Source.PARTNER: _("Een gast van een partner"),
        Source.HOUVAST: _("Houvast schrijft het zelf op"),
    },
    Held: {
        Held.LINK: _("Waar het bij hoort"),
        Held.WHO: _("Welke collega"),
        Held.NAME: _("Naam"),
        Held.BIRTH_DATE: _("Geboortedatum"),
        Held.REACH: _("Telefoon, mail of adres"),
        Held.PLACE: _("Plaats of postcode"),
        Held.WHEN: _("Datum of tijd"),
        Held.CHOICE: _("Keuze uit een lijst"),
        Held.YES_NO: _("Ja of nee"),
        Held.NUMBER: _("Getal"),
        Held.WORDS: _("Vrije tekst"),
        Held.TECHNICAL: _("Technisch"),
    },
}

UNTIL = {
    Term.TRACK: _("Tot {closed} maanden na afsluiten, en hooguit {open} jaar"),
    Term.SIGNAL: _("{waits} dagen; {refused} maanden na een nee; anders met het traject mee"),
    Term.SAFETY: _("{waits} dagen; {refused} maanden na een nee; een half jaar na een aanbod"),
    Term.ACCOUNT: _("Zolang iemand hier werkt of het register bestaat"),
    Term.SESSION: _("Tot het uitloggen, hooguit 10 uur"),
    Term.UPLOAD: _("Tot het is ingelezen of weggegooid, hooguit een dag"),
}

CALLED = {
    "account_emailaddress": _("Mailadres van een account"),
    "account_emailconfirmation": _("Bevestiging van een mailadres"),
    "accounts_hiringcontract": _("Contract van een ingehuurde coach"),
    "accounts_membership": _("Rol in een team"),
    "accounts_receipt": _("Ontvangstbewijs voor een systeem"),
    "capture_device": _("Toestel waarop een coach vastlegt"),
    "capture_encountertally": _("Telling op straat, zonder naam"),
    "capture_heldletter": _("Wat een kwijt toestel verzegeld stuurde"),
    "capture_heldrelease": _("Wie toeliet wat een kwijt toestel stuurde"),
    "capture_labels": _("Of voornamen op toestellen mogen"),
    "capture_soughtplace": _("Waar een coach iemand zoekt"),
    "capture_sealeditem": _("Wat een toestel verzegeld stuurde"),
    "accounts_token": _("Toegang voor een systeem"),
    "accounts_identity": _("Waarmee een collega inlogt bij de gemeente"),
    "accounts_user": _("Account"),
    "accounts_workingday": _("Dag waarop de gemeente open of dicht is"),
    "audit_entry": _("Logboek: wie deed of vroeg wat"),
    "audit_processingline": _("Logboek: wat er over wie is verwerkt"),
    "cooperation_allowance": _("Toestemming om iets te delen"),
    "cooperation_demandpiece": _("Stuk bij een vordering"),
    "cooperation_filedemand": _("Vordering of Woo-verzoek"),
    "cooperation_helpoffer": _("Bewijs dat Veiligheid een naam gaf"),
    "cooperation_entrycorrection": _("Wat niet klopt in een aanmelding, en of het rechtgezet is"),
    "cooperation_policefacts": _("Wat de politie aan Veiligheid gaf"),
    "cooperation_guestquestion": _("Vraag aan een gast van een partner"),
    "cooperation_partneranswer": _("Antwoord van een partner"),
    "cooperation_pushedtask": _("Wat een ontvanger nog moet doen"),
    "cooperation_safetyname": _("Over wie een signaal van Veiligheid gaat"),
    "cooperation_safetysignal": _("Signaal van Veiligheid"),
    "cooperation_sharedfact": _("Gedeeld gegeven"),
    "cooperation_sharing": _("Besluit om te delen"),
    "cooperation_workfact": _("Antwoord van Werk en Inkomen"),
    "cooperation_zvhcase": _("Kenmerk bij een Zorg- en Veiligheidshuis"),
    "django_session": _("Sessie na het inloggen"),
    "employers_brokerlink": _("Bemiddelaar bij een werkgever"),
    "employers_brokerquestion": _("Vraag aan een bemiddelaar"),
    "employers_conversation": _("Gesprek met een werkgever"),
    "employers_employer": _("Werkgever"),
    "employers_employercontact": _("Contactpersoon bij een werkgever"),
    "employers_employerpromise": _("Afspraak met een werkgever"),
    "employers_knownby": _("Wie kent wie bij een werkgever"),
    "employers_missingworkplace": _("Werkplek die we missen"),
    "employers_workplace": _("Werkplek"),
    "employers_workplacecondition": _("Eis van een werkplek"),
    "employers_workupload": _("Tabel met werk die wacht"),
    "matching_choice": _("Keuze over een werkplek"),
    "matching_planline": _("Regel van een voorstel voor een team"),
    "matching_teamplan": _("Voorstel voor een team"),
    "matching_workwishes": _("Wensen voor werk"),
    "meetings_agreement": _("Afspraak uit het casusoverleg"),
    "meetings_casetable": _("Casusoverleg"),
    "meetings_itemseat": _("Wie bij welke casus zit"),
    "meetings_tableitem": _("Casus op de agenda"),
    "meetings_tableseat": _("Wie aan het overleg zit"),
    "mfa_authenticator": _("Tweede stap bij het inloggen"),
    "people_identity": _("Naam en bereikbaarheid"),
    "people_nickname": _("Roepnaam"),
    "people_person": _("Dat de jongere er is"),
    "placements_aftercaremoment": _("Nazorgmoment"),
    "placements_aftercarenote": _("Notitie bij nazorg"),
    "placements_agreedterms": _("Wat er met de werkgever is afgesproken"),
    "placements_consent": _("Toestemming voor een werkgever"),
    "placements_placement": _("Plaatsing"),
    "placements_retention": _("Werkt iemand er nog"),
    "placements_toldline": _("Regel die een werkgever mag horen"),
    "placements_trialday": _("Meeloopdag"),
    "sharing_assignment": _("Toegang tot een jongere"),
    "sharing_ground": _("Grondslag"),
    "sharing_partnership": _("Partner"),
    "sharing_stepreset": _("Een tweede stap die kwijt was"),
    "sharing_tie": _("Kent een collega de jongere privé"),
    "tracks_absence": _("Jongere is even weg"),
    "tracks_appointment": _("Waarover een afspraak gaat"),
    "tracks_broughttrack": _("Bij welke lijst iemand is ingelezen"),
    "tracks_caseloadimport": _("Dat er een lijst is ingelezen"),
    "tracks_caseloadupload": _("Lijst met jongeren die wacht"),
    "tracks_closing": _("Voorstel om af te sluiten"),
    "tracks_closinganswer": _("Waarom een open punt geen bezwaar is"),
    "tracks_coachoffer": _("Vraag aan een coach"),
    "tracks_companionaim": _("Doel van een afspraak met een ervaringsdeskundige"),
    "tracks_companioncheck": _("Jaarlijks gesprek met een ervaringsdeskundige"),
    "tracks_companionsession": _("Ontmoeting met een ervaringsdeskundige"),
    "tracks_companionship": _("Afspraak met een ervaringsdeskundige"),
    "tracks_companiontalk": _("Hoe een ontmoeting ging"),
    "tracks_contact": _("Dat er contact was"),
    "tracks_contactdetail": _("Hoe een contact ging"),
    "tracks_deputy": _("Vervanger"),
    "tracks_door": _("Open deur"),
    "tracks_entrycriterion": _("Reden waarom een traject mag beginnen"),
    "tracks_futureplan": _("Toekomstplan"),
    "tracks_glance": _("Traject in het kort"),
    "tracks_handover": _("Overdracht"),
    "tracks_breakglass": _("Noodtoegang, en wat iemand anders ervan zei"),
    "tracks_hold": _("Vraag om later te vertellen"),
    "tracks_informationmoment": _("Plicht om te vertellen wat we bewaren"),
    "tracks_knownquestion": _("Vraag of iemand hier bekend is"),
    "tracks_leadcoachhistory": _("Wie wanneer de vaste coach was"),
    "tracks_leave": _("Collega is er niet"),
    "tracks_lettersender": _("Afzender van brieven"),
    "tracks_measurement": _("Meting"),
    "tracks_measurementanswer": _("Antwoord bij een meting"),
    "tracks_merge": _("Twee dossiers van één jongere"),
    "tracks_milestone": _("Dat iets bereikt is"),
    "tracks_nextmoment": _("Volgende afspraak"),
    "tracks_notice": _("Bericht aan een collega"),
    "tracks_promise": _("Afspraken van een programma"),
    "tracks_proofoftelling": _("Bewijs dat het is verteld"),
    "tracks_rung": _("Trede van de ladder"),
    "tracks_scananswer": _("Antwoord bij de quickscan"),
    "tracks_signal": _("Aanmelding"),
    "tracks_signalfacts": _("Wat er bij een aanmelding is gezien"),
    "tracks_step": _("Stap uit het plan"),
    "tracks_supportplan": _("Ondersteuningsplan"),
    "tracks_track": _("Traject"),
    "tracks_worknote": _("Notitie van de coach"),
    "watching_agreement": _("Instemming van de ondernemingsraad"),
    "watching_breach": _("Datalek, en wat er is besloten"),
    "watching_limit": _("Grens van het kijken"),
    "watching_event": _("Blik om na te vragen"),
}
"""What a table is called where people read it; a test holds them against the list of fields."""


def kept(one: Table) -> str:
    """Until when it is kept, with the terms that a programme has unless it agreed to others."""
    terms = Terms()
    if one.term is not None:
        return str(UNTIL[one.term]).format(
            closed=terms.closed_keep,
            open=terms.open_keep,
            waits=terms.signal_keep,
            refused=terms.turned_down_keep,
        )
    years = round(one.days / 365)
    if not years:
        return now("{days} dagen").format(days=one.days)
    return now("1 jaar") if years == 1 else now("{years} jaar").format(years=years)
