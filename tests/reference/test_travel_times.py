"""Minutes that somebody measured count instead of an estimate, and come in as an edition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.errors import CheckViolation

from houvast.errors import Refused
from houvast.matching.reads import work_page
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.travel import NEXT, PACE, TravelModel
from houvast.reference.models import Edition, Journeys
from houvast.reference.reads.editions import counting_now, edition_called
from houvast.reference.reads.journeys import journeys_of
from houvast.reference.rules.editions import Kind
from houvast.reference.rules.travel_times import MODES, read_travel_times
from tests.matching.made import choose, wish
from tests.reference.brought import bring_points, bring_times
from tests.reference.test_travel import HOME, NEAR, WORK, wished  # noqa: F401

FILE = f"van;naar;hoe;minuten\n{HOME};{WORK};fiets;17\n{HOME};{WORK};ov;9\n{WORK};{HOME};fiets;18\n"


def test_the_ways_of_travelling_are_those_of_the_wishes():
    assert set(MODES) == set(TravelMode)


CODES = st.sampled_from([f"{code}" for code in (1000, 1011, 4811, 9999)])
PAIRS = st.dictionaries(
    st.tuples(CODES, CODES, st.sampled_from(sorted(MODES))), st.integers(0, 240), min_size=1
)


@given(PAIRS, st.sampled_from(",;"))
def test_every_journey_of_a_file_is_found_again_and_no_other(said, separator):
    lines = [separator.join((*pair, str(minutes))) + "\n" for pair, minutes in said.items()]
    found = {one.mode: one for one in read_travel_times(lines)}
    for here in ("1000", "1011", "4811", "9999", "1234", ""):
        for there in ("1000", "9999", "4811", ""):
            for mode in MODES:
                table = found.get(mode)
                minutes = table.between(here, there) if table else None
                assert minutes == said.get((here, there, mode))


WRONG = [
    ("", "geen reis"),
    ("van,naar,hoe,minuten\n", "geen reis"),
    ("4811,4999,fiets\n", "Regel 1: er horen vier cellen"),
    ("4811,4999,fiets,9\n0811,4999,fiets,9\n", "Regel 2: geen postcode"),
    ("4811,4999,vliegtuig,9\n", "Regel 1: schrijf lopen"),
    ("4811,4999,fiets,241\n", "Regel 1: geen heel getal"),
    ("4811,4999,fiets,-1\n", "Regel 1: geen heel getal"),
    ("4811,4999,fiets,9\n4811,4999,ov,9\n4811,4999,Fiets,8\n", "Regel 3: deze reis staat er al"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_file_that_cannot_be_right_names_its_line(text, words):
    with pytest.raises(Refused, match=words):
        read_travel_times(text.splitlines(keepends=True))


def test_what_was_measured_goes_before_an_estimate_and_only_where_it_was():
    times = {TravelMode(one.mode): one for one in read_travel_times(FILE.splitlines())}
    model = TravelModel(times=times)
    bicycle, both = frozenset({TravelMode.BICYCLE}), frozenset({"bicycle", "public"})
    assert model.minutes(HOME, WORK, bicycle) == 17
    assert model.minutes(HOME, WORK, frozenset(map(TravelMode, both))) == 9
    assert model.minutes(WORK, HOME, bicycle) == 18
    begin, pace = PACE[TravelMode.BICYCLE]
    assert model.minutes(HOME, "4812", bicycle) == begin + NEXT // pace
    assert model.minutes(HOME, "9712", bicycle) is None
    assert model.minutes(HOME, WORK, frozenset({TravelMode.WALK})) is None


def test_what_was_computed_names_the_times_it_was_computed_with(lists, wished, track):  # noqa: F811
    by, place = wished
    wish(by, track, pc4=HOME, modes=frozenset({TravelMode.BICYCLE}), minutes=60)
    bring_points(lists, "a", NEAR)
    bring_times(lists, "b", read_travel_times(FILE.splitlines()))
    why = work_page(by, track).work.suggestion(place).why
    assert why.facts["minutes"] == 17
    assert why.ruleset == f"{RULESET.version} pc4-aaaaaaaa rt-bbbbbbbb"
    assert choose(by, track, place)


@pytest.mark.commits
def test_times_come_in_once_and_whole(run, lists, tmp_path):
    file = tmp_path / "reistijden.csv"
    file.write_text(FILE)
    code, said = run("travel-times", file, "--name", "Meting 2026")
    assert code == 0 and "Ingelezen. Uitgave rt-" in said.out and "bicycle: 2 reizen" in said.err
    first, *others = FILE.splitlines(keepends=True)
    file.write_text("".join((first, *reversed(others))))
    code, said = run("travel-times", file)
    assert code == 0 and "er verandert niets" in said.out
    assert (Journeys.objects.count(), Edition.objects.count()) == (2, 1)
    measured = journeys_of(counting_now(Kind.TRAVEL_TIMES))
    assert measured.of["bicycle"].between(HOME, WORK) == 17
    assert edition_called(f"2026-1 {measured.label}", Kind.TRAVEL_TIMES).name == "Meting 2026"
    with pytest.raises(CheckViolation, match="journeys_are_packed"):
        lists.execute(
            "insert into reference_journeys (edition_id, mode, departures, arrivals, minutes)"
            " select id, 'car', '\\x0102', '\\x0102', '\\x0102' from reference_edition"
        )


@pytest.mark.commits
def test_a_file_that_is_no_text_brings_nothing_in(run, lists, tmp_path):
    file = tmp_path / "fout.csv"
    file.write_bytes(b"4811,4999,fiets,\xff\n")
    with pytest.raises(SystemExit, match="geen csv in utf-8"):
        run("travel-times", file)
    assert not Edition.objects.exists()
