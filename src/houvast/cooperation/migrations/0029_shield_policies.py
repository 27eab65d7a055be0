"""A shielded track answers no, in the function that answers, and the lead coach hears who asked.

Every question writes the same rows, whatever the answer: one of the question, one of the trail and
one for the lead coach, which is of nobody when nobody is shielded. So the time says nothing.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    PURPOSE,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    held,
    here,
    listed,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE, ASKED = "cooperation_shield", "cooperation_shieldedquestion"
HERE = f"municipality_id = {MUNICIPALITY}"
STEERS = (
    f"{purpose('process_steering')} and {serves('team_lead', 'process_coordinator')}"
    f" and exists (select 1 from tracks_track steered where steered.id = {TABLE}.track_id)"
)
"""Whoever steers sees the shields of the tracks that he sees: of the own team, or all."""
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)


def leads(table: str) -> str:
    return f"{purpose('guidance')} and {held(f'{table}.person_id', 'lead')}"


ROLES = ("outreach_coach", "work_coach", "process_coordinator", "triage_member")
PER_DAY = 10
HEAD = """
create or replace function tracks_known_here(surname text, born date, wanted text, why text)
returns table (answer text, call_name text, call_function text, call_phone text, still integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  asker accounts_membership; asked integer; known uuid; yes boolean;
  who text := ''; what text := ''; number text := '';"""
ASKER = f"""
begin
  select * into asker from accounts_membership serving
    where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}
      and serving.role in ({listed(ROLES)})
      and serving.since <= houvast_now() and serving.until > houvast_now()
      and exists (select from accounts_user active where active.id = serving.user_id
                  and active.is_active and active.suspended_at is null)
    order by serving.since, serving.id limit 1;
  if asker.id is null or {PURPOSE} is distinct from 'known_here' then
    raise exception 'who is known here is asked for that purpose, by who may'
      using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('known_here ' || asker.user_id::text, 0));
  select count(*) into asked from tracks_knownquestion
    where asked_by_id = asker.user_id and asked_on = houvast_today();
  if asked >= {PER_DAY} then
    return query select 'enough', '', '', '', 0;
    return;
  end if;
  select track.person_id, named.name, named.function, named.phone
    into known, who, what, number
    from people_identity identity
    join tracks_track track on track.person_id = identity.person_id
    left join tracks_door door on door.track_id = track.id and door.until is null
    join accounts_user named on named.id = coalesce(door.contact_id, track.lead_coach_id)
    where identity.municipality_id = asker.municipality_id and identity.family_name <> ''
      and lower(identity.family_name) = lower(surname) and identity.birth_date = born
      and identity.destroy_on > houvast_today() and track.destroy_on > houvast_today()
      and identity.person_id <> all (sharing_closed_to_me())
    order by track.state = 'closed', track.proposed_at desc, track.id limit 1;
"""
KEPT = """
  insert into tracks_knownquestion (id, municipality_id, controller, destroy_on, asked_by_id,
      team_id, at, asked_on, asked_for, reason, was_known)
    values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 366,
      asker.user_id, asker.team_id, houvast_now(), houvast_today(), wanted, why, yes);
  insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,
      purpose, verb, refusal, subject, shown)
    values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 1825,
      asker.user_id, houvast_now(), asker.role, 'known_here', 'tracks.known_here_answered', '',
"""
BEFORE = f"""{HEAD}{ASKER}
  yes := known is not null;{KEPT}      known, array_remove(array[known], null));
  return query select case when yes then 'yes' else 'no' end, coalesce(who, ''),
    coalesce(what, ''), coalesce(number, ''), {PER_DAY} - asked - 1;
end $$;
"""  # as in tracks 0062
ANSWERS = f"""{HEAD} behind {TABLE};{ASKER}
  select * into behind from {TABLE} shield
    where shield.person_id = known and shield.ended_at is null
      and shield.until_on >= houvast_today() and shield.destroy_on > houvast_today()
    order by shield.until_on desc, shield.id limit 1;
  yes := known is not null and behind.id is null;{KEPT}      known,
      case when yes then array[known] else array[]::uuid[] end);
  insert into {ASKED} (id, municipality_id, controller, destroy_on, track_id, person_id,
      asked_by_id, at)
    values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 366,
      behind.track_id, behind.person_id,
      case when behind.id is not null then asker.user_id end, houvast_now());
  return query select case when yes then 'yes' else 'no' end,
    case when yes then coalesce(who, '') else '' end,
    case when yes then coalesce(what, '') else '' end,
    case when yes then coalesce(number, '') else '' end, {PER_DAY} - asked - 1;
end $$;
"""  # security definer: the answer is about rows that the asker may not see

STAYS = f"""
create function cooperation_shield_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare goes text[] := array['ended_at', 'ended_by_id', 'destroy_on'];
begin
  if tg_op = 'INSERT' then
    if new.ended_at is not null or new.from_on <> houvast_today() then
      raise exception 'a shield begins today'
        using errcode = 'check_violation', constraint = 'shield_begins_today';
    end if;
    return new;
  end if;
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or (old.ended_at is not null and to_jsonb(new) - 'destroy_on'
         is distinct from to_jsonb(old) - 'destroy_on') then
    raise exception 'a shield stays as it was; it can only end'
      using errcode = 'check_violation', constraint = 'shield_only_ends';
  end if;
  return new;
end $$;
create trigger stays before insert or update on {TABLE}
  for each row execute function cooperation_shield_stays();
create function cooperation_shield_destroyed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {TABLE} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger shield_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_shield_destroyed();
"""  # security definer: the day moves, whoever acts
UNDO = """
drop function cooperation_shield_stays cascade;
drop function cooperation_shield_destroyed cascade
"""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0028_shield")]

    operations = [
        force(TABLE),
        force(ASKED),
        seen_by_triggers(TABLE),
        closed_to_who_is_near(TABLE, "person_id"),
        closed_to_who_is_near(ASKED, "person_id"),
        policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(TABLE, "seen_by_the_lead", "select", APP, f"{here(TABLE)} and {leads(TABLE)}"),
        policy(TABLE, "seen_by_steering", "select", APP, f"{here(TABLE)} and {STEERS}"),
        policy(
            TABLE,
            "made_by_the_lead",
            "insert",
            APP,
            f"{HERE} and made_by_id = {USER} and {leads(TABLE)}",
        ),
        changed(
            TABLE,
            "ended_by_lead_or_steering",
            f"{here(TABLE)} and (({leads(TABLE)}) or ({STEERS}))",
            f"{HERE} and ended_by_id = {USER}",
        ),
        policy(ASKED, "written_by_the_answer", "insert", OWNER, "true"),
        policy(ASKED, "seen_by_the_lead", "select", APP, f"{here(ASKED)} and {leads(ASKED)}"),
        policy(
            ASKED,
            "seen_by_the_safety_net",
            "select",
            APP,
            f"{here(ASKED)} and track_id is not null and {JOB}",
        ),
        changed(ASKED, "told_by_the_safety_net", f"{here(ASKED)} and {JOB}", HERE),
        migrations.RunSQL(
            f"alter table {TABLE} add constraint {TABLE}_of_person foreign key"
            " (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {TABLE} drop constraint {TABLE}_of_person",
        ),
        migrations.RunSQL(
            f"alter table {ASKED} add constraint {ASKED}_of_person foreign key"
            " (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {ASKED} drop constraint {ASKED}_of_person",
        ),
        migrations.RunSQL(STAYS, UNDO),
        migrations.RunSQL(ANSWERS, BEFORE),
    ]
