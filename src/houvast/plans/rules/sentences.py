"""What is wrong with a file that should be a plan, and the way on: one sentence each."""

from houvast.errors import gettext_noop

MEBIBYTE = 1024 * 1024
LARGEST = 50 * MEBIBYTE
"""Bytes of a file."""

EMPTY = gettext_noop("Dit bestand is leeg. Kies het plan zelf, of plak de tekst.")
TOO_BIG = gettext_noop("Dit bestand is groter dan {most} MB. Bewaar het plan zonder foto's.")
TOO_MUCH = gettext_noop(
    "Uitgepakt is dit bestand te groot. Bewaar het plan opnieuw, of plak de tekst."
)
TOO_LONG = gettext_noop("Dit plan heeft meer dan {most} pagina's. Splits het in delen.")
TOO_MUCH_TEXT = gettext_noop(
    "In dit bestand staat te veel tekst voor één plan. Splits het in delen."
)
TOO_SLOW = gettext_noop(
    "Dit bestand lezen duurt te lang. Bewaar het opnieuw als PDF, of plak de tekst."
)
TOO_HEAVY = gettext_noop(
    "Dit bestand vraagt te veel geheugen. Bewaar het opnieuw als PDF, of plak de tekst."
)
SCAN = gettext_noop(
    "Dit bestand is een scan zonder tekst. Vraag de digitale versie of plak de tekst."
)
PICTURE = gettext_noop(
    "Dit is een plaatje, zonder tekst. Vraag de digitale versie of plak de tekst."
)
NO_TEXT = gettext_noop("In dit bestand staat geen tekst. Kies een ander, of plak de tekst.")
LOCKED = gettext_noop(
    "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en probeer opnieuw."
)
MACROS = gettext_noop("In dit bestand zitten macro's. Bewaar het zonder macro's, of als PDF.")
ENTITIES = gettext_noop("Dit bestand verwijst naar iets buiten zichzelf. Bewaar het opnieuw.")
BROKEN = gettext_noop("Dit bestand is beschadigd of niet af. Bewaar het plan opnieuw als PDF.")
OLD_WORD = gettext_noop(
    "Dit is een oud Word-bestand, of het heeft een wachtwoord. Bewaar het als docx of PDF."
)
RICH_TEXT = gettext_noop("Dit is een rtf-bestand. Bewaar het als docx of PDF.")
SHEET = gettext_noop("Dit is een tabel of een presentatie. Kies het plan zelf: PDF, Word of ODT.")
PACKED = gettext_noop("Dit is een ingepakte map. Pak hem uit, en kies het plan zelf.")
OTHER = gettext_noop("Dit is geen plan dat we kunnen lezen. Kies een PDF, Word, ODT of tekst.")
ENCODING = gettext_noop("Dit bestand heeft onleesbare tekens. Bewaar de tekst als UTF-8.")
