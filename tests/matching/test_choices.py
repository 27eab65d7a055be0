"""A choice about a workplace: kept as it was shown, never changed, read again later."""

from datetime import date

import pytest
from django.db import DatabaseError, connection

from houvast.database.context import acting
from houvast.employers.actions import change_workplace
from houvast.employers.actions.workplaces import withdraw_workplace
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import NotFound, Refused
from houvast.matching.actions import record_choice
from houvast.matching.actions.choices import Chosen
from houvast.matching.models import Choice
from houvast.matching.reads import choice_page, work_page
from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.matching.rules.points import RULESET
from tests.cast import Who, found_beyond, open_track, place_to_work
from tests.matching.made import best, choose, wish

NOT_NOW, DISCUSS, BACK = ChoiceOutcome.NOT_NOW, ChoiceOutcome.DISCUSS, ChoiceOutcome.BACK


@pytest.fixture
def place(town):
    return place_to_work(town, "Eerste")


def test_a_choice_keeps_the_reasons_and_says_by_which_rules(anouk, track, place):
    wishes = wish(anouk, track)
    shown = best(work_page(anouk, track).work)
    line = choice_page(anouk, choose(anouk, track, place)).choice
    assert (line.workplace_id, line.wishes_id, line.why) == (place, wishes, shown.why)
    assert (line.title, line.employer) == ("Eerstewerk", "Eerstebakkerij")
    assert (line.ruleset, line.outcome, line.made_by) == (RULESET.version, DISCUSS, "Anouk")


def test_what_was_shown_stays_when_the_workplace_changes(town, anouk, track, place):
    key = choose(anouk, track, place)
    before = choice_page(anouk, key).choice
    changed = WorkplaceFacts("Heel ander werk", WorkKind.BBL, 30, 36, asks_vog=True)
    change_workplace(by=town["sam"], workplace_id=place, facts=changed)
    assert choice_page(anouk, key).choice == before


def test_what_changed_since_it_was_shown_is_looked_at_again(anouk, track, place):
    work = work_page(anouk, track).work
    shown = work.seal(best(work).place)
    wish(anouk, track)
    with pytest.raises(Refused, match="Kijk nog een keer"):
        record_choice(by=anouk, track_id=track, workplace_id=place, chosen=Chosen(DISCUSS, shown))


def test_the_latest_choice_counts_and_all_stay(anouk, track, place, clock):
    choose(anouk, track, place, NOT_NOW, reason=NotNowReason.TOO_FAR)
    clock.forward(hours=1)
    choose(anouk, track, place, BACK)
    assert work_page(anouk, track).work.choices == {}
    clock.forward(hours=1)
    choose(anouk, track, place)
    assert work_page(anouk, track).work.choices[place].outcome is DISCUSS
    with acting(anouk):
        assert Choice.objects.count() == 3


def test_not_now_asks_why(anouk, track, place):
    with pytest.raises(Refused, match="Kies waarom niet"):
        choose(anouk, track, place, NOT_NOW)
    with pytest.raises(Refused, match="Schrijf kort op"):
        choose(anouk, track, place, NOT_NOW, reason=NotNowReason.OTHER)
    key = choose(anouk, track, place, NOT_NOW, reason=NotNowReason.OTHER, text=" Eerst rust. ")
    assert choice_page(anouk, key).choice.text == "Eerst rust."


def test_the_same_form_sent_twice_is_one_choice(anouk, track, place):
    work = work_page(anouk, track).work
    sent = {
        "track_id": track,
        "workplace_id": place,
        "chosen": Chosen(DISCUSS, work.seal(best(work).place)),
        "key": track,
    }
    assert record_choice(by=anouk, **sent) == record_choice(by=anouk, **sent) == track
    with acting(anouk):
        assert Choice.objects.count() == 1


def test_law_and_an_own_no_are_not_talked_away(town, anouk, place):
    child = open_track(town, Who("Jong", "Jong", "Voorbeeld", date(2012, 1, 1)))
    with pytest.raises(Refused, match="regels voor deze leeftijd"):
        choose(anouk, child, place)
    adult = open_track(town, Who("Oud", "Oud", "Voorbeeld", date(2004, 1, 1)))
    wish(anouk, adult, never_kinds=frozenset({WorkKind.REGULAR_JOB}))
    with pytest.raises(Refused, match="dit wil ik niet"):
        choose(anouk, adult, place)
    choose(anouk, adult, place, NOT_NOW, reason=NotNowReason.NOT_WANTED)


def test_a_place_that_is_gone_or_elsewhere_is_not_found(town, anouk, track, place):
    far = place_to_work(found_beyond(), "Ver")
    withdraw_workplace(by=town["sam"], workplace_id=place)
    for one in (far, place):
        chosen = Chosen(BACK, "")
        with pytest.raises(NotFound):
            record_choice(by=anouk, track_id=track, workplace_id=one, chosen=chosen)


@pytest.mark.parametrize("who", ["bilal", "rachid", "lotte", "tess", "wim", "sam", "bas"])
def test_nobody_else_reads_a_choice(town, anouk, track, place, who):
    key = choose(anouk, track, place)
    with pytest.raises(NotFound):
        choice_page(town[who], key)


def copy(**changes):
    kept = [one.column for one in Choice._meta.concrete_fields if one.column not in changes]
    named = ", ".join(f'"{one}"' for one in (*kept, *changes))
    given = ", ".join([*(f'"{one}"' for one in kept), *changes.values()])
    return f"insert into matching_choice ({named}) select {given} from matching_choice"


BILAL = "(select id from accounts_user where name = 'Bilal')"
FRESH = {"id": "gen_random_uuid()"}
BY_HAND = {
    "no with no reason": copy(**FRESH, outcome="'not_now'"),
    "without what was shown": copy(**FRESH, title="''"),
    "without a seal": copy(**FRESH, inputs="''"),
    "in another name": copy(
        **FRESH, made_by_id="(select id from accounts_user where name='Bilal')"
    ),
    "on wishes of nobody": copy(**FRESH, wishes_id="gen_random_uuid()"),
    "for another person": copy(**FRESH, person_id="gen_random_uuid()"),
    "of a place elsewhere": copy(**FRESH, workplace_id="gen_random_uuid()"),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_the_database_keeps_out_what_was_not_so(anouk, track, place, what):
    choose(anouk, track, place)
    with pytest.raises(DatabaseError), acting(anouk), connection.cursor() as cursor:
        cursor.execute(BY_HAND[what])
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize("change", ["outcome = 'back'", "explanation = '{}'", "text = 'x'"])
def test_nobody_changes_a_choice(anouk, track, place, change):
    choose(anouk, track, place)
    with acting(anouk), connection.cursor() as cursor:
        cursor.execute(f"update matching_choice set {change}")
        assert cursor.rowcount == 0
