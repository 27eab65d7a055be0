"""What the database refuses about access, contacts, the ladder, the trail and the guard itself."""

import pytest
from django.apps import apps

from houvast.tracks.actions.ladder import climb_ladder
from tests.attempts import actor, attempt, build, copied, refused
from tests.standing import committing

pytestmark = pytest.mark.commits


def access(person, to, by, confirm="null"):
    return (
        "insert into sharing_assignment (id, municipality_id, controller, destroy_on, person_id,"
        " user_id, granted_by_id, confirm_by, purpose, capacity, since, until) values"
        f" (gen_random_uuid(), %(here)s, 'college', '2099-01-01', {person}, {to}, {by}, {confirm},"
        " 'guidance', 'lead', houvast_now(), houvast_now() + interval '9 days')"
    )


def own_find(person, to):
    return access(person, to, "null", "houvast_today() + 2")


def member(user, role, by, place="%(here)s"):
    return (
        "insert into accounts_membership (id, municipality_id, user_id, team_id, role, since,"
        f" until, granted_by_id) values (gen_random_uuid(), {place}, {user}, %(zuid)s, '{role}',"
        f" houvast_now(), houvast_now() + interval '9 days', {by})"
    )


def entry(who, place="%(here)s"):
    return (
        "insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,"
        f" purpose, verb, refusal, shown) values (gen_random_uuid(), {place}, 'college',"
        f" '2099-01-01', {who}, houvast_now(), '', '', 'x', '', array[]::uuid[])"
    )


MINE = "person_id = %(person)s"
GIVEN = "update sharing_assignment set granted_by_id = {} where {}"
ACCESSES = {
    "access to oneself": ("bilal", access("%(person)s", "%(bilal)s", "%(bilal)s")),
    "access to oneself in another name": ("bilal", access("%(person)s", "%(bilal)s", "%(tess)s")),
    "an own find whom a colleague leads": ("bilal", own_find("%(person)s", "%(bilal)s")),
    "an own find whose door a colleague keeps": (
        "anouk",
        own_find("%(closed_person)s", "%(anouk)s"),
    ),
    "an own find whom the coordinator holds": ("anouk", own_find("%(asked_person)s", "%(anouk)s")),
    "an own find by who is no coach": ("tess guidance", own_find("%(new)s", "%(tess)s")),
    "access to whom one does not lead": ("bilal", access("%(person)s", "%(wim)s", "%(bilal)s")),
    "a coordinator who gives himself access": (
        "rachid",
        access("%(person)s", "%(rachid)s", "%(rachid)s"),
    ),
    "access by the lead of another team": ("hugo", access("%(person)s", "%(wim)s", "%(hugo)s")),
    "access to somebody from elsewhere": (
        "rachid",
        access("%(far_person)s", "%(anouk)s", "%(rachid)s"),
    ),
    "access for somebody from elsewhere": (
        "rachid",
        access("%(person)s", "%(carmen)s", "%(rachid)s"),
    ),
    "access to lead for another purpose": (
        "rachid",
        access("%(person)s", "%(wim)s", "%(rachid)s").replace("'guidance'", "'process_steering'"),
    ),
    "access to help with work for guidance": (
        "rachid",
        access("%(person)s", "%(wim)s", "%(rachid)s").replace("'lead'", "'work'"),
    ),
    "access that lasts longer": (
        "anouk",
        f"update sharing_assignment set until = until + interval '1 day' where {MINE}",
    ),
    "access that ended and comes back": (
        "rachid",
        "update sharing_assignment set until = until + interval '1 day'"
        " where person_id = %(closed_person)s and capacity = 'lead'",
    ),
    "access given by somebody else after all": ("rachid", GIVEN.format("%(rachid)s", MINE)),
    "access given by nobody after all": (
        "anouk",
        f"update sharing_assignment set granted_by_id = null, confirm_by = '2099-01-01'"
        f" where {MINE}",
    ),
    "access for another purpose": (
        "anouk",
        f"update sharing_assignment set purpose = 'placement' where {MINE}",
    ),
    "an own find that its coach confirms": (
        "anouk",
        GIVEN.format("%(anouk)s", "granted_by_id is null"),
    ),
    "an own find confirmed in another name": (
        "anouk",
        GIVEN.format("%(lotte)s", "granted_by_id is null"),
    ),
    "an own find confirmed by the lead of another team": (
        "hugo",
        GIVEN.format("%(hugo)s", "granted_by_id is null"),
    ),
    "an own find that is confirmed later": (
        "anouk",
        "update sharing_assignment set confirm_by = confirm_by + 30 where confirm_by is not null",
    ),
    "access that a colleague ends": (
        "bilal",
        f"update sharing_assignment set until = houvast_now() where {MINE}",
    ),
}
ROLES = {
    "a role for oneself": ("anouk", member("%(anouk)s", "triage_member", "%(anouk)s")),
    "a role that nobody gave": ("anouk", member("%(anouk)s", "triage_member", "null")),
    "a role from who is no administrator": ("lotte", member("%(bilal)s", "team_lead", "%(lotte)s")),
    "a role in the name of the administrator": (
        "lotte",
        member("%(lotte)s", "process_coordinator", "%(admin)s"),
    ),
    "an administrator who gives himself a role": (
        "admin",
        member("%(admin)s", "process_coordinator", "%(admin)s"),
    ),
    "a second first administrator": ("anouk", member("%(anouk)s", "functional_admin", "null")),
    "a role in another municipality": (
        "admin",
        member("%(anouk)s", "process_coordinator", "%(admin)s", "%(elsewhere)s"),
    ),
    "a role for somebody from elsewhere": (
        "admin",
        member("%(carmen)s", "process_coordinator", "%(admin)s"),
    ),
    "a role that lasts longer": (
        "admin",
        "update accounts_membership set until = until + interval '1 day'",
    ),
    "a role that becomes another": (
        "admin",
        "update accounts_membership set role = 'process_coordinator' where user_id = %(anouk)s",
    ),
    "another name for a colleague": (
        "anouk",
        "update accounts_user set username = 'anouk2' where id = %(rachid)s",
    ),
}
TRACK = "track_id = %(track)s"
CONTACTS = {
    "a contact in the name of a colleague": (
        "anouk",
        copied("tracks_contact", TRACK, made_by_id="%(bilal)s::uuid"),
    ),
    "a contact with whom a colleague holds": (
        "anouk",
        copied("tracks_contact", TRACK, person_id="%(their_person)s::uuid"),
    ),
    "a contact on the track of somebody else": (
        "anouk",
        copied("tracks_contact", TRACK, track_id="%(their_track)s::uuid"),
    ),
    "a contact by who steers": (
        "rachid",
        copied("tracks_contact", TRACK, made_by_id="%(rachid)s::uuid"),
    ),
    "a contact that was different": (
        "anouk",
        f"update tracks_contact set is_real = false where {TRACK}",
    ),
    "a note that is rewritten": ("anouk", f"update tracks_worknote set text = 'x' where {TRACK}"),
    "a detail that is rewritten": (
        "anouk",
        f"update tracks_contactdetail set worried = true where {TRACK}",
    ),
    "a scan that is rewritten": (
        "anouk",
        f"update tracks_scananswer set value = 'in_order' where {TRACK}",
    ),
    "a placement that jumps back": (
        "anouk",
        f"update placements_placement set state = 'wanted' where {TRACK}",
    ),
    "a placement at another workplace": (
        "anouk",
        f"update placements_placement set workplace_id = %(far_workplace)s where {TRACK}",
    ),
    "a placement of somebody else": (
        "anouk",
        copied("placements_placement", TRACK, track_id="%(their_track)s::uuid"),
    ),
}
RAISED, ANSWERED = "state = 'raised'", "state = 'answered'"
RUNGS = {
    "a rung that asks again": (
        "bilal",
        f"update tracks_rung set state = 'raised', left_at = null where {ANSWERED}",
    ),
    "a rung that comes down": ("anouk", f"update tracks_rung set level = 1 where {RAISED}"),
    "a rung that comes down as its destruction moves": (
        "anouk",
        f"update tracks_rung set level = 1, destroy_on = destroy_on + 1 where {RAISED}",
    ),
    "a rung that asks somebody else": (
        "anouk",
        f"update tracks_rung set held_by_id = %(bilal)s where {RAISED}",
    ),
    "a rung of another track": (
        "anouk",
        f"update tracks_rung set track_id = %(find)s where {RAISED}",
    ),
    "a rung that a colleague answers": (
        "bilal",
        f"update tracks_rung set state = 'answered', left_at = houvast_now() where {TRACK}",
    ),
}
TRAIL = {
    "reading the trail": ("anouk", "select * from audit_entry"),
    "reading the lines of persons": ("anouk", "select * from audit_processingline"),
    "editing the trail": ("anouk", "update audit_entry set verb = ''"),
    "emptying the trail": ("anouk", "delete from audit_entry"),
    "truncating the trail": ("anouk", "truncate audit_entry"),
    "a line of a person without an entry": (
        "anouk",
        "insert into audit_processingline (municipality_id, operation, at, activity, data_subject,"
        " destroy_on) values (%(here)s, %(new)s, houvast_now(), '', %(person)s, '2099-01-01')",
    ),
    "the trail in another name": ("anouk", entry("%(bilal)s")),
    "the trail of another municipality": ("anouk", entry("%(anouk)s", "%(elsewhere)s")),
}
GUARD = {
    "another clock": "create or replace function houvast_now() returns timestamptz language sql"
    " as 'select timestamptz ''2030-01-01'''",
    "no clock": "drop function houvast_now() cascade",
    "a schema in front of ours": "create schema mine",
    "the clock of the tests": "update test_clock set at_offset = interval '1 day'",
    "the role of the owner": "set role houvast_owner",
    "the role of the auditor": "set role houvast_auditor",
    "the session of the owner": "set session authorization houvast_owner",
    "no row security": "alter table people_person disable row level security",
    "row security that is not forced": "alter table people_person no force row level security",
    "a policy of one's own": "create policy mine on people_person using (true)",
    "one policy less": "drop policy seen_by_holder on people_person",
    "row security off": "set local row_security = off; select * from people_person",
    "triggers off": "set session_replication_role = replica",
    "the triggers of one table off": "alter table tracks_track disable trigger all",
    "the right to remove": "grant delete on tracks_track to houvast_app",
    "one constraint less": "alter table tracks_nextmoment drop constraint one_planned_moment",
    "a view of one's own": "create view mine as select * from people_identity",
    "a function of one's own": "create function mine() returns int language sql as 'select 1'",
    "a file of the server": "copy people_person to '/tmp/persons'",
}
ALL = ACCESSES | ROLES | CONTACTS | RUNGS | TRAIL
ALL |= {what: ("anouk", statement) for what, statement in GUARD.items()}
OWN = sorted(
    one._meta.db_table for one in apps.get_models() if one.__module__.startswith("houvast.")
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with committing(django_db_setup, django_db_blocker) as owner:
        yield build(owner)


WAITING = ("tracks_caseloadupload", "employers_workupload", "plans_arrival")
SIGNED_IN = "django_session"
"""Goes when somebody signs out; what it was is in the trail."""


@pytest.mark.parametrize("what", ALL)
def test_the_database_refuses(world, what):
    assert refused(world, *ALL[what])


@pytest.mark.parametrize("table", OWN)
def test_nothing_of_ours_is_removed(world, table):
    assert "permission denied" in refused(world, "anouk", f"truncate {table} cascade")
    if table not in (
        *WAITING,
        SIGNED_IN,
    ):  # what nobody said yes to: test_importing.py of tracks and employers
        assert "permission denied" in refused(world, "anouk", f"delete from {table}")


def test_a_stale_track_is_written_only_with_a_rung_that_asks(world, clock):
    agreed = "update tracks_nextmoment set agreed_with_young_person = true where {}"
    theirs = agreed.format("track_id = %(their_track)s and state = 'planned'")
    clock.forward(days=14)
    assert "on the ladder" in refused(world, "bilal", theirs)
    assert climb_ladder(by=actor(world, "system")) > 0
    assert attempt(actor(world, "bilal"), theirs, world.keys) == 1


def test_the_same_attempt_passes_for_who_may_and_is_noticed(world):
    change = "update people_identity set phone = '+31600000077' where person_id = %(person)s"
    assert attempt(actor(world, "anouk"), change, world.keys) == 1
    with pytest.raises(AssertionError, match="it passed"):
        refused(world, "anouk", change.replace("77", "78"))
