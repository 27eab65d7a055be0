"""Who plays in the demo. Everybody and everything here is made up."""

from dataclasses import dataclass

from houvast.accounts.rules import Controller, OrganisationKind, Role

TOWN = "Waterrade (verzonnen)"


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
    words: str = ""


HOUSES = (
    House("Gemeente Waterrade", OrganisationKind.MUNICIPALITY, ("Regie", "Werk en Inkomen")),
    House("Jongerenwerk De Kade", OrganisationKind.YOUTH_WORK, ("Molenveld", "Havenkwartier")),
    House("Jongerenloket Waterrade", OrganisationKind.YOUTH_DESK, ("Loket",)),
    House("Coachbureau Zij aan Zij", OrganisationKind.COACH_AGENCY, ("Ingehuurde coaches",)),
    House("Ondernemerskring Waterrade", OrganisationKind.BROKER_COMPANY, ("Bemiddeling",)),
    House("Stichting Eigen Verhaal", OrganisationKind.EXPERIENCE_EXPERTS, ("Ervaring",)),
)

STAFF = (
    Persona(
        "samira", "Samira Bouzid", Role.OUTREACH_COACH, "Molenveld", "Wie is er vandaag aan zet?"
    ),
    Persona("kevin", "Kevin Martina", Role.OUTREACH_COACH, "Molenveld"),
    Persona("noor", "Noor de Wit", Role.OUTREACH_COACH, "Havenkwartier"),
    Persona("dennis", "Dennis Kaya", Role.OUTREACH_COACH, "Ingehuurde coaches"),
    Persona(
        "joost", "Joost Verhagen", Role.WORK_COACH, "Werk en Inkomen", "Werkgevers en werkplekken."
    ),
    Persona("esra", "Esra Aydin", Role.ACCOUNT_MANAGER, "Werk en Inkomen"),
    Persona("nadia", "Nadia Peters", Role.TEAM_LEAD, "Molenveld", "Haar team: wie houdt wie vast?"),
    Persona("ruud", "Ruud Smeets", Role.TEAM_LEAD, "Havenkwartier"),
    Persona(
        "karin",
        "Karin Blom",
        Role.PROCESS_COORDINATOR,
        "Regie",
        "Alle trajecten: wat is te laat, wat wacht op akkoord?",
    ),
    Persona("petra", "Petra van Loon", Role.PROGRAMME_MANAGER, "Regie"),
    Persona("tess", "Tess Jacobs", Role.TRIAGE_MEMBER, "Regie", "Beantwoordt de aanmeldingen."),
    Persona("omar", "Omar Haddad", Role.TRIAGE_MEMBER, "Loket"),
    Persona("bas", "Bas Willems", Role.BROKER, "Bemiddeling"),
    Persona("denzel", "Denzel Pinas", Role.EXPERIENCE_EXPERT, "Ervaring"),
)

YOUNG_PEOPLE = (
    ("Ilias", "Aksoy"),
    ("Shanice", "van Dijk"),
    ("Lynn", "Visser"),
    ("Jolanta", "Benali"),
    ("Luuk", "Kowalczyk"),
    ("Yara", "El Amrani"),
    ("Nora", "Koster"),
    ("Milan", "Özdemir"),
    ("Daan", "Ramdin"),
    ("Fatima", "Haddou"),
    ("Jay", "Martis"),
    ("Chantal", "Vermeulen"),
    ("Ömer", "Yıldız"),
    ("Sjors", "van den Hoek"),
    ("Amina", "Warsame"),
    ("Ruben", "Pietersz"),
    ("Kim", "Nguyen"),
    ("Tobias", "de Graaf"),
    ("Soraya", "Bensaïd"),
    ("Bram", "Jansen"),
    ("Zoë", "Dijkgraaf"),
    ("Elif", "Şahin"),
    ("Marlon", "Croes"),
    ("Anouar", "Tahiri"),
)

SIGHTINGS = (
    "Staat elke middag bij het winkelcentrum en gaat niet meer naar school.",
    "Zegt dat hij werk zoekt, maar weet niet waar hij moet beginnen.",
    "Slaapt om de beurt bij vrienden en heeft geen post meer.",
    "Is gestopt met de opleiding en vraagt om hulp met papieren.",
    "Loopt 's avonds op het plein en zegt dat er thuis ruzie is.",
)
NOTES = (
    "Wil met zijn handen werken.",
    "ID-kaart ligt bij zijn moeder. We halen hem samen op.",
    "Slaapt nu bij zijn zus. Voelt zich daar rustig.",
    "",
    "Heeft zin in de meeloopdag.",
    "Vond het fijn dat ik langskwam.",
    "",
)
PLANS = (
    "Samen naar het gemeentehuis voor een ID-kaart",
    "Bellen over de meeloopdag",
    "Koffie op het plein",
    "Brief van de zorgverzekering bekijken",
    "Langs bij de fietsenmaker",
    "Samen naar de open dag van het ROC",
)
EMPLOYERS = (
    ("Fietshoek Molenveld", "Waterrade", "Leerling fietsenmaker", 32),
    ("Havenkwartier Logistiek", "Waterrade", "Hulp magazijn", 24),
    ("Zuidrand Techniek", "Waterrade", "Leerling installateur", 36),
    ("Bakkerij Het Hoekje", "Waterrade", "Hulp in de bakkerij", 20),
    ("Groen & Co Hoveniers", "Waterrade", "Medewerker groen", 32),
    ("Eetcafé De Sluis", "Waterrade", "Afwas en bediening", 16),
    ("Kringloop De Ronde", "Waterrade", "Medewerker sortering", 24),
    ("Garage Van Rijn", "Waterrade", "Leerling monteur", 36),
)
