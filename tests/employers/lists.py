"""Lists of employers and workplaces as people bring them, for the tests of importing."""

from houvast.employers.actions.importing import put_up
from houvast.employers.rules.states import Brings
from houvast.uploads.waiting import File
from tests.sheets.made import csv

EMPLOYER_HEADERS = (
    *("Bedrijfsnaam", "KvK nr", "Branche", "Vestigingsplaats", "Postcode"),
    *("Contactpersoon", "Functie", "Telefoon", "E-mailadres"),
)
BAKERY = ["Bakkerij De Korst", "1234567", "Horeca en logies", "Waterrade", "1234 AB"]
BAKERY += ["Joke Bol", "bedrijfsleider", "612345678", "joke@korst.invalid"]
GARAGE = ["Garage Wiel", "", "G", "Zandhoek", "2345", "", "", "", ""]
SHOP = ["'t Winkeltje", "87654321", "", "Waterrade", "", "Balie", "", "+31 20 1234567", ""]
EMPLOYERS = [BAKERY, GARAGE, SHOP]

PLACE_HEADERS = (
    *("Bedrijf", "KvK", "Referentie", "Vacature", "Soort", "Uren", "Plekken", "Uurloon", "VOG"),
    *("Eisen", "Dagen", "Biedt", "Startdatum", "Bevestigd op"),
)
OVEN = [
    "Bakkerij De Korst",
    "",
    "K-1",
    "Hulp in de bakkerij",
    "bijbaan",
    "8-12",
    "2",
    "€ 9,50",
    "ja",
]
OVEN += ["HACCP: je werkt met deeg", "za zo ochtend", "Vaste tijden", "", ""]
TILL = ["'t Winkeltje", "87654321", "", "Kassa", "Stage", "16", "", "", ""]
TILL += ["", "ma t/m vr ochtend middag", "", "", ""]
PLACES = [OVEN, TILL]


def changed(row, **cells):
    """A row with other cells, by the letter of their column."""
    new = list(row)
    for letter, value in cells.items():
        new[ord(letter) - ord("A")] = value
    return new


def waiting(by, *rows, brings=Brings.EMPLOYERS, headers=None):
    """A table that was put up, with these rows or the good ones."""
    of_employers = brings is Brings.EMPLOYERS
    headers = headers or (EMPLOYER_HEADERS if of_employers else PLACE_HEADERS)
    content = csv([headers, *(rows or (EMPLOYERS if of_employers else PLACES))], between="\t")
    return put_up(by=by, file=File(content), brings=brings, file_name="lijst.csv")
