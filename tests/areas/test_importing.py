"""Tables come in whole, once, and stay as they came; the database itself holds to that."""

import json

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from houvast.areas.models import Area, Indicator, Source
from houvast.areas.reads.panels import panel_of
from houvast.areas.reads.sources import faults, sources
from houvast.areas.rules.indicators import STORED
from houvast.areas.rules.panels import Level
from houvast.errors import Refused
from tests.areas import official as made
from tests.areas.conftest import PARTS
from tests.areas.official import EAST, TOWN, WEST
from tests.areas.test_broken import fingerprint


def observations(**changes):
    """A page in which some figures of inhabitants are other: by code, a value or None."""
    page = json.loads(made.observations())
    for one in page["value"]:
        code = one["WijkenEnBuurten"].strip()
        if one["Measure"] == "T001036" and code in changes:
            one |= changes[code]
    return json.dumps(page).encode()


def test_the_same_table_changes_nothing_twice(bring, country):
    one = bring(made.sheet(), year=2024)
    before = fingerprint(country)
    again = bring(made.sheet(), year=2024)
    assert (one.is_new, one.changed) == (True, True)
    assert (again.source, again.is_new, again.changed) == (one.source, False, False)
    assert fingerprint(country) == before


def test_a_trial_keeps_nothing(bring, country):
    before = fingerprint(country)
    tried = bring(made.sheet(), year=2024, keep=False)
    assert tried.control["figures"] == 84 and fingerprint(country) == before
    assert country.execute(PARTS).fetchall() == []


def test_one_changed_one_dropped_and_one_definite_are_three_lines(bring):
    provisional = {"ValueAttribute": "Provisional"}
    first = observations(**{WEST: provisional})
    bring(first, made.regions())
    gone = {"Value": None, "ValueAttribute": "Confidential"}
    second = observations(**{EAST: {"Value": 1205}, TOWN: gone})
    lines = bring(second, made.regions()).control["revisions"]
    assert lines == [
        {"change": "gone", "indicator": "population", "count": 1, "largest": 0.0, "where": ""},
        {"change": "revised", "indicator": "population", "count": 1, "largest": 5.0, "where": EAST},
        {"change": "definite", "indicator": "population", "count": 1, "largest": 0.0, "where": ""},
    ]


def test_an_older_table_brought_again_counts_again(bring):
    first, second = made.sheet(), made.sheet(*[made.sheet_row(one, 1500) for one in (EAST, WEST)])
    one = bring(first, year=2024)
    bring(second, year=2024)
    assert panel().people.tolist() == [1500.0, 1500.0]
    back = bring(first, year=2024)
    assert (back.source, back.is_new, back.changed) == (one.source, False, True)
    assert panel().people.tolist() == [1200.0, 800.0]


def panel(*wanted, year=2024):
    with transaction.atomic():
        return panel_of(Level.DISTRICT, year, year, "offences_total", wanted)


def test_figures_of_more_tables_meet_in_one_panel(bring):
    bring(made.sheet(), year=2024)
    bring(made.police(sorts=("0.0.0",)), year=2024)
    found = panel("not_working_share", "young_15_24_share", "bijstand_per_1000")
    assert found.codes == (EAST, WEST) and found.municipality_names == ("Verzonnen", "Verzonnen")
    assert found.outcome.tolist() == [24.0, 24.0] and found.urbanity.tolist() == [3, 3]
    assert found.figures["not_working_share"].tolist() == [33.5, 33.5]
    assert found.figures["young_15_24_share"].tolist() == [10.0, 10.0]
    assert found.figures["bijstand_per_1000"].tolist() == [50.0, 50.0]
    assert found.stable.tolist() == [True, True]


def test_what_changed_its_boundary_is_known(bring):
    bring(made.panel(made.panel_row(boundary_stable="False"), made.panel_row(WEST, 800)), year=2022)
    assert panel(year=2022).stable.tolist() == [False, True]


def test_a_table_of_other_boundaries_is_no_table_of_these(bring, country):
    bring(made.sheet(), year=2024)
    before = fingerprint(country)
    with pytest.raises(Refused, match="bekend in de grenzen van 2023"):
        bring(made.police(), year=2023)
    assert fingerprint(country) == before


def test_areas_that_are_not_known_are_counted(bring):
    bring(made.sheet(), year=2024)
    taken = bring(made.police(codes=(EAST, "WK777701"), sorts=("0.0.0",)), year=2024)
    assert taken.control["left_out"] == {"area_unknown": 1} and taken.control["figures"] == 1


def test_parts_that_do_not_add_up_are_named(bring):
    short = [made.sheet_row(one, 600 if one == EAST else None) for one in made.PEOPLE]
    page = bring(made.sheet(*short), year=2024).control
    (one,) = [one for one in page["apart"] if one["indicator"] == "population"]
    assert (one["level"], one["parts"], one["whole"]) == ("wijk", 1400.0, 2000.0)
    assert faults()[0].sentence.startswith(f"{TOWN}, population 2024: per wijk samen 1400, voor")


def test_where_people_live_asks_no_outcome(bring):
    """Byte for byte the same when all offences change place (section 3 of the areas design)."""
    few = made.sheet(*[made.sheet_row(one, 60 if one == WEST else None) for one in made.PEOPLE])
    bring(few, year=2024)
    said = list(Area.objects.order_by("code").values_list("code", "why_not"))
    assert dict(said)[WEST] == "few_people" and dict(said)[EAST] == ""
    many = json.loads(made.police(sorts=("0.0.0",)))
    for at, one in enumerate(many["value"]):
        one["GeregistreerdeMisdrijven_1"] = 10_000 * (at % 5)
    bring(json.dumps(many).encode(), year=2024)
    assert list(Area.objects.order_by("code").values_list("code", "why_not")) == said


def test_one_map_after_another_and_a_drawing_never_over_an_official_one(bring, country):
    asked = "select official, length(polygon) > 0 from areas_shape order by area_id"
    bring(made.sheet(), year=2024)
    bring(made.features(), year=2024, approximate=True, table="tekening")
    assert country.execute(asked).fetchall() == [(False, True), (False, True)]
    bring(made.geopackage(), year=2024)
    assert country.execute(asked).fetchall() == [(True, True), (True, True)]
    bring(made.features((EAST,)), year=2024, approximate=True, table="tekening 2")
    assert country.execute(asked).fetchall() == [(True, True), (True, True)]


def test_a_table_says_who_made_it(bring):
    bring(made.sheet(), year=2024, fetched=True, address="https://www.cbs.nl/kwb")
    bring(made.police(), year=2024)
    lines = sources()
    assert [(one.publisher, one.table, one.year, one.counts) for one in lines] == [
        ("Politie", "47022NED", 2024, True),
        ("CBS", "85984NED", 2024, True),
    ]
    assert lines[1].fetched_on and lines[0].fetched_on is None


def test_the_closed_list_is_the_one_of_the_rules(country):
    assert dict(Indicator.objects.values_list("name", "number")) == STORED


def test_no_table_of_areas_knows_a_person():
    own = set(apps.get_app_config("areas").get_models())
    for model in own:
        beyond = [one.related_model for one in model._meta.get_fields() if one.is_relation]
        assert set(beyond) <= own, model
        assert [one.name for one in model._meta.fields if "person" in one.name] == []


BY_THE_APPLICATION = [
    "update areas_source set current_since = now()",
    "update areas_area set name = 'anders'",
    "update areas_observation set value = 0",
    "insert into areas_indicator values (99, 'vertrouwen')",
    "update areas_shape set official = true",
    "update areas_continuity set holds = true",
    "truncate areas_area",
    "select areas_part(1)",
    "delete from areas_area",
]


def test_the_application_reads_and_writes_nothing(bring, country):
    bring(made.sheet(), year=2024)
    (part,) = country.execute(PARTS).fetchone()
    assert Source.objects.count() == 1
    for statement in [*BY_THE_APPLICATION, f"update {part} set value = 0", f"select from {part}"]:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


BY_THE_OWNER = {
    "update areas_observation set value = 0": "table_stays",
    "delete from areas_observation": "table_stays",
    "insert into areas_observation select source_id, indicator_id, 1999, area_id, value, state,"
    " provisional from areas_observation limit 1": "table_stays",
    "delete from areas_source": "table_stays",
    "update areas_source set checksum = repeat('b', 64)": "table_stays",
    "update areas_source set current_since = current_since - interval '1 day'": "table_stays",
    "update areas_source set control = '{}'": "table_stays",
    "delete from areas_area": "table_stays",
    "update areas_area set level = 'wijk' where level = 'buurt'": "area_has_a_code_of_its_level",
    "insert into areas_source (form, publisher, table_id, title, year, licence, address, checksum,"
    " reader, rows_read, rows_kept, figures, control, imported_at, current_since) select form,"
    " publisher, 'anders', title, year, licence, address, checksum, reader, rows_read, rows_kept,"
    " figures, control, houvast_now(), houvast_now() from areas_source": "table_is_whole",
}


def test_what_a_table_brought_stays_as_it_came(bring, country):
    bring(made.sheet(), year=2024)
    before = fingerprint(country)
    for statement, name in BY_THE_OWNER.items():
        with pytest.raises(psycopg.Error) as no:
            country.execute(statement)
        assert no.value.diag.constraint_name == name, statement
    assert fingerprint(country) == before


PARTED = "insert into areas_observation_2000000077 values (%s, %s, 2024, %s, %s, %s, false)"


@pytest.mark.parametrize(
    ("value", "state"), [(None, 0), (5.0, 3), (-1.0, 0), (float("nan"), 0), (5.0, 9)]
)
def test_a_figure_is_there_exactly_when_it_says_so(bring, country, value, state):
    source = bring(made.sheet(), year=2024).source
    (area,) = country.execute("select min(id) from areas_area").fetchone()
    with pytest.raises(psycopg.errors.CheckViolation), country.transaction():
        country.execute("select areas_part(2000000077)")
        country.execute("alter table areas_observation_2000000077 drop constraint of_its_source")
        country.execute(PARTED, [source, 1, area, value, state])
