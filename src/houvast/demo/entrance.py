"""What the page to step in says: who does what, and a walk of five minutes."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from houvast.demo.municipality import personas
from houvast.demo.people import Part, Persona


@dataclass(frozen=True, slots=True)
class Group:
    """People who do the same, with what that is."""

    part: Part
    title: str
    words: str
    personas: tuple[Persona, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk, as somebody."""

    username: str
    name: str
    title: str
    words: str


TITLES = {
    Part.HOLDS: (
        gettext_noop("Wie jongeren vasthoudt"),
        gettext_noop("Coaches zien hun eigen jongeren, en leggen contact vast in drie tikken."),
    ),
    Part.WORK: (
        gettext_noop("Wie werk brengt"),
        gettext_noop("Zij kennen de werkgevers en de werkplekken. Een jongere zien zij niet."),
    ),
    Part.STEERS: (
        gettext_noop("Wie meekijkt"),
        gettext_noop("Zij zien roepnaam en datum, nooit wat er besproken is."),
    ),
    Part.STARTS: (
        gettext_noop("Wie aanmeldt en beantwoordt"),
        gettext_noop("Een aanmelding zegt wat iemand zag. Binnen drie werkdagen komt er antwoord."),
    ),
    Part.ADMIN: (
        gettext_noop("Wie toegang regelt"),
        gettext_noop("De beheerder laat collega's binnen en ziet geen enkele jongere."),
    ),
}
WALK = (
    (
        "tess",
        gettext_noop("Pak een aanmelding op"),
        gettext_noop("Een paar wachten al te lang. Kies een coach, en wie tot dan vasthoudt."),
    ),
    (
        "samira",
        gettext_noop("Zeg ja, en leg een contact vast"),
        gettext_noop("Probeer het ook zonder volgend moment. Houvast vraagt er dan om."),
    ),
    (
        "joost",
        gettext_noop("Zoek samen een werkplek"),
        gettext_noop("Open een jongere. Bij elke plek staat waarom die past, en wat nog moet."),
    ),
    (
        "karin",
        gettext_noop("Kijk wat te laat is"),
        gettext_noop("Je ziet wie het al hoorde en wat je nu doet. Een notitie zie je niet."),
    ),
    (
        "esra",
        gettext_noop("Bel een werkgever"),
        gettext_noop("Is de plek er nog? Eén tik, en hij is weer een maand vers."),
    ),
)


def groups() -> tuple[Group, ...]:
    """Everybody to step in as, by what they do."""
    everybody = personas()
    found = ((part, [one for one in everybody if one.part is part]) for part in Part)
    return tuple(Group(part, *TITLES[part], tuple(people)) for part, people in found if people)


def walk() -> tuple[Step, ...]:
    """The steps of the walk, each with the first name of who takes it."""
    names = {one.username: one.name.split()[0] for one in personas()}
    return tuple(Step(key, names[key], title, words) for key, title, words in WALK if key in names)
