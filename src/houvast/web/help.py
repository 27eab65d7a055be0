"""Help: how Houvast works, what each screen is for, who reads what, the keys and accessibility."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from houvast.errors import NotAllowed
from houvast.web.frame import Place, menu

SCREENS = {
    "today": gettext_lazy("Wie vandaag aan de beurt is, en wie te laat is."),
    "young_people": gettext_lazy("Wie jij vasthoudt, en van wie jij de deur openhoudt."),
    "contact": gettext_lazy("Leg in drie tikken vast wie je sprak, en wanneer jullie elkaar zien."),
    "tasks": gettext_lazy("De stappen die op jou wachten, de late bovenaan."),
    "beside": gettext_lazy("De jongeren die jij helpt met werk, naast de vaste coach."),
    "signals": gettext_lazy("Wat iemand zag en doorgaf. Elke aanmelding krijgt antwoord."),
    "new_signal": gettext_lazy("Geef door wat je zag, of wat iemand vroeg."),
    "workplaces": gettext_lazy("Het werk dat er is. Van een plek kom je nooit bij een jongere."),
    "employers": gettext_lazy("Wie werk geeft, wie je belt en wat er is beloofd."),
    "aftercare": gettext_lazy("Bij wie je navraagt hoe het werk gaat."),
    "known_here": gettext_lazy("Met achternaam en geboortedatum: ja en wie je belt, of nee."),
    "work_day": gettext_lazy("Wat nu moet bij jouw werkgevers, en welke plek je navraagt."),
    "questions": gettext_lazy("Wat je aan bemiddelaars vroeg, en wat zij zeiden."),
    "broker_home": gettext_lazy("Wat wij jou vragen, en wat er vrij is bij jouw werkgevers."),
    "team": gettext_lazy("Wie wie vasthoudt. Je ziet roepnaam en datum, geen notities."),
    "late": gettext_lazy("Wat te laat is, wie het al hoorde, en wat je nu kunt doen."),
    "merges": gettext_lazy("Twee trajecten van dezelfde jongere worden één."),
    "imports": gettext_lazy("Trajecten die al lopen uit een xlsx of csv."),
    "work_imports": gettext_lazy("Werkgevers, werkplekken en vacatures uit een bestand, en terug."),
    "known_asked": gettext_lazy("Wie vroeg of iemand hier bekend is, en waarvoor."),
    "experts": gettext_lazy("Wie onze ervaringsdeskundigen begeleidt."),
    "overview": gettext_lazy("Aantallen, nooit namen: wat te laat is en wat wacht."),
    "areas": gettext_lazy("Cijfers over wijken, met hoe zeker ze zijn. Nooit over een jongere."),
    "plan_checks": gettext_lazy("Hoeveel werk er in een plan zit, met de bladzijde erbij."),
    "evidence": gettext_lazy("Onderzoek over wat werkt, ervoor en ertegen, met de bron."),
    "settings": gettext_lazy("De termijnen van dit programma, en wie ze veranderde."),
    "steering": gettext_lazy("Wat vastzit, wie het vasthoudt en wie mag beslissen."),
    "cooperation": gettext_lazy("Aantallen van het samenwerken. Kleine aantallen staan er niet."),
    "case_tables": gettext_lazy("Samen afspreken wie wat doet. Je ziet alleen wat mag."),
    "chain": gettext_lazy("Of het logboek klopt. Je ziet niet wat erin staat."),
    "colleagues": gettext_lazy("Wie hier kan inloggen. Je ziet geen enkele jongere."),
    "role_reviews": gettext_lazy("Welke rollen aflopen, en wie zegt dat ze blijven."),
    "companion_home": gettext_lazy("Jouw afspraken met jongeren, de eerste bovenaan."),
    "companion_contact": gettext_lazy("Leg vast dat jullie elkaar zagen."),
    "given": gettext_lazy("Wat een collega van een jongere met jou deelt, en tot wanneer."),
    "restricted_uses": gettext_lazy("Wie iets mag lezen dat beperkt is, waarom en tot wanneer."),
    "along": gettext_lazy("Wat een collega wil delen en een tweede persoon vraagt."),
    "question": gettext_lazy("De ene vraag aan jou, en wat erbij gedeeld is."),
    "guests": gettext_lazy("Welke gast van een partner nu iets ziet, en tot wanneer."),
    "grounds": gettext_lazy("Op welke grondslagen je mag delen, en wie ze veranderde."),
    "partners": gettext_lazy("Met wie een convenant of contract loopt, en wat er afloopt."),
    "demands": gettext_lazy("Wie een dossier opeist, wat het antwoord is en wat je gaf."),
    "safety_signals": gettext_lazy("Wat Veiligheid hoorde, en wat jullie ermee doen."),
    "new_safety_signal": gettext_lazy("Schrijf op wat Veiligheid hoorde of zag."),
    "processing": gettext_lazy("Het register van verwerkingen, en wat we van wie bewaren."),
    "duties": gettext_lazy("Wie nog moet horen wat we bewaren, en wie uitstel vraagt."),
    "access": gettext_lazy("De regels: wie wat ziet van een jongere, en waarvoor."),
    "events": gettext_lazy("Toegang om na te vragen bij een collega, met uitleg."),
    "emergencies": gettext_lazy("Eén dossier openen omdat er nu gevaar is, en het nakijken."),
    "breaches": gettext_lazy("Wie is gezien door wie, en wat je binnen 72 uur besluit."),
    "ties": gettext_lazy("Welke dossiers dicht zijn voor een collega die de jongere kent."),
    "post_box": gettext_lazy("De mails die je zou krijgen. Dit is er alleen in de demo."),
}
"""What each place in a menu is for, in one line."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A place in the menu of this role, and what one does there."""

    url: str
    name: str | Promise
    words: str | Promise


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """For everyone with a role; the screens and the keys are those that this role has."""
    if getattr(request, "role", None) is None:
        raise NotAllowed("no_role")
    places = menu(request, getattr(request, "role", None))
    screens = [Screen(one.url, one.words, SCREENS[one.to]) for one in places]
    return render(request, "help.html", {"screens": screens, "shortcuts": _shortcuts(places)})


def _shortcuts(places: list[Place]) -> list[tuple[str, str]]:
    goes = [(one.key, _("Naar {screen}").format(screen=one.words)) for one in places if one.key]
    main = [("c", str(one.words)) for one in places if one.main]
    return [
        ("Ctrl K", _("Zoeken")),
        ("/", _("Zoeken")),
        *main,
        *goes,
        ("j", _("Volgende regel in een lijst")),
        ("k", _("Vorige regel in een lijst")),
        (".", _("Namen verbergen of tonen")),
        ("?", _("Deze hulp")),
        ("Esc", _("Sluiten")),
    ]
