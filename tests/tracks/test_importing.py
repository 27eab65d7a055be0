"""A caseload that runs already comes in whole or not at all, and every track keeps the promise."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from houvast.accounts.models import Membership
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.people.models import Identity, Nickname
from houvast.sharing.actions import end_role
from houvast.sharing.models import Assignment
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.importing import (
    Outcome,
    bring_in,
    choose_columns,
    forget_uploads,
    put_up,
    take_down,
)
from houvast.tracks.actions.signals import Who
from houvast.tracks.models import CaseloadUpload, NextMoment, Notice, SignalFacts, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.importing import imports_page, upload_page
from houvast.uploads.waiting import File
from tests.cast import ahead, at_commit, observed, open_track
from tests.sheets.made import csv
from tests.test_walls import rows
from tests.tracks.caseloads import (
    FIRST,
    HEADERS,
    SECOND,
    THIRD,
    WHY,
    changed,
    steering,
    waiting,
)


def held_by(town, name):
    with acting(town[name]):
        return list(Track.objects.filter(lead_coach=town[name].user_id).order_by("pk"))


def test_each_coach_holds_the_young_people_of_his_rows_and_the_promise_holds(town):
    outcome = bring_in(by=steering(town), upload_id=waiting(town))
    at_commit()
    assert outcome == Outcome(brought=3, known=0, refused=0)
    assert [len(held_by(town, one)) for one in ("anouk", "bilal", "wim")] == [1, 1, 1]
    assert promise_check()["violations"] == 0
    with acting(town["anouk"]):
        assert Nickname.objects.get().text == "Noor"
        assert Identity.objects.get().phone == "+31612345678"
        facts = SignalFacts.objects.get()
        assert (facts.behaviour, facts.source, facts.kind) == (FIRST[5], "young_person", "told")
        assert str(facts.observed_on) == "2026-01-12"
        moment = NextMoment.objects.get()
        assert moment.state == "planned" and not moment.agreed_with_young_person
        assert moment.due > timezone.localdate()
        assert Assignment.objects.get().granted_by_id == town["rachid"].user_id


def test_somebody_whom_a_coach_found_is_here_already(town):
    born = timezone.datetime(2008, 4, 3).date()
    who = Who("N.", family_name="MEEUW", birth_date=born)
    open_own_find(by=town["bilal"], seen=observed(town), who=who, ahead=ahead(2))
    assert bring_in(by=steering(town), upload_id=waiting(town)) == Outcome(2, 1, 0)


REFUSED = [
    (changed(FIRST, A=""), "A2: zonder roepnaam"),
    (changed(FIRST, C="3-4-1990"), "C2: Iemand van"),
    (changed(FIRST, C="april 2008"), "C2: geen hele datum"),
    (changed(FIRST, D="12"), "D2: Dit nummer klopt niet"),
    (changed(FIRST, E=""), "E2: zonder coach"),
    (changed(FIRST, E="Karel"), "E2: deze coach werkt hier niet"),
    (changed(FIRST, F=""), "F2: zonder reden"),
    (changed(FIRST, F="kort"), "F2: zonder reden"),
    (changed(FIRST, G=""), "G2: zonder grond"),
    (changed(FIRST, G="Hangt rond"), "G2: deze grond staat niet"),
    (changed(FIRST, H=""), "H2: zonder datum"),
    (changed(FIRST, H="1-1-2090"), "H2: deze dag kan niet"),
    (changed(FIRST, I=""), "I2: zonder wie aanmeldde"),
    (changed(FIRST, I="xyz"), "I2: schrijf school"),
    (changed(FIRST, A="x" * 61), "A2: hoogstens 60"),
]


@pytest.mark.parametrize(("row", "says"), REFUSED)
# T-12
def test_a_row_that_is_not_whole_is_refused_with_its_cell_and_the_others_come_in(town, row, says):
    upload = waiting(town, row, SECOND, THIRD)
    ((number, refused),) = upload_page(steering(town), upload).refused
    cell = refused.values["cell"]
    said = str(refused)
    assert number == 2
    assert (said if said.startswith(cell) else f"{cell}: {said}").startswith(says)
    assert bring_in(by=steering(town), upload_id=upload) == Outcome(2, 0, 1)


def test_the_same_young_person_twice_in_a_file_is_one_track(town):
    upload = waiting(town, FIRST, changed(FIRST, D="0687654321"), SECOND)
    page = upload_page(steering(town), upload)
    assert [str(one) for _, one in page.refused] == [
        "A3: dezelfde jongere als in rij 2. Laat er één staan."
    ]
    assert bring_in(by=steering(town), upload_id=upload).brought == 2


def test_a_list_of_names_is_not_brought_in(town):  # T-12
    rows = [
        changed(SECOND, A=f"Jongere {one}", F="Staat op de lijst van de wijk") for one in "abcd"
    ]
    upload = waiting(town, *rows, FIRST)
    page = upload_page(steering(town), upload)
    assert "lijst met namen" in str(page.whole) and page.good == 0
    with pytest.raises(Refused, match="lijst met namen"):
        bring_in(by=steering(town), upload_id=upload)


def test_a_file_of_only_wrong_rows_brings_nothing(town):
    upload = waiting(town, changed(FIRST, E=""))
    with pytest.raises(Refused, match="niets om in te lezen"):
        bring_in(by=steering(town), upload_id=upload)


def test_a_team_lead_brings_in_for_coaches_of_the_own_team_only(town):
    upload = waiting(town, name="lotte")
    page = upload_page(steering(town, "lotte"), upload)
    assert [str(one) for _, one in page.refused] == [
        "E4: deze coach zit niet in jouw team. Vraag de procesregisseur."
    ]
    bring_in(by=steering(town, "lotte"), upload_id=upload)
    at_commit()
    assert len(held_by(town, "anouk")) == 1 and held_by(town, "wim") == []


def test_a_coach_who_left_is_unknown(town):
    with acting(town.admin):
        mine = Membership.objects.get(user=town["bilal"].user_id).pk
    end_role(by=town.admin, membership_id=mine)
    page = upload_page(steering(town), waiting(town))
    assert [str(one)[:20] for _, one in page.refused] == ["E3: deze coach werkt"]


def test_first_days_are_spread_and_coach_and_lead_hear_it_once(town):
    rows = [changed(FIRST, A=f"Noor {one}", F=f"Kwam binnenlopen, keer {one}") for one in range(30)]
    bring_in(by=steering(town), upload_id=waiting(town, *rows))
    at_commit()
    with acting(town["anouk"]):
        dues = list(NextMoment.objects.values_list("due", flat=True))
    today = timezone.localdate()
    assert len(dues) == 30 and max(dues.count(one) for one in dues) <= 4
    assert today < min(dues) and max(dues) <= today + timedelta(days=14)
    assert all(one.weekday() < 5 for one in dues)
    with acting(safety_net(town.admin.municipality_id)):
        told = sorted(Notice.objects.values_list("kind", flat=True))
    assert told == ["brought", "caseload"]


def test_the_columns_are_proposed_and_can_be_changed(town):
    headers = ("Wie", *HEADERS[1:])
    upload = waiting(town, headers=headers)
    page = upload_page(steering(town), upload)
    assert str(page.whole) == "Kies de kolom voor: Roepnaam." and page.unread == ("Wie",)
    choose_columns(by=steering(town), upload_id=upload, chosen=page.chosen | {"nickname": 0})
    assert upload_page(steering(town), upload).good == 3
    with pytest.raises(Refused, match="al gekozen"):
        choose_columns(by=steering(town), upload_id=upload, chosen=page.chosen | {"nickname": 1})


def test_a_column_that_we_may_not_have_is_named_and_not_kept(town):
    headers = (*HEADERS, "Nationaliteit")
    upload = waiting(town, [*FIRST, "Nederlandse"], headers=headers)
    assert upload_page(steering(town), upload).withheld == ("Nationaliteit",)
    with acting(steering(town)):
        assert "Nederlandse" not in str(CaseloadUpload.objects.get().table)


@pytest.mark.parametrize("name", ["anouk", "wim", "tess", "denzel"])
def test_who_does_not_steer_brings_in_nobody(town, name):
    by, mine = steering(town, name), waiting(town)
    with pytest.raises(NotAllowed):
        put_up(by=by, file=File(csv([HEADERS, FIRST])), reason=WHY)
    for act in (bring_in, take_down):
        with pytest.raises(NotAllowed):
            act(by=by, upload_id=mine)
    for read in (imports_page, lambda by: upload_page(by, mine)):
        with pytest.raises(NotAllowed):
            read(by)


def test_nobody_else_sees_the_table_that_waits(town):
    upload = waiting(town)
    for name in ("lotte", "hugo"):
        assert imports_page(steering(town, name)).waiting == ()
        with pytest.raises(NotFound):
            upload_page(steering(town, name), upload)
    seen = [town.as_("rachid", one) for one in (Purpose.PROCESS_STEERING, Purpose.KNOWN_HERE)]
    for by in (*seen, town["tess"], town["anouk"], safety_net(town.admin.municipality_id)):
        with acting(by):
            assert CaseloadUpload.objects.count() == 0


def test_each_throws_away_only_the_own_table(town):
    waiting(town)
    for by, gone in ((town["anouk"], 0), (steering(town, "lotte"), 0), (steering(town), 1)):
        with acting(by), connection.cursor() as cursor:
            cursor.execute("delete from tracks_caseloadupload")
            assert cursor.rowcount == gone


def test_the_table_is_gone_when_it_is_done_thrown_away_or_a_day_old(town, clock):
    by = steering(town)
    bring_in(by=by, upload_id=waiting(town))
    take_down(by=by, upload_id=waiting(town))
    left = waiting(town)
    assert [one.id for one in imports_page(by).waiting] == [left]
    clock.forward(days=1.01)
    assert imports_page(by).waiting == ()
    with pytest.raises(NotFound):
        bring_in(by=by, upload_id=left)
    assert forget_uploads(by=safety_net(by.municipality_id)) == 1


CAME = ["identity", "nickname", "person"]
ROWS = {f"people_{one}": 1 for one in CAME}
ROWS |= {f"tracks_{one}": 1 for one in ["signal", "signalfacts", "track", "leadcoachhistory"]}
ROWS |= {f"tracks_{one}": 1 for one in ["informationmoment", "nextmoment", "broughttrack"]}
ROWS |= {"sharing_assignment": 1, "tracks_glance": 1}
STEERED = {
    "people_nickname": 3,
    "sharing_assignment": 3,
    **{
        f"tracks_{one}": 3
        for one in ["track", "leadcoachhistory", "informationmoment", "nextmoment", "glance"]
    },
}
"""Of one of them no birth date is known: then parents may have to hear it too."""


def test_of_a_track_that_came_in_each_sees_what_the_design_gives(town):
    bring_in(by=steering(town), upload_id=waiting(town))
    at_commit()
    assert rows(town["anouk"]) == ROWS
    assert rows(town["rachid"]) == STEERED | {"tracks_informationmoment": 4}
    assert rows(steering(town)) == {"tracks_signal": 3, "tracks_signalfacts": 3}
    told_twice = {"tracks_informationmoment": 2}  # of one without an age: parents as well
    seen = rows(town["hugo"]) | {"sharing_assignment": 1}
    assert seen == dict.fromkeys(STEERED, 1) | told_twice
    assert rows(steering(town, "lotte")) == {"tracks_signal": 3}
    for name in ("denzel", "petra", "sam", "bas"):
        assert rows(town[name]) == {}


BRINGS = """
insert into tracks_broughttrack (id, municipality_id, controller, destroy_on, person_id, track_id,
  brought_by_id, at, import_id, key)
select gen_random_uuid(), %(here)s, 'college', '2030-01-01', %(person)s, %(track)s, %(me)s,
  houvast_now(), gen_random_uuid(), 'x'
"""
GRANTS = """
insert into sharing_assignment (id, municipality_id, controller, destroy_on, person_id, user_id,
  granted_by_id, purpose, capacity, since, until)
select gen_random_uuid(), %(here)s, 'college', '2030-01-01', %(person)s, %(other)s, %(me)s,
  'guidance', 'lead', houvast_now(), houvast_now() + interval '1 day'
"""


@pytest.mark.parametrize(("sql", "says"), [(BRINGS, "who is here"), (GRANTS, "row-level security")])
def test_an_import_is_no_way_into_the_file_of_somebody_who_is_here(town, sql, says):
    track = open_track(town)
    with acting(town["anouk"]):
        person = Track.objects.get(pk=track).person_id
    by = steering(town)
    keys = {"here": by.municipality_id, "me": by.user_id, "other": town["bilal"].user_id}
    with pytest.raises(DatabaseError, match=says), acting(by), connection.cursor() as cursor:
        cursor.execute(sql, keys | {"person": person, "track": track})


def test_an_import_is_remembered_with_its_reason_and_its_numbers(town):
    bring_in(by=steering(town), upload_id=waiting(town, FIRST, SECOND, changed(THIRD, E="")))
    (made,) = imports_page(steering(town)).made
    assert (made.by, made.reason, made.brought, made.known, made.refused) == (
        *("Rachid", WHY, 2, 0, 1),
    )
