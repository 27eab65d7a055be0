"""Aftercare that is noted once, retention that is asked at its day, and no break-off without a moment.

What a young person said is a work note: the work coach does not read it. What an employer said and
whether work lasted are facts about work.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    changed,
    force,
    held,
    here,
    policy,
    seen_by_triggers,
)

HERE = f"municipality_id = {MUNICIPALITY}"
NOTE, RETENTION = "placements_aftercarenote", "placements_retention"


def kept(table, readers, writers, tie, to):
    person = f"{table}.person_id"
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(
            table, "seen_by_holder", "select", APP, f"{here(table)} and {held(person, *readers)}"
        ),
        policy(table, "added_by_coach", "insert", APP, f"{HERE} and {held(person, *writers)}"),
        migrations.RunSQL(
            f"alter table {table} add constraint {table}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id);"
            f" alter table {table} add constraint {table}_of_its_person"
            f" foreign key ({tie}, person_id) references {to} (id, person_id)",
            f"alter table {table} drop constraint {table}_of_its_person;"
            f" alter table {table} drop constraint {table}_of_the_tracks_person",
        ),
    ]


MARKS_OF_BEFORE = f"""
insert into {RETENTION} (id, municipality_id, controller, destroy_on, person_id, track_id,
                         placement_id, mark, due, answer)
select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, track_id, id,
       months || '_months', (started_on + months * interval '1 month')::date, ''
from placements_placement, unnest(array[3, 6, 12]) months where started_on is not null
"""

ONCE = """
create function placements_check_in_once() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.placement_id, new.person_id, new.track_id, new.municipality_id, new.side, new.due)
     is distinct from
     (old.placement_id, old.person_id, old.track_id, old.municipality_id, old.side, old.due)
     or (old.state <> 'planned'
         and (new.state, new.said, new.answered_on, new.answered_by_id)
             is distinct from (old.state, old.said, old.answered_on, old.answered_by_id))
     or (new.state <> 'planned' and (new.due > houvast_today() or new.answered_on is null)) then
    raise exception 'a check-in is noted once, from its day on'
      using errcode = 'check_violation', constraint = 'check_in_once';
  end if;
  return new;
end $$;
create trigger once before update on placements_aftercaremoment
  for each row execute function placements_check_in_once();
create function placements_retention_at_its_day() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.placement_id, new.person_id, new.track_id, new.municipality_id, new.mark, new.due)
     is distinct from
     (old.placement_id, old.person_id, old.track_id, old.municipality_id, old.mark, old.due)
     or (new.answer <> old.answer
         and (new.due > houvast_today() or old.answer not in ('', 'unknown'))) then
    raise exception 'whether work lasted is asked at its day, and what is known stays'
      using errcode = 'check_violation', constraint = 'retention_at_its_day';
  end if;
  return new;
end $$;
create trigger at_its_day before update on placements_retention
  for each row execute function placements_retention_at_its_day();
"""

NOT_LET_GO = """
create function placements_not_let_go() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  track tracks_track;
  within int;
  latest date;
begin
  select * into track from tracks_track where id = new.track_id;
  if track.state not in ('open', 'aftercare') then
    return null;
  end if;
  select after_break_off into within from tracks_promise
    where programme_id = track.programme_id and valid_from <= houvast_today()
    order by valid_from desc limit 1;
  select day into latest from accounts_workingday
    where municipality_id = track.municipality_id and is_open and day > houvast_today()
    order by day offset coalesce(within, 2) - 1 limit 1;
  if not exists (select from tracks_nextmoment where track_id = new.track_id
                 and state = 'planned' and due <= latest) then
    raise exception 'who stops with work has a moment within days'
      using errcode = 'check_violation', constraint = 'moment_after_break_off';
  end if;
  if new.state = 'broken_off' and track.work_started_on is not null then
    raise exception 'a break-off opens the search again'
      using errcode = 'check_violation', constraint = 'search_after_break_off';
  end if;
  return null;
end $$;
create constraint trigger not_let_go after update of state on placements_placement
  deferrable initially deferred for each row
  when (new.state <> old.state and (new.state = 'broken_off'
        or (new.state = 'not_started' and old.state <> 'proposed')))
  execute function placements_not_let_go();
"""  # security definer: who may write about work may not see the moments and the calendar of it all

DESTROYED_TOGETHER = """
create or replace function placements_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update placements_placement set destroy_on = new.destroy_on where track_id = new.id;
  update placements_aftercaremoment set destroy_on = new.destroy_on where track_id = new.id;
  update placements_consent set destroy_on = new.destroy_on where track_id = new.id;
  update placements_toldline set destroy_on = new.destroy_on where track_id = new.id;{more}
  return null;
end $$;
"""
MORE = """
  update placements_aftercarenote set destroy_on = new.destroy_on where track_id = new.id;
  update placements_retention set destroy_on = new.destroy_on where track_id = new.id;"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0005_aftercare")]

    operations = [
        migrations.RunSQL(MARKS_OF_BEFORE, migrations.RunSQL.noop),
        *kept(
            NOTE,
            ("lead", "second", "former"),
            ("lead",),
            "moment_id",
            "placements_aftercaremoment",
        ),
        *kept(
            RETENTION,
            ("lead", "second", "work", "former"),
            ("lead", "work"),
            "placement_id",
            "placements_placement",
        ),
        changed(
            RETENTION,
            "answered_by_coach",
            f"{here(RETENTION)} and {held(f'{RETENTION}.person_id', 'lead', 'work')}",
            HERE,
        ),
        migrations.RunSQL(
            ONCE,
            "drop function placements_check_in_once cascade;"
            " drop function placements_retention_at_its_day cascade",
        ),
        migrations.RunSQL(NOT_LET_GO, "drop function placements_not_let_go cascade"),
        migrations.RunSQL(DESTROYED_TOGETHER.format(more=MORE), DESTROYED_TOGETHER.format(more="")),
    ]
