"""Who plays in the demo. Everybody and everything here is made up."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from houvast.accounts.rules import Controller, OrganisationKind, Role

TOWN = "Waterrade (verzonnen)"


class Part(StrEnum):
    """What somebody does, for the page to step in: the groups of that page, in order."""

    HOLDS = "holds"
    WORK = "work"
    STEERS = "steers"
    STARTS = "starts"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class House:
    """An organisation that takes part, with its teams."""

    name: str
    kind: OrganisationKind
    teams: tuple[str, ...]
    controller: Controller = Controller.COLLEGE


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone of the staff; `words` say what a visitor sees as this person."""

    username: str
    name: str
    role: Role
    team: str
    part: Part
    words: str


HOUSES = (
    House("Gemeente Waterrade", OrganisationKind.MUNICIPALITY, ("Regie", "Werk en Inkomen")),
    House(
        "Veiligheid Waterrade",
        OrganisationKind.MUNICIPALITY,
        ("Veiligheid",),
        Controller.BURGEMEESTER,
    ),
    House("Jongerenwerk De Kade", OrganisationKind.YOUTH_WORK, ("Molenveld", "Havenkwartier")),
    House("Jongerenloket Waterrade", OrganisationKind.YOUTH_DESK, ("Loket",)),
    House("Coachbureau Zij aan Zij", OrganisationKind.COACH_AGENCY, ("Ingehuurde coaches",)),
    House("Ondernemerskring Waterrade", OrganisationKind.BROKER_COMPANY, ("Bemiddeling",)),
    House("Stichting Eigen Verhaal", OrganisationKind.EXPERIENCE_EXPERTS, ("Ervaring",)),
    House("Praktijkschool De Brug (verzonnen)", OrganisationKind.SCHOOL, ("Zorgteam De Brug",)),
)

STAFF = (
    Persona(
        "samira",
        "Samira Bouzid",
        Role.OUTREACH_COACH,
        "Molenveld",
        Part.HOLDS,
        gettext_noop("Wie is vandaag aan de beurt, en wie wacht al te lang op mij?"),
    ),
    Persona(
        "kevin",
        "Kevin Martina",
        Role.OUTREACH_COACH,
        "Molenveld",
        Part.HOLDS,
        gettext_noop("Drukke weken: een paar momenten zijn voorbij, de ladder vraagt om hulp."),
    ),
    Persona(
        "noor",
        "Noor de Wit",
        Role.OUTREACH_COACH,
        "Havenkwartier",
        Part.HOLDS,
        gettext_noop("Rustige caseload in het Havenkwartier, met twee nieuwe vondsten."),
    ),
    Persona(
        "yasmin",
        "Yasmin el Idrissi",
        Role.OUTREACH_COACH,
        "Havenkwartier",
        Part.HOLDS,
        gettext_noop("Neemt jongeren over van een collega: warm, met z'n drieën aan tafel."),
    ),
    Persona(
        "dennis",
        "Dennis Kaya",
        Role.OUTREACH_COACH,
        "Ingehuurde coaches",
        Part.HOLDS,
        gettext_noop("Ingehuurd, en hij houdt meer jongeren vast dan is afgesproken."),
    ),
    Persona(
        "joost",
        "Joost Verhagen",
        Role.WORK_COACH,
        "Werk en Inkomen",
        Part.HOLDS,
        gettext_noop("Jongeren die bijna werken of net begonnen zijn, met de nazorg erbij."),
    ),
    Persona(
        "fleur",
        "Fleur Timmer",
        Role.WORK_COACH,
        "Loket",
        Part.HOLDS,
        gettext_noop("Werkcoach bij het jongerenloket: van bijbaan tot leerplek."),
    ),
    Persona(
        "esra",
        "Esra Aydin",
        Role.ACCOUNT_MANAGER,
        "Werk en Inkomen",
        Part.WORK,
        gettext_noop("Zestig werkgevers: wat is beloofd, welke werkplek is lang niet bevestigd?"),
    ),
    Persona(
        "bas",
        "Bas Willems",
        Role.BROKER,
        "Bemiddeling",
        Part.WORK,
        gettext_noop("Ondernemer die deuren opent. Ziet werkgevers, en nooit een jongere."),
    ),
    Persona(
        "nadia",
        "Nadia Peters",
        Role.TEAM_LEAD,
        "Molenveld",
        Part.STEERS,
        gettext_noop("Haar team: wie houdt wie vast, en wie heeft hulp nodig?"),
    ),
    Persona(
        "ruud",
        "Ruud Smeets",
        Role.TEAM_LEAD,
        "Havenkwartier",
        Part.STEERS,
        gettext_noop("Bevestigt wat zijn coaches op straat vonden."),
    ),
    Persona(
        "karin",
        "Karin Blom",
        Role.PROCESS_COORDINATOR,
        "Regie",
        Part.STEERS,
        gettext_noop("Alle trajecten: wat is te laat, wie zoekt een coach, wat wacht op akkoord?"),
    ),
    Persona(
        "petra",
        "Petra van Loon",
        Role.PROGRAMME_MANAGER,
        "Regie",
        Part.STEERS,
        gettext_noop("De hoogste trede, en wat het programma belooft."),
    ),
    Persona(
        "hanneke",
        "Hanneke Vos",
        Role.POLICY_OFFICER,
        "Regie",
        Part.STEERS,
        gettext_noop("Waar beginnen we? Cijfers over wijken, en geen namen."),
    ),
    Persona(
        "vera",
        "Vera Lindeman",
        Role.PRIVACY_OFFICER,
        "Regie",
        Part.STEERS,
        gettext_noop("Let op de regels: wie ziet wat, en waarom. Ziet zelf geen dossier."),
    ),
    Persona(
        "ciska",
        "Ciska Vogel",
        Role.SECURITY_OFFICER,
        "Regie",
        Part.STEERS,
        gettext_noop("CISO: vraagt na wie er keek zonder dat het bij het werk hoorde."),
    ),
    Persona(
        "ellen",
        "Ellen Voskuil",
        Role.FG,
        "Regie",
        Part.STEERS,
        gettext_noop("Houdt toezicht: wie hoort wat we bewaren, en wie kreeg uitstel?"),
    ),
    Persona(
        "tess",
        "Tess Jacobs",
        Role.TRIAGE_MEMBER,
        "Regie",
        Part.STARTS,
        gettext_noop("Beantwoordt aanmeldingen: oppakken, doorverwijzen of niet."),
    ),
    Persona(
        "omar",
        "Omar Haddad",
        Role.TRIAGE_MEMBER,
        "Loket",
        Part.STARTS,
        gettext_noop("Dezelfde aanmeldingen, gezien vanaf het jongerenloket."),
    ),
    Persona(
        "denzel",
        "Denzel Pinas",
        Role.EXPERIENCE_EXPERT,
        "Ervaring",
        Part.STARTS,
        gettext_noop(
            "Ervaringsdeskundige: één afspraak met een jongere, naast de coach. Verder niets."
        ),
    ),
    Persona(
        "femke",
        "Femke Sluiter",
        Role.SAFETY_TRIAGE,
        "Veiligheid",
        Part.STARTS,
        gettext_noop("Biedt hulp aan zonder te zeggen waarom. Het college ziet de reden nooit."),
    ),
    Persona(
        "youssef",
        "Youssef Amrani",
        Role.SAFETY_TRIAGE,
        "Veiligheid",
        Part.STARTS,
        gettext_noop("Dezelfde signalen, als tweede persoon bij wie nog geen 18 is."),
    ),
    Persona(
        "marit",
        "Marit Koster",
        Role.PARTNER_GUEST,
        "Zorgteam De Brug",
        Part.STARTS,
        gettext_noop("Gast van een school: één vraag, tot het antwoord. Verder niets."),
    ),
)

ADMINISTRATOR = Persona(
    "beheer",
    "Functioneel beheer",
    Role.FUNCTIONAL_ADMIN,
    "Beheer",
    Part.ADMIN,
    gettext_noop("Wie kan hier inloggen? Ziet geen enkele jongere."),
)
