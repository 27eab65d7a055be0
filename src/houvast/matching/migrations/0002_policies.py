"""Work wishes and choices (class WP): who reads and adds them, and that neither is ever changed."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    force,
    held,
    here,
    policy,
    seen_by_triggers,
)

READERS = ("lead", "second", "work", "former")
WRITERS = ("lead", "work")
WISHES, CHOICES = "matching_workwishes", "matching_choice"

OF_HERE = (
    "exists (select from employers_workplace place where place.id = matching_choice.workplace_id"
    f" and place.municipality_id = {MUNICIPALITY})"
)
"""SQL: the workplace is one of this municipality, which the actor may see."""


def work_wishes(table, also="true"):
    """Who holds reads; coach and work coach add in their own name, now; nobody changes a row."""
    person = f"{table}.person_id"
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(
            table, "seen_by_holder", "select", APP, f"{here(table)} and {held(person, *READERS)}"
        ),
        policy(
            table,
            "added_by_coach",
            "insert",
            APP,
            f"municipality_id = {MUNICIPALITY} and made_by_id = {USER} and at = houvast_now()"
            f" and {held(person, *WRITERS)} and {also}",
        ),
        migrations.RunSQL(
            f"alter table {table} add constraint {table}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {table} drop constraint {table}_of_the_tracks_person",
        ),
    ]


SAME_TRACK = migrations.RunSQL(
    "alter table matching_choice add constraint choice_on_the_wishes_of_its_track"
    " foreign key (wishes_id, track_id) references matching_workwishes (id, track_id)",
    "alter table matching_choice drop constraint choice_on_the_wishes_of_its_track",
)

NOTED = migrations.RunSQL(
    "create trigger note_work_wished after insert on matching_workwishes"
    " for each row execute function tracks_note_milestone('work_wished')",
    "drop trigger note_work_wished on matching_workwishes",
)

DESTROYED_TOGETHER = migrations.RunSQL(
    """
create function matching_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update matching_workwishes set destroy_on = new.destroy_on where track_id = new.id;
  update matching_choice set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger matching_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function matching_destroyed_together();
""",
    "drop function matching_destroyed_together cascade",
)


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("tracks", "0012_milestone_policies")]

    operations = [
        *work_wishes(WISHES),
        *work_wishes(CHOICES, OF_HERE),
        SAME_TRACK,
        NOTED,
        DESTROYED_TOGETHER,
    ]
