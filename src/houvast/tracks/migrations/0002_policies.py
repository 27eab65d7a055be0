"""Row policies of signals and tracks: one table per class of information, one list of readers each."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
HOLDERS = ("lead", "second", "work", "former", "door")
READERS = ("lead", "second", "former")
WITH_WORK = ("lead", "second", "work", "former")
WRITERS = ("lead", "second")

GUIDING, INTAKE = purpose("guidance"), purpose("intake")
STEERING, JOB = purpose("process_steering"), purpose("safety_net")
IS_JOB = (
    f"{JOB} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
TRIAGE = serves("triage_member")
COORDINATOR = serves("process_coordinator")
WATCHES_INTAKE = serves("triage_member", "process_coordinator", "team_lead")


def steered(table):
    """SQL: steering the track: coordinator of the municipality, or lead of the track's team."""
    return f"{STEERING} and tracks_steers({table}.track_id)"


def coordinated(table):
    """SQL: steering the track as the coordinator; a team lead watches (trust section 3)."""
    return f"{steered(table)} and {COORDINATOR}"


def proposing(table):
    """SQL: the triage is proposing the track of this row."""
    return f"{INTAKE} and {TRIAGE} and tracks_is_proposed({table}.track_id)"


def about(table, *states, own=False, who=""):
    """SQL: a signal (of one's own) about the person of this row waits for an answer."""
    words = ", ".join(f"'{one}'" for one in states or ("received", "in_triage"))
    mine = "true" if own else "false"
    waits = f"{INTAKE} and tracks_waits_about({table}.person_id, array[{words}], {mine})"
    return f"{waits} and {who}" if who else waits


def personal(table):
    """Close the table; the owner's triggers may read it and move its date of destruction."""
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
    ]


def seen(table, name, condition):
    return policy(table, name, "select", APP, f"{here(table)} and {condition}")


def added(table, name, condition):
    return policy(table, name, "insert", APP, f"{HERE} and {condition}")


def altered(table, name, condition):
    return changed(table, name, f"{here(table)} and {condition}", HERE)


def process_facts(table, holders=HOLDERS):
    """The readers of process facts (class PR): who holds the person, and who steers."""
    return [
        *personal(table),
        seen(table, "seen_by_holder", held(f"{table}.person_id", *holders)),
        seen(table, "seen_by_steering", steered(table)),
    ]


OFFERED = f"{GUIDING} and tracks_asks(tracks_track.id)"
SEES_AS_STEERING = (
    f"{STEERING} and ({serves('process_coordinator')}"
    f" or {serves('team_lead', team='tracks_track.team_id')})"
)

TRACK = [
    *personal("tracks_track"),
    seen("tracks_track", "seen_by_holder", held("tracks_track.person_id", *HOLDERS)),
    seen("tracks_track", "seen_by_steering", SEES_AS_STEERING),
    seen("tracks_track", "seen_by_the_asked_coach", OFFERED),
    seen("tracks_track", "seen_by_triage", f"{INTAKE} and state = 'proposed' and {TRIAGE}"),
    seen("tracks_track", "seen_by_the_safety_net", IS_JOB),
    added("tracks_track", "proposed_by_triage", f"{INTAKE} and state = 'proposed' and {TRIAGE}"),
    added(
        "tracks_track",
        "own_find",
        f"{GUIDING} and state = 'open' and lead_coach_id = {USER} and sharing_leads(person_id)",
    ),
    altered("tracks_track", "changed_by_lead", held("tracks_track.person_id", "lead", "door")),
    altered("tracks_track", "changed_by_coordinator", f"{STEERING} and {COORDINATOR}"),
    altered("tracks_track", "accepted_by_the_asked_coach", OFFERED),
]

OFFER = [
    *personal("tracks_coachoffer"),
    seen(
        "tracks_coachoffer",
        "seen_by_the_asked_coach",
        f"to_user_id = {USER} and {GUIDING} and (state = 'offered' or answered_at = houvast_now())",
    ),
    seen("tracks_coachoffer", "seen_by_holder", held("tracks_coachoffer.person_id", *HOLDERS)),
    seen(
        "tracks_coachoffer",
        "seen_by_steering",
        f"{STEERING} and ({serves('process_coordinator')}"
        f" or {serves('team_lead', team='tracks_coachoffer.team_id')})",
    ),
    seen("tracks_coachoffer", "seen_by_the_safety_net", IS_JOB),
    added(
        "tracks_coachoffer",
        "made_by_triage",
        f"{INTAKE} and {TRIAGE} and offered_by_id = {USER} and state = 'offered'",
    ),
    added(
        "tracks_coachoffer",
        "made_by_coordinator",
        f"{STEERING} and offered_by_id = {USER} and state = 'offered' and {COORDINATOR}",
    ),
    altered(
        "tracks_coachoffer",
        "answered_by_the_asked_coach",
        f"to_user_id = {USER} and {GUIDING} and state = 'offered'",
    ),
    altered(
        "tracks_coachoffer",
        "withdrawn_by_coordinator",
        f"{STEERING} and state = 'offered' and {COORDINATOR}",
    ),
    altered("tracks_coachoffer", "returned_by_the_safety_net", f"{IS_JOB} and state = 'offered'"),
]

HISTORY = [
    *process_facts("tracks_leadcoachhistory"),
    added("tracks_leadcoachhistory", "by_lead", held("tracks_leadcoachhistory.person_id", "lead")),
    added("tracks_leadcoachhistory", "by_triage", proposing("tracks_leadcoachhistory")),
    altered(
        "tracks_leadcoachhistory",
        "ended_by_lead",
        f"until is null and {held('tracks_leadcoachhistory.person_id', 'lead')}",
    ),
]

INFORMATION = [
    *process_facts("tracks_informationmoment"),
    added(
        "tracks_informationmoment", "by_lead", held("tracks_informationmoment.person_id", "lead")
    ),
    added("tracks_informationmoment", "by_triage", proposing("tracks_informationmoment")),
    altered(
        "tracks_informationmoment",
        "told_by_lead",
        held("tracks_informationmoment.person_id", "lead"),
    ),
]

MOMENT = [
    *process_facts("tracks_nextmoment"),
    seen("tracks_nextmoment", "seen_by_the_safety_net", IS_JOB),
    added("tracks_nextmoment", "planned_by_coach", held("tracks_nextmoment.person_id", *WRITERS)),
    added("tracks_nextmoment", "planned_by_coordinator", coordinated("tracks_nextmoment")),
    altered("tracks_nextmoment", "left_by_coach", held("tracks_nextmoment.person_id", *WRITERS)),
    altered("tracks_nextmoment", "left_by_coordinator", coordinated("tracks_nextmoment")),
]

APPOINTMENT = [
    *personal("tracks_appointment"),
    seen("tracks_appointment", "seen_by_holder", held("tracks_appointment.person_id", *WITH_WORK)),
    added("tracks_appointment", "by_coach", held("tracks_appointment.person_id", *WRITERS)),
]

CONTACT = [
    *process_facts("tracks_contact"),
    added(
        "tracks_contact",
        "made_by_who_holds",
        f"made_by_id = {USER} and {GUIDING} and {held('tracks_contact.person_id', *WRITERS)}",
    ),
]

DETAIL = [
    *personal("tracks_contactdetail"),
    seen(
        "tracks_contactdetail",
        "seen_by_coach",
        f"{GUIDING} and {held('tracks_contactdetail.person_id', *READERS)}",
    ),
    added(
        "tracks_contactdetail",
        "by_coach",
        f"made_by_id = {USER} and {GUIDING} and {held('tracks_contactdetail.person_id', *WRITERS)}",
    ),
]

NOTE = [
    *personal("tracks_worknote"),
    seen(
        "tracks_worknote",
        "seen_by_coach",
        f"{GUIDING} and {held('tracks_worknote.person_id', *READERS)}",
    ),
    added(
        "tracks_worknote", "by_lead", f"{GUIDING} and {held('tracks_worknote.person_id', 'lead')}"
    ),
]

SCAN = [
    *personal("tracks_scananswer"),
    seen("tracks_scananswer", "seen_by_holder", held("tracks_scananswer.person_id", *WITH_WORK)),
    added(
        "tracks_scananswer",
        "by_coach",
        f"made_by_id = {USER} and {GUIDING} and {held('tracks_scananswer.person_id', *WRITERS)}",
    ),
]

CLOSING = [
    *process_facts("tracks_closing"),
    added(
        "tracks_closing",
        "proposed_by_lead",
        f"proposed_by_id = {USER} and {held('tracks_closing.person_id', 'lead')}",
    ),
    changed(
        "tracks_closing",
        "answered_by_coordinator",
        f"{here('tracks_closing')} and state = 'proposed' and {coordinated('tracks_closing')}",
        f"{HERE} and {STEERING} and answered_by_id = {USER}",
    ),
    changed(
        "tracks_closing",
        "withdrawn_by_lead",
        f"{here('tracks_closing')} and state = 'proposed'"
        f" and {held('tracks_closing.person_id', 'lead')}",
        f"{HERE} and {GUIDING} and state = 'withdrawn'",
    ),
    *process_facts("tracks_closinganswer"),
    added("tracks_closinganswer", "by_lead", held("tracks_closinganswer.person_id", "lead")),
]

DOOR = [
    *process_facts("tracks_door"),
    added("tracks_door", "set_by_lead", held("tracks_door.person_id", "lead")),
    added("tracks_door", "set_by_coordinator", coordinated("tracks_door")),
    altered(
        "tracks_door",
        "ended_by_the_contact",
        f"until is null and {held('tracks_door.person_id', 'door', 'lead')}",
    ),
    altered(
        "tracks_door", "ended_by_coordinator", f"until is null and {coordinated('tracks_door')}"
    ),
]

SIGNAL = [
    *personal("tracks_signal"),
    seen("tracks_signal", "seen_by_reporter", f"{INTAKE} and entered_by_id = {USER}"),
    seen("tracks_signal", "seen_by_triage", f"{INTAKE} and {WATCHES_INTAKE}"),
    seen("tracks_signal", "seen_by_the_safety_net", IS_JOB),
    added(
        "tracks_signal",
        "entered_by_a_professional",
        f"{INTAKE} and entered_by_id = {USER} and state = 'received' and "
        + serves(
            "outreach_coach",
            "work_coach",
            "team_lead",
            "process_coordinator",
            "triage_member",
            "experience_expert",
            "standing_partner",
        ),
    ),
    altered(
        "tracks_signal",
        "answered_by_triage",
        f"{INTAKE} and {TRIAGE} and state in ('received', 'in_triage', 'referred')",
    ),
]

ENTRY_REASON = f"{GUIDING} and tracks_began_with(tracks_signalfacts.signal_id)"
WAITING = "tracks_signal_waits(tracks_signalfacts.signal_id)"
OWN_SIGNAL = f"{INTAKE} and tracks_reported(tracks_signalfacts.signal_id)"
FACTS = [
    *personal("tracks_signalfacts"),
    seen(
        "tracks_signalfacts",
        "seen_until_answered",
        f"{INTAKE} and {WATCHES_INTAKE} and {WAITING}",
    ),
    seen("tracks_signalfacts", "seen_by_reporter", OWN_SIGNAL),
    seen("tracks_signalfacts", "entry_reason_of_the_track", ENTRY_REASON),
    added("tracks_signalfacts", "by_reporter", OWN_SIGNAL),
    altered("tracks_signalfacts", "answered_by_triage", f"{INTAKE} and {TRIAGE} and {WAITING}"),
]

OF_TRACK_OR_SIGNAL = "tracks_rung_concerns(tracks_rung.track_id, tracks_rung.signal_id)"
RUNG = [
    *personal("tracks_rung"),
    seen(
        "tracks_rung",
        "seen_by_who_is_asked",
        f"held_by_id = {USER} and ({GUIDING} and {serves('outreach_coach', 'work_coach')}"
        f" or {STEERING} and {serves('team_lead', 'process_coordinator', 'programme_manager')})",
    ),
    seen("tracks_rung", "seen_with_track_or_signal", OF_TRACK_OR_SIGNAL),
    added("tracks_rung", "raised_with_the_write", f"state = 'raised' and {OF_TRACK_OR_SIGNAL}"),
    altered("tracks_rung", "answered_by_an_act", f"state = 'raised' and {OF_TRACK_OR_SIGNAL}"),
]

PEOPLE = [
    seen("people_nickname", "seen_by_reporter", about("people_nickname", own=True)),
    seen("people_nickname", "seen_in_intake", about("people_nickname", who=WATCHES_INTAKE)),
    seen(
        "people_nickname",
        "seen_by_steering",
        f"{STEERING} and tracks_steers_person(people_nickname.person_id)",
    ),
    seen(
        "people_nickname",
        "seen_by_the_asked_coach",
        f"{GUIDING} and tracks_asks_about(people_nickname.person_id)",
    ),
    added("people_nickname", "by_reporter", about("people_nickname", "received", own=True)),
    added("people_nickname", "by_triage", about("people_nickname", "in_triage", who=TRIAGE)),
    seen("people_identity", "seen_by_reporter", about("people_identity", own=True)),
    seen("people_identity", "seen_in_triage", about("people_identity", who=TRIAGE)),
    added("people_identity", "by_reporter", about("people_identity", "received", own=True)),
    added("people_identity", "by_triage", about("people_identity", "in_triage", who=TRIAGE)),
    altered("people_identity", "completed_by_triage", about("people_identity", who=TRIAGE)),
    seen_by_triggers("people_person"),
    seen_by_triggers("people_nickname"),
    seen_by_triggers("people_identity"),
    policy("people_person", "destroyed_with_the_track", "update", OWNER, "true"),
    policy("people_nickname", "destroyed_with_the_track", "update", OWNER, "true"),
    policy("people_identity", "destroyed_with_the_track", "update", OWNER, "true"),
    policy("sharing_assignment", "destroyed_with_the_track", "update", OWNER, "true"),
]

WAS_ASKED = f"""
create function tracks_was_asked(person uuid, asker uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_coachoffer
                 where person_id = person and offered_by_id = asker and to_user_id = {USER}
                   and municipality_id = {MUNICIPALITY} and state = 'offered'
                   and accept_by >= houvast_today())
$$
"""  # security definer: the policies of offers look at assignments, which would go round

NOBODY_HOLDS = f"""
create or replace function sharing_nobody_holds(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from sharing_assignment
                     where person_id = person and until > houvast_now()
                       and (capacity = 'lead' or user_id <> {USER}))
     and not exists (select from tracks_track where person_id = person and state <> 'closed')
$$
"""  # who is held by name, or by a coach whose access ran out, is nobody's own find

LEADS_THE_TEAM = f"""
create function tracks_leads_the_team(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_track
                 where person_id = person and municipality_id = {MUNICIPALITY}
                   and {serves("team_lead", team="tracks_track.team_id")})
$$
"""  # security definer: the policies of tracks look at assignments, which would go round
LEADS = f"{STEERING} and tracks_leads_the_team(person_id)"

BY_TEAM_LEAD = [
    seen("sharing_assignment", "seen_by_team_lead", LEADS),
    added("sharing_assignment", "granted_by_team_lead", f"granted_by_id = {USER} and {LEADS}"),
    altered("sharing_assignment", "ended_or_confirmed_by_team_lead", LEADS),
]

ACCEPTED = policy(
    "sharing_assignment",
    "accepted_offer",
    "insert",
    APP,
    f"{HERE} and user_id = {USER} and capacity = 'lead' and purpose = 'guidance' and {GUIDING}"
    " and tracks_was_asked(person_id, granted_by_id)",
)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0002_standing")]

    operations = [
        *TRACK,
        *OFFER,
        *HISTORY,
        *INFORMATION,
        *MOMENT,
        *APPOINTMENT,
        *CONTACT,
        *DETAIL,
        *NOTE,
        *SCAN,
        *CLOSING,
        *DOOR,
        *SIGNAL,
        *FACTS,
        *RUNG,
        *PEOPLE,
        migrations.RunSQL(NOBODY_HOLDS, migrations.RunSQL.noop),
        migrations.RunSQL(LEADS_THE_TEAM, "drop function tracks_leads_the_team"),
        *BY_TEAM_LEAD,
        migrations.RunSQL(WAS_ASKED, "drop function tracks_was_asked"),
        ACCEPTED,
    ]
