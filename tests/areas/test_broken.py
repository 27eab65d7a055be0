"""Files that are damaged: a clear sentence for each, and the tables as they were (bar A7)."""

import gzip
import io
import json
import re
import zipfile

import shapely

from houvast.errors import Refused
from tests.areas import official as made
from tests.areas.conftest import TABLES
from tests.areas.official import EAST, TOWN, WEST, observations, regions, sheet, sheet_row

BOW = shapely.Polygon(
    [(150_000, 450_000), (151_000, 451_000), (151_000, 450_000), (150_000, 451_000)]
)
PACKED = gzip.compress(made.panel())


def changed(page, **cell):
    """A page of open data of which the first row is other."""
    found = json.loads(page)
    found["value"][0] |= cell
    return json.dumps(found).encode()


def without(page, key):
    """A page of open data of which the rows lack a key."""
    found = json.loads(page)
    found["value"] = [{one: row[one] for one in row if one != key} for row in found["value"]]
    return json.dumps(found).encode()


def zipped(name, content):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return kept.getvalue()


def row(code=EAST, **other):
    return sheet(sheet_row(code, **other), sheet_row(WEST))


def panel(**other):
    return made.panel(made.panel_row(**other), made.panel_row(WEST, 800))


def shaped(*shapes, codes=(EAST, WEST), **other):
    return made.features(codes, list(shapes), crs="EPSG:28992", **other)


BROKEN = {
    "empty": ([b""], "is leeg"),
    "a picture": ([b"\x89PNG\r\n\x1a\n\x00\x00"], "geen tekst in utf-8"),
    "other text": ([b"Beste lezer,\nhierbij de cijfers.\n"], "geen tabel van gebieden"),
    "other json": ([b'{"value": [{"naam": "Oost"}]}'], "geen tabel van gebieden"),
    "half json": ([observations()[:400], regions()], "geen geldige json"),
    "deep json": ([b"[" * 100_000], "geen geldige json"),
    "half packed": ([PACKED[: len(PACKED) // 2]], "beschadigd of niet af"),
    "half zip": ([zipped("kwb.csv", sheet())[:90]], "beschadigd of niet af"),
    "half workbook": ([made.workbook()[:3000]], "beschadigd of niet af"),
    "windows letters": ([made.panel().replace(b"Oost", b"Oo\xebst")], "geen tekst in utf-8"),
    "short line": ([made.panel() + b"WK999803,Noord\n"], "regel 4: er staan 2 cellen waar er 16"),
    "long line": ([made.panel().replace(b",9\n", b",9,9\n")], "regel 2: er staan 17 cellen"),
    "open quote": ([made.panel().replace(b",Oost,", b',"Oost,')], "aanhalingsteken|cellen waar"),
    "column twice": ([made.panel(head=made.PANEL.replace("income_low", "name"))], "twee keer"),
    "no column": ([made.panel(head=made.PANEL.replace("code,", "id,"))], "geen tabel van"),
    "no name": ([made.panel(head=made.PANEL.replace("code,name", "code,x"))], "de naam van de"),
    "no areas": ([made.PANEL.encode() + b"\n"], "geen enkel gebied"),
    "wrong code": ([panel(code="WK99")], "Regel 2: WK99 is geen code"),
    "digits for letters": ([panel(code="WK9998O!")], "is geen code"),
    "no code": ([panel(code="")], "Regel 2: leeg is geen code"),
    "area twice": ([panel(code=WEST)], "twee keer in: WK999802"),
    "comma decimals": ([panel(employment_rate='"66,5"')], "WK999801, employment_rate: 66,5"),
    "thousands": ([panel(people="1.200.000")], "1.200.000 is geen getal"),
    "negative": ([panel(crimes_2022=-3)], "-3 is geen getal van 0 of meer"),
    "infinite": ([panel(crimes_2022="inf")], "inf is geen getal"),
    "share above all": ([panel(income_low=141)], "141 kan niet. Een aandeel ligt van 0 tot 100"),
    "half a person": ([panel(people="1200.5")], "geen heel aantal"),
    "too many people": ([panel(people="9" * 14)], "geen heel aantal tot 100 miljoen"),
    "no class": ([panel(urbanity="9")], "geen klasse van 1"),
    "neither true nor false": ([panel(boundary_stable="ja")], "staat True of False"),
    "swapped columns": ([row(a_inw=90, a_15_24=800)], "meer jongeren of ouderen dan inwoners"),
    "no people": ([sheet(head=made.SHEET.replace("a_inw", "inw"))], "ontbreekt het aantal"),
    "other kind": ([row(recs="Buurt")], "volgens de kolom recs een Buurt"),
    "sheet: a word": ([row(p_arb_pp="veel")], "veel is geen getal"),
    "no year": ([made.police()], "van welk jaar"),
    "impossible year": ([made.panel()], "1812 is geen jaar van"),
    "other year": ([observations(), regions()], "gaat over 2024 en niet over 2022"),
    "two tables": ([observations(), regions(table="85618NED")], "meer dan één tabel"),
    "two kinds": ([made.panel(), made.sheet()], "Breng één tabel tegelijk"),
    "no regions": ([observations()], "WijkenEnBuurtenCodes"),
    "area without a name": ([observations(), regions((TOWN,))], "heeft cijfers, maar staat niet"),
    "long: a word": ([changed(observations(), Value="veel"), regions()], "veel is geen getal"),
    "long: no column": ([without(observations(), "Value"), regions()], "Breng één tabel tegelijk"),
    "long: only others": ([observations().replace(b"T001036", b"X1").replace(b"53050", b"X2")
                           .replace(b"80200", b"X3").replace(b"M001796_2", b"X4")
                           .replace(b"ST0001", b"X5"), regions()], "geen enkel cijfer dat we"),
    "long: twice": ([changed(observations(), WijkenEnBuurten=EAST), regions()], "twee keer"),
    "wide: no figure": ([without(without(without(without(made.wide(), "AantalInwoners_5"),
                         "k_15Tot25Jaar_9"), "Nettoarbeidsparticipatie_67").replace(
                         b"MateVanStedelijkheid", b"X").replace(b"Koopwoningen", b"Y"), "x")],
                        "geen enkel cijfer"),
    "wide: column twice": ([made.wide(AantalInwoners_6=3)], "AantalInwoners"),
    "police: a range": ([made.police(periods=("2024",))], "geen maand of jaar"),
    "police: month 13": ([made.police(periods=("2024MM13",))], "2024MM13 is geen maand"),
    "police: a word": ([changed(made.police(), GeregistreerdeMisdrijven_1="x")], "geen aantal"),
    "police: below nothing": ([changed(made.police(), GeregistreerdeMisdrijven_1=-1)], "-1 is"),
    "police: half a year": ([made.police(periods=made.MONTHS[:6])], "alle twaalf maanden"),
    "police: other sorts": ([made.police(sorts=("9.9.9",))], "geen soort misdrijf"),
    "police: twice": ([made.police(periods=("2024JJ00", "2024JJ00"))], "twee keer"),
    "police: areas unknown": ([made.police(codes=("WK000001",))], "bekend in de grenzen van"),
    "own: unknown figure": ([made.own(f"{EAST},2024,vertrouwen,7")], "vertrouwen"),
    "own: no year": ([made.own(f"{EAST},vorig jaar,bijstand,7")], "vorig jaar is geen jaar"),
    "own: twice": ([made.own(*[f"{EAST},2024,bijstand,7"] * 2)], "twee keer"),
    "own: nothing": ([b"code,year,indicator,value\n"], "geen enkel"),
    "map: half": ([made.features()[:200]], "geen geldige json"),
    "map: no shapes": ([shaped(codes=())], "geen enkel gebied met een vorm"),
    "map: no code": ([made.features().replace(b"wijkcode", b"nummer")], "geen code van een gebied"),
    "map: a line": ([made.features().replace(b'"Polygon"', b'"LineString"', 1)], "geen vlak"),
    "map: crossed": ([shaped(BOW, made.square(1))], "de vorm is niet geldig"),
    "map: elsewhere": ([made.features(crs="EPSG:28992").replace(b"28992", b"4326")], "buiten"),
    "map: other grid": ([made.features(crs="EPSG:3857")], "ander raster"),
    "map: area twice": ([made.features((EAST, EAST))], "twee keer"),
    "package: half": ([made.geopackage()[:6000]], "beschadigd|geen laag"),
    "package: other grid": ([made.geopackage(grid=3857)], "ander raster"),
    "package: no layer": ([made.geopackage().replace(b"features", b"featureZ")], "geen laag"),
    "package: no shape": ([made.geopackage().replace(b"GP\x00", b"XX\x00")], "beschadigd"),
}  # fmt: skip
SAID = {
    "wide: no figure": {},
    "wide: column twice": {},
    "no year": {},
    "impossible year": {"year": 1812},
    "two tables": {},
    "other year": {"year": 2022},
}
ROWS = "select count(*) || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {} t"


def fingerprint(owner):
    """What is in the tables, as one text for each."""
    return [owner.execute(ROWS.format(one)).fetchone()[0] for one in TABLES]


def refusal(bring, contents, said):
    """The sentence with which a file is refused; of one that is taken in, that it was."""
    try:
        bring(*contents, **said)
    except Refused as no:
        return str(no)
    return "TAKEN IN"


def test_damaged_files_have_a_sentence_each_and_change_nothing(bring, country):
    bring(made.sheet(), year=2024)
    before = fingerprint(country)
    assert len(BROKEN) >= 40
    wrong = {}
    for name, (contents, sentence) in BROKEN.items():
        told = refusal(bring, contents, SAID.get(name, {"year": 2024}))
        if not re.search(sentence, told) or len(told) > 600:
            wrong[name] = told
    assert wrong == {}
    assert fingerprint(country) == before
