"""A coach's own find works at once and is confirmed later; nobody closes alone, but the young person.

An own find brings its own entry reason. The named contact of a door may be the coach himself, and is
then confirmed by a team lead like an own find. The safety net sees which of these wait too long.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    held,
    here,
    policy,
    purpose,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
GUIDING = purpose("guidance")
COACH = serves("outreach_coach", "work_coach")
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)

OWN_FIND = [
    policy(
        "tracks_signal",
        "own_find",
        "insert",
        APP,
        f"{HERE} and {GUIDING} and {COACH} and state = 'taken_up' and entered_by_id = {USER}"
        f" and answered_by_id = {USER} and person_id is not null and sharing_leads(person_id)",
    ),
    policy(
        "tracks_signal",
        "seen_by_holder",
        "select",
        APP,
        f"{here('tracks_signal')} and {GUIDING}"
        f" and {held('tracks_signal.person_id', 'lead', 'second', 'former')}",
    ),
    policy(
        "tracks_signalfacts",
        "of_an_own_find",
        "insert",
        APP,
        f"{HERE} and {GUIDING} and exists (select from tracks_signal found where found.id ="
        f" tracks_signalfacts.signal_id and found.entered_by_id = {USER}"
        " and found.state = 'taken_up')",
    ),
    policy(
        "sharing_assignment",
        "own_door",
        "insert",
        APP,
        f"{HERE} and user_id = {USER} and granted_by_id is null and capacity = 'door'"
        f" and purpose = 'guidance' and {GUIDING} and sharing_leads(person_id)",
    ),
    policy(
        "sharing_assignment",
        "seen_by_the_safety_net",
        "select",
        APP,
        f"{here('sharing_assignment')} and {JOB}",
    ),
]

SECOND_PERSON = """
create function tracks_closed_by_two() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.close_reason <> 'young_person_stopped'
     and not exists (select from tracks_closing where track_id = new.id and state = 'agreed'
                     and answered_at = houvast_now() and answered_by_id <> proposed_by_id) then
    raise exception 'a second person agrees before a track closes'
      using errcode = 'check_violation', constraint = 'closed_by_two';
  end if;
  return null;
end $$;
create constraint trigger closed_by_two after update of state on tracks_track
  deferrable initially deferred for each row
  when (new.state = 'closed' and old.state in ('open', 'aftercare'))
  execute function tracks_closed_by_two();
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0005_handover_policies")]

    operations = [
        *OWN_FIND,
        migrations.RunSQL(SECOND_PERSON, "drop function tracks_closed_by_two cascade"),
    ]
