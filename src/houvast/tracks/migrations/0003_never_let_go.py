"""The promise, kept by the database: whatever the code does, these hold at every commit.

P1 an active lead coach, equal to the open row of the history · P2 exactly one planned moment, never
set in the past, and a stale one is on the ladder · P3 a proposed track is held · P8 who leads stays ·
P12 a closed track has a door. Deferred: one transaction may pass through states that no commit shows.
"""

from django.db import migrations

ON_TRACK = (
    "leadcoachhistory",
    "coachoffer",
    "informationmoment",
    "nextmoment",
    "appointment",
    "contact",
    "contactdetail",
    "worknote",
    "scananswer",
    "closing",
    "closinganswer",
    "door",
)
WATCHED = ("nextmoment", "rung", "contact", "leadcoachhistory", "door")

SAME_PLACE = [
    migrations.RunSQL(
        f"alter table tracks_{name} add constraint {name}_stays_here foreign key"
        " (person_id, municipality_id) references people_person (id, municipality_id)",
        f"alter table tracks_{name} drop constraint {name}_stays_here",
    )
    for name in ("track", "signal")
]
SAME_PERSON = [
    migrations.RunSQL(
        f"alter table tracks_{name} add constraint {name}_of_the_tracks_person"
        " foreign key (track_id, person_id) references tracks_track (id, person_id)",
        f"alter table tracks_{name} drop constraint {name}_of_the_tracks_person",
    )
    for name in ON_TRACK
]

HOLDS = """
create function tracks_promise_holds(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  track tracks_track; planned tracks_nextmoment; lead uuid; doors integer; grace integer;
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
  select next_moment_grace into grace from tracks_promise
    where programme_id = track.programme_id and valid_from <= houvast_today()
    order by valid_from desc limit 1;
  if (select count(*) from accounts_workingday where municipality_id = track.municipality_id
        and is_open and day > planned.due and day <= houvast_today()) > coalesce(grace, 1)
     and not exists (select from tracks_rung where track_id = one and cause = 'moment'
                     and state = 'raised') then
    raise exception 'a stale moment is on the ladder'
      using errcode = 'check_violation', constraint = 'stale_moment_is_on_the_ladder';
  end if;
end $$;
create function tracks_promise_of_track() returns trigger
language plpgsql as $$ begin perform tracks_promise_holds(new.id); return null; end $$;
create function tracks_promise_of_row() returns trigger
language plpgsql as $$ begin perform tracks_promise_holds(new.track_id); return null; end $$;
create constraint trigger promise after insert or update on tracks_track
  deferrable initially deferred for each row execute function tracks_promise_of_track();
"""
HOLDS_UNDO = """
drop function tracks_promise_of_row cascade; drop function tracks_promise_of_track cascade;
drop function tracks_promise_holds
"""

WATCH = [
    migrations.RunSQL(
        f"create constraint trigger promise after insert or update on tracks_{name}"
        " deferrable initially deferred for each row execute function tracks_promise_of_row()",
        f"drop trigger promise on tracks_{name}",
    )
    for name in WATCHED
]

MOMENTS_ONLY_END = """
create function tracks_moment_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state = 'planned' and new.due < houvast_today() then
      raise exception 'a next moment may not lie in the past'
        using errcode = 'check_violation', constraint = 'next_moment_lies_ahead';
    end if;
  elsif (new.track_id, new.person_id, new.due, new.planned_at, new.planned_by_id)
        is distinct from (old.track_id, old.person_id, old.due, old.planned_at, old.planned_by_id)
        or (old.state <> 'planned' and new.state <> old.state) then
    raise exception 'a next moment can only be left; another day is another moment'
      using errcode = 'check_violation', constraint = 'next_moment_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before insert or update on tracks_nextmoment
  for each row execute function tracks_moment_only_ends();
"""

STATES_ONLY_MOVE = """
create function tracks_state_only_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.person_id, new.municipality_id, new.signal_id)
     is distinct from (old.person_id, old.municipality_id, old.signal_id)
     or (new.state <> old.state and (old.state, new.state) not in (
       ('proposed', 'open'), ('proposed', 'closed'), ('open', 'aftercare'), ('aftercare', 'open'),
       ('open', 'closed'), ('aftercare', 'closed'), ('closed', 'open'))) then
    raise exception 'a track does not move like that'
      using errcode = 'check_violation', constraint = 'track_state_moves';
  end if;
  return new;
end $$;
create trigger only_moves before update on tracks_track
  for each row execute function tracks_state_only_moves();
create function tracks_signal_only_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.entered_by_id <> old.entered_by_id or new.received_at <> old.received_at
     or (old.person_id is not null and new.person_id is distinct from old.person_id)
     or (new.state <> old.state and (old.state, new.state) not in (
       ('received', 'in_triage'), ('in_triage', 'taken_up'),
       ('in_triage', 'turned_down'), ('in_triage', 'referred'))) then
    raise exception 'a signal does not move like that'
      using errcode = 'check_violation', constraint = 'signal_state_moves';
  end if;
  return new;
end $$;
create trigger only_moves before update on tracks_signal
  for each row execute function tracks_signal_only_moves();
create function tracks_signal_brings_its_own() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tracks_track where person_id = new.person_id)
     or exists (select from tracks_signal where person_id = new.person_id and id <> new.id) then
    raise exception 'a signal does not open the file of somebody who is known'
      using errcode = 'check_violation', constraint = 'signal_brings_its_own';
  end if;
  return new;
end $$;
create trigger brings_its_own_new before insert on tracks_signal
  for each row when (new.person_id is not null) execute function tracks_signal_brings_its_own();
create trigger brings_its_own before update on tracks_signal
  for each row when (new.person_id is distinct from old.person_id)
  execute function tracks_signal_brings_its_own();
"""

RUNGS_ONLY_END = """
create function tracks_rung_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.track_id, new.signal_id, new.cause, new.level, new.held_by_id, new.raised_at,
      new.overdue_since) is distinct from (old.track_id, old.signal_id, old.cause, old.level,
      old.held_by_id, old.raised_at, old.overdue_since)
     or (old.state <> 'raised' and (new.state, new.left_at, new.answered_by_id)
         is distinct from (old.state, old.left_at, old.answered_by_id)) then
    raise exception 'a rung is answered or climbs, and nothing else'
      using errcode = 'check_violation', constraint = 'rung_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before update on tracks_rung
  for each row execute function tracks_rung_only_ends();
"""

MAY_CHANGE = {
    "coachoffer": ("state", "answered_at"),
    "leadcoachhistory": ("until",),
    "informationmoment": ("state", "told_on", "told_by_id"),
    "closing": ("state", "answered_at", "answered_by_id"),
    "door": ("until",),
}
ONLY_CHANGES = """
create function tracks_only_changes() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    raise exception 'what was written stays as it was written'
      using errcode = 'check_violation', constraint = 'row_stays_as_written';
  end if;
  return new;
end $$;
""" + "".join(
    f"create trigger only_changes before update on tracks_{name} for each row execute function"
    f" tracks_only_changes('destroy_on', {', '.join(repr(one) for one in columns)});\n"
    for name, columns in MAY_CHANGE.items()
)

COACH_STAYS = """
create function tracks_coach_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_user where id = new.id and not is_active;
  if found and (exists (select from tracks_track
                         where lead_coach_id = new.id and state <> 'closed')
             or exists (select from tracks_nextmoment
                         where held_by_id = new.id and state = 'planned')
             or exists (select from tracks_door where contact_id = new.id and until is null)) then
    raise exception 'who leads a track, keeps a moment or holds a door stays until handed over'
      using errcode = 'check_violation', constraint = 'who_leads_stays';
  end if;
  return null;
end $$;
create constraint trigger coach_stays after update of is_active on accounts_user
  deferrable initially deferred for each row execute function tracks_coach_stays();
"""

FOLLOWS = "\n".join(
    f"  update tracks_{name} set destroy_on = new.destroy_on where track_id = new.id;"
    for name in (*ON_TRACK, "rung")
)
DESTROYED_TOGETHER = f"""
create function tracks_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare latest date;
begin
{FOLLOWS}
  update tracks_signal set destroy_on = new.destroy_on where id = new.signal_id;
  update tracks_signalfacts set destroy_on = new.destroy_on where signal_id = new.signal_id;
  select max(destroy_on) into latest from tracks_track where person_id = new.person_id;
  update people_person set destroy_on = latest where id = new.person_id;
  update people_nickname set destroy_on = latest where person_id = new.person_id;
  update people_identity set destroy_on = latest where person_id = new.person_id;
  update sharing_assignment set destroy_on = latest where person_id = new.person_id;
  return null;
end $$;
create trigger destroyed_together_new after insert on tracks_track
  for each row execute function tracks_destroyed_together();
create trigger destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_destroyed_together();
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0002_policies")]

    operations = [
        *SAME_PLACE,
        *SAME_PERSON,
        migrations.RunSQL(HOLDS, HOLDS_UNDO),
        *WATCH,
        migrations.RunSQL(MOMENTS_ONLY_END, "drop function tracks_moment_only_ends cascade"),
        migrations.RunSQL(
            STATES_ONLY_MOVE,
            "drop function tracks_state_only_moves cascade;"
            "drop function tracks_signal_only_moves cascade;"
            "drop function tracks_signal_brings_its_own cascade",
        ),
        migrations.RunSQL(RUNGS_ONLY_END, "drop function tracks_rung_only_ends cascade"),
        migrations.RunSQL(ONLY_CHANGES, "drop function tracks_only_changes cascade"),
        migrations.RunSQL(COACH_STAYS, "drop function tracks_coach_stays cascade"),
        migrations.RunSQL(DESTROYED_TOGETHER, "drop function tracks_destroyed_together cascade"),
    ]
