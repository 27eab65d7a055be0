"""At which place of the team somebody is sought: one row for a track, read and set by its coach."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    held,
    here,
    policy,
    seen_by_triggers,
    serves,
)

SOUGHT = "capture_soughtplace"
PROTECT = django.db.models.deletion.PROTECT
HELD = held(f"{SOUGHT}.person_id", "lead", "second")
SET = (
    f"municipality_id = {MUNICIPALITY} and set_by_id = {USER} and {HELD} and (team_id is null"
    f" or {serves('outreach_coach', 'work_coach', team=f'{SOUGHT}.team_id')})"
)
KEPT = f"""
alter table {SOUGHT} add constraint sought_of_the_tracks_person
  foreign key (track_id, person_id) references tracks_track (id, person_id);
alter table {SOUGHT} add constraint sought_at_a_place_of_its_team
  foreign key (place_id, team_id) references capture_outreachplace (id, team_id);
create trigger stays before update on {SOUGHT} for each row execute function
  capture_stays_as_it_came('destroy_on', 'place_id', 'team_id', 'set_by_id', 'set_at');
create function capture_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {SOUGHT} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger capture_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function capture_destroyed_together();
"""
BACK = f"""
drop function capture_destroyed_together cascade;
drop trigger stays on {SOUGHT};
alter table {SOUGHT} drop constraint sought_at_a_place_of_its_team;
alter table {SOUGHT} drop constraint sought_of_the_tracks_person;
"""


def to(model: str, *, empty: bool = False) -> models.ForeignKey:
    """A foreign key as every table here has it."""
    return models.ForeignKey(blank=empty, null=empty, on_delete=PROTECT, related_name="+", to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0016_guests"),
        ("capture", "0004_lost_devices"),
        ("people", "0001_initial"),
        ("sharing", "0009_ties"),
        ("tracks", "0071_guest_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SoughtPlace",
            fields=[
                (
                    "controller",
                    models.CharField(
                        choices=[("burgemeester", "burgemeester"), ("college", "college")],
                        default="college",
                        max_length=12,
                    ),
                ),
                ("destroy_on", models.DateField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("municipality", to("accounts.municipality")),
                ("person", to("people.person")),
                ("place", to("capture.outreachplace", empty=True)),
                ("set_by", to(settings.AUTH_USER_MODEL)),
                ("team", to("accounts.team", empty=True)),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="%(class)ss", to="tracks.track"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("track",), name="one_place_of_a_track"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", None), ("team", None)),
                            models.Q(("place__isnull", False), ("team__isnull", False)),
                            _connector="OR",
                        ),
                        name="sought_place_with_its_team",
                    ),
                ],
            },
        ),
        force(SOUGHT),
        seen_by_triggers(SOUGHT),
        policy(SOUGHT, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(SOUGHT, "seen_by_its_coach", "select", APP, f"{here(SOUGHT)} and {HELD}"),
        policy(SOUGHT, "set_by_its_coach", "insert", APP, SET),
        changed(SOUGHT, "moved_by_its_coach", f"{here(SOUGHT)} and {HELD}", SET),
        closed_to_who_is_near(SOUGHT, "person_id"),
        migrations.RunSQL(KEPT, BACK),
    ]
