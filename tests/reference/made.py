"""Lists of the official shape about occupations and postcodes that do not exist."""

from uuid import UUID

from tests.sheets.made import csv

ESCO = "http://data.europa.eu/esco"
SCHEME = f"{ESCO}/concept-scheme/occupations"
KITES, KITE_CHIEF, BUBBLES = (UUID(int=one) for one in (1, 2, 3))
OCCUPATIONS = ("preferredLabel", "conceptType", "conceptUri", "iscoGroup", "status", "code")
OCCUPATIONS += ("inScheme", "description", "altLabels")
GROUPS = ("conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels")
PLACES = ("id", "postcode", "gemeente", "latitude", "longitude", "soort", "woonplaats")


def occupation(name, concept, isco, also="", status="released"):
    uri = f"{ESCO}/occupation/{concept}"
    code = f"{isco}.{concept.int}"
    return (name, "Occupation", uri, isco, status, code, SCHEME, "Iets met lucht.", also)


WORKS = (
    occupation("vliegermaker", KITES, "7317", "vliegerbouwster"),
    occupation("voorman vliegers", KITE_CHIEF, "3122"),
    occupation("bellenblazer", BUBBLES, "9999", status="proposed"),
)


def isco(code, name):
    return ("ISCOGroup", f"{ESCO}/isco/C{code}", code, name, "released", "")


ISCO = (
    isco("7", "Ambachten"),
    isco("731", "Makers met de hand"),
    isco("7317", "Makers van vliegers"),
    isco("3122", "Voorlieden in de lucht"),
)
SKILLS = (
    ("SkillGroup", f"{ESCO}/skill/S9.9", "S9.9", "touwen knopen", "released", ""),
    ("SkillGroup", f"{ESCO}/isced-f/999", "999", "luchtkunde", "released", ""),
)
POINTS = (
    ("1", "1001", "Luchtdorp", "52.1551744", "5.38720621", "Adres", "Luchtdorp"),
    ("2", "1002", "Luchtdorp", "52.1551744", "5.4", "Adres + Postbus", "Oost"),
    ("3", "1003", "Luchtdorp", "52.1551744", "5.4", "Postbus", "Oost"),
)


def esco_folder(folder, works=WORKS, groups=ISCO, skills=SKILLS):
    """The three files under their official names; gives the folder."""
    folder.mkdir(exist_ok=True)
    tables = {
        "occupations_nl.csv": [OCCUPATIONS, *works],
        "ISCOGroups_nl.csv": [GROUPS, *groups],
        "skillGroups_nl.csv": [GROUPS, *skills],
    }
    for name, rows in tables.items():
        (folder / name).write_bytes(csv(rows))
    return folder


def points_file(file, rows=POINTS):
    file.write_bytes(csv([PLACES, *rows], ","))
    return file
