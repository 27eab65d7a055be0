"""The young person's yes per workplace: what is told, by whose word, until when, and taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.people.models import Identity
from houvast.placements import actions as work
from houvast.placements.models import Consent, Placement, ToldLine
from houvast.placements.rules.consent import (
    BIRTHDAYS,
    Given,
    birthday,
    check_yes,
    holds_until,
    lines_to_tell,
)
from houvast.placements.rules.states import Answered, Told
from houvast.tracks.models import NextMoment
from tests.cast import TERMS, Who, at_commit, open_track, place_to_work, want

KNOWN = {Told.FIRST_NAME: "Ilias", Told.FAMILY_NAME: "Voorbeeld", Told.AGE: "18", Told.PHONE: ""}
TOGETHER = Given(Answered.TOGETHER)
BIRTHS = st.dates(date(1996, 1, 1), date(2016, 1, 1))
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_an_employer_gets_what_was_ticked_and_written_and_nothing_else():  # T-07
    own = {Told.HELPS: "  Duidelijke \n taken ", Told.CAN: " "}
    lines = lines_to_tell(KNOWN, [Told.AGE, Told.FIRST_NAME], own)
    assert lines == {
        Told.FIRST_NAME: "Ilias",
        Told.AGE: "18",
        Told.HELPS: "Duidelijke taken",
    }


@pytest.mark.parametrize(
    ("tell", "own", "words", "field"),
    [
        ([], {}, "Zonder voornaam", "tell"),
        ([Told.FIRST_NAME, Told.PHONE], {}, "Dit weten we nog niet", "tell"),
        ([Told.FIRST_NAME], {Told.CAN: "x" * 203}, "3 tekens te lang", "can"),
        ([Told.FIRST_NAME], {Told.HELPS: "Rust, want ik heb ADHD"}, "“ADHD” hoort niet", "helps"),
        ([Told.FIRST_NAME], {Told.CAN: "Na mijn taakstraf"}, "“taakstraf” hoort niet", "can"),
        ([Told.FIRST_NAME], {Told.CAN: "Ik zat vast"}, "“zat vast” hoort niet", "can"),
        ([Told.FIRST_NAME], {Told.HELPS: "Tijd voor mijn enkelband"}, "“enkelband”", "helps"),
        ([Told.FIRST_NAME], {Told.LEARNS: "Geen schulden meer"}, "“schulden”", "wants_to_learn"),
        ([Told.FIRST_NAME], {Told.DAYS: "Als de gemeente belt"}, "“gemeente”", "days"),
    ],
)
def test_what_does_not_belong_at_work_is_refused_at_its_own_line(tell, own, words, field):
    with pytest.raises(Refused, match=words) as no:
        lines_to_tell(KNOWN, tell, own)
    assert no.value.field == field


def test_usual_words_of_work_are_let_through():
    for text in ("Ik wil aanpakken bij de bushalte", "Schuldig? Nee: graag leren", "Rustig uitleg"):
        fine = lines_to_tell(KNOWN, [Told.FIRST_NAME], {Told.CAN: text.replace("Schuldig? ", "")})
        assert fine[Told.CAN]


@given(DAYS, BIRTHS)
# T-28
def test_a_yes_holds_half_a_year_at_most_and_never_over_a_birthday_that_changes_it(on, born):
    until = holds_until(on, born)
    assert on < until <= on + timedelta(days=184)
    days = [birthday(born, age) for age in BIRTHDAYS]
    assert not [day for day in days if on < day < until]


def test_who_was_born_on_the_29th_of_february_has_a_birthday_each_year():
    assert birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("born", "parent", "words"),
    [
        (None, Answered.PHONE, "Vraag eerst de geboortedatum"),
        (date(2011, 5, 4), None, "Onder de 16"),
        (date(2011, 5, 4), Answered.PHONE, ""),
        (date(2010, 11, 25), None, ""),
    ],
)
# T-31, T-33
def test_below_sixteen_a_parent_says_yes_too_and_an_unknown_age_is_not_met(born, parent, words):
    said = Given(Answered.TOGETHER, parent=parent)
    if not words:
        assert check_yes(said, born, date(2026, 11, 25)) > date(2026, 11, 25)
        return
    with pytest.raises(Refused, match=words):
        check_yes(said, born, date(2026, 11, 25))


@pytest.fixture
def placement(town, track, anouk):
    return work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Eigen"))


def asked(by, placement, **own):
    said = {Told(key): text for key, text in own.items()}
    return work.ask_yes(by=by, placement_id=placement, tell=[Told.FIRST_NAME], own=said)


def now(by, placement):
    with acting(by):
        one = Placement.objects.get(pk=placement)
        return one.state, one.told_until


def test_a_yes_opens_the_way_to_the_employer_and_a_question_alone_does_not(anouk, placement):
    question = asked(anouk, placement, can="Banden plakken")
    assert now(anouk, placement) == ("proposed", None)
    with pytest.raises(Refused, match="Vraag eerst of de jongere dit werk wil"):
        work.introduce(by=anouk, placement_id=placement)
    work.say_yes(by=anouk, consent_id=question, given=TOGETHER)
    state, until = now(anouk, placement)
    assert state == "wanted" and until > timezone.localdate()
    work.introduce(by=anouk, placement_id=placement)
    at_commit()
    with acting(anouk):
        told = {one.field: one.text for one in ToldLine.objects.all()}
    assert told == {"first_name": "Ilias", "can": "Banden plakken"}


def test_a_no_changes_nothing_else(anouk, placement):
    question = asked(anouk, placement)
    work.say_no(by=anouk, consent_id=question)
    assert now(anouk, placement) == ("proposed", None)
    with pytest.raises(Refused, match="al beantwoord"):
        work.say_yes(by=anouk, consent_id=question, given=TOGETHER)


def test_a_new_question_makes_place_for_the_one_before_and_sent_twice_is_one(anouk, placement):
    first = asked(anouk, placement)
    second = asked(anouk, placement, helps="Vaste tijden")
    again = work.ask_yes(
        by=anouk, placement_id=placement, tell=[Told.FIRST_NAME], own={}, key=second
    )
    assert again == second
    with acting(anouk):
        states = dict(Consent.objects.values_list("pk", "state"))
    assert states == {first: "expired", second: "asked"}


def test_other_lines_are_another_yes_and_the_earlier_one_ends(anouk, placement):
    first = want(anouk, placement)
    work.introduce(by=anouk, placement_id=placement)
    second = asked(anouk, placement, hours="24")
    work.say_yes(by=anouk, consent_id=second, given=TOGETHER)
    at_commit()
    with acting(anouk):
        states = dict(Consent.objects.values_list("pk", "state"))
    assert states == {first: "withdrawn", second: "given"}
    assert now(anouk, placement)[0] == "introduced"


def test_taken_back_in_one_act_and_there_is_a_moment_within_days(anouk, placement):
    given_yes = want(anouk, placement)
    work.introduce(by=anouk, placement_id=placement)
    work.take_back(by=anouk, consent_id=given_yes)
    at_commit()
    assert now(anouk, placement) == ("not_started", None)
    with acting(anouk):
        due = NextMoment.objects.get(state="planned").due
    assert due <= timezone.localdate() + timedelta(days=4)
    with pytest.raises(Refused, match="geldt al niet meer"):
        work.take_back(by=anouk, consent_id=given_yes)


def test_who_works_there_goes_on_working_when_the_yes_is_taken_back(anouk, placement):
    today = timezone.localdate()
    given_yes = want(anouk, placement)
    work.introduce(by=anouk, placement_id=placement)
    work.agree(by=anouk, placement_id=placement, start_on=today, terms=TERMS)
    work.start(by=anouk, placement_id=placement, started_on=today)
    work.take_back(by=anouk, consent_id=given_yes)
    at_commit()
    assert now(anouk, placement) == ("started", None)


def test_a_yes_ends_on_the_eighteenth_birthday_and_is_asked_anew(town, anouk, clock):
    soon = timezone.localdate() + timedelta(days=5)
    who = Who("Bijna", "Bo", "Achttien", birthday(soon, -18))
    track = open_track(town, who)
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Ander"))
    want(anouk, one)
    assert now(anouk, one) == ("wanted", soon)
    clock.forward(days=5)
    with pytest.raises(Refused, match="verlopen"):
        work.introduce(by=anouk, placement_id=one)
    work.say_yes(by=anouk, consent_id=asked(anouk, one), given=TOGETHER)
    work.introduce(by=anouk, placement_id=one)


def test_nobody_else_asks_or_answers(town, anouk, bilal, elsewhere, placement):
    question = asked(anouk, placement)
    for by in (bilal, town["rachid"], town["sam"], elsewhere["carmen"]):
        with pytest.raises((NotFound, NotAllowed)):
            asked(by, placement)
        with pytest.raises((NotFound, NotAllowed)):
            work.say_yes(by=by, consent_id=question, given=TOGETHER)


def test_without_a_birth_date_there_is_no_yes_to_give(town, anouk):
    track = open_track(town, Who("Onbekend", "Onno"))
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Ander"))
    with pytest.raises(Refused, match="Vraag eerst de geboortedatum"):
        work.say_yes(by=anouk, consent_id=asked(anouk, one), given=TOGETHER)


RAW = {
    "an introduction without a yes": (
        "update placements_placement set state = 'wanted', wanted_on = houvast_today()",
        "yes_first",
    ),
    "a date that nobody gave": (
        "update placements_placement set told_until = houvast_today() + 9",
        "told_until_follows",
    ),
    "a yes on a line that was not shown": (
        "update placements_consent set fields = array['first_name', 'phone']",
        "consent_stays",
    ),
    "a yes for two years": (
        "update placements_consent set state = 'given', how = 'phone', answered_at ="
        " houvast_now(), until = houvast_today() + 700",
        "consent_holds",
    ),
    "a yes without how": (
        "update placements_consent set state = 'given', answered_at = houvast_now(),"
        " until = houvast_today() + 9",
        "a_yes_says_how_and_until_when",
    ),
    "a question that asks more than its lines": (
        "insert into placements_toldline (id, municipality_id, controller, destroy_on, person_id,"
        " track_id, consent_id, field, text) select gen_random_uuid(), municipality_id,"
        " controller, destroy_on, person_id, track_id, id, 'phone', '06' from placements_consent",
        "line_is_named",
    ),
}


@pytest.mark.parametrize("what", RAW)
def test_the_database_holds_the_yes_against_raw_writing(anouk, placement, what):
    asked(anouk, placement)
    statement, constraint = RAW[what]
    with pytest.raises(IntegrityError) as no, acting(anouk), connection.cursor() as cursor:
        cursor.execute(statement)
    assert no.value.__cause__.diag.constraint_name == constraint


def test_a_yes_taken_back_by_hand_does_not_leave_an_introduction_standing(anouk, placement):
    want(anouk, placement)
    with pytest.raises(IntegrityError) as no, acting(anouk), transaction.atomic():
        Consent.objects.update(state="withdrawn", withdrawn_at=timezone.now())
        at_commit()
    assert no.value.__cause__.diag.constraint_name == "yes_stands_behind"


def test_a_birth_date_that_is_gone_stops_the_introduction(anouk, placement):
    want(anouk, placement)
    with acting(anouk):
        Identity.objects.update(birth_date=None)
    with pytest.raises(Refused, match="geboortedatum"):
        work.introduce(by=anouk, placement_id=placement)
    with pytest.raises(IntegrityError) as no, acting(anouk), transaction.atomic():
        Placement.objects.update(state="introduced", introduced_on=timezone.localdate())
    assert no.value.__cause__.diag.constraint_name == "birth_date_first"
