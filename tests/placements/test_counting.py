"""The whole programme is counted over half years: ten or more, in fives, once, and of nobody."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.placements import actions as work
from houvast.placements.actions.counting import count_half_years
from houvast.placements.models import ProgrammeCount, Retention
from houvast.placements.reads.counting import programme_counts
from houvast.placements.rules.counting import COUNTED, LEAST
from houvast.placements.rules.states import RetentionAnswer
from houvast.plans.actions.yardsticks import lay_own_count, set_yardstick
from houvast.plans.reads.yardsticks import yardstick_page
from houvast.plans.rules.yardsticks import Counted, Measure, half_year_of, own_count
from houvast.tracks.actions.access import renew_access
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.signals import Who
from tests.cast import STAFF, ahead, found, found_beyond, open_track, talk
from tests.conftest import as_owner
from tests.placements.test_aftercare import at_work
from tests.plan_checks.conftest import officer
from tests.plan_checks.sticks import stick
from tests.tracks.ending_roles import lived

OVER = 200
"""Days after which a half year is over, whichever day it is."""
HALFWAY = 170


@pytest.fixture
def julia(town):
    return officer(town)


def held_on_to(town, tracks):
    """Access runs out by itself after half a year: another person says that it goes on."""
    for one in tracks:
        renew_access(by=town["rachid"], track_id=one)


def known(town, number):
    """Somebody who has a coach, and to whom nobody spoke yet."""
    name = f"Jongere{number}"
    return open_track(town, Who(name, name, "Voorbeeld", date(2008, 5, 4), f"06{number:08}"))


def spoken(town, tracks, days=0):
    """There was a first conversation, so many days from now."""
    at = timezone.now() + timedelta(days=days)
    for one in tracks:
        log_contact(by=town["anouk"], track_id=one, talk=talk(at=at), ahead=ahead(days + 7))


def test_fewer_than_ten_wait_for_the_next_half_year_and_a_number_is_written_once(
    town, julia, clock
):
    first = half_year_of(timezone.localdate())
    tracks = [known(town, one) for one in range(LEAST + 3)]
    spoken(town, tracks[: LEAST - 1])
    assert count_half_years(by=julia) == 0, "this half year is not over"
    lived(town, clock, HALFWAY)
    held_on_to(town, tracks)
    lived(town, clock, OVER - HALFWAY)
    assert count_half_years(by=julia) == 0 and programme_counts(julia) == ()
    spoken(town, tracks[LEAST - 1 :], OVER)
    second = half_year_of(timezone.localdate() + timedelta(days=OVER))
    lived(town, clock, OVER)
    assert [count_half_years(by=julia) for _twice in range(2)] == [1, 0]
    (told,) = programme_counts(julia)
    assert (told.measure, told.number) == ("reached", 15), "thirteen, in fives"
    assert told.since == first and half_year_of(told.until) == second
    some = [Counted(told.since, told.until, told.number)]
    assert own_count(some, second).apart == tuple(some), "a part of it is not told"
    due = date(first.year + 3, 1, 1)
    line = stick(julia, measure=Measure.REACHED, since=first, due=due)
    assert lay_own_count(by=julia, line=line, number=15, until=told.until)
    page = yardstick_page(julia, line).stick
    later = set_yardstick(by=julia, reading_id=page.reading, fact_id=page.fact, amount=9,
                          measure=Measure.PLACED, since=first, due=due)  # fmt: skip
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        lay_own_count(by=julia, line=later, number=15, until=told.until)
    assert no.value.__cause__.diag.constraint_name == "own_figure_was_counted"


def first_days(town, kind):
    """As the database sees them: who makes policy cannot ask."""
    with as_owner() as owner:
        sql = "select day from placements_first_days(%s, %s)"
        rows = owner.execute(sql, [town.admin.municipality_id, kind])
        return [day for (day,) in rows]


@pytest.mark.commits
def test_each_person_counts_once_on_the_first_day_of_each_thing(committed, clock):
    town, today = found("Waterrade", STAFF, timezone.localdate()), timezone.localdate()
    then = timezone.localdate(timezone.now() + timedelta(days=190))  # summer time is in between
    anouk, track = town["anouk"], open_track(town)
    assert [first_days(town, one) for one in COUNTED] == [[], [], []]
    for _twice in range(2):
        log_contact(by=anouk, track_id=track, talk=talk(), ahead=ahead())
    at_work(town, track)
    assert [first_days(town, one) for one in COUNTED] == [[today], [today], []]
    lived(town, clock, HALFWAY)
    held_on_to(town, [track])
    lived(town, clock, 190 - HALFWAY)
    with acting(anouk):
        six = Retention.objects.get(mark="6_months").pk
    for answer, days in ((RetentionAnswer.UNKNOWN, []), (RetentionAnswer.SAME_WORK, [then])):
        work.answer_retention(by=anouk, retention_id=six, answer=answer)
        assert first_days(town, "at_work") == days


NOBODY = """
insert into auditor.honey_file (municipality_id, place, subject, keeper_id, state, phase, until,
  proposed_by, proposed_at, code, code_until, agreed_by, agreed_at)
select %(town)s, 'process_view', gen_random_uuid(), gen_random_uuid(), 'open', '', houvast_today(),
  gen_random_uuid(), now(), '', now(), gen_random_uuid(), houvast_now()
"""


def test_a_file_of_nobody_is_taken_off_by_a_number_that_was_written_down(town):  # D-32
    known = {"town": town.admin.municipality_id}
    asked = "select placements_of_nobody(%(town)s, %(kind)s, houvast_today() - 1, houvast_today())"
    with as_owner() as owner, owner.transaction(force_rollback=True):
        owner.execute(NOBODY, known)
        found = [owner.execute(asked, known | {"kind": one}).fetchone() for one in COUNTED]
        assert found == [(1,), (0,), (0,)], "it is spoken to, and never placed"


def test_what_is_counted_is_what_a_yardstick_is_about():
    assert set(COUNTED) == {one.value for one in Measure}


def test_who_makes_policy_counts_and_reads_nothing_of_a_track(town, track, anouk, julia):
    with pytest.raises(NotAllowed):
        count_half_years(by=anouk)
    with pytest.raises(NotAllowed):
        programme_counts(town["rachid"])
    tries = ("select placements_count_half_years()",)
    for one in (anouk, town["rachid"], town["petra"]):  # steering is another purpose
        for sql in tries:
            with pytest.raises(DatabaseError), acting(one), transaction.atomic():
                _ask(sql)
    for sql in (
        f"select * from placements_first_days('{julia.municipality_id}', 'reached')",
        f"select placements_of_nobody('{julia.municipality_id}', 'reached', now()::date, null)",
        "delete from placements_programmecount",
        "insert into placements_programmecount (id, municipality_id, controller, destroy_on,"
        " measure, since, until, number, at) values (gen_random_uuid(),"
        f" '{julia.municipality_id}', 'college', houvast_today() + 9, 'reached', '2026-01-01',"
        " '2026-06-30', 20, houvast_now())",
    ):
        with pytest.raises(DatabaseError), acting(julia), transaction.atomic():
            _ask(sql)
    far = officer(found_beyond(), "joris")
    for one in (julia, far):
        assert count_half_years(by=one) == 0
        with acting(one):
            assert not ProgrammeCount.objects.exists()


def _ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
