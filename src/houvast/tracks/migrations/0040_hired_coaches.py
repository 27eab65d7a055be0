"""A hired coach: access ends with the contract, no new tracks near its end, nobody let go after it."""

from django.db import migrations, models

from houvast.database.policies import MUNICIPALITY, USER, purpose

JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)

AWAY = """
create or replace function tracks_away(colleague uuid, on_day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_leave where user_id = colleague and ended_at is null
                 and on_day between from_on and until_on)
    or coalesce(accounts_hired_until(colleague) < on_day, false)
$$
"""  # as in 0022, and who is hired is not there after the contract: a moment goes to who steers

AWAY_AS_IT_WAS = """
create or replace function tracks_away(colleague uuid, on_day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_leave where user_id = colleague and ended_at is null
                 and on_day between from_on and until_on)
$$
"""

BOUNDS = """
create function tracks_contract_bounds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare ends timestamptz := accounts_hired_end(new.user_id);
begin
  perform from tracks_nextmoment where held_by_id = new.user_id and state = 'planned'
    order by id for no key update;
  if ends <= houvast_now() and exists (select from tracks_track
      where lead_coach_id = new.user_id and state in ('open', 'aftercare')) then
    raise exception 'a contract ends after handover'
      using errcode = 'check_violation', constraint = 'contract_ends_after_handover';
  end if;
  update sharing_assignment set until = greatest(since, ends)
   where user_id = new.user_id and until > ends;
  update tracks_nextmoment set held_by_id = held_by_id
   where held_by_id = new.user_id and state = 'planned'
     and tracks_away(new.user_id, greatest(due, houvast_today()));
  return null;
end $$;
create trigger bounds_tracks after insert on accounts_hiringcontract
  for each row execute function tracks_contract_bounds();
create function tracks_access_within_contract() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare ends timestamptz;
begin
  perform from accounts_user where id = new.user_id for share;
  ends := accounts_hired_end(new.user_id);
  if ends is not null and new.until > ends then
    if ends <= new.since then
      raise exception 'the contract is over' using errcode = 'check_violation',
        constraint = 'contract_is_over';
    end if;
    new.until := ends;
  end if;
  return new;
end $$;
create trigger within_contract before insert on sharing_assignment
  for each row execute function tracks_access_within_contract();
create function tracks_new_before_contract_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if accounts_hired_until(new.user_id) - 90 < houvast_today()
     and not exists (select from tracks_leadcoachhistory
                     where track_id = new.track_id and user_id = new.user_id) then
    raise exception 'no new track in the last 90 days of a contract'
      using errcode = 'check_violation', constraint = 'no_new_track_near_the_end';
  end if;
  return new;
end $$;
create trigger new_before_contract_ends before insert on tracks_leadcoachhistory
  for each row execute function tracks_new_before_contract_ends();
create function tracks_stands_in_within_contract() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if accounts_hired_until(new.user_id) < new.until_on then
    raise exception 'who stands in is there'
      using errcode = 'check_violation', constraint = 'stand_in_is_there';
  end if;
  return new;
end $$;
create trigger within_contract before insert on tracks_deputy
  for each row execute function tracks_stands_in_within_contract();
"""  # FOR SHARE waits for a contract that is being entered, and the contract for this access
BOUNDS_UNDO = """
drop function tracks_contract_bounds cascade; drop function tracks_access_within_contract cascade;
drop function tracks_new_before_contract_ends cascade;
drop function tracks_stands_in_within_contract cascade
"""

ENDING = f"""
create function tracks_contracts_ending(within_days integer) returns table (
  user_id uuid, name varchar, team varchar, team_id uuid, last_day date, leads bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, t.name, t.id, accounts_hired_until(u.id),
    (select count(*) from tracks_track k where k.lead_coach_id = u.id
       and k.state in ('open', 'aftercare'))
  from accounts_user u join lateral (
    select m.team_id from accounts_membership m where m.user_id = u.id
      and m.role in ('outreach_coach', 'work_coach') order by m.until desc, m.since limit 1) last
    on true
  join accounts_team t on t.id = last.team_id
  where u.municipality_id = {MUNICIPALITY} and u.is_active
    and accounts_hired_until(u.id) <= houvast_today() + within_days
    and ({JOB} or tracks_answers_for(u.id))
  order by accounts_hired_until(u.id), u.name, u.id
$$
"""  # numbers of the own work for who steers, also of tracks of another team

KINDS = [
    "own_moment_late",
    "rung",
    "offer",
    "handover",
    "returned",
    "closing",
    "confirm",
    "caseload",
    "stand_in",
    "door",
    "come_back",
    "alarm",
    "merged",
    "call_expert",
    "deputy",
    "seat",
    "contract",
]


class Migration(migrations.Migration):
    dependencies = [("tracks", "0039_deputy"), ("accounts", "0006_hiring_contracts")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
        migrations.RunSQL(AWAY, AWAY_AS_IT_WAS),
        migrations.RunSQL(BOUNDS, BOUNDS_UNDO),
        migrations.RunSQL(ENDING, "drop function tracks_contracts_ending"),
    ]
