"""Two files of one young person: one track goes on, the other closes, and two people said so.

The rows of both tracks stay where they were. A track that was merged away never opens again, and a
track with a running placement is not merged away.
"""

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
    serves,
)

TABLE = "tracks_merge"
HOLDERS = ("lead", "second", "work", "former", "door")
STEERING = purpose("process_steering")
COORDINATES = f"{STEERING} and {serves('process_coordinator')}"
STEERS_BOTH = f"{STEERING} and tracks_steers(track_id) and tracks_steers(other_id)"

WAS_MERGED = """
create function tracks_was_merged(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_merge where other_id = one and state = 'agreed')
$$;
"""  # security definer: who keeps the door may not see the track that went on
WORK_RUNS = """
create function tracks_work_runs(one uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from placements_placement where track_id = one
                 and state not in ('ended', 'broken_off', 'not_started'));
end $$;
"""  # security definer: who steers sees that work runs, not which; plpgsql looks it up when asked

GUARDS = """
alter table tracks_merge add constraint merge_of_the_tracks_person
  foreign key (track_id, person_id) references tracks_track (id, person_id);
create trigger only_changes before update on tracks_merge for each row execute function
  tracks_only_changes('destroy_on', 'state', 'answered_at', 'answered_by_id');

create function tracks_merge_answered_once() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if old.state <> 'proposed' and (new.state, new.answered_by_id, new.answered_at)
     is distinct from (old.state, old.answered_by_id, old.answered_at) then
    raise exception 'a proposal is answered once'
      using errcode = 'check_violation', constraint = 'merge_answered_once';
  end if;
  return new;
end $$;
create trigger answered_once before update on tracks_merge
  for each row execute function tracks_merge_answered_once();

create function tracks_merge_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare stays tracks_track; gone tracks_track;
begin
  select * into stays from tracks_track where id = new.track_id;
  select * into gone from tracks_track where id = new.other_id;
  if stays.municipality_id <> gone.municipality_id or stays.person_id = gone.person_id then
    raise exception 'two persons of one municipality are merged'
      using errcode = 'check_violation', constraint = 'merge_of_two_persons';
  end if;
  if new.state = 'agreed' and new.answered_at = houvast_now()
     and (stays.state not in ('open', 'aftercare') or gone.state <> 'closed'
          or gone.close_reason <> 'opened_by_mistake' or gone.closed_at <> houvast_now()
          or tracks_work_runs(gone.id)) then
    raise exception 'one track goes on with its coach, the other closes as opened by mistake'
      using errcode = 'check_violation', constraint = 'merge_keeps_one_track';
  end if;
  return null;
end $$;
create constraint trigger merge_holds after insert or update on tracks_merge
  deferrable initially deferred for each row execute function tracks_merge_holds();

create function tracks_merged_stays_closed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tracks_was_merged(new.id) then
    raise exception 'a track that was merged away stays closed'
      using errcode = 'check_violation', constraint = 'merged_stays_closed';
  end if;
  return new;
end $$;
create trigger merged_stays_closed before update of state on tracks_track
  for each row when (old.state = 'closed' and new.state <> 'closed')
  execute function tracks_merged_stays_closed();

create function tracks_merge_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_merge set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger merge_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_merge_destroyed_together();

create or replace function tracks_closed_by_two() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.close_reason <> 'young_person_stopped'
     and not exists (select from tracks_closing where track_id = new.id and state = 'agreed'
                     and answered_at = houvast_now() and answered_by_id <> proposed_by_id)
     and not (new.close_reason = 'opened_by_mistake'
              and exists (select from tracks_merge where other_id = new.id and state = 'agreed'
                          and answered_at = houvast_now()
                          and answered_by_id <> proposed_by_id)) then
    raise exception 'a second person agrees before a track closes'
      using errcode = 'check_violation', constraint = 'closed_by_two';
  end if;
  return null;
end $$;
"""
GUARDS_UNDO = """
drop function tracks_merge_destroyed_together cascade;
drop function tracks_merged_stays_closed cascade;
drop function tracks_merge_holds cascade;
drop function tracks_merge_answered_once cascade;
"""

POLICIES = [
    force(TABLE),
    seen_by_triggers(TABLE),
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
        f"{here(TABLE)} and {STEERING} and (tracks_steers(track_id) or tracks_steers(other_id))",
    ),
    policy(
        TABLE,
        "proposed_by_steering",
        "insert",
        APP,
        f"municipality_id = {MUNICIPALITY} and state = 'proposed' and answered_by_id is null"
        f" and proposed_by_id = {USER} and {STEERS_BOTH}",
    ),
    changed(
        TABLE,
        "answered_by_coordinator",
        f"{here(TABLE)} and state = 'proposed' and {COORDINATES}",
        f"municipality_id = {MUNICIPALITY} and {STEERING} and answered_by_id = {USER}",
    ),
]
KEY = {"on_delete": django.db.models.deletion.PROTECT}
NOTICES = (
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
)


def user(**more):
    return models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, **KEY, **more)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0030_plan_policies")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in NOTICES], max_length=16),
        ),
        migrations.CreateModel(
            name="Merge",
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
                ("reason", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("declined", "declined"),
                        ],
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", user(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(related_name="+", to="accounts.municipality", **KEY),
                ),
                ("other", models.ForeignKey(related_name="+", to="tracks.track", **KEY)),
                ("person", models.ForeignKey(related_name="+", to="people.person", **KEY)),
                ("proposed_by", user()),
                (
                    "track",
                    models.ForeignKey(related_name="%(class)ss", to="tracks.track", **KEY),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("other",),
                        name="one_merge_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("track", models.F("other")), _negated=True),
                        name="merge_of_two_tracks",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answered_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="merge_agreed_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WORK_RUNS, "drop function tracks_work_runs"),
        migrations.RunSQL(WAS_MERGED, "drop function tracks_was_merged"),
        migrations.RunSQL(GUARDS, GUARDS_UNDO),
        *POLICIES,
    ]
