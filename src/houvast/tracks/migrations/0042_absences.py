"""A young person who is away: neutral, and never without the moments around the return."""

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
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
)

TABLE = "tracks_absence"
HERE = f"municipality_id = {MUNICIPALITY}"
KEY = {"on_delete": django.db.models.deletion.PROTECT}
HOLDERS = ("lead", "second", "work", "former")
VIA = ("in_person", "phone", "message", "video", "email", "letter", "via_other")
COACHES = held("tracks_absence.person_id", "lead", "second")
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)

HOLDS = """
alter table tracks_absence add constraint absence_of_the_tracks_person
  foreign key (track_id, person_id) references tracks_track (id, person_id);
create trigger only_changes before update on tracks_absence for each row execute function
  tracks_only_changes('destroy_on', 'ended_at');
create function tracks_absence_begins() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.until_on <= houvast_today() then
    raise exception 'a return lies ahead'
      using errcode = 'check_violation', constraint = 'return_lies_ahead';
  end if;
  return new;
end $$;
create trigger begins before insert on tracks_absence
  for each row execute function tracks_absence_begins();
create function tracks_absence_holds(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare back date; planned date;
begin
  select until_on into back from tracks_absence
   where track_id = one and ended_at is null and until_on >= houvast_today();
  select due into planned from tracks_nextmoment where track_id = one and state = 'planned';
  if planned > (case when back - 7 >= houvast_today() then back - 7 else back end) then
    raise exception 'a next moment comes before the return, and in the week before it'
      using errcode = 'check_violation', constraint = 'absence_has_its_moments';
  end if;
end $$;
create function tracks_absence_of_row() returns trigger
language plpgsql as $$ begin perform tracks_absence_holds(new.track_id); return null; end $$;
create constraint trigger holds after insert or update on tracks_absence
  deferrable initially deferred for each row execute function tracks_absence_of_row();
create constraint trigger absence_holds after insert or update on tracks_nextmoment
  deferrable initially deferred for each row when (new.state = 'planned')
  execute function tracks_absence_of_row();
create function tracks_absence_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_absence set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger absence_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_absence_destroyed_together();
"""
HOLDS_UNDO = """
drop function tracks_absence_begins cascade; drop function tracks_absence_of_row cascade;
drop function tracks_absence_holds; drop function tracks_absence_destroyed_together cascade;
alter table tracks_absence drop constraint absence_of_the_tracks_person;
drop trigger only_changes on tracks_absence
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0041_doors_told"), ("people", "0003_phone_numbers")]

    operations = [
        migrations.CreateModel(
            name="Absence",
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
                ("until_on", models.DateField()),
                (
                    "reachable_via",
                    models.CharField(choices=[(one, one) for one in VIA], max_length=10),
                ),
                ("entered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entered_by",
                    models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, **KEY),
                ),
                (
                    "municipality",
                    models.ForeignKey(related_name="+", to="accounts.municipality", **KEY),
                ),
                ("person", models.ForeignKey(related_name="+", to="people.person", **KEY)),
                (
                    "track",
                    models.ForeignKey(related_name="%(class)ss", to="tracks.track", **KEY),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("track",),
                        name="one_absence_at_a_time",
                    ),
                ],
            },
        ),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
        migrations.RunSQL(HOLDS, HOLDS_UNDO),
        policy(
            TABLE,
            "seen_by_holder",
            "select",
            APP,
            f"{here(TABLE)} and {held('tracks_absence.person_id', *HOLDERS)}",
        ),
        policy(
            TABLE,
            "seen_by_steering",
            "select",
            APP,
            f"{here(TABLE)} and {purpose('process_steering')}"
            " and tracks_steers(tracks_absence.track_id)",
        ),
        policy(TABLE, "seen_by_the_safety_net", "select", APP, f"{here(TABLE)} and {JOB}"),
        policy(
            TABLE,
            "entered_by_the_coach",
            "insert",
            APP,
            f"{HERE} and entered_by_id = {USER} and ended_at is null and {COACHES}",
        ),
        changed(TABLE, "ended_by_the_coach", f"{here(TABLE)} and {COACHES}", HERE),
    ]
