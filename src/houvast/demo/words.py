"""What people of the demo write down: short, plain, and about nobody who exists."""

from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.signals import Necessity

CRITERIA = (
    "Gaat niet naar school of werk en wil hulp",
    "Heeft geen vaste plek om te slapen",
    "Vraagt zelf om een coach of om werk",
)
ANSWERS = Necessity(
    "Zonder hulp raakt deze jongere verder van school en werk.",
    "Een coach is de lichtste hulp die hier past.",
    "School en jongerenwerk kwamen er samen niet uit.",
)
WHY_THIS_COACH = (
    "Kent de buurt en heeft nog ruimte.",
    "Sprak deze jongere al eerder op straat.",
    "Heeft ervaring met leerplekken in de techniek.",
    "Is in de avond bereikbaar, dan ook deze jongere.",
)
NOTES = (
    "Wil met zijn handen werken.",
    "De ID-kaart ligt bij een oom. We halen hem samen op.",
    "Slaapt nu bij een zus. Voelt zich daar rustig.",
    "Heeft zin in de meeloopdag. Wil wel weten hoe laat de bus gaat.",
    "Vond het fijn dat ik langskwam.",
    "Praatte vooral over muziek. Over school een andere keer.",
    "Wil liever appen dan bellen. Afgesproken.",
    "We maakten samen een lijstje: eerst de verzekering, dan de inschrijving.",
    "Was boos over een brief. Samen gelezen, het bleek een herinnering.",
    "Kookt graag. Vroeg of er ook werk in een keuken is.",
    "Kwam een half uur te laat, maar kwam wel.",
    "Telefoon was stuk, daarom was het stil. Heeft weer een nummer.",
    "Wil een opleiding naast het werk. We zoeken een leerplek.",
    "Heeft de eerste week op tijd gewerkt. Is daar trots op.",
)
PLANS = (
    "Samen naar het gemeentehuis voor een ID-kaart",
    "Koffie op het plein",
    "Brief van de zorgverzekering bekijken",
    "Samen naar de open dag van het ROC",
    "Inschrijven voor een kamer",
    "Gesprek op school, samen",
    "Wandelen en bijpraten",
    "Cv maken op mijn laptop",
    "Langs bij de fietsenmaker",
    "Bellen over de meeloopdag",
)
AT_WORK = (
    "Kijken hoe de week op het werk ging",
    "Werkkleding ophalen",
    "Broodje na het werk",
    "Bellen over het rooster",
    "Langs op het werk, rond de pauze",
    "Samen de eerste loonstrook lezen",
)
FIRST = "Eerste contact zoeken"
CLOSING_ANSWERS = {
    OpenPoint.STEPS_OPEN: "De laatste stappen doet hij zelf, met zijn mentor erbij.",
    OpenPoint.SUPPORT: "Een tante en de sportclub houden contact, dat is genoeg.",
    OpenPoint.HOUSING: "Woont tijdelijk bij familie en wil dat nu zo houden.",
    OpenPoint.SCHOOL_WORK: "Werkt vast en wil nu geen opleiding ernaast.",
    OpenPoint.INCOME: "De regeling loopt, het wijkteam kijkt elk kwartaal mee.",
    OpenPoint.WELLBEING: "Heeft een vaste huisarts en weet de weg.",
    OpenPoint.STEPS_OPEN: "De laatste stap doet hij zelf, samen met zijn tante.",
    OpenPoint.AFTERCARE: "Wil zelf geen gesprekken meer, de werkgever belt als het nodig is.",
    OpenPoint.NOT_INFORMED: "Werd verteld bij het afscheid.",
    OpenPoint.NOT_TOLD: "Is verhuisd en nam zelf afscheid van de buurt.",
    OpenPoint.WORK_RUNNING: "Het werk loopt goed en is vast.",
}
TURNED_DOWN = (
    "Heeft al een coach van het wijkteam en wil daar blijven.",
    "Wil zelf geen hulp. Weet ons te vinden als dat verandert.",
)
REFERRED = (
    ("Ingrid Bosch, wijkteam Molenveld", "De vraag gaat over wonen, dat kan het wijkteam beter."),
    ("Meneer Tuinstra, mentor op het ROC", "De school pakt het zelf op, met een vaste mentor."),
    ("Rob Hendriks, Doorstroompunt", "Wil terug naar school. Het Doorstroompunt begeleidt dat."),
)
STOOD_OPEN = "Belde zelf op en vroeg of we weer konden afspreken."
BROUGHT_BACK = "Het werk is gestopt en er is weer een vraag om hulp."
DESKS = ("Jongerenloket", "Schuldhulp Waterrade", "Wijkteam Molenveld", "Het ROC")
DROPPED = (
    "Is niet meer nodig, een zus regelde het al.",
    "Wil dit nu niet. We kijken er later weer naar.",
)
OWN_WORDS = (
    "Iets met mijn handen, niet de hele dag stilzitten.",
    "Ik wil leren en geld verdienen tegelijk.",
    "Liever een klein team waar ze je naam kennen.",
    "Buiten zijn, en op tijd klaar voor de training.",
    "Maakt niet uit wat, als ik maar kan beginnen.",
    "Iets in een keuken, dan word ik kok.",
)
