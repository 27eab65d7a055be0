"""P9: who is away keeps no moments. The stand-in does, with access that begins and ends by itself.

At every commit: no planned moment is kept by somebody who is away on its day · a longer leave has a
stand-in on every working day · who stands in is there · the lead stays the lead.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
WORKS_HERE = purpose("guidance", "work_income", "placement", "process_steering", "intake")

ANSWERS_FOR = f"""
create function tracks_answers_for(colleague uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_user u where u.id = colleague
                 and u.municipality_id = {MUNICIPALITY} and not u.is_system)
     and (colleague = {USER} and {purpose("guidance", "process_steering")}
          or {purpose("process_steering")} and ({serves("process_coordinator")}
          or exists (select from accounts_membership m where m.user_id = colleague
                     and m.municipality_id = {MUNICIPALITY} and m.since <= houvast_now()
                     and m.until > houvast_now() and {serves("team_lead", team="m.team_id")})))
$$
"""  # security definer: whose leave someone may enter, oneself or whom one steers

AWAY = """
create function tracks_away(colleague uuid, on_day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_leave where user_id = colleague and ended_at is null
                 and on_day between from_on and until_on)
$$;
create function tracks_keeper(colleague uuid, on_day date) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select d.user_id from tracks_deputy d join tracks_leave l on l.id = d.leave_id
       join accounts_user u on u.id = d.user_id
      where l.user_id = colleague and l.ended_at is null and on_day between d.from_on and d.until_on
        and u.is_active and u.suspended_at is null order by d.from_on, d.id limit 1),
    (select m.user_id from accounts_membership m join accounts_user u on u.id = m.user_id
       join accounts_user gone on gone.id = colleague and gone.municipality_id = m.municipality_id
      where m.role in ('process_coordinator', 'team_lead', 'programme_manager')
        and m.since <= houvast_now() and m.until > houvast_now() and u.is_active
        and u.suspended_at is null and u.id <> colleague
      order by tracks_away(u.id, on_day), m.role <> 'process_coordinator', m.since, u.id limit 1),
    colleague)
$$
"""  # who keeps a moment of somebody who is away: the stand-in, else who steers, never nobody

KEPT = """
create function tracks_kept_by_who_is_there() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare on_day date := greatest(new.due, houvast_today());
begin
  perform from accounts_user where id = new.held_by_id for share;
  if tracks_away(new.held_by_id, on_day) then
    new.held_by_id := tracks_keeper(new.held_by_id, on_day);
  end if;
  return new;
end $$;
create trigger kept_by_who_is_there before insert or update of held_by_id, state on tracks_nextmoment
  for each row when (new.state = 'planned') execute function tracks_kept_by_who_is_there();
"""  # FOR SHARE waits for a leave that is being entered, and the leave waits for this moment

LEAVE_BEGINS = """
create function tracks_leave_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('leave ' || new.municipality_id::text, 0));
  perform from tracks_nextmoment where held_by_id = new.user_id and state = 'planned'
    order by id for no key update;
  perform from accounts_user where id = new.user_id and municipality_id = new.municipality_id
    for no key update;
  if not found then
    raise exception 'a leave stays inside its municipality' using errcode = 'check_violation';
  end if;
  if exists (select from tracks_leave where user_id = new.user_id and ended_at is null
             and from_on <= new.until_on and until_on >= new.from_on) then
    raise exception 'one leave at a time'
      using errcode = 'check_violation', constraint = 'one_leave_at_a_time';
  end if;
  if exists (select from tracks_deputy d join tracks_leave l on l.id = d.leave_id
             where d.user_id = new.user_id and l.ended_at is null and d.until_on >= d.from_on
             and d.from_on <= new.until_on and d.until_on >= new.from_on) then
    raise exception 'who stands in is there'
      using errcode = 'check_violation', constraint = 'stand_in_is_there';
  end if;
  return new;
end $$;
create trigger begins before insert on tracks_leave
  for each row execute function tracks_leave_begins();
"""

LOCKED = """
create function tracks_lock_for_leave(colleague uuid) returns setof date
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not tracks_answers_for(colleague) then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('leave ' || municipality_id::text, 0))
    from accounts_user where id = colleague;
  perform from tracks_nextmoment where held_by_id = colleague and state = 'planned'
    order by id for no key update;
  perform from accounts_user where id = colleague for no key update;
  return query select due from tracks_nextmoment where held_by_id = colleague
    and state = 'planned' and due >= houvast_today() order by due;
end $$
"""  # the days of the moments someone keeps, also of tracks that who asks does not see

DEPUTY_BEGINS = """
create function tracks_deputy_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare away tracks_leave;
begin
  perform pg_advisory_xact_lock(hashtextextended('leave ' || new.municipality_id::text, 0));
  select * into away from tracks_leave where id = new.leave_id;
  perform from accounts_user where id = new.user_id and municipality_id = new.municipality_id
    and is_active and suspended_at is null for no key update;
  if not found or away.ended_at is not null or away.municipality_id <> new.municipality_id
     or away.user_id = new.user_id or new.from_on < away.from_on or new.until_on > away.until_on
     or new.until_on < new.from_on then
    raise exception 'a stand-in is a colleague who is here, within the days of the leave'
      using errcode = 'check_violation', constraint = 'stand_in_within_the_leave';
  end if;
  if tracks_is_away_between(new.user_id, new.from_on, new.until_on) then
    raise exception 'who stands in is there'
      using errcode = 'check_violation', constraint = 'stand_in_is_there';
  end if;
  if exists (select from tracks_deputy where leave_id = new.leave_id and until_on >= from_on
             and from_on <= new.until_on and until_on >= new.from_on) then
    raise exception 'one stand-in at a time'
      using errcode = 'check_violation', constraint = 'one_stand_in_at_a_time';
  end if;
  new.since := greatest(houvast_now(), new.from_on::timestamp at time zone 'Europe/Amsterdam');
  new.until := (new.until_on + 1)::timestamp at time zone 'Europe/Amsterdam';
  return new;
end $$;
create function tracks_is_away_between(colleague uuid, first_on date, last_on date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_leave where user_id = colleague and ended_at is null
                 and from_on <= last_on and until_on >= first_on)
$$;
create trigger begins before insert on tracks_deputy
  for each row execute function tracks_deputy_begins();
"""

COVERS = """
create function tracks_give_cover(stand_in tracks_deputy, track tracks_track) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into sharing_assignment (id, municipality_id, controller, destroy_on, person_id, user_id,
    granted_by_id, purpose, capacity, since, until)
  select gen_random_uuid(), track.municipality_id, track.controller, track.destroy_on,
    track.person_id, stand_in.user_id, stand_in.named_by_id, 'guidance', 'second',
    greatest(stand_in.since, houvast_now()), stand_in.until
  where stand_in.until > houvast_now()
    and not exists (select from sharing_assignment a where a.person_id = track.person_id
      and a.user_id = stand_in.user_id and a.capacity = 'second' and a.until = stand_in.until)
$$;
revoke execute on function tracks_give_cover from public;
create function tracks_deputy_covers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare away uuid;
begin
  select user_id into away from tracks_leave where id = new.leave_id;
  perform tracks_give_cover(new, t) from tracks_track t
    where t.lead_coach_id = away and t.state in ('open', 'aftercare');
  update tracks_nextmoment m set held_by_id = new.user_id from tracks_track t
   where t.id = m.track_id and m.state = 'planned' and m.held_by_id <> new.user_id
     and greatest(m.due, houvast_today()) between new.from_on and new.until_on
     and (m.held_by_id = away or t.lead_coach_id = away);
  return null;
end $$;
create trigger covers after insert on tracks_deputy
  for each row execute function tracks_deputy_covers();
create function tracks_covered_while_away() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare track tracks_track;
begin
  select * into track from tracks_track where id = new.id;
  update sharing_assignment a set until = greatest(a.since, houvast_now())
    from tracks_deputy d join tracks_leave l on l.id = d.leave_id
   where a.person_id = track.person_id and a.capacity = 'second' and a.user_id = d.user_id
     and a.until = d.until and a.until > houvast_now()
     and (l.user_id <> track.lead_coach_id or track.state = 'closed');
  if track.state in ('open', 'aftercare') then
    perform from accounts_user where id = track.lead_coach_id for share;
    perform tracks_give_cover(d, track) from tracks_deputy d join tracks_leave l on l.id = d.leave_id
      where l.user_id = track.lead_coach_id and l.ended_at is null;
  end if;
  return null;
end $$;
create constraint trigger covered_while_away_new after insert on tracks_track
  deferrable initially deferred for each row execute function tracks_covered_while_away();
create constraint trigger covered_while_away after update of lead_coach_id, state on tracks_track
  deferrable initially deferred for each row
  when (old.lead_coach_id <> new.lead_coach_id or old.state <> new.state)
  execute function tracks_covered_while_away();
"""  # whatever makes someone the lead also gives the track to who stands in; no one else may call it

COVERED = """
create function tracks_leave_is_covered(one uuid) returns void
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
create function tracks_covered_leave() returns trigger language plpgsql as $$
begin perform tracks_leave_is_covered(new.id); return null; end $$;
create function tracks_covered_by_deputy() returns trigger language plpgsql as $$
begin perform tracks_leave_is_covered(new.leave_id); return null; end $$;
create constraint trigger covered after insert or update on tracks_leave
  deferrable initially deferred for each row execute function tracks_covered_leave();
create constraint trigger covered after insert or update on tracks_deputy
  deferrable initially deferred for each row execute function tracks_covered_by_deputy();
"""

ENDS = """
create function tracks_leave_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - 'ended_at' - 'destroy_on' is distinct from
     to_jsonb(old) - 'ended_at' - 'destroy_on'
     or (old.ended_at is not null and new.ended_at is distinct from old.ended_at) then
    raise exception 'a leave can only end; other days are another leave'
      using errcode = 'check_violation', constraint = 'leave_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before update on tracks_leave
  for each row execute function tracks_leave_only_ends();
create function tracks_deputy_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - 'until_on' - 'until' - 'destroy_on' is distinct from
     to_jsonb(old) - 'until_on' - 'until' - 'destroy_on'
     or new.until_on > old.until_on or new.until > old.until or new.until_on < old.from_on - 1 then
    raise exception 'a stand-in can only end; a later one is another row'
      using errcode = 'check_violation', constraint = 'stand_in_only_ends';
  end if;
  if new.until_on <> old.until_on then
    new.until := greatest(new.since, least(old.until,
      (new.until_on + 1)::timestamp at time zone 'Europe/Amsterdam'));
  end if;
  return new;
end $$;
create trigger only_ends before update on tracks_deputy
  for each row execute function tracks_deputy_only_ends();
create function tracks_deputy_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare away uuid;
begin
  select user_id into away from tracks_leave where id = new.leave_id;
  update sharing_assignment a set until = greatest(a.since, least(a.until, new.until))
    from tracks_track t
   where t.person_id = a.person_id and t.lead_coach_id = away and a.capacity = 'second'
     and a.user_id = new.user_id and a.until = old.until;
  update tracks_nextmoment m set held_by_id = away
    from tracks_track t
   where t.id = m.track_id and m.state = 'planned' and m.held_by_id = new.user_id
     and greatest(m.due, houvast_today()) between old.from_on and old.until_on
     and (new.until <= houvast_now() or greatest(m.due, houvast_today()) > new.until_on)
     and t.lead_coach_id = away;
  return null;
end $$;
create trigger ends after update on tracks_deputy for each row
  when (old.until <> new.until) execute function tracks_deputy_ends();
create function tracks_leave_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_deputy set until = greatest(since, houvast_now())
   where leave_id = new.id and until > houvast_now();
  update tracks_nextmoment m set held_by_id = new.user_id
    from tracks_track t join accounts_user u on u.id = t.lead_coach_id
   where t.id = m.track_id and m.state = 'planned' and t.lead_coach_id = new.user_id
     and m.held_by_id <> new.user_id and u.suspended_at is null
     and greatest(m.due, houvast_today()) between new.from_on and new.until_on;
  return null;
end $$;
create trigger ends after update of ended_at on tracks_leave for each row
  when (old.ended_at is null and new.ended_at is not null) execute function tracks_leave_ends();
"""

ADDRESSED = f"""
create function tracks_address_moments() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare homeward integer; away integer;
begin
  if not ({JOB}) then return 0; end if;
  update tracks_nextmoment m set held_by_id = t.lead_coach_id
    from tracks_track t join accounts_user u on u.id = t.lead_coach_id
   where t.id = m.track_id and m.state = 'planned' and m.held_by_id <> t.lead_coach_id
     and m.municipality_id = {MUNICIPALITY} and u.suspended_at is null
     and not tracks_away(t.lead_coach_id, greatest(m.due, houvast_today()))
     and exists (select from tracks_deputy d join tracks_leave l on l.id = d.leave_id
                  where d.user_id = m.held_by_id and l.user_id = t.lead_coach_id
                    and d.until <= houvast_now());
  get diagnostics homeward = row_count;
  update tracks_nextmoment m set held_by_id = m.held_by_id
   where m.state = 'planned' and m.municipality_id = {MUNICIPALITY} and m.due < houvast_today()
     and tracks_away(m.held_by_id, houvast_today());
  get diagnostics away = row_count;
  return homeward + away;
end $$
"""  # what only time can cause: a leave that has begun, and one that is over

STAYS = """
create function tracks_stand_in_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_user where id = new.id and not is_active;
  if found and exists (select from tracks_deputy d join tracks_leave l on l.id = d.leave_id
                       where d.user_id = new.id and l.ended_at is null
                       and d.until > houvast_now() and d.until_on >= d.from_on) then
    raise exception 'who stands in for a colleague stays until another does'
      using errcode = 'check_violation', constraint = 'who_stands_in_stays';
  end if;
  return null;
end $$;
create constraint trigger stand_in_stays after update of is_active on accounts_user
  deferrable initially deferred for each row execute function tracks_stand_in_stays();
"""

LEAVE, DEPUTY = "tracks_leave", "tracks_deputy"
OF_LEAVE = (
    "exists (select from tracks_leave away where away.id = tracks_deputy.leave_id"
    f" and away.municipality_id = {MUNICIPALITY} and tracks_answers_for(away.user_id))"
)


def closed(table):
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "ended_by_the_triggers", "update", OWNER, "true"),
        policy(table, "seen_by_colleagues", "select", APP, f"{here(table)} and {WORKS_HERE}"),
        policy(table, "seen_by_the_safety_net", "select", APP, f"{here(table)} and {JOB}"),
    ]


POLICIES = [
    *closed(LEAVE),
    policy(
        LEAVE,
        "entered_by_oneself_or_steering",
        "insert",
        APP,
        f"{HERE} and entered_by_id = {USER} and ended_at is null and tracks_answers_for(user_id)",
    ),
    changed(
        LEAVE,
        "ended_by_oneself_or_steering",
        f"{here(LEAVE)} and tracks_answers_for(user_id)",
        HERE,
    ),
    *closed(DEPUTY),
    policy(
        DEPUTY,
        "named_with_the_leave",
        "insert",
        APP,
        f"{HERE} and named_by_id = {USER} and {OF_LEAVE}",
    ),
    changed(DEPUTY, "ended_with_the_leave", f"{here(DEPUTY)} and {OF_LEAVE}", HERE),
    policy(
        "sharing_assignment",
        "given_to_a_stand_in",
        "insert",
        OWNER,
        "capacity = 'second' and purpose = 'guidance'",
    ),
]


def made(sql, undo):
    return migrations.RunSQL(sql, undo)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0021_leaves"), ("sharing", "0002_policies")]

    operations = [
        made(ANSWERS_FOR, "drop function tracks_answers_for"),
        made(AWAY, "drop function tracks_keeper; drop function tracks_away"),
        made(KEPT, "drop function tracks_kept_by_who_is_there cascade"),
        made(LOCKED, "drop function tracks_lock_for_leave"),
        made(LEAVE_BEGINS, "drop function tracks_leave_begins cascade"),
        made(
            DEPUTY_BEGINS,
            "drop function tracks_deputy_begins cascade; drop function tracks_is_away_between",
        ),
        made(
            COVERS,
            "drop function tracks_covered_while_away cascade;"
            " drop function tracks_deputy_covers cascade; drop function tracks_give_cover",
        ),
        made(
            COVERED,
            "drop function tracks_covered_leave cascade;"
            " drop function tracks_covered_by_deputy cascade; drop function tracks_leave_is_covered",
        ),
        made(
            ENDS,
            "drop function tracks_leave_only_ends cascade;"
            " drop function tracks_deputy_only_ends cascade;"
            " drop function tracks_deputy_ends cascade; drop function tracks_leave_ends cascade",
        ),
        made(ADDRESSED, "drop function tracks_address_moments"),
        made(STAYS, "drop function tracks_stand_in_stays cascade"),
        *POLICIES,
    ]
