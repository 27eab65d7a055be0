"""The promise at commit asks once what day it is: a calendar has a thousand days, and each asked."""

from django.db import migrations

HOLDS = """
create or replace function tracks_promise_holds(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  track tracks_track; planned tracks_nextmoment; lead uuid; doors integer; grace integer;
  today date := houvast_today();  -- asked once, and not for each day of the calendar
begin
  select * into track from tracks_track where id = one;  -- as it is at commit, not as it was
  if not found then return; end if;
  perform from accounts_user where id = track.lead_coach_id and is_active
    and municipality_id = track.municipality_id for share;
  if not found and track.state <> 'closed' then
    raise exception 'a track needs an active lead coach'
      using errcode = 'check_violation', constraint = 'track_has_active_lead';
  end if;
  select user_id into lead from tracks_leadcoachhistory where track_id = one and until is null;
  if track.state <> 'closed' and lead is distinct from track.lead_coach_id then
    raise exception 'the history of lead coaches ends with the lead coach'
      using errcode = 'check_violation', constraint = 'lead_is_in_history';
  end if;
  select * into planned from tracks_nextmoment where track_id = one and state = 'planned';
  select count(*) into doors from tracks_door where track_id = one and until is null;
  if (track.state = 'closed') <> (doors = 1) then
    raise exception 'a closed track, and only a closed one, has a door'
      using errcode = 'check_violation', constraint = 'closed_track_has_a_door';
  end if;
  if track.state in ('proposed', 'closed') then
    if planned.id is not null then
      raise exception 'only a running track has a planned moment'
        using errcode = 'check_violation', constraint = 'planned_moment_on_running_track';
    end if;
    return;
  end if;
  if planned.id is null then
    raise exception 'a running track has a planned next moment'
      using errcode = 'check_violation', constraint = 'running_track_has_next_moment';
  end if;
  select greatest((tracks_terms_on(track.programme_id, today)).next_moment_grace,
                  (tracks_terms_on(track.programme_id, today - 1)).next_moment_grace)
    into grace;  -- a shorter grace counts from the second day: the ladder asks first
  if (select count(*) from accounts_workingday where municipality_id = track.municipality_id
        and is_open and day > planned.due and day <= today) > coalesce(grace, 1)
     and not exists (select from tracks_rung where track_id = one and cause = 'moment'
                     and state = 'raised') then
    raise exception 'a stale moment is on the ladder'
      using errcode = 'check_violation', constraint = 'stale_moment_is_on_the_ladder';
  end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0033_why_a_ground_ends")]

    operations = [migrations.RunSQL(HOLDS, migrations.RunSQL.noop)]
