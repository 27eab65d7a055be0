"""Steps are the plan: read by who holds, kept by the coach; steering sees none of their words."""

from django.db import migrations

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

TABLE = "tracks_step"
HERE = f"municipality_id = {MUNICIPALITY}"
READERS = ("lead", "second", "work", "former")
KEEPS = f"{purpose('guidance')} and {held(f'{TABLE}.person_id', 'lead', 'second')}"

POLICIES = [
    force(TABLE),
    seen_by_triggers(TABLE),
    policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
    policy(
        TABLE,
        "seen_by_holder",
        "select",
        APP,
        f"{here(TABLE)} and {held(f'{TABLE}.person_id', *READERS)}",
    ),
    policy(
        TABLE,
        "added_by_coach",
        "insert",
        APP,
        f"{HERE} and made_by_id = {USER} and state = 'open' and {KEEPS}",
    ),
    changed(
        TABLE,
        "kept_by_coach",
        f"{here(TABLE)} and {KEEPS}",
        f"{HERE} and (left_by_id is null or left_by_id = {USER})",
    ),
]

ON_A_RUNNING_TRACK = """
create function tracks_step_on_a_running_track() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from tracks_track where id = new.track_id and state in ('open', 'aftercare') for share;
  if not found then
    raise exception 'a step is added to a running track'
      using errcode = 'check_violation', constraint = 'step_on_a_running_track';
  end if;
  if new.colleague_id is not null and not exists (
       select from sharing_assignment
        where person_id = new.person_id and user_id = new.colleague_id
          and capacity in ('lead', 'second')
          and since <= houvast_now() and until > houvast_now()) then
    raise exception 'a colleague takes a step of somebody whom he or she holds'
      using errcode = 'check_violation', constraint = 'step_of_who_holds';
  end if;
  return null;
end $$;
create constraint trigger step_on_a_running_track after insert on tracks_step
  not deferrable for each row execute function tracks_step_on_a_running_track();
create constraint trigger step_of_who_holds after update on tracks_step
  not deferrable for each row
  when (new.state = 'open' and (new.colleague_id is distinct from old.colleague_id
                                or new.state <> old.state))
  execute function tracks_step_on_a_running_track();
"""  # for share: a track that closes at this moment waits, or has closed and says no

KEEPS_ITS_WORDS = """
create function tracks_step_keeps_its_words() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.track_id, new.person_id, new.municipality_id, new.domain, new.what, new.made_at,
      new.made_by_id)
     is distinct from (old.track_id, old.person_id, old.municipality_id, old.domain, old.what,
                       old.made_at, old.made_by_id)
     or (old.state <> 'open' and new.state <> 'open' and new.state <> old.state) then
    raise exception 'a step keeps its words; what became of it is said once'
      using errcode = 'check_violation', constraint = 'step_keeps_its_words';
  end if;
  return new;
end $$;
create trigger keeps_its_words before update on tracks_step
  for each row execute function tracks_step_keeps_its_words();
"""

FOLLOWS = """
create function tracks_step_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_step set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger step_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_step_destroyed_together();
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0017_steps")]

    operations = [
        *POLICIES,
        migrations.RunSQL(
            "alter table tracks_step add constraint step_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            "alter table tracks_step drop constraint step_of_the_tracks_person",
        ),
        migrations.RunSQL(
            ON_A_RUNNING_TRACK, "drop function tracks_step_on_a_running_track cascade"
        ),
        migrations.RunSQL(KEEPS_ITS_WORDS, "drop function tracks_step_keeps_its_words cascade"),
        migrations.RunSQL(FOLLOWS, "drop function tracks_step_destroyed_together cascade"),
    ]
