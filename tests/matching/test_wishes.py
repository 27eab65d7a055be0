"""Work wishes as they are kept: a version each time, never changed; the first is a milestone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from houvast.database.context import acting
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, Sector, WorkKind
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.matching.actions import record_wishes
from houvast.matching.models import WorkWishes
from houvast.matching.reads import work_page
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.week import EVENING, at_school, every
from houvast.matching.rules.wished import NOTHING, Wished
from houvast.tracks.models import Milestone, Track
from tests.matching.made import wish

WHOLE = Wished(
    Wishes(
        occupations=frozenset({"7234"}),
        sectors=frozenset({Sector.G}),
        never_kinds=frozenset({WorkKind.INTERNSHIP}),
        never_sectors=frozenset({Sector.A}),
        can=frozenset({Skill.SELLING}),
        learns=frozenset({Skill.REPAIRING_MACHINES}),
        facts={ConditionCode.LICENCE_AM: Answer.YES, ConditionCode.NIGHT: Answer.NO},
        needs=frozenset({OfferCode.SMALL_STEPS}),
        free=every(0),
        busy=every(EVENING),
        school_days=0b11,
        school_hours=12,
        hours_least=8,
        hours_most=24,
        pc4="1234",
        modes=frozenset({TravelMode.BICYCLE}),
        minutes=30,
        earliest=timezone.localdate(),
    ),
    seen=frozenset({ConditionCode.LICENCE_AM}),
    own_words="Met mijn handen werken, niet in de kassen.",
)


def known(by, track):
    return work_page(by, track).work.known


def test_what_was_written_comes_back_as_it_was(anouk, track):
    key = record_wishes(by=anouk, track_id=track, wished=WHOLE)
    found = known(anouk, track)
    assert (found.id, found.made_by, found.wished) == (key, "Anouk", WHOLE)


def test_the_rules_read_school_as_busy_and_the_birth_date_beside_it(anouk, track):
    record_wishes(by=anouk, track_id=track, wished=WHOLE)
    wishes = work_page(anouk, track).work.wishes
    assert wishes.busy == every(EVENING) | at_school(0b11)
    assert wishes.free == every(0) & ~at_school(0b11)
    assert wishes.birth_date.year == 2008


def test_a_change_is_a_new_version_and_the_old_one_stays(anouk, track, clock):
    record_wishes(by=anouk, track_id=track, wished=WHOLE)
    clock.forward(days=1)
    later = replace(WHOLE, own_words="Toch liever koken.")
    record_wishes(by=anouk, track_id=track, wished=later)
    assert known(anouk, track).wished == later
    with acting(anouk):
        told = list(WorkWishes.objects.order_by("at").values_list("own_words", flat=True))
    assert told == [WHOLE.own_words, later.own_words]


def test_saving_the_same_again_makes_no_version_and_a_key_makes_one(anouk, track):
    first = record_wishes(by=anouk, track_id=track, wished=WHOLE)
    assert record_wishes(by=anouk, track_id=track, wished=WHOLE) == first
    again = record_wishes(by=anouk, track_id=track, wished=NOTHING, key=first)
    assert again == first and known(anouk, track).wished == WHOLE


def test_the_first_wish_is_a_milestone_for_who_steers_without_its_content(anouk, rachid, track):
    wish(anouk, track)
    with acting(rachid):
        assert Milestone.objects.get().kind == "work_wished"
        assert not WorkWishes.objects.exists()


def test_nothing_is_no_first_version_and_may_be_a_later_one(anouk, track, clock):
    with pytest.raises(Refused, match="Begin met één"):
        record_wishes(by=anouk, track_id=track, wished=NOTHING)
    wish(anouk, track)
    clock.forward(hours=1)
    record_wishes(by=anouk, track_id=track, wished=NOTHING)
    assert known(anouk, track).wished == NOTHING


WRONG = {
    "occupations": {"occupations": frozenset({"7234", "7231", "5120", "9412"})},
    "sectors": {"sectors": frozenset("ACFGHI")},
    "never_sectors": {"sectors": frozenset("AB"), "never_sectors": frozenset("BC")},
    "needs": {"needs": frozenset({OfferCode.ACCESSIBLE_TOILET})},
    "free": {"free": 1 << 28},
    "busy": {"free": 3, "busy": 2},
    "school_hours": {"school_days": 1, "school_hours": 41},
    "school_days": {"school_hours": 4},
    "hours_least": {"hours_least": 0},
    "hours_most": {"hours_least": 20, "hours_most": 10},
    "pc4": {"pc4": "0123"},
    "minutes": {"minutes": 181},
    "earliest": {"earliest": timezone.localdate() + timedelta(days=800)},
}


@pytest.mark.parametrize("field", WRONG)
def test_what_cannot_be_is_refused_at_its_field(anouk, track, field):
    with pytest.raises(Refused) as refused:
        record_wishes(by=anouk, track_id=track, wished=Wished(Wishes(**WRONG[field])))
    assert refused.value.field == field


def test_only_a_paper_that_is_there_was_seen(anouk, track):
    seen = frozenset({ConditionCode.VCA, ConditionCode.LICENCE_AM})
    record_wishes(by=anouk, track_id=track, wished=replace(WHOLE, seen=seen))
    assert known(anouk, track).wished.seen == {ConditionCode.LICENCE_AM}


def test_a_track_that_does_not_run_takes_no_wishes(town, anouk, track):
    from tests.hostile_cases import World, close

    close(World(town, town, ()), track)()
    with pytest.raises(NotAllowed):
        wish(anouk, track)


@pytest.mark.parametrize("who", ["bilal", "rachid", "lotte", "tess", "wim", "sam", "bas", "petra"])
def test_nobody_else_writes_or_reads_them(town, anouk, track, who):
    wish(anouk, track)
    for act in (lambda: wish(town[who], track), lambda: work_page(town[who], track)):
        with pytest.raises((NotFound, NotAllowed)):
            act()


def columns(**changes):
    """An insert by raw SQL, as whoever acts: a copy of the version that is there."""
    kept = [one.column for one in WorkWishes._meta.concrete_fields if one.column not in changes]
    named = ", ".join(f'"{one}"' for one in (*kept, *changes))
    given = ", ".join([*(f'"{one}"' for one in kept), *changes.values()])
    return f"insert into matching_workwishes ({named}) select {given} from matching_workwishes"


BILAL = "(select id from accounts_user where name = 'Bilal')"
FRESH = {"id": "gen_random_uuid()"}
BY_HAND = {
    "a diagnosis": columns(**FRESH, needs="array['adhd']"),
    "a past": columns(**FRESH, facts_no="array['vog']"),
    "a skill of our own": columns(**FRESH, can="array['vechten']"),
    "work of our own": columns(**FRESH, occupations="array['0000']"),
    "a name of our own": columns(**FRESH, concepts="array[gen_random_uuid()]"),
    "yes and no": columns(**FRESH, facts_yes="array['vca']", facts_no="array['vca']"),
    "in another name": columns(
        **FRESH, made_by_id="(select id from accounts_user where name='Bilal')"
    ),
    "long ago": columns(**FRESH, at="houvast_now() - interval '1 year'"),
    "for another person": columns(**FRESH, person_id="gen_random_uuid()"),
    "more than a week": columns(**FRESH, free="1 << 28"),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_the_database_keeps_out_what_may_not_stand_there(anouk, track, what):
    wish(anouk, track)
    with pytest.raises(DatabaseError), acting(anouk), connection.cursor() as cursor:
        cursor.execute(BY_HAND[what])
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize("change", ["own_words = ''", "destroy_on = '2099-01-01'", "at = now()"])
def test_nobody_changes_a_version(anouk, track, change):
    wish(anouk, track)
    with transaction.atomic(), acting(anouk), connection.cursor() as cursor:
        cursor.execute(f"update matching_workwishes set {change}")
        assert cursor.rowcount == 0


def test_wishes_and_track_are_destroyed_on_one_day(town, anouk, track):
    wish(anouk, track)
    with acting(anouk):
        row = Track.objects.get(pk=track)
        Track.objects.filter(pk=track).update(destroy_on=row.destroy_on + timedelta(days=5))
        assert WorkWishes.objects.get().destroy_on == row.destroy_on + timedelta(days=5)
