"""Tables as somebody brings them: read strictly, and each fault has its sentence."""

import pytest

from houvast.areas.rules.analysis import Question, analyse
from houvast.areas.rules.indicators import refused
from houvast.areas.rules.panels import Level, id_of, read
from houvast.errors import Refused

HEAD = (
    "code,name,gm_code,gm_name,urbanity,population,pop_15_24,pop_65plus,employment_rate,income_low,"
    "income_high,crimes_2022,boundary_stable"
)
ROW = "WK000100,Oost,GM0001,Verzonnen,not urbanised,1200,12,20,66,40,20,55,True"
WANTED = ("population", "not_working_share")


def panel(*rows, head=HEAD):
    return read([head + "\n", *(row + "\n" for row in rows)], Level.DISTRICT, "crimes_2022", WANTED)


def test_what_works_is_what_is_left_of_a_hundred():
    found = panel(ROW)
    assert found.codes == ("WK000100",) and found.figures["not_working_share"].tolist() == [34.0]
    assert found.stable.tolist() == [True] and found.urbanity.tolist() == [5]


@pytest.mark.parametrize("written", ["", ".", "NA", "NaN"])
def test_what_is_absent_is_not_nothing(written):
    found = panel(
        ROW.replace(",55,", f",{written},"), ROW.replace("000100", "000101").replace(",55,", ",0,")
    )
    assert str(found.outcome[0]) == "nan" and found.outcome[1] == 0


FAULTS = {
    "ontbreekt: employment_rate": ([ROW], HEAD.replace("employment_rate", "werk")),
    "ontbreekt: crimes_2022": ([ROW], HEAD.replace("crimes_2022", "crimes_2021")),
    "ontbreekt: code": ([ROW], HEAD.replace("code,name,gm_code", "id,name,gm_code")),
    "Regel 2 heeft te veel of te weinig": ([ROW + ",9"], HEAD),
    "Regel 3 heeft te veel of te weinig": ([ROW, "WK000101,West"], HEAD),
    "Regel 2: 1 is geen code van een wijk": ([ROW.replace("WK000100", "1")], HEAD),
    "Regel 2: BU00010001 is geen code": ([ROW.replace("WK000100", "BU00010001")], HEAD),
    "staat er twee keer in: WK000100": ([ROW, ROW], HEAD),
    "geen enkel gebied": ([], HEAD),
    "WK000100: population is geen getal van 0 of meer": ([ROW.replace("1200", "1200;5")], HEAD),
    "met een punt: 55;": ([ROW.replace(",55,", ",55;,")], HEAD),
    "met een punt: -3": ([ROW.replace(",55,", ",-3,")], HEAD),
    "met een punt: inf": ([ROW.replace(",55,", ",inf,")], HEAD),
    "met een punt: 1e999": ([ROW.replace(",55,", ",1e999,")], HEAD),
    "met een punt: veel": ([ROW.replace(",55,", ",veel,")], HEAD),
}  # fmt: skip


@pytest.mark.parametrize("said", FAULTS)
def test_each_fault_says_what_is_wrong_and_where(said):  # A7
    rows, head = FAULTS[said]
    with pytest.raises(Refused) as no:
        panel(*rows, head=head)
    assert said in str(no.value)


def test_columns_about_origin_are_refused_by_name_and_never_read():
    ours = ("name", "population", "pop_65plus", "employment_rate")
    theirs = ("Migratieachtergrond_west", "a_nl_all", "a_gbl_ne", "p_herkomst", "Nationality")
    others = ("Western background (%)", "dutch_background", "health_score")
    assert refused((*ours, *theirs, *others)) == (*theirs, *others)
    secret = panel(ROW + ",999999", head=HEAD + ",a_nl_all")
    assert secret.refused == ("a_nl_all",)
    assert "999999" not in repr(secret)


def test_a_name_of_a_column_is_reported_by_its_id():
    assert id_of("employment_rate") == "not_working_share" == id_of("not_working_share")


def ask(**changes):
    given = {"level": "wijk", "year": 2022, "outcome": "offences_total",
             "determinants": ("not_working_share",), "fewest": 500} | changes  # fmt: skip
    return analyse(Question(**given), [HEAD + "\n", ROW + "\n"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fewest": 99}, "Onder 100 inwoners geven we geen cijfer"),
        ({"outcome": "not_working_share"}, "is geen uitkomst"),
        ({"determinants": ("offences_total",)}, "kan geen verklaring zijn"),
        ({"determinants": ("geluk",)}, "kennen we niet: geluk"),
        ({"year": 1999}, "ontbreekt: crimes_1999"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(changes, said):
    with pytest.raises(Refused) as no:
        ask(**changes)
    assert said in str(no.value)


def test_one_area_is_too_few_and_gives_no_number():
    found = ask()
    assert found.too_few and found.record()["specifications"] == []
    assert found.record()["sentences"][0] == "Te weinig gebieden om iets te zeggen."
