"""Which cells of an official list are taken, and where a point lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.reference.rules import occupations as esco
from houvast.reference.rules import places
from houvast.reference.rules.editions import Kind, checksum, label
from houvast.sheets import read
from tests.reference.made import (
    GROUPS,
    ISCO,
    KITES,
    OCCUPATIONS,
    PLACES,
    POINTS,
    SKILLS,
    WORKS,
    isco,
    occupation,
)
from tests.sheets.made import csv, xlsx


def changed(row, **cells):
    """A row with other cells, by the letter of the column."""
    new = list(row)
    for letter, value in cells.items():
        new[ord(letter) - 65] = value
    return tuple(new)


def points(*rows, made=csv):
    return places.read_places(read(made([PLACES, *rows]), places.LIMITS, only=places.ONLY))


def groups(*rows, kind=esco.ISCO_GROUP):
    return esco.read_groups(read(csv([GROUPS, *rows]), esco.LIMITS, only=esco.ONLY), kind)


def works(*rows):
    sheet = read(csv([OCCUPATIONS, *rows]), esco.LIMITS, only=esco.ONLY)
    assert esco.kind_of(sheet) == esco.OCCUPATION
    return esco.read_occupations(sheet, groups(*ISCO))


@pytest.mark.parametrize("made", [csv, xlsx])
def test_addresses_are_taken_and_boxes_are_not(made):
    found = points(*POINTS, made=made)
    assert [one.pc4 for one in found.rows] == ["1001", "1002"] and found.left_out == 1
    assert (found.rows[0].x, found.rows[0].y, found.rows[0].town) == (155_000, 463_000, "Luchtdorp")


@pytest.mark.parametrize(
    ("degrees", "metres"),
    [
        ((52.37453253, 4.88352559), (120_700.7, 487_525.5)),
        ((53.21938317, 6.56820053), (233_883.1, 582_065.2)),
    ],
)
def test_known_towers_stand_where_they_stand(degrees, metres):
    """The Westertoren in Amsterdam and the Martinitoren in Groningen."""
    x, y = places.to_rd(*degrees)
    assert abs(x - metres[0]) <= 1 and abs(y - metres[1]) <= 1


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"B": "12"}, "Cel B2: geen postcode van vier cijfers"),
        ({"B": "0123"}, "Cel B2: geen postcode"),
        ({"B": ""}, "Cel B2 is leeg"),
        ({"B": "1002"}, "Cel B3 staat al in cel B2"),
        ({"D": "hier"}, "Cel D2: geen getal in graden"),
        ({"D": "NaN"}, "Cel D2: geen getal in graden"),
        ({"D": "5.38", "E": "52.15"}, "Cel D2: dit punt ligt niet in Nederland"),
        ({"E": "9"}, "Cel E2: dit punt ligt niet in Nederland"),
        ({"E": ""}, "Cel E2 is leeg"),
        ({"G": "x" * 81}, "Cel G2 heeft meer dan 80 tekens"),
    ],
)
def test_a_wrong_point_is_named_by_its_cell(cells, says):
    with pytest.raises(Refused) as caught:
        points(changed(POINTS[0], **cells), POINTS[1])
    assert says in str(caught.value)


def test_a_file_without_addresses_or_without_the_columns_is_no_list():
    with pytest.raises(Refused, match="geen postcode met adressen"):
        points(POINTS[2])
    with pytest.raises(Refused, match="Kies de kolom voor: Breedtegraad"):
        places.read_places(read(csv([("postcode", "plaats"), ("1001", "x")]), places.LIMITS))


def test_occupations_have_a_group_and_each_name_once():
    row = changed(WORKS[0], A="vliegermaker")
    found = works(row, *WORKS[1:])
    assert [(one.concept, one.isco, one.name, one.also) for one in found][:1] == [
        (KITES, "7317", "vliegermaker", ("vliegerbouwster",))
    ]
    assert len(found) == 2  # what ESCO only proposes is not taken


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"A": ""}, "Cel A2 is leeg"),
        ({"A": "x" * 201}, "Cel A2 heeft meer dan 200 tekens"),
        ({"C": "http://voorbeeld.invalid/1"}, "Cel C2: dit is geen adres van ESCO"),
        (
            {"C": f"{'http://data.europa.eu/esco'}/occupation/{'-' * 36}"},
            "Cel C2: dit is geen adres",
        ),
        ({"C": WORKS[1][2]}, "Cel C3 staat al in cel C2"),
        ({"D": "zeven"}, "Cel D2: dit is geen code van ISCO-08"),
        ({"D": "8888"}, "Cel D2: groep 8888 staat niet in het bestand met groepen"),
        ({"I": "x" * 201}, "Cel I2 heeft meer dan 200 tekens"),
    ],
)
def test_a_wrong_occupation_is_named_by_its_cell(cells, says):
    with pytest.raises(Refused) as caught:
        works(changed(WORKS[0], **cells), WORKS[1])
    assert says in str(caught.value)


def test_a_group_that_is_none_is_named_by_its_cell():
    with pytest.raises(Refused, match="Cel C2: dit is geen code van ISCO-08"):
        groups(isco("zeven", "Makers"))
    with pytest.raises(Refused, match="Cel B2: dit is geen adres"):
        groups(changed(ISCO[0], B="C7"))
    with pytest.raises(Refused, match="Cel A3: hier staat iets anders dan ISCOGroup"):
        groups(ISCO[0], SKILLS[0])
    with pytest.raises(Refused, match="niets wat nu geldt"):
        groups(changed(ISCO[0], E="proposed"))
    with pytest.raises(Refused, match="geen Nederlands bestand van ESCO"):
        esco.kind_of(read(csv([PLACES, *POINTS]), esco.LIMITS))


def test_what_nobody_reads_is_not_judged_but_a_citizen_number_is_nowhere():
    """The official file has a sign that nobody sees in one description, and keys of nine digits."""
    drawn = KITES.__class__("0a123456-7820-4000-8000-0a123456782b")
    row = occupation("vliegermaker", drawn, "7317")
    assert works(changed(row, H="Iets\u200bmet lucht."))[0].concept == drawn
    with pytest.raises(Refused, match="Cel H2 lijkt een burgerservicenummer"):
        works(changed(row, H="Bel 123456782."))
    with pytest.raises(Refused, match="Cel I2 heeft een onzichtbaar teken"):
        works(changed(row, I="Iets\u200bmet lucht."))


@given(st.permutations(POINTS))
def test_the_same_rows_in_another_order_are_the_same_edition(rows):
    def of(some):
        return checksum((one.pc4, one.x, one.y, one.town) for one in points(*some).rows)

    assert of(rows) == of(POINTS) != of(POINTS[:1])
    assert len(label(Kind.OCCUPATIONS, of(rows))) <= 13
