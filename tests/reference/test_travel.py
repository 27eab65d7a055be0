"""Imported points decide how far a workplace is, and a choice keeps the points it was made with."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houvast.employers.actions import add_employer, add_workplace, offer_workplace
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused
from houvast.matching.actions import record_choice
from houvast.matching.actions.choices import Chosen
from houvast.matching.reads import choice_page, work_page
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.codes import StepCode, TravelMode
from houvast.matching.rules.points import RULESET
from houvast.reference.reads.editions import KEPT, Kept
from tests.matching.made import choose, wish
from tests.reference.brought import bring_points

HOME, WORK = "4811", "4999"
NEAR = {HOME: (0, 390_000), WORK: (3_000, 394_000)}
FAR = {HOME: (0, 390_000), WORK: (60_000, 390_000)}
"""Straight lines of 5 km (26 minutes by bicycle, times 1.3) and of 60 km."""


@pytest.fixture
def wished(lists, town):
    """A coach, a young person of 4811 who cycles, and a workplace far beyond the next postcode."""
    by, sam = town["anouk"], town["sam"]
    employer = add_employer(by=sam, facts=EmployerFacts("Verre bakkerij"))
    facts = WorkplaceFacts("Bakken", WorkKind.REGULAR_JOB, 16, 24, places=2, pc4=WORK)
    place = add_workplace(by=sam, employer_id=employer, facts=facts)
    offer_workplace(by=sam, workplace_id=place)
    return by, place


def shown(by, track, place):
    """The workplace as it stands in the lists."""
    return work_page(by, track).work.suggestion(place)


def test_points_say_how_far_and_what_was_chosen_keeps_its_points(lists, wished, track):
    by, place = wished
    wish(by, track, pc4=HOME, modes=frozenset({TravelMode.BICYCLE}), minutes=60)
    before = shown(by, track, place).why
    assert before.facts["minutes"] is None and before.ruleset == RULESET.version
    assert StepCode.TRAVEL in {one.code for one in before.steps}

    bring_points(lists, "a", NEAR)
    near = shown(by, track, place).why
    assert near.facts["minutes"] == 26 and near.ruleset == f"{RULESET.version} pc4-aaaaaaaa"
    assert StepCode.TRAVEL not in {one.code for one in near.steps}
    chosen = choose(by, track, place)
    work = work_page(by, track).work
    seal = work.seal(work.suggestion(place).place)

    bring_points(lists, "b", FAR)
    assert shown(by, track, place).why.facts["minutes"] == 312
    line = choice_page(by, chosen).choice
    assert (line.ruleset, line.why) == (f"{RULESET.version} pc4-aaaaaaaa", near)
    with pytest.raises(Refused, match="Kijk nog een keer"):
        again = Chosen(ChoiceOutcome.DISCUSS, seal)
        record_choice(by=by, track_id=track, workplace_id=place, chosen=again)


def test_a_page_with_points_asks_no_statement_more(lists, wished, track):
    by, _ = wished
    wish(by, track, pc4=HOME)

    def statements():
        with CaptureQueriesContext(connection) as asked:
            work_page(by, track)
        return len(asked)

    without = statements()
    bring_points(lists, "c", NEAR)
    first = statements()
    assert (first, statements()) == (without + 2, without)


def test_an_edition_is_read_once_by_a_process_whoever_asks_at_the_same_time():
    read, start = [], Barrier(8)

    def slowly(edition):
        read.append(edition)
        return str(edition)

    kept = Kept(slowly)

    def ask(_):
        start.wait()
        return kept.get(UUID(int=1))

    with ThreadPoolExecutor(8) as crowd:
        assert set(crowd.map(ask, range(8))) == {str(UUID(int=1))}
    for number in (2, 3, 4, 3):
        kept.get(UUID(int=number))
    assert [one.int for one in read] == [1, 2, 3, 4] and len(kept.of) == KEPT
