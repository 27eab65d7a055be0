"""The Dutch words on screen for the values of the enumerations, in one place.

Two enumerations may share a value ("open" is a state of a track and of a step), and members of a
StrEnum with the same value are the same key. So the words stand under their enumeration.
"""

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import Purpose, Role
from houvast.people.rules import PreferredChannel
from houvast.sharing.rules.access import KeepReason
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.known import AskedFor
from houvast.tracks.rules.measurements import Answer, MeasureMoment, MeasureValue
from houvast.tracks.rules.notices import TEXT, NoticeKind
from houvast.tracks.rules.plans import PlanPartner, PlanState, PlanTemplate
from houvast.tracks.rules.states import (
    CloseReason,
    ContactChannel,
    ContactOutcome,
    FactKind,
    HandoverReason,
    HandoverState,
    PlaceKind,
    RungCause,
    SignalState,
    Source,
    TrackPhase,
    TrackState,
)
from houvast.tracks.rules.steps import PlanPart, StepOwner, StepState
from houvast.tracks.rules.views import CaseloadView, Order, SignalView, TeamView
from houvast.web.access_words import ACCESS_WORDS
from houvast.web.companion_words import COMPANION_WORDS
from houvast.web.evidence_words import EVIDENCE_WORDS
from houvast.web.field_words import FIELD_WORDS
from houvast.web.file_demand_words import FILE_DEMAND_WORDS
from houvast.web.inform_words import INFORM_WORDS
from houvast.web.placement_words import PLACEMENT_WORDS
from houvast.web.plan_check_words import PLAN_CHECK_WORDS
from houvast.web.register_words import REGISTER_WORDS
from houvast.web.safety_words import SAFETY_WORDS
from houvast.web.setting_words import SETTING_WORDS
from houvast.web.share_words import SHARE_WORDS
from houvast.web.table_words import TABLE_WORDS
from houvast.web.watching_words import WATCHING_WORDS
from houvast.web.wish_words import WISH_WORDS
from houvast.web.work_words import WORK_WORDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    Role: {
        Role.OUTREACH_COACH: _("Outreachcoach"),
        Role.WORK_COACH: _("Werkcoach"),
        Role.ACCOUNT_MANAGER: _("Accountmanager"),
        Role.TEAM_LEAD: _("Teamleider"),
        Role.PROGRAMME_MANAGER: _("Programmamanager"),
        Role.PROCESS_COORDINATOR: _("Procesregisseur"),
        Role.CASE_LEAD: _("Casusregisseur"),
        Role.POLICY_OFFICER: _("Beleidsmedewerker"),
        Role.EXPERIENCE_EXPERT: _("Ervaringsdeskundige"),
        Role.BROKER: _("Ondernemer die bemiddelt"),
        Role.EMPLOYER_CONTACT: _("Contactpersoon werkgever"),
        Role.PARTNER_GUEST: _("Gast-partner"),
        Role.STANDING_PARTNER: _("Vaste partner"),
        Role.TRIAGE_MEMBER: _("Triagelid"),
        Role.SAFETY_TRIAGE: _("Triagelid Veiligheid"),
        Role.PRIVACY_OFFICER: _("Privacy officer"),
        Role.REQUEST_HANDLER: _("Behandelaar verzoek"),
        Role.FG: _("FG"),
        Role.SECURITY_OFFICER: _("CISO"),
        Role.FUNCTIONAL_ADMIN: _("Functioneel beheerder"),
        Role.AUDITOR: _("Auditor"),
        Role.LINKED_SYSTEM: _("Gekoppeld systeem"),
        Role.SYSTEM: _("Het systeem zelf"),
    },
    Purpose: {
        Purpose.GUIDANCE: _("begeleiding"),
        Purpose.WORK_INCOME: _("werk en inkomen"),
        Purpose.PLACEMENT: _("plaatsing"),
        Purpose.INTAKE: _("signaal en aanmelding"),
        Purpose.PROCESS_STEERING: _("regie op de afspraken"),
        Purpose.KNOWN_HERE: _("bekend hier?"),
        Purpose.CASE_TABLE: _("casusoverleg"),
        Purpose.WORK_EXCHANGE: _("werkplekken uitwisselen"),
        Purpose.SAFETY_NET: _("vangnet"),
        Purpose.SUBJECT_RIGHTS: _("rechten van jongeren"),
        Purpose.OVERSIGHT: _("toezicht"),
        Purpose.SECURITY_REVIEW: _("onderzoek misbruik"),
        Purpose.SAFETY_TRIAGE: _("beoordelen signaal"),
        Purpose.SAFETY_PGA: _("persoonsgerichte aanpak"),
        Purpose.OWN_PAGE: _("mijn pagina"),
        Purpose.SECURITY_REVIEW: _("onderzoek misbruik"),
        Purpose.EMERGENCY: _("nood"),
        Purpose.FIGURES: _("cijfers"),
        Purpose.RETENTION: _("opschonen"),
    },
    PreferredChannel: {
        PreferredChannel.MESSAGE: _("Een bericht"),
        PreferredChannel.PHONE: _("Bellen"),
        PreferredChannel.IN_PERSON: _("Langskomen"),
    },
    SignalState: {
        SignalState.RECEIVED: _("Ontvangen"),
        SignalState.IN_TRIAGE: _("In triage"),
        SignalState.TAKEN_UP: _("Opgepakt"),
        SignalState.TURNED_DOWN: _("Niet opgepakt"),
        SignalState.REFERRED: _("Doorverwezen"),
    },
    FactKind: {
        FactKind.SEEN: _("Zelf gezien"),
        FactKind.TOLD: _("Verteld door de persoon zelf"),
        FactKind.HEARSAY: _("Van horen zeggen"),
        FactKind.OPINION: _("Een mening"),
        FactKind.DECISION: _("Een besluit"),
    },
    Source: {
        Source.MYSELF: _("Ikzelf"),
        Source.COLLEAGUE: _("Een collega"),
        Source.YOUNG_PERSON: _("De jongere zelf"),
        Source.PARENT: _("Een ouder"),
        Source.SCHOOL: _("School"),
        Source.RESIDENT: _("Een buurtbewoner"),
        Source.OTHER: _("Iemand anders"),
        Source.SAFETY: _("Veiligheid"),
    },
    TrackState: {
        TrackState.PROPOSED: _("Aangemeld"),
        TrackState.OPEN: _("Loopt"),
        TrackState.AFTERCARE: _("Nazorg"),
        TrackState.CLOSED: _("Afgesloten, deur open"),
    },
    TrackPhase: {
        TrackPhase.GETTING_ACQUAINTED: _("Kennismaken"),
        TrackPhase.PLANNING: _("Plan maken"),
        TrackPhase.GETTING_READY: _("Werkfit"),
        TrackPhase.SEEKING_WORKPLACE: _("Werkplek zoeken"),
        TrackPhase.AT_WORK: _("Aan het werk"),
        TrackPhase.AFTERCARE: _("Nazorg"),
    },
    CaseloadView: {
        CaseloadView.RUNNING: _("Lopend"),
        CaseloadView.LATE: _("Te laat"),
        CaseloadView.SILENT: _("Lang geen contact"),
        CaseloadView.SEEKING: _("Zoekt een werkplek"),
        CaseloadView.WORKING: _("Aan het werk"),
        CaseloadView.DOOR: _("Deur open"),
    },
    TeamView: {
        TeamView.ALL: _("Alles"),
        TeamView.LATE: _("Te laat"),
        TeamView.SILENT: _("Lang geen contact"),
        TeamView.PROPOSED: _("Wacht op een coach"),
        TeamView.ENDING: _("Toegang loopt af"),
    },
    SignalView: {
        SignalView.WAITING: _("Wacht"),
        SignalView.LATE: _("Te laat"),
        SignalView.REFERRED: _("Nog niet overgenomen"),
        SignalView.ANSWERED: _("Beantwoord"),
    },
    Order: {
        Order.MOMENT: _("Op volgend moment"),
        Order.NAME: _("Op roepnaam"),
        Order.CONTACT: _("Op laatste contact"),
        Order.COACH: _("Per coach"),
    },
    CloseReason: {
        CloseReason.BASIS_IN_PLACE: _("De basis is op orde"),
        CloseReason.YOUNG_PERSON_STOPPED: _("De jongere stopt"),
        CloseReason.HANDED_OVER_ELSEWHERE: _("Overgedragen buiten het programma"),
        CloseReason.DECEASED: _("Overleden"),
        CloseReason.OPENED_BY_MISTAKE: _("Onterecht geopend"),
    },
    ContactOutcome: {
        ContactOutcome.SPOKE: _("Gesproken"),
        ContactOutcome.REPLIED: _("Reageerde"),
        ContactOutcome.SEEN: _("Alleen gezien"),
        ContactOutcome.NOT_REACHED: _("Niet bereikt"),
    },
    ContactChannel: {
        ContactChannel.IN_PERSON: _("langs geweest"),
        ContactChannel.PHONE: _("gebeld"),
        ContactChannel.MESSAGE: _("bericht"),
        ContactChannel.VIDEO: _("videobellen"),
        ContactChannel.EMAIL: _("e-mail"),
        ContactChannel.LETTER: _("brief"),
        ContactChannel.VIA_OTHER: _("via iemand anders"),
    },
    PlaceKind: {
        PlaceKind.STREET: _("op straat"),
        PlaceKind.HOME: _("thuis"),
        PlaceKind.HANGOUT: _("op een vaste plek"),
        PlaceKind.YOUTH_CENTRE: _("in het jongerencentrum"),
        PlaceKind.SCHOOL: _("op school"),
        PlaceKind.WORKPLACE: _("op het werk"),
        PlaceKind.OFFICE: _("op kantoor"),
        PlaceKind.INSTITUTION: _("in een instelling"),
        PlaceKind.ONLINE: _("online"),
        PlaceKind.OTHER: _("ergens anders"),
    },
    HandoverState: {
        HandoverState.OFFERED: _("Aangeboden"),
        HandoverState.ACCEPTED: _("Aangenomen"),
        HandoverState.INTRODUCED: _("Kennisgemaakt"),
        HandoverState.DECLINED: _("Niet aangenomen"),
        HandoverState.RETURNED: _("Terug, de termijn is voorbij"),
        HandoverState.WITHDRAWN: _("Ingetrokken"),
    },
    KeepReason: {
        KeepReason.GUIDES: _("Begeleidt deze jongere nog"),
        KeepReason.WORK: _("Helpt nog met werk"),
        KeepReason.HANDOVER: _("Draagt nog over"),
        KeepReason.CLOSING: _("Sluit het traject af"),
    },
    HandoverReason: {
        HandoverReason.COACH_LEAVES: _("De coach gaat weg"),
        HandoverReason.NO_CLICK: _("Het klikt niet"),
        HandoverReason.ABSENCE: _("De coach is langer afwezig"),
        HandoverReason.MOVES_MUNICIPALITY: _("De jongere verhuist"),
        HandoverReason.TURNS_18: _("De jongere wordt 18"),
        HandoverReason.CONTRACT_ENDS: _("Het contract van de coach loopt af"),
        HandoverReason.STAY_ELSEWHERE: _("De jongere is een tijd ergens anders"),
        HandoverReason.OTHER: _("Iets anders"),
    },
    RungCause: {
        RungCause.MOMENT: _("Volgend moment"),
        RungCause.MOVES: _("Vaak verzet zonder contact"),
        RungCause.ACCEPTANCE: _("Antwoord van een coach"),
        RungCause.CONFIRMATION: _("Bevestiging van een eigen vondst"),
        RungCause.INTRODUCTION: _("Kennismaken na overdracht"),
        RungCause.REVIEW: _("Toegang verlengen"),
        RungCause.SIGNAL: _("Antwoord op een aanmelding"),
        RungCause.INFORM: _("Vertellen wat we bewaren"),
        RungCause.CORRECTION: _("Een wijziging verwerken"),
    },
    NoticeKind: {kind: _(text) for kind, text in TEXT.items()},
    LifeDomain: {
        LifeDomain.PAPERS: _("Identiteit en regelzaken"),
        LifeDomain.INCOME: _("Inkomen"),
        LifeDomain.DEBTS: _("Schulden en boetes"),
        LifeDomain.VOG: _("VOG-kans"),
        LifeDomain.HOUSING: _("Wonen"),
        LifeDomain.SCHOOL: _("School en diploma"),
        LifeDomain.WORK: _("Werk en ritme"),
        LifeDomain.WELLBEING: _("Gezondheid en rust"),
        LifeDomain.NETWORK: _("Vrienden en groepsdruk"),
        LifeDomain.FAMILY: _("Gezin en steun"),
        LifeDomain.LEISURE: _("Vrije tijd"),
        LifeDomain.ADULTHOOD: _("Op weg naar 18"),
    },
    ScanValue: {
        ScanValue.IN_ORDER: _("Op orde"),
        ScanValue.NEEDS_STEP: _("Stap nodig"),
        ScanValue.UNKNOWN: _("Weten we niet"),
        ScanValue.NOT_NOW: _("Nu niet"),
    },
    PlanState: {
        PlanState.DRAFT: _("Concept"),
        PlanState.AGREED: _("Afgesproken"),
        PlanState.REPLACED: _("Vervangen"),
    },
    PlanTemplate: {
        PlanTemplate.YOUTH: _("Jonger dan 18, of nog op school"),
        PlanTemplate.ADULT: _("18 of ouder"),
    },
    PlanPartner: {
        PlanPartner.YOUNG_PERSON: _("De jongere"),
        PlanPartner.PARENT: _("Een ouder of verzorger"),
        PlanPartner.WORK_COACH: _("De werkcoach"),
        PlanPartner.SCHOOL: _("School"),
        PlanPartner.EXPERIENCE_EXPERT: _("De ervaringsdeskundige"),
        PlanPartner.OTHER: _("Iemand anders die helpt"),
    },
    MeasureMoment: {
        MeasureMoment.START: _("Start"),
        MeasureMoment.MONTH_3: _("3 maanden"),
        MeasureMoment.MONTH_6: _("6 maanden"),
        MeasureMoment.MONTH_12: _("12 maanden"),
    },
    MeasureValue: {
        MeasureValue.IN_ORDER: _("Op orde"),
        MeasureValue.STEP_RUNNING: _("Stap loopt"),
        MeasureValue.OPEN: _("Nog open"),
        MeasureValue.UNKNOWN: _("Weten we niet"),
    },
    Answer: {
        Answer.YES: _("Ja"),
        Answer.NO: _("Nee"),
        Answer.UNKNOWN: _("Weet ik niet"),
    },
    PlanPart: {
        PlanPart.INCOME: _("Inkomen"),
        PlanPart.HOUSING: _("Wonen"),
        PlanPart.SCHOOL_WORK: _("School en werk"),
        PlanPart.SUPPORT: _("Steun"),
        PlanPart.WELLBEING: _("Welzijn"),
        PlanPart.ADULTHOOD: _("Op weg naar 18"),
    },
    StepOwner: {
        StepOwner.COACH: _("De coach"),
        StepOwner.YOUNG_PERSON: _("De jongere zelf"),
        StepOwner.TOGETHER: _("Coach en jongere samen"),
        StepOwner.COLLEAGUE: _("Een collega"),
        StepOwner.DESK: _("Een loket of organisatie"),
    },
    StepState: {
        StepState.OPEN: _("Open"),
        StepState.DONE: _("Klaar"),
        StepState.DROPPED: _("Vervallen"),
    },
    AskedFor: {
        AskedFor.SIGNAL: _("Een aanmelding"),
        AskedFor.OWN_FIND: _("Zelf tegengekomen"),
        AskedFor.YOUNG_PERSON: _("De jongere vraagt ernaar"),
        AskedFor.HELP: _("Samenwerken met andere hulp"),
        AskedFor.EMERGENCY: _("Noodtoegang"),
    },
    OpenPoint: {
        OpenPoint.SUPPORT: _("Steun is nog niet op orde"),
        OpenPoint.HOUSING: _("Wonen is nog niet op orde"),
        OpenPoint.SCHOOL_WORK: _("School en werk is nog niet op orde"),
        OpenPoint.INCOME: _("Inkomen is nog niet op orde"),
        OpenPoint.WELLBEING: _("Welzijn is nog niet op orde"),
        OpenPoint.STEPS_OPEN: _("Er zijn nog open stappen"),
        OpenPoint.AFTERCARE: _("De nazorg loopt nog"),
        OpenPoint.WORK_RUNNING: _("Het werk loopt nog, zonder nazorg"),
        OpenPoint.HANDOVER_RUNNING: _("Er loopt een overdracht"),
        OpenPoint.NOT_INFORMED: _("De jongere weet nog niet wat we bewaren"),
        OpenPoint.NOT_TOLD: _("De jongere weet nog niet dat we afsluiten"),
        OpenPoint.NO_DOOR: _("Er is nog niemand die de deur openhoudt"),
    },
    **PLACEMENT_WORDS,
    **PLAN_CHECK_WORDS,
    **COMPANION_WORDS,
    **SETTING_WORDS,
    **SHARE_WORDS,
    **REGISTER_WORDS,
    **WORK_WORDS,
    **WATCHING_WORDS,
    **WISH_WORDS,
    **TABLE_WORDS,
    **ACCESS_WORDS,
    **INFORM_WORDS,
    **FIELD_WORDS,
    **EVIDENCE_WORDS,
    **FILE_DEMAND_WORDS,
    **SAFETY_WORDS,
}


def word(member: StrEnum) -> str:
    """The word on screen for one value; the value itself as long as it has no word."""
    return _word(type(member), member, get_language())


@cache
def _word(kind: type[StrEnum], member: StrEnum, _language: str | None) -> str:
    """A page says a hundred of them; in each language they are always the same."""
    return str(WORDS.get(kind, {}).get(member, member.value))


WAYS: "dict[ContactChannel, _StrPromise]" = {
    ContactChannel.IN_PERSON: _("langsgaan"),
    ContactChannel.PHONE: _("bellen"),
    ContactChannel.MESSAGE: _("een bericht"),
    ContactChannel.VIDEO: _("beeldbellen"),
    ContactChannel.EMAIL: _("mailen"),
    ContactChannel.LETTER: _("een brief"),
    ContactChannel.VIA_OTHER: _("via iemand anders"),
}
"""How one reaches somebody who is away; the words of a contact say how it was done."""
