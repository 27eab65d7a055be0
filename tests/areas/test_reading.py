"""Official forms, each of a municipality that does not exist: what is read, and what never is."""

import gzip
import io
import json
import zipfile
from datetime import date

import polars as pl
import pytest

from houvast.areas.rules.indicators import STORED, State
from houvast.areas.rules.passports import Asked, Form
from houvast.areas.rules.reading import read
from houvast.errors import Refused
from tests.areas import official as made
from tests.areas.official import EAST, PARTS, TOWN, WEST

YEAR = Asked(year=2024)


def value(found, code, indicator, year=2024):
    """The value and the state of one figure."""
    number = STORED[indicator]
    row = found.figures.filter(
        (pl.col("code") == code) & (pl.col("indicator") == number) & (pl.col("year") == year)
    )
    assert row.height == 1, (code, indicator, year)
    return row["value"][0], State(row["state"][0])


@pytest.mark.parametrize("content", [made.sheet(), made.workbook()], ids=["csv", "xlsx"])
def test_the_yearly_sheet(content):
    found = read([("kwb-2024.csv", content)], Asked())
    assert (found.passport.form, found.passport.table) == (Form.SHEET, "85984NED")
    assert found.passport.credit == ("Bron: CBS, Kerncijfers wijken en buurten 2024 (CC BY 4.0)")
    assert found.areas.filter(pl.col("code") == PARTS[0]).rows() == [
        (PARTS[0], "buurt", "Oosterpark", TOWN, EAST, 700, 1200.0, None)
    ]
    assert value(found, EAST, "working_share") == (66.5, State.OK)  # a comma for decimals
    assert value(found, EAST, "highest20_person_share") == (None, State.ABSENT)
    assert found.control.refused == ("a_nl_all",)  # by its name, unread
    assert "gm_naam" in found.control.ignored and found.control.read == 7


def test_open_data_in_its_long_form():
    files = [("Observations.json", made.observations()), ("Codes.json", made.regions())]
    found = read(files, Asked())
    assert (found.passport.form, found.passport.table, found.passport.year) == (
        Form.ODATA_4,
        "85984NED",
        2024,
    )
    assert value(found, WEST, "population") == (800.0, State.OK)
    assert found.areas.filter(pl.col("code") == TOWN)["name"].to_list() == ["Verzonnen"]
    assert found.control.refused == ("1012600_1",) and found.control.ignored == ("M000297",)
    assert dict(found.control.left_out) == {"column_refused": 6, "not_known": 6}


def test_what_cbs_withholds_is_not_absent_and_provisional_stays_so():
    page = json.loads(made.observations())
    page["value"][0] |= {"Value": None, "ValueAttribute": "Confidential"}
    page["value"][1] |= {"ValueAttribute": "Provisional"}
    page["value"][2] |= {"Value": None, "ValueAttribute": "None"}
    found = read([("o.json", json.dumps(page).encode()), ("c.json", made.regions())], Asked())
    states = [value(found, one, "population")[1] for one in list(made.PEOPLE)[:3]]
    assert states == [State.WITHHELD, State.OK, State.ABSENT]
    assert found.figures["provisional"].sum() == 1


def test_a_bundle_of_open_data_as_csv():
    rows = json.loads(made.observations())["value"]
    head = "Id;Measure;ValueAttribute;Value;WijkenEnBuurten"
    lines = [
        f'{one["Id"]};"{one["Measure"]}";"None";{one["Value"]};"{one["WijkenEnBuurten"].strip()}"'
        for one in rows
    ]
    codes = [
        "Identifier;Title;DimensionGroupId",
        *(f'"{a}";"{b}";""' for a, b in made.NAMES.items()),
    ]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("Observations.csv", "\n".join([head, *lines]))
        packed.writestr("WijkenEnBuurtenCodes.csv", "\n".join(codes))
        packed.writestr("MeasureCodes.csv", "Identifier;Title;Unit\n1012600_1;Herkomst;aantal\n")
        packed.writestr("Properties.json", "{}")
    found = read([("85984NED.zip", kept.getvalue())], Asked(table="85984NED"))
    assert value(found, EAST, "working_share") == (66.5, State.OK) and found.areas.height == 6


def test_open_data_in_its_wide_form():
    found = read([("t.json", made.wide())], Asked())
    assert (found.passport.table, found.passport.year) == ("85318NED", 2022)
    assert value(found, EAST, "young_15_24", 2022) == (120.0, State.OK)
    assert value(found, EAST, "owner_occupied_share", 2022) == (None, State.ABSENT)
    assert found.control.refused == ("MigratieachtergrondTotaal_18",)
    assert found.areas["name"].to_list()[0] == "Verzonnen"


def test_months_of_the_police_become_years_and_the_total_is_no_part():
    found = read([("p.json", made.police())], YEAR)
    assert value(found, EAST, "offences_total") == (24.0, State.OK)
    # Of the sorts of theft only one is in the file: that is no sum.
    assert value(found, EAST, "offences_property") == (None, State.ABSENT)
    assert not found.areas.height


def test_one_month_withheld_makes_the_year_unknown():
    page = json.loads(made.police(codes=(EAST,)))
    page["value"][0]["GeregistreerdeMisdrijven_1"] = None
    found = read([("p.json", json.dumps(page).encode())], YEAR)
    assert value(found, EAST, "offences_total") == (None, State.WITHHELD)


def test_a_year_that_is_not_over_is_left_out_and_a_whole_year_beats_its_months():
    pages = [
        (
            "a.json",
            made.police(codes=(EAST,), periods=(*made.MONTHS, "2025MM01"), sorts=("0.0.0",)),
        ),
        ("b.json", made.police(codes=(EAST,), periods=("2024JJ00",), sorts=("0.0.0",))),
    ]
    found = read(pages, YEAR)
    assert value(found, EAST, "offences_total") == (2.0, State.OK)
    assert found.figures.height == 1 and dict(found.control.left_out)["year_unfinished"] == 1


def test_a_joined_panel_brings_its_towns_and_says_what_stays_the_same():
    found = read([("panel.csv.gz", gzip.compress(made.panel()))], Asked(year=2022))
    assert value(found, EAST, "working_share", 2022) == (66.0, State.OK)
    assert value(found, EAST, "offences_total", 2021) == (50.0, State.OK)
    assert value(found, WEST, "urbanity", 2022) == (5.0, State.OK)
    assert found.areas.filter(pl.col("level") == "gemeente")["name"].to_list() == ["Verzonnen"]
    assert found.later_year == 2024 and found.stable["holds"].to_list() == [True, True]
    assert found.control.refused == ("background_share",)


def test_a_table_of_the_municipality_itself():
    asked = Asked(year=2024, title="Bijstand per wijk", fetched_on=date(2026, 1, 2))
    found = read([("bijstand.csv", made.own())], asked)
    assert value(found, EAST, "bijstand") == (40.0, State.OK)
    assert (found.passport.title, found.passport.licence) == ("Bijstand per wijk", "eigen cijfers")


def test_columns_may_be_named_beside_the_table():
    content = b"wijk,naam,inw,jeugd\nWK999801,Oost,1200,130\n"
    columns = {"wijk": "code", "naam": "name", "inw": "population", "jeugd": "young_15_24"}
    found = read([("t.csv", content)], Asked(year=2024, columns=columns))
    assert value(found, EAST, "young_15_24") == (130.0, State.OK)


MAPS = {
    "degrees": made.features(),
    "metres": made.features(crs="urn:ogc:def:crs:EPSG::28992"),
    "geopackage": made.geopackage(),
}


@pytest.mark.parametrize("content", MAPS.values(), ids=MAPS)
def test_maps_lie_on_the_dutch_grid_whatever_they_came_in(content):
    found = read([("kaart", content)], YEAR)
    assert found.areas["code"].to_list() == [EAST, WEST] and found.official
    left, bottom, right, top = found.polygons[0].bounds
    assert (round(left), round(bottom), round(right), round(top)) == (
        150000,
        450000,
        151000,
        451000,
    )


def test_a_map_in_arcs_turns_them_where_it_has_to():
    content = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [5.0, 52.0]},
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 0], [10, 0], [0, 10], [-10, 0]],
        ],
        "objects": {
            "wijken": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"statcode": EAST}},
                    {"type": "Polygon", "arcs": [[2, ~0]], "properties": {"statcode": WEST}},
                ]
            }
        },
    }
    found = read([("t.json", json.dumps(content).encode())], YEAR)
    one, two = found.polygons
    assert one.is_valid and two.is_valid and one.touches(two) and one.area > 500_000


def test_what_was_drawn_from_a_picture_is_known_by_its_own_word_or_by_ours():
    page = json.loads(made.features())
    page["features"][1]["properties"]["georef"] = "fit2019"
    assert not read([("k.json", json.dumps(page).encode())], YEAR).official
    asked = Asked(year=2024, approximate=True)
    assert not read([("k.json", made.features())], asked).official


def test_a_table_and_the_year_of_its_boundaries_belong_together():
    with pytest.raises(Refused, match="85318NED gaat over 2022 en niet over 2023"):
        read([("t.json", made.wide())], Asked(year=2023))
