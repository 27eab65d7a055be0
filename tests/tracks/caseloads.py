"""Caseloads as people bring them, for the tests of importing."""

from houvast.accounts.rules import Purpose
from houvast.tracks.actions.importing import put_up
from houvast.uploads.waiting import File
from tests.cast import Town
from tests.sheets.made import csv

CRITERION = "Gaat niet naar school of werk en vraagt om hulp"
HEADERS = (
    *("Roepnaam", "Achternaam", "Geboortedatum", "Mobiel", "Coach"),
    *("Reden aanmelding", "Criterium", "Startdatum", "Bron"),
)
WHY = "We stappen over van ons rekenblad naar Houvast."
FIRST = ["Noor", "Meeuw", "3-4-2008", "06 12345678", "Anouk", "Kwam zelf binnenlopen bij het werk"]
FIRST += [CRITERION, "12-1-2026", "Jongere zelf"]
SECOND = ["Daan", "Wulp", "2009-11-30", "", "bilal", "School belt: al weken niet gezien"]
SECOND += [CRITERION, "1 maart 2026", "School (mentor)"]
THIRD = ["Mo", "", "", "", "Wim", "Woont bij een vriend en zoekt een dagritme"]
THIRD += [CRITERION, "46115", "collega wijkteam"]
GOOD = [FIRST, SECOND, THIRD]


def steering(town: Town, name: str = "rachid"):
    return town.as_(name, Purpose.INTAKE)


def changed(row, **cells):
    """A row with other cells, by the letter of their column."""
    new = list(row)
    for letter, value in cells.items():
        new[ord(letter) - ord("A")] = value
    return new


def waiting(town, *rows, name="rachid", headers=HEADERS):
    """A table that was put up, with these rows or the three good ones."""
    content = csv([headers, *(rows or GOOD)])
    return put_up(by=steering(town, name), file=File(content), reason=WHY)
