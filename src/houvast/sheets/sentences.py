"""What is wrong with a file, and how to mend it: one sentence each, with the cell or the sheet."""

from houvast.errors import gettext_noop

EMPTY = gettext_noop("Dit bestand is leeg. Kies een bestand met een tabel.")
TOO_BIG = gettext_noop("Dit bestand is groter dan {most} MB. Splits het in kleinere bestanden.")
TOO_MUCH = gettext_noop(
    "Uitgepakt is dit bestand te groot. Kopieer de tabel naar een nieuw bestand."
)
TOO_MANY_ROWS = gettext_noop("Dit bestand heeft meer dan {most} rijen. Splits het.")
TOO_MANY_COLUMNS = gettext_noop(
    "Cel {cell} staat te ver naar rechts. Een tabel heeft hier hoogstens {most} kolommen."
)
TOO_LONG = gettext_noop("Cel {cell} heeft meer dan {most} tekens. Maak de tekst korter.")

OTHER_FILE = gettext_noop("Dit is geen xlsx of csv. Bewaar de tabel als xlsx, en kies dat bestand.")
OLD_EXCEL = gettext_noop("Dit is een oud Excel-bestand (xls). Bewaar het als xlsx.")
LOCKED = gettext_noop(
    "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en probeer opnieuw."
)
MACROS = gettext_noop("In dit bestand zitten macro's. Bewaar het als xlsx, zonder macro's.")
BROKEN = gettext_noop(
    "Dit bestand is beschadigd. Open het in Excel en bewaar het opnieuw als xlsx."
)
ENTITIES = gettext_noop(
    "Dit bestand verwijst naar iets buiten zichzelf. Bewaar het opnieuw als xlsx."
)
QUOTES = gettext_noop(
    "In regel {line} klopt een aanhalingsteken niet. Herstel het, of bewaar als xlsx."
)
ENCODING = gettext_noop(
    "Dit bestand heeft onleesbare tekens. Bewaar het als csv (UTF-8) of als xlsx."
)
GARBLED = gettext_noop("Cel {cell} heeft verminkte letters. Bewaar het bestand als xlsx.")
CONTROL = gettext_noop("Cel {cell} heeft een onzichtbaar teken. Typ de cel opnieuw.")

NO_SHEET = gettext_noop("Op geen werkblad staat iets. Kies een bestand met een tabel.")
HIDDEN_SHEET = gettext_noop(
    "Werkblad {sheet} is verborgen. Maak het zichtbaar, of gebruik een ander."
)
MORE_SHEETS = gettext_noop("Er zijn meer werkbladen met gegevens: {sheets}. Kies er een.")
UNKNOWN_SHEET = gettext_noop("Er is geen werkblad {sheet}. Kies een ander.")
TOO_MANY_SHEETS = gettext_noop(
    "Dit bestand heeft te veel werkbladen. Bewaar alleen het blad met de tabel."
)
FORMULA = gettext_noop("Cel {cell} heeft een formule. Plak alleen de waarden, en probeer opnieuw.")
FAULT = gettext_noop("Cel {cell} geeft een fout van Excel. Herstel de cel.")
MERGED = gettext_noop("De cellen {cell} zijn samengevoegd. Splits ze, en vul elke cel.")
HIDDEN_ROW = gettext_noop("Rij {row} is verborgen. Haal het filter weg, of verwijder de rij.")

NO_TABLE = gettext_noop(
    "Hier staat geen tabel in. Zet elke kolom naast elkaar, met een kop erboven."
)
NO_HEADERS = gettext_noop("Cel {cell} is geen kop. Zet boven elke kolom een naam.")
NO_ROWS = gettext_noop("Onder de koppen staat niets. Vul de tabel, of kies een ander bestand.")
SAME_HEADER = gettext_noop(
    "Cel {cell} heeft dezelfde kop als {other}. Geef elke kolom een eigen kop."
)
EMPTY_HEADER = gettext_noop(
    "Boven cel {cell} staat geen kop. Zet er een naam boven, of maak de cel leeg."
)
CITIZEN_NUMBER = gettext_noop(
    "Cel {cell} lijkt een burgerservicenummer. Dat bewaren we niet. Haal het uit het bestand."
)

JSON_BROKEN = gettext_noop(
    "In regel {line} klopt de JSON niet. Haal het bestand opnieuw op, en verander er niets in."
)
JSON_ENCODING = gettext_noop("Dit bestand heeft onleesbare tekens. Bewaar het als JSON in UTF-8.")
JSON_DEEP = gettext_noop("Dit bestand is te diep genest. Een vacature heeft minder lagen.")
JSON_TWICE = gettext_noop(
    "“{name}” staat twee keer in hetzelfde deel. Welke geldt, is niet te zien. Laat er één staan."
)
JSON_NUMBER = gettext_noop("In dit bestand staat een getal dat geen getal is. Haal het weg.")
JSON_SIGN = gettext_noop("In dit bestand staat een onleesbaar teken. Haal het bestand opnieuw op.")
JSON_NO_LIST = gettext_noop("Hier staat geen lijst in. Kies een bestand met vacatures.")

NO_DATE = gettext_noop("{cell}: geen hele datum. Schrijf dag, maand en jaar, zoals 3-4-2026.")
MIXED_DATES = gettext_noop(
    "{cell}: dag en maand zijn niet zeker, want {other} begint met de maand. Schrijf 3 april 2026."
)
MISSING_COLUMN = gettext_noop("Kies de kolom voor: {label}.")
COLUMN_TWICE = gettext_noop("Deze kolom is al gekozen voor: {label}. Kies een andere.")
UNKNOWN_COLUMN = gettext_noop("Er is geen kolom {column}. Kies een kop uit het bestand.")
