"""What every look leaves behind, read by the auditor after real commits.

The app itself can read nothing of it. A file leaves one entry with its person, a list one entry
with everybody it showed, each person a line; what was refused leaves an entry after the roll-back.
"""

from dataclasses import replace

import psycopg
import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.reads import file_page
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.moments import move_moment
from tests.cast import STAFF, Who, ahead, found, live, proposed_track, sign_in, talk
from tests.conftest import as_owner
from tests.standing import committing

pytestmark = pytest.mark.commits

ENTRY = "select id, verb, refusal, actor_id, purpose, subject, shown from audit_entry"
LINE = "select data_subject, activity from audit_processingline where operation = %s"


def as_auditor():
    """A connection of the auditor: the owner's, in the other role."""
    here = connections["owner"].settings_dict
    return psycopg.connect(
        host=here["HOST"], port=here["PORT"] or None, dbname=here["NAME"], user="houvast_auditor"
    )


class Trail:
    """The entries that were added since the last time somebody looked."""

    def __init__(self):
        self.known = set()
        self.fresh()

    def fresh(self):
        with as_auditor() as auditor:
            rows = [row for row in auditor.execute(ENTRY).fetchall() if row[0] not in self.known]
        self.known |= {row[0] for row in rows}
        return rows

    def lines(self, operation):
        with as_auditor() as auditor:
            return auditor.execute(LINE, [operation]).fetchall()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with committing(django_db_setup, django_db_blocker):
        town = found("Waterrade", STAFF, timezone.localdate())
        yield town, live(town, "Meeuw"), live(town, "Reiger"), live(town, "Zwaan", coach="bilal")


@pytest.fixture
def trail(world):
    return Trail()


@pytest.fixture
def browser(world):
    town, *_ = world
    return lambda who: sign_in(Client(), town.admin if who == "admin" else town[who])


FILES = ("track", "log_contact", "moment", "scan", "closing", "propose", "details", "hand_over")


@pytest.mark.parametrize("name", FILES)
# T-70
def test_a_look_into_a_file_leaves_one_entry_and_one_line_of_its_person(
    world, trail, browser, name
):
    town, life, *_ = world
    answer = browser("anouk").get(reverse(name, args=[life.track]))
    assert answer.status_code == 200
    shown = [row for row in trail.fresh() if row[6]]
    assert len(shown) == 1
    operation, _, refusal, actor, purpose, subject, persons = shown[0]
    assert (refusal, actor, purpose) == ("", town["anouk"].user_id, "guidance")
    assert persons == [life.person] and subject == life.person
    assert trail.lines(operation) == [(life.person, "guidance")]


LISTS = {
    ("anouk", "today"): ("guidance", {0, 1}),
    ("anouk", "young_people"): ("guidance", {0, 1}),
    ("anouk", "contact"): ("guidance", {0, 1}),
    ("bilal", "today"): ("guidance", {2}),
    ("rachid", "team"): ("process_steering", {0, 1, 2}),
    ("lotte", "team"): ("process_steering", {0, 1, 2}),
    ("hugo", "team"): ("process_steering", set()),
    ("tess", "signals"): ("intake", {0, 1, 2}),
}
VIEWED = {"signals": {"weergave": "answered"}}
"""The view in which these persons stand, where it is not the first one."""


@pytest.mark.parametrize(("who", "name"), LISTS)
def test_a_list_leaves_one_entry_with_everybody_it_showed(world, trail, browser, who, name):  # T-72
    town, *lives = world
    assert browser(who).get(reverse(name), VIEWED.get(name)).status_code == 200
    ((operation, _, refusal, actor, purpose, _, persons),) = trail.fresh()
    named, which = LISTS[who, name]
    wanted = {lives[number].person for number in which}
    assert (refusal, actor, purpose) == ("", town[who].user_id, named)
    assert sorted(persons) == sorted(wanted)
    assert sorted(trail.lines(operation)) == sorted((one, named) for one in wanted)


def refused(town, life):
    """Attempts that end in a no, each with the error and its code in the trail."""
    anouk, bilal, hugo = town["anouk"], town["bilal"], town["hugo"]
    elsewhere = replace(anouk, purpose="placement")
    return {
        "a file of a colleague": (
            lambda: file_page(bilal, life.track),
            NotFound,
            ("tracks.file_viewed", "NotFound", bilal, life.track),
        ),
        "a file for another purpose": (
            lambda: file_page(elsewhere, life.track),
            NotFound,
            ("tracks.file_viewed", "NotFound", elsewhere, life.track),
        ),
        "a file of another team": (
            lambda: file_page(hugo, life.track),
            NotFound,
            ("tracks.file_viewed", "NotFound", hugo, life.track),
        ),
        "a moment too far away": (
            lambda: move_moment(by=anouk, track_id=life.track, ahead=ahead(100)),
            Refused,
            ("tracks.moment_moved", "Refused", anouk, life.person),
        ),
        "a moment moved by who only watches": (
            lambda: move_moment(by=town["lotte"], track_id=life.track, ahead=ahead(2)),
            NotAllowed,
            ("tracks.moment_moved", "NotAllowed:PR_write", town["lotte"], life.person),
        ),
        "a contact in the past without a next moment": (
            lambda: log_contact(by=anouk, track_id=life.track, talk=talk(), ahead=ahead(-1)),
            Refused,
            ("tracks.contact_logged", "Refused", anouk, life.person),
        ),
    }


@pytest.mark.parametrize("number", range(6))
def test_what_was_refused_is_rolled_back_and_leaves_an_entry(world, trail, number):  # T-71
    town, life, *_ = world
    act, error, left = list(refused(town, life).values())[number]
    with pytest.raises(error):
        act()
    ((_, verb, refusal, actor, purpose, subject, persons),) = trail.fresh()
    assert (verb, refusal, subject) == (left[0], left[1], left[3])
    assert (actor, purpose, persons) == (left[2].user_id, left[2].purpose, [])


def test_a_refused_attempt_at_the_web_door_leaves_an_entry_too(world, trail, browser):
    _, life, *_ = world
    assert browser("bilal").get(reverse("track", args=[life.track])).status_code == 404
    ((_, verb, refusal, *_),) = trail.fresh()
    assert (verb, refusal) == ("tracks.file_viewed", "NotFound")


def test_what_the_trail_cannot_take_is_not_shown_and_does_not_happen(world, trail):  # T-70
    """A verb that is too long for the trail stands for a trail that is out of order."""
    from houvast.audit.actions import recorded
    from houvast.database.outage import NoTrail
    from houvast.people.models import Nickname

    town, life, *_ = world
    with pytest.raises(NoTrail), recorded(town["anouk"], "x" * 61):
        Nickname.objects.filter(person=life.person).update(text="anders")
    assert trail.fresh() == []
    with recorded(town["anouk"], "tests.looked"):
        assert Nickname.objects.get(person=life.person).text == "Meeuwroep"


def test_the_auditor_reads_the_trail_and_no_file(world):
    with as_auditor() as auditor:
        assert auditor.execute("select count(*) from audit_entry").fetchone()[0] > 0
    for statement in (
        "select * from people_identity",
        "update audit_entry set verb = ''",
        "delete from audit_entry",
    ):
        with as_auditor() as auditor, pytest.raises(psycopg.errors.InsufficientPrivilege):
            auditor.execute(statement)


def test_the_owner_of_the_tables_cannot_read_the_trail_either(world):
    with as_owner() as owner:
        assert owner.execute("select count(*) from audit_entry").fetchone()[0] == 0


def test_a_question_to_a_coach_is_in_the_list_of_whom_was_asked(world, trail, browser):
    town, *_ = world
    proposed_track(town, Who("Kees", phone="0600000004"), coach="wim")
    trail.fresh()
    browser("wim").get(reverse("today"))
    ((operation, verb, _, actor, purpose, _, persons),) = trail.fresh()
    assert (verb, actor) == ("tracks.today_viewed", town["wim"].user_id)
    assert purpose == Purpose.GUIDANCE and len(persons) == 1
    assert trail.lines(operation) == [(persons[0], "guidance")]
