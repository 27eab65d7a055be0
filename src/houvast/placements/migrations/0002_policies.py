"""Who sees and writes facts about work (class PM): coach and work coach, by assignment."""

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
READERS = ("lead", "second", "work", "former")
WRITERS = ("lead", "work")
TABLES = ("placements_placement", "placements_aftercaremoment")


def facts_about_work(table):
    person = f"{table}.person_id"
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(
            table, "seen_by_holder", "select", APP, f"{here(table)} and {held(person, *READERS)}"
        ),
        policy(table, "added_by_coach", "insert", APP, f"{HERE} and {held(person, *WRITERS)}"),
        changed(table, "changed_by_coach", f"{here(table)} and {held(person, *WRITERS)}", HERE),
        migrations.RunSQL(
            f"alter table {table} add constraint {table}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {table} drop constraint {table}_of_the_tracks_person",
        ),
    ]


STATES_ONLY_MOVE = """
create function placements_state_only_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.track_id, new.person_id, new.workplace_id)
     is distinct from (old.track_id, old.person_id, old.workplace_id)
     or (new.state <> old.state and (old.state, new.state) not in (
       ('proposed', 'wanted'), ('wanted', 'introduced'), ('introduced', 'agreed'),
       ('agreed', 'started'), ('started', 'ended'), ('started', 'broken_off'),
       ('proposed', 'not_started'), ('wanted', 'not_started'), ('introduced', 'not_started'),
       ('agreed', 'not_started'))) then
    raise exception 'a placement does not move like that'
      using errcode = 'check_violation', constraint = 'placement_state_moves';
  end if;
  return new;
end $$;
create trigger only_moves before update on placements_placement
  for each row execute function placements_state_only_moves();
"""

DESTROYED_TOGETHER = """
create function placements_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update placements_placement set destroy_on = new.destroy_on where track_id = new.id;
  update placements_aftercaremoment set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger placements_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function placements_destroyed_together();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_initial"), ("tracks", "0003_never_let_go")]

    operations = [
        *(operation for table in TABLES for operation in facts_about_work(table)),
        migrations.RunSQL(STATES_ONLY_MOVE, "drop function placements_state_only_moves cascade"),
        migrations.RunSQL(
            DESTROYED_TOGETHER, "drop function placements_destroyed_together cascade"
        ),
    ]
