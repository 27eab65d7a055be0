"""What a coordinator holds goes to the deputy, when he is suspended or coordinates no more."""

from django.db import migrations, models

from houvast.database.policies import MUNICIPALITY, OWNER, USER, policy, purpose

JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
SERVING = "m.since <= houvast_now() and m.until > houvast_now() and u.is_active and u.suspended_at is null"

KEEPER = f"""
create or replace function tracks_keeper(colleague uuid, on_day date) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select d.user_id from tracks_deputy d join tracks_leave l on l.id = d.leave_id
       join accounts_user u on u.id = d.user_id
      where l.user_id = colleague and l.ended_at is null and on_day between d.from_on and d.until_on
        and u.is_active and u.suspended_at is null order by d.from_on, d.id limit 1),
    (select m.user_id from accounts_membership m join accounts_user u on u.id = m.user_id
       join accounts_user gone on gone.id = colleague and gone.municipality_id = m.municipality_id
      where m.role in ('process_coordinator', 'team_lead', 'programme_manager')
        and {SERVING} and u.id <> colleague
      order by tracks_away(u.id, on_day), m.role <> 'process_coordinator', m.is_deputy, m.since,
        u.id limit 1),
    colleague)
$$
"""  # as in 0022, and the deputy comes after the coordinator

PASSES = f"""
create function tracks_other_coordinator(gone uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select m.user_id from accounts_membership m join accounts_user u on u.id = m.user_id
    join accounts_user was on was.id = gone and was.municipality_id = m.municipality_id
   where m.role = 'process_coordinator' and {SERVING} and u.id <> gone
   order by tracks_away(u.id, houvast_today()), m.is_deputy, m.since, u.id limit 1
$$;
create function tracks_coordinates(colleague uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_membership m join accounts_user u on u.id = m.user_id
                 where m.user_id = colleague and m.role = 'process_coordinator' and {SERVING})
$$;
create function tracks_pass_on(gone uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare track tracks_track; keeper uuid := tracks_other_coordinator(gone); passed integer := 0;
begin
  if keeper is null then return 0; end if;
  for track in select * from tracks_track where lead_coach_id = gone and state = 'proposed'
      order by id for no key update loop
    update tracks_leadcoachhistory set until = greatest(since, houvast_now())
     where track_id = track.id and until is null;
    update tracks_track set lead_coach_id = keeper where id = track.id;
    insert into tracks_leadcoachhistory (id, municipality_id, controller, destroy_on, track_id,
      person_id, user_id, since) values (gen_random_uuid(), track.municipality_id,
      track.controller, track.destroy_on, track.id, track.person_id, keeper, houvast_now());
    passed := passed + 1;
  end loop;
  return passed;
end $$;
revoke execute on function tracks_pass_on from public;
create function tracks_lock_held(colleague uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from tracks_track where lead_coach_id = colleague and state = 'proposed'
    and municipality_id = {MUNICIPALITY} order by id for no key update;
  perform from tracks_nextmoment where held_by_id = colleague and state = 'planned'
    and municipality_id = {MUNICIPALITY} order by id for no key update;
end $$;
create or replace function tracks_moments_taken_over() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare keeper uuid := tracks_other_coordinator(new.id);
begin
  if keeper is null then
    select m.user_id into keeper from accounts_membership m
      join accounts_user u on u.id = m.user_id
     where m.municipality_id = new.municipality_id and m.role in ('team_lead', 'programme_manager')
       and {SERVING} and u.id <> new.id
     order by tracks_away(u.id, houvast_today()), m.since, m.user_id limit 1;
  end if;
  if keeper is not null then
    update tracks_nextmoment set held_by_id = keeper
     where held_by_id = new.id and state = 'planned';
  end if;
  perform tracks_pass_on(new.id);
  return null;
end $$;
create function tracks_coordinates_no_more() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare keeper uuid := tracks_other_coordinator(new.user_id);
begin
  if keeper is null or tracks_coordinates(new.user_id) then return null; end if;
  update tracks_nextmoment m set held_by_id = keeper from tracks_track t
   where t.id = m.track_id and m.held_by_id = new.user_id and m.state = 'planned'
     and t.lead_coach_id <> new.user_id
     and not exists (select from tracks_deputy d where d.user_id = new.user_id
                     and d.until > houvast_now());
  perform tracks_pass_on(new.user_id);
  return null;
end $$;
create trigger coordinates_no_more after update of until on accounts_membership
  for each row when (old.role = 'process_coordinator' and old.until <> new.until)
  execute function tracks_coordinates_no_more();
create function tracks_held_by_who_coordinates() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone uuid; passed integer := 0;
begin
  if not ({JOB}) then return 0; end if;
  for gone in select distinct lead_coach_id from tracks_track
    where municipality_id = {MUNICIPALITY} and state = 'proposed'
      and not tracks_coordinates(lead_coach_id) order by lead_coach_id loop
    passed := passed + tracks_pass_on(gone);
  end loop;
  return passed;
end $$
"""  # a proposed track is held by name; only time ends a term without an act, so the job asks too

LEAVE = """
create function tracks_coordinated_while_away(away tracks_leave, allowed integer) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not tracks_coordinates(away.user_id)
    or (select count(*) from accounts_workingday w
         where w.municipality_id = away.municipality_id and w.is_open
           and w.day between away.from_on and away.until_on) <= allowed
    or exists (select from accounts_membership m join accounts_user u on u.id = m.user_id
                where m.municipality_id = away.municipality_id and m.role = 'process_coordinator'
                  and m.since <= houvast_now() and u.is_active and u.suspended_at is null
                  and u.id <> away.user_id
                  and m.until >= (away.until_on + 1)::timestamp at time zone 'Europe/Amsterdam'
                  and not tracks_is_away_between(u.id, away.from_on, away.until_on))
$$;
create function tracks_only_coordinates(colleague uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select tracks_coordinates(colleague) and not exists (
    select from accounts_membership where user_id = colleague
      and role in ('outreach_coach', 'work_coach')
      and since <= houvast_now() and until > houvast_now())
$$;
create or replace function tracks_leave_is_covered(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare away tracks_leave; without integer; allowed integer;
begin
  select * into away from tracks_leave where id = one;
  if not found or away.ended_at is not null then return; end if;
  if exists (select from tracks_nextmoment where held_by_id = away.user_id and state = 'planned'
             and due >= houvast_today() and due between away.from_on and away.until_on) then
    raise exception 'a moment within a leave is kept by who stands in'
      using errcode = 'check_violation', constraint = 'leave_covers_moments';
  end if;
  select min(p.deputy_after) into allowed from tracks_promise p
    join accounts_programme g on g.id = p.programme_id
   where g.municipality_id = away.municipality_id and p.valid_from = (
     select max(valid_from) from tracks_promise
      where programme_id = p.programme_id and valid_from <= houvast_today());
  if not tracks_coordinated_while_away(away, coalesce(allowed, 3)) then
    raise exception 'a longer leave of the coordinator has the deputy on each day'
      using errcode = 'check_violation', constraint = 'coordinator_has_a_deputy';
  end if;
  if tracks_only_coordinates(away.user_id) then return; end if;
  select count(*) filter (where not exists (select from tracks_deputy d where d.leave_id = away.id
           and w.day between d.from_on and d.until_on))
    into without from accounts_workingday w
   where w.municipality_id = away.municipality_id and w.is_open
     and w.day between away.from_on and away.until_on;
  if without > coalesce(allowed, 3) then
    raise exception 'a longer leave has a stand-in on each working day'
      using errcode = 'check_violation', constraint = 'leave_has_a_stand_in';
  end if;
end $$;
create function tracks_coordinator_away() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_nextmoment set held_by_id = held_by_id
   where held_by_id = new.user_id and state = 'planned' and due >= houvast_today()
     and due between new.from_on and new.until_on and tracks_only_coordinates(new.user_id);
  return null;
end $$;
create trigger coordinator_away after insert on tracks_leave
  for each row execute function tracks_coordinator_away();
"""  # a coordinator is stood in for by the deputy, so his leave needs no stand-in of its own

LEAVE_UNDO = """
drop function tracks_coordinator_away cascade; drop function tracks_only_coordinates;
drop function tracks_coordinated_while_away
"""

TAKEN_OVER_AS_IT_WAS = """
create or replace function tracks_moments_taken_over() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare keeper uuid;
begin
  select m.user_id into keeper from accounts_membership m join accounts_user u on u.id = m.user_id
   where m.municipality_id = new.municipality_id and m.role = 'process_coordinator'
     and m.since <= houvast_now() and m.until > houvast_now() and u.is_active
     and u.suspended_at is null and u.id <> new.id
   order by m.since, m.user_id limit 1;
  if keeper is not null then
    update tracks_nextmoment set held_by_id = keeper
     where held_by_id = new.id and state = 'planned';
  end if;
  return null;
end $$;
drop function tracks_held_by_who_coordinates;
drop function tracks_coordinates_no_more cascade;
drop function tracks_lock_held; drop function tracks_pass_on; drop function tracks_coordinates;
drop function tracks_other_coordinator
"""

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
]


class Migration(migrations.Migration):
    dependencies = [
        ("tracks", "0038_lock_for_who_writes_below"),
        ("accounts", "0005_deputy"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
        policy("tracks_leadcoachhistory", "passed_on_by_the_triggers", "insert", OWNER, "true"),
        migrations.RunSQL(KEEPER, migrations.RunSQL.noop),
        migrations.RunSQL(PASSES, TAKEN_OVER_AS_IT_WAS),
        migrations.RunSQL(LEAVE, LEAVE_UNDO),
    ]
