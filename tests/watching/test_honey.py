"""Files that belong to nobody, in a database with real commits: found, and not to be found out.

The job counts only what was committed before it began, so nothing here can be rolled back.
"""

import os
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.cli import honey as command
from houvast.cli import parser
from houvast.cooperation.actions.sharing import note_work_fact, share
from houvast.cooperation.rules.states import Label, Receiver, Topic
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.reads import file_page
from houvast.tracks.actions.glass import break_glass
from houvast.tracks.actions.known import ask_known_here
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.models import Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.signals import signal_page
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.known import AskedFor, Question
from houvast.tracks.rules.views import TeamView
from houvast.watching.actions import agree, agree_honey, look_at_the_trail
from houvast.watching.honey import Unfit, end, files, touches
from houvast.watching.models import Event
from houvast.watching.reads import honey_page
from houvast.watching.rules.honey import HoneyPlace
from houvast.watching.rules.limits import HONEY, EventKind
from houvast.watching.trail import touched_since
from tests.cast import STAFF, Who, found, open_track, proposed_track, sign_in, signal_in_triage
from tests.conftest import as_owner
from tests.cooperation import made
from tests.standing import committing
from tests.tracks.glasses import NOW, in_emergency
from tests.watching.honeys import (
    ASKED_FOR,
    NOBODY,
    answered_signal,
    auditor,
    kept_track,
    marked,
    proposed,
    storm_of,
)

pytestmark = pytest.mark.commits
TRIAGE, VIEW, KNOWN = HoneyPlace.TRIAGE_LIST, HoneyPlace.PROCESS_VIEW, HoneyPlace.KNOWN_HERE
LISTED = "select count(*) from audit_entry where verb = 'watching.honey_listed'"
FIGURES = ("tracks_figures", "meetings_cooperation_counts")


class World:
    """A town with three files of nobody, each with an ordinary one that was made alike."""

    def __init__(self):
        self.town = town = found("Waterrade", STAFF, timezone.localdate())
        self.storm = storm_of(town)
        agree(by=town["vera"], document="OR 2026-14", agreed_on=timezone.localdate())
        self.twin = kept_track(town, Who("Lisa", "Lisa", "Voorbeeld", NOBODY.birth_date))
        self.twin_signal = answered_signal(town, Who("Tim", "Tim", "Voorbeeld"))
        self.figures_before = figures(town)
        self.signal = answered_signal(town, Who("Iris", "Iris", "Verzonnen"))
        self.track, self.known = kept_track(town, NOBODY), kept_track(town, ASKED_FOR)
        self.rows_before = rows()
        for place, subject in ((TRIAGE, self.signal), (VIEW, self.track), (KNOWN, self.known)):
            marked(self.storm, place, subject)
        self.rows_after, self.figures_after = rows(), figures(town)
        self.promise = promise_check()


def figures(town, who="petra"):
    found = []
    with acting(town[who]), connection.cursor() as cursor:
        for one in FIGURES:
            cursor.execute(f"select '{one}', * from {one}()")
            found += cursor.fetchall()
    return sorted(found)


def rows():
    """Every row that the application could read, with where and in which transaction it stands."""
    tables = (
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        " and has_any_column_privilege('houvast_app', oid, 'select')"
        " and relname !~ '^(audit_|procrastinate|django_)' order by 1"
    )
    with as_owner() as owner, owner.transaction(force_rollback=True):
        names = [name for (name,) in owner.execute(tables).fetchall()]
        for name in names:
            owner.execute(f"alter table {name} no force row level security")
        said = (
            "select count(*), md5(string_agg(xmin::text || ctid || one::text, '|' order by ctid))"
            " from {} one"
        )
        return {name: owner.execute(said.format(name)).fetchone() for name in names}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with committing(django_db_setup, django_db_blocker):
        yield World()


def night(world):
    return look_at_the_trail(by=safety_net(world.town.admin.municipality_id))


def told(world, name):
    """What there is to ask a colleague about files of nobody."""
    with acting(world.town["vera"]):
        found = Event.objects.filter(kind__in=HONEY, user=world.town[name].user_id)
        return sorted((one.kind, one.count, one.persons) for one in found)


def kinds(world, name):
    return {kind for kind, _, persons in told(world, name) if persons == []}


def test_to_mark_a_file_changes_nothing_that_the_application_can_read(world):  # T-60
    assert len(world.rows_before) > 60
    assert world.rows_before["tracks_track"][0] == 3
    assert world.rows_after == world.rows_before


def test_who_opens_one_is_asked_about_and_who_keeps_it_is_not(world):  # M1
    town = world.town
    file_page(town["anouk"], world.track)
    file_page(town["lotte"], world.twin)
    night(world)
    assert told(world, "lotte") == told(world, "anouk") == []
    file_page(town["lotte"], world.track)
    signal_page(town["tess"], world.twin_signal)
    night(world)
    assert told(world, "lotte") == [("honey_opened", 1, [])]
    assert told(world, "tess") == []  # who answered it keeps it
    assert night(world) == 0
    page = sign_in(Client(), world.storm).get(reverse("events")).content.decode()
    assert "Een lokdossier geopend. Dat is van niemand" in page and "Sanne" not in page
    with pytest.raises(NotAllowed):
        honey_page(town["lotte"])


def test_who_reads_an_answered_signal_is_asked_about(world):  # M1
    signal_page(world.town.as_("rachid", Purpose.INTAKE), world.signal)
    night(world)
    assert "honey_opened" in kinds(world, "rachid")


def test_who_asks_for_one_is_asked_about(world):  # M1
    why = "Een moeder belt en vraagt ernaar."
    question = Question(ASKED_FOR.family_name, ASKED_FOR.birth_date, AskedFor.HELP, why)
    assert ask_known_here(by=world.town.as_("wim", Purpose.KNOWN_HERE), question=question).is_known
    other = Question("Voorbeeld", NOBODY.birth_date, AskedFor.HELP, why)
    assert ask_known_here(by=world.town.as_("bilal", Purpose.KNOWN_HERE), question=other).is_known
    with pytest.raises(NotFound):
        file_page(world.town["bilal"], world.known)  # an address that nobody gave him
    night(world)
    assert told(world, "wim") == [("honey_asked", 1, [])]
    assert "honey_asked" in kinds(world, "bilal")


def test_who_opens_one_in_an_emergency_is_asked_about(world):  # M1
    break_glass(by=in_emergency(world.town, "rachid"), track_id=world.known, emergency=NOW)
    night(world)
    assert "honey_asked" in kinds(world, "rachid")


def test_who_shares_one_is_asked_about_also_when_he_holds_it(world):  # M1
    for verb in ("tracks.file_viewed", "cooperation.shared"):
        with recorded(world.town["bilal"], verb, world.track):
            pass  # the entry that a look and a sharing of a stand-in leave, which name the track
    night(world)
    assert "honey_shared" in kinds(world, "bilal")
    assert "honey_opened" not in kinds(world, "bilal")


def test_figures_are_those_without_them(world):  # M1
    assert world.figures_after == world.figures_before
    known = {(what, part): number for _, what, part, number in world.figures_after}
    assert known["held", "open"] == known["held", ""] == known["phase", "getting_acquainted"] == 1


def test_who_sees_the_list_counts_what_is_in_it(world):  # T-60
    """Else the phase of which the number is lower than the list would say where to look."""
    page, every = team_page(world.town["rachid"]), figures(world.town, "rachid")
    known = {(what, part): number for _, what, part, number in every}
    running = page.counts[TeamView.ALL] - page.counts[TeamView.PROPOSED]
    assert known["held", "open"] == known["held", ""] == running >= 3


def test_the_promise_holds_for_them_as_for_everybody(world):
    assert (world.promise["open_tracks"], world.promise["violations"]) == (3, 0)


CLOSED = (
    "select * from auditor.honey_file",
    "select auditor.honey_refreshed()",
    "select auditor.honey_facts('known_here', gen_random_uuid())",
    "select tracks_figures_of_all()",
    "select meetings_cooperation_counts_of_all()",
)


@pytest.mark.parametrize("statement", CLOSED)
def test_the_application_reads_nothing_of_it(world, statement):  # T-60
    for who in (world.town["vera"], world.storm, safety_net(world.town.admin.municipality_id)):
        with pytest.raises(DatabaseError, match="permission denied"), acting(who):
            connection.cursor().execute(statement)


def test_five_functions_know_of_it_and_none_says_which(world):  # T-60
    knows = (
        "select proname from pg_proc where prosrc like '%auditor.%' and"
        " has_function_privilege('houvast_app', oid, 'execute') and"
        " has_schema_privilege('houvast_app', pronamespace, 'usage') order by 1"
    )
    with as_owner() as owner:
        found = [name for (name,) in owner.execute(knows).fetchall()]
        keys = "select 1 from pg_constraint where contype = 'f' and connamespace = %s::regnamespace"
        assert owner.execute(keys, ["auditor"]).fetchall() == []
    honey = ["watching_honey_agree", "watching_honey_places", "watching_honey_touched"]
    assert found == sorted([*FIGURES, *honey])


def test_what_is_not_committed_is_not_counted_so_trying_leaves_a_trail(world):  # T-60
    """A touch that is made up, asked about and undone would tell which file it is."""
    net, back = safety_net(world.town.admin.municipality_id), timezone.now() - timedelta(hours=9)
    with acting(net):
        before = sorted(touched_since(back), key=str)
    with transaction.atomic():
        with recorded(world.town["sam"], "tests.forged", world.track):
            pass
        with acting(net):
            assert sorted(touched_since(back), key=str) == before
        transaction.set_rollback(True)


def test_a_row_that_is_changed_and_changed_back_moves_no_figure(world):  # T-60
    """What is taken off is a number that was written down: it is the same for every file."""
    moved = []
    for track in (world.track, world.twin):
        with transaction.atomic():
            with acting(world.town["anouk"]):
                Track.objects.filter(pk=track).update(work_started_on=timezone.localdate())
            moved.append(figures(world.town))
            transaction.set_rollback(True)
    assert moved[0] == moved[1] != world.figures_after


def test_two_people_make_one_and_neither_keeps_it(world):  # T-60
    town, view = world.town, dict(honey_page(world.storm).places)[VIEW]
    other = kept_track(town, Who("Eva", "Eva", "Verzonnen", NOBODY.birth_date))
    with pytest.raises(Unfit, match="privacy officer"):
        proposed(VIEW, other, "anouk")
    with pytest.raises(Unfit, match="marked already"):
        proposed(VIEW, world.track)
    code = proposed(VIEW, other)
    with pytest.raises(NotAllowed):
        agree_honey(by=town["vera"], code=code)
    with pytest.raises(Refused, match="verlopen"):
        agree_honey(by=world.storm, code=code[::-1])
    alone = "update auditor.honey_file set agreed_by = proposed_by, agreed_at = now()"
    with pytest.raises(psycopg.errors.CheckViolation), as_owner() as owner:
        owner.execute(alone)
    storm = sign_in(Client(), world.storm)
    assert storm.post(reverse("honey"), {"code": "kort"}).status_code == 422
    assert storm.post(reverse("honey"), {"code": code}).status_code == 302
    assert dict(honey_page(world.storm).places)[VIEW] == view + 1
    with pytest.raises(Refused, match="verlopen"):
        agree_honey(by=world.storm, code=code)
    with auditor() as one:
        mark = next(each.id for each in files(one) if each.subject == other)
        assert not end(one, mark, "anouk") and end(one, mark, "vera") and not end(one, mark, "vera")
    assert dict(honey_page(town["vera"]).places)[VIEW] == view


def test_a_file_that_would_cost_a_colleague_time_is_not_marked(world):
    town = world.town
    wrong = (
        (VIEW, proposed_track(town, Who("Jip")), "waits for a coach"),
        (VIEW, open_track(town, Who("Lot")), "has to be told"),
        (KNOWN, kept_track(town, Who("Mo")), "no surname"),
        (TRIAGE, signal_in_triage(town, Who("Ro")), "still waits"),
        (TRIAGE, world.track, "no such file"),
    )
    for place, subject, why in wrong:
        with pytest.raises(Unfit, match=why):
            proposed(place, subject)


def test_the_auditor_sees_which_files_and_who_touched_them(world, monkeypatch, capsys):  # T-59
    here = connection.settings_dict
    url = f"postgresql://houvast_auditor@/{here['NAME']}?host={here['HOST']}&port={here['PORT']}"
    monkeypatch.setitem(os.environ, "HOUVAST_AUDITOR_URL", url)
    monkeypatch.setattr(command, "use_a_database", lambda **_: None)
    file_page(world.town["rachid"], world.track)
    with auditor() as one:
        mark = next(each for each in files(one) if each.subject == world.track)
        assert (mark.keeper, mark.why_not, mark.agreed_by) == ("Anouk", "", "Storm")
        assert touches(one, mark.id)[0][1] == "Rachid"
        before = one.execute(LISTED).fetchone()[0]
    asked = parser().parse_args(["honey", "list"])
    assert asked.run(asked) == 0
    said = capsys.readouterr().out
    assert str(world.track) in said and "Rachid (process_coordinator)  tracks.file_viewed" in said
    with auditor() as one:
        assert one.execute(LISTED).fetchone() == (before + 1,)


def test_every_kind_of_it_is_an_event(world):
    assert {one.value for one in HONEY} == {one.value for one in EventKind if "honey" in one}


def test_who_really_shares_one_is_asked_about(world):  # M1
    """A work coach beside who keeps it decides to share; nothing else that he did counts here."""
    town, until = world.town, timezone.localdate() + timedelta(days=30)
    track = kept_track(town, Who("Noor", "Noor", "Verzonnen", NOBODY.birth_date))
    wim = town["wim"].user_id
    give_work_coach(by=town["anouk"], track_id=track, user_id=wim, until=until)
    note_work_fact(by=made.beside(town), track_id=track, topic=Topic.INCOME, helps=True)
    marked(world.storm, VIEW, track)
    night(world)
    assert "honey_shared" not in kinds(world, "wim")
    facts = made.rows(made.beside(town), track, Label.ANSWER)
    share(by=made.beside(town), track_id=track, terms=made.terms(Receiver.COACHES), facts=facts)
    night(world)
    assert "honey_shared" in kinds(world, "wim")
