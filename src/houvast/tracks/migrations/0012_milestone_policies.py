"""Milestones are seen by who holds and who steers, and written by triggers alone."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    OWNER,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
)

TABLE = "tracks_milestone"
HOLDERS = ("lead", "second", "work", "former", "door")

NOTED = """
create function tracks_note_milestone() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into tracks_milestone
    (id, municipality_id, controller, destroy_on, person_id, track_id, kind, "on")
  values (gen_random_uuid(), new.municipality_id, new.controller, new.destroy_on, new.person_id,
          new.track_id, tg_argv[0], houvast_today())
  on conflict (track_id, kind) do nothing;
  return null;
end $$;
create trigger note_scanned after insert on tracks_scananswer
  for each row execute function tracks_note_milestone('scanned');
"""  # security definer: whoever writes the fact may not write that it happened

FOLLOWS = """
create function tracks_milestone_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_milestone set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger milestone_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_milestone_destroyed_together();
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0011_milestones")]

    operations = [
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "noted_by_triggers", "insert", OWNER, "true"),
        policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(
            TABLE,
            "seen_by_holder",
            "select",
            APP,
            f"{here(TABLE)} and {held(f'{TABLE}.person_id', *HOLDERS)}",
        ),
        policy(
            TABLE,
            "seen_by_steering",
            "select",
            APP,
            f"{here(TABLE)} and {purpose('process_steering')} and tracks_steers({TABLE}.track_id)",
        ),
        migrations.RunSQL(
            "alter table tracks_milestone add constraint milestone_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            "alter table tracks_milestone drop constraint milestone_of_the_tracks_person",
        ),
        migrations.RunSQL(NOTED, "drop function tracks_note_milestone cascade"),
        migrations.RunSQL(FOLLOWS, "drop function tracks_milestone_destroyed_together cascade"),
    ]
