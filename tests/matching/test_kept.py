"""What a process keeps of the workplaces is what the database holds, whoever changes it."""

from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from houvast.audit.actions import recorded
from houvast.database.context import acting
from houvast.employers.actions import change_workplace, withdraw_workplace
from houvast.employers.actions.employers import change_employer
from houvast.employers.actions.workplaces import add_condition
from houvast.employers.models import Employer, Workplace
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import ConditionCode, Strength, WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused
from houvast.matching.reads import kept, work_page
from tests.cast import STAFF, found, open_track, place_to_work

pytestmark = pytest.mark.commits


@pytest.fixture
def place(committed):
    """A town of its own, so that nothing of it is kept yet."""
    return found("Waterrade", STAFF, timezone.localdate())


def titles(by, track):
    """What the list shows, by title."""
    work = work_page(by, track).work
    return sorted(one.place.title for one in work.explained(work.lists.fits))


def facts(title):
    return WorkplaceFacts(title, WorkKind.REGULAR_JOB, 16, 24)


def test_every_kind_of_change_is_seen_at_the_next_look(place):
    by, sam, track = place["anouk"], place["sam"], open_track(place)
    first, second = (place_to_work(place, mark) for mark in ("Eerste", "Tweede"))
    assert titles(by, track) == ["Eerstewerk", "Tweedewerk"]
    change_workplace(by=sam, workplace_id=first, facts=facts("Ander werk"))
    assert titles(by, track) == ["Ander werk", "Tweedewerk"]
    place_to_work(place, "Derde")
    assert titles(by, track) == ["Ander werk", "Derdewerk", "Tweedewerk"]
    withdraw_workplace(by=sam, workplace_id=second)
    assert titles(by, track) == ["Ander werk", "Derdewerk"]
    add_condition(
        by=sam,
        workplace_id=first,
        code=ConditionCode.VCA,
        strength=Strength.REQUIRED,
        reason="Hoort bij het werk.",
    )
    work = work_page(by, track).work
    assert ConditionCode.VCA in work.suggestion(first).place.asks
    with acting(sam):
        employer = Employer.objects.get(name="Eerstebakkerij").pk
    change_employer(by=sam, employer_id=employer, facts=EmployerFacts("Andere bakkerij"))
    assert work_page(by, track).work.suggestion(first).place.employer == "Andere bakkerij"


def test_nothing_is_fetched_again_that_did_not_change(place):
    by, track = place["anouk"], open_track(place)
    place_to_work(place, "Eerste")
    before = work_page(by, track).work.offer
    assert work_page(by, track).work.offer is before
    place_to_work(place, "Tweede")
    after = work_page(by, track).work.offer
    assert len(after.ids) == len(after.columns) == 2
    assert after.texts[0] is before.texts[0]


def test_what_was_taken_back_was_never_there(place):
    by, track = place["anouk"], open_track(place)
    first = place_to_work(place, "Eerste")
    assert titles(by, track) == ["Eerstewerk"]
    with pytest.raises(Refused), recorded(by, "matching.list_viewed", track):
        Workplace.objects.filter(pk=first).update(title="Nooit geweest")
        assert titles(by, track) == ["Nooit geweest"]
        raise Refused("Toch niet.")
    assert titles(by, track) == ["Eerstewerk"]


def test_what_began_before_a_look_and_ends_after_it_is_seen(place):
    """The change has the older number, and is committed when somebody has already looked."""
    by, sam, track = place["anouk"], place["sam"], open_track(place)
    first = place_to_work(place, "Eerste")
    changed, looked = Barrier(2), Barrier(2)

    def slowly():
        try:
            with recorded(sam, "employers.workplace_viewed", first):
                change_workplace(by=sam, workplace_id=first, facts=facts("Ander werk"))
                changed.wait(timeout=20)
                looked.wait(timeout=20)
        finally:
            connections.close_all()

    thread = Thread(target=slowly)
    thread.start()
    changed.wait(timeout=20)
    assert titles(by, track) == ["Eerstewerk"]
    looked.wait(timeout=20)
    thread.join(timeout=20)
    assert titles(by, track) == ["Ander werk"]


def test_who_may_not_see_every_workplace_gets_nothing_of_what_is_kept(place):
    by, bas, track = place["anouk"], place["bas"], open_track(place)
    place_to_work(place, "Eerste")
    assert titles(by, track) == ["Eerstewerk"]
    with recorded(bas, "employers.workplaces_viewed") as act:
        asked = kept.Asked(bas.municipality_id, act.today)
        assert asked.kept is not None
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from employers_workplacechange")
            assert cursor.fetchone() == (0,)
        seen = asked.offer({"sees_changes": False, "changed_own": False, "changes": []})
    assert seen.ids == ()


def test_the_application_cannot_say_that_something_changed(place):
    place_to_work(place, "Eerste")
    sam, of_all = place["sam"], "employers_workplacechange"
    with acting(sam), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {of_all}")
        assert cursor.fetchone() == (1,)
        cursor.execute(f"update {of_all} set changed_in = 1")
        assert cursor.rowcount == 0
    copied = f"insert into {of_all} select gen_random_uuid(), * from {of_all}"
    for statement in (f"delete from {of_all}", copied):
        with pytest.raises(DatabaseError), acting(sam), connection.cursor() as cursor:
            cursor.execute(statement)
