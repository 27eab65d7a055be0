"""Made-up employers of a made-up town, by trade. No company and no street of these exists."""

from dataclasses import dataclass

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import ConditionCode, OfferCode, Sector, WorkKind

PLACES = (
    ("Molenveld", "1001"),
    ("Havenkwartier", "1002"),
    ("Zuidrand", "1003"),
    ("Oude Wal", "1004"),
    ("De Biezen", "1005"),
    ("Sluishoek", "1006"),
)
"""The neighbourhoods of Waterrade, with postcodes where nobody lives."""
WEEKDAYS = sum(0b0011 << (4 * day) for day in range(5))
"""Mornings and afternoons from Monday to Friday, as bits of a week."""


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work that a trade has to offer."""

    title: str
    kind: WorkKind
    hours: tuple[int, int]
    isco: str
    asks: tuple[Skill, ...] = ()
    teaches: tuple[Skill, ...] = ()
    condition: tuple[ConditionCode, str] | None = None
    """What the work requires, with the reason that lies in the work."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade with its employers and their work."""

    sector: Sector
    names: tuple[str, ...]
    work: tuple[Work, ...]


def _learn(title: str, isco: str, *teaches: Skill, hours: int = 32) -> Work:
    return Work(title, WorkKind.BBL, (hours - 8, hours), isco, teaches=teaches)


def _job(title: str, isco: str, *asks: Skill, hours: tuple[int, int] = (16, 32)) -> Work:
    return Work(title, WorkKind.REGULAR_JOB, hours, isco, asks=asks)


def _side(title: str, isco: str, *teaches: Skill) -> Work:
    return Work(title, WorkKind.SIDE_JOB, (4, 12), isco, teaches=teaches)


FORKLIFT = (ConditionCode.FORKLIFT, "De pallets gaan met de heftruck de wagen in.")
HEIGHT = (ConditionCode.HEIGHTS, "Een deel van het werk is op een steiger.")
LIFT = (ConditionCode.LIFTING, "De dozen wegen tot 20 kilo.")

TRADES = (
    Trade(
        Sector.G,
        ("Fietshoek Molenveld", "Tweewielers De Spaak", "Het Achterwiel"),
        (
            _learn(
                "Leerling fietsenmaker", "7234", Skill.REPAIRING_MACHINES, Skill.USING_HAND_TOOLS
            ),
            _side("Zaterdaghulp in de werkplaats", "7234", Skill.USING_HAND_TOOLS),
        ),
    ),
    Trade(
        Sector.H,
        ("Havenkwartier Logistiek", "Pakketpunt Zuidrand", "Opslag De Kraan"),
        (
            Work(
                "Medewerker magazijn",
                WorkKind.REGULAR_JOB,
                (24, 36),
                "9333",
                (Skill.SORTING_AND_PACKING,),
                (Skill.OPERATING_TRUCKS,),
                FORKLIFT,
            ),
            _job("Pakketten sorteren in de avond", "9333", Skill.SORTING_AND_PACKING),
        ),
    ),
    Trade(
        Sector.F,
        ("Zuidrand Techniek", "Installatiebedrijf Warmer Thuis", "Dak en Goot De Biezen"),
        (
            _learn("Leerling installateur", "7126", Skill.INSTALLING, Skill.MEASURING, hours=36),
            Work(
                "Hulp op de bouw",
                WorkKind.REGULAR_JOB,
                (24, 38),
                "9313",
                (Skill.MOVING_AND_LIFTING,),
                (Skill.BUILDING,),
                HEIGHT,
            ),
        ),
    ),
    Trade(
        Sector.C,
        ("Bakkerij Het Hoekje", "Meubelmakerij Oude Wal", "Drukkerij Inktvis"),
        (
            _job("Hulp in de productie", "9329", Skill.WORKING_TOGETHER),
            _learn("Leerling in de werkplaats", "7522", Skill.USING_HAND_TOOLS, Skill.MEASURING),
        ),
    ),
    Trade(
        Sector.N,
        ("Groen & Zo Hoveniers", "Schoonmaak Blinkend", "Tuinploeg Sluishoek"),
        (
            _job("Medewerker groen", "9214", Skill.GROWING_PLANTS, hours=(24, 32)),
            _learn("Leerling hovenier", "6113", Skill.GROWING_PLANTS, Skill.PLANNING),
        ),
    ),
    Trade(
        Sector.I,
        ("Eetcafé De Sluis", "Lunchroom Zonzij", "Strandtent De Laatste Meter"),
        (
            _side("Afwas en bediening", "5131", Skill.HELPING_VISITORS, Skill.PREPARING_FOOD),
            _learn("Leerling kok", "5120", Skill.PREPARING_FOOD, Skill.PLANNING),
        ),
    ),
    Trade(
        Sector.G,
        ("Kringloop De Ronde", "Buurtsuper Molenveld", "Bouwmarkt De Spijker"),
        (
            Work(
                "Medewerker sortering",
                WorkKind.LEARNING_PLACE,
                (12, 24),
                "9333",
                (),
                (Skill.SORTING_AND_PACKING, Skill.WORKING_TOGETHER),
                LIFT,
            ),
            _side("Vakken vullen", "9334", Skill.WORKING_TOGETHER),
        ),
    ),
    Trade(
        Sector.G,
        ("Garage Van Rijnsdam", "Autowas De Golf", "Scooterwerf Zuid"),
        (
            _learn("Leerling monteur", "7231", Skill.REPAIRING_MACHINES, Skill.CHECKING, hours=36),
            _job("Auto's wassen en wegzetten", "9122", Skill.CLEANING),
        ),
    ),
    Trade(
        Sector.Q,
        ("Woonzorg De Linde", "Thuiszorg Waterrade", "Kinderopvang Ons Nest"),
        (
            _learn("Leerling helpende", "5321", Skill.CARING, Skill.WORKING_TOGETHER, hours=28),
            _job("Hulp in de keuken van het huis", "9412", Skill.PREPARING_FOOD),
        ),
    ),
    Trade(
        Sector.R,
        ("Sporthal De Veste", "Poppodium Het Dok", "Zwembad De Plons"),
        (
            _side("Kassa en toezicht", "5230", Skill.HELPING_VISITORS),
            Work(
                "Hulp bij opbouw en licht",
                WorkKind.TRIAL_PLACEMENT,
                (12, 24),
                "3521",
                (),
                (Skill.ASSEMBLING, Skill.WORKING_TOGETHER),
                LIFT,
            ),
        ),
    ),
    Trade(
        Sector.J,
        ("Webbureau Pixelpost", "Computerhulp Waterrade", "Studio Zichtbaar"),
        (
            _learn("Leerling ICT-beheer", "3513", Skill.SETTING_UP_COMPUTERS, Skill.EXPLAINING),
            _job("Apparaten nakijken en inpakken", "7422", Skill.REPAIRING_ELECTRICAL),
        ),
    ),
    Trade(
        Sector.E,
        ("Milieustraat Waterrade", "Papier & Plastic", "Waterwerk De Biezen"),
        (
            _job("Medewerker milieustraat", "9611", Skill.HANDLING_WASTE, hours=(24, 36)),
            _job("Helper op de wagen", "9611", Skill.WORKING_TOGETHER, hours=(24, 36)),
        ),
    ),
    Trade(
        Sector.A,
        ("Kas De Tomaat", "Kwekerij Morgenlicht", "Boerderij De Lage Kamp"),
        (
            _job("Oogsten en inpakken", "9211", Skill.GROWING_PLANTS),
            _side("Dieren voeren in het weekend", "9212", Skill.HANDLING_ANIMALS),
        ),
    ),
    Trade(
        Sector.S,
        ("Kapsalon Knip", "Kleermakerij Naald", "Stomerij Fris"),
        (
            _learn("Leerling kapper", "5141", Skill.HELPING_VISITORS, Skill.CARING, hours=28),
            _job("Hulp in de wasserij", "8157", Skill.HANDLING_TEXTILE),
        ),
    ),
    Trade(
        Sector.C,
        ("Metaalwerken Havenkwartier", "Scheepsbouw De Helling", "Kunststof Sluishoek"),
        (
            _learn("Leerling lasser", "7212", Skill.USING_HAND_TOOLS, Skill.CHECKING, hours=38),
            _job("Machines bedienen", "8122", Skill.OPERATING_MACHINES, hours=(32, 38)),
        ),
    ),
    Trade(
        Sector.O,
        ("Wijkbeheer Waterrade", "Bibliotheek De Bladzij", "Wegdienst Zuidrand"),
        (
            Work(
                "Medewerker wijkploeg",
                WorkKind.TRIAL_PLACEMENT,
                (16, 32),
                "9613",
                (),
                (Skill.CLEANING, Skill.WORKING_TOGETHER),
            ),
            _side("Hulp bij de balie", "4226", Skill.HELPING_VISITORS),
        ),
    ),
    Trade(
        Sector.G,
        ("Kledingzaak Draad", "Sportwinkel Sprint", "Bloemist Bij de Brug"),
        (
            _side("Verkoophulp", "5223", Skill.SELLING),
            _learn("Leerling verkoper", "5223", Skill.SELLING, Skill.CALCULATING, hours=28),
        ),
    ),
    Trade(
        Sector.H,
        ("Veerdienst De Overkant", "Koerier op de Fiets", "Verhuizers Samen Sterk"),
        (
            Work(
                "Bijrijder",
                WorkKind.REGULAR_JOB,
                (16, 36),
                "9333",
                (Skill.MOVING_AND_LIFTING,),
                (),
                LIFT,
            ),
            _side("Fietskoerier", "9331", Skill.PLANNING),
        ),
    ),
    Trade(
        Sector.M,
        ("Bouwadvies Recht", "Dierenkliniek De Poot", "Fotostudio Lichtval"),
        (
            Work(
                "Meeloopstage op kantoor",
                WorkKind.INTERNSHIP,
                (8, 24),
                "4110",
                (),
                (Skill.OFFICE_WORK, Skill.RECORDING),
            ),
            _job("Hulp bij het opruimen", "9112", Skill.CLEANING),
        ),
    ),
    Trade(
        Sector.D,
        ("Zonnepanelen Hoogop", "Laadpaal & Co", "Wijkwarmte Waterrade"),
        (
            Work(
                "Leerling zonnepanelen",
                WorkKind.BBL,
                (32, 38),
                "7411",
                (),
                (Skill.INSTALLING, Skill.REPAIRING_ELECTRICAL),
                HEIGHT,
            ),
            _job("Materiaal klaarzetten", "9333", Skill.SORTING_AND_PACKING),
        ),
    ),
)

CONTACTS = (
    "Marijke Oudhof|Tjeerd Halma|Sonja Mulderije|Fred Kooistra|Nuray Tekinsoy|Ben Wijngaardt"
    "|Loes Vreeburg|Ricardo Maduroo|Joke Steenstrat|Harm Zijlsma|Ans Brouwersma|Iwan Soekhoe"
)
FUNCTIONS = ("Eigenaar", "Bedrijfsleider", "Werkmeester", "Personeelszaken", "Ploegbaas")
HOW = ("Zelfde voetbalclub", "Oud-collega", "Leverde vroeger aan ons", "Buurman", "Via de kringdag")
TALKS = (
    "Over de drukte in het voorjaar en wie er dan mee kan lopen.",
    "Kennisgemaakt in de werkplaats. Wil rustig beginnen, met één persoon.",
    "Over begeleiding op de werkvloer: de ploegbaas doet dat graag.",
    "Over de leerplek: de erkenning is rond, in september kan iemand starten.",
    "Gebeld of de plek er nog is. Ja, en de tijden mogen anders.",
    "Over reiskosten en werkkleding in de eerste maand.",
    "Over hoe het ging in de proefweek, zonder namen.",
)
THEY_PROMISED = (
    "Houdt de leerplek vrij tot de zomer.",
    "Belt als er een plek bij komt.",
    "Zorgt voor werkkleding op de eerste dag.",
    "Laat iemand een ochtend meelopen.",
)
WE_PROMISED = (
    "We bellen elke maand, ook als het goed gaat.",
    "We komen mee op de eerste dag.",
    "We zoeken uit hoe de proefplaatsing werkt.",
    "We sturen de afspraken op papier.",
)
CAME_BETWEEN = (
    "De chef was twee weken ziek.",
    "Het was te druk rond de feestdagen.",
    "We waren het vergeten en bellen morgen.",
)
QUESTIONS = (
    "Zoek je iemand die graag buiten werkt, ook op zaterdag?",
    "Ken je een werkplaats waar iemand mag leren lassen?",
    "Is er avondwerk waar je niet veel voor hoeft te praten?",
)
MISSING = (
    ("Avondwerk met de handen, op fietsafstand", WorkKind.REGULAR_JOB),
    ("Leerplek in de zorg met vaste tijden", WorkKind.BBL),
    ("Rustige werkplek waar iemand per ochtend kan opbouwen", WorkKind.TRIAL_PLACEMENT),
    ("Bijbaan in een keuken, ook zonder ervaring", WorkKind.SIDE_JOB),
)
GIVES = (
    (OfferCode.COMPANION_ON_SITE, OfferCode.FIXED_TIMES),
    (OfferCode.COMPANION_ON_SITE, OfferCode.SMALL_STEPS, OfferCode.TRANSIT_WITHIN_500M),
    (OfferCode.QUIET_WORKPLACE, OfferCode.FIXED_TIMES),
    (OfferCode.TRANSIT_WITHIN_500M,),
    (),
)
