"""Handover: the receiver sees nickname, reason and deadline; the lead changes by a yes only."""

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
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
TABLE = "tracks_handover"
HOLDERS = ("lead", "second", "work", "former")
GUIDING, STEERING = purpose("guidance"), purpose("process_steering")
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
STEERS = (
    f"{STEERING} and ({serves('process_coordinator')}"
    f" or {serves('team_lead', team='tracks_handover.from_team_id')}"
    f" or {serves('team_lead', team='tracks_handover.to_team_id')})"
)
COORDINATES = f"{STEERING} and {serves('process_coordinator')}"
ASKED = f"{GUIDING} and tracks_hands_over(tracks_track.id)"


def seen(name, condition, table=TABLE):
    return policy(table, name, "select", APP, f"{here(table)} and {condition}")


POLICIES = [
    force(TABLE),
    seen_by_triggers(TABLE),
    policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
    seen(
        "seen_by_the_receiver",
        f"to_user_id = {USER} and {GUIDING} and (state = 'offered' or answered_at = houvast_now())",
    ),
    seen("seen_by_holder", held("tracks_handover.person_id", *HOLDERS)),
    seen("seen_by_steering", STEERS),
    seen("seen_by_the_safety_net", JOB),
    policy(
        TABLE,
        "offered_by_lead_or_coordinator",
        "insert",
        APP,
        f"{HERE} and offered_by_id = {USER} and state = 'offered'"
        f" and ({held('tracks_handover.person_id', 'lead')} or ({COORDINATES}))",
    ),
    changed(
        TABLE,
        "answered_by_the_receiver",
        f"{here(TABLE)} and to_user_id = {USER} and {GUIDING} and state in ('offered', 'accepted')",
        HERE,
    ),
    changed(
        TABLE,
        "withdrawn_by_lead_or_coordinator",
        f"{here(TABLE)} and state = 'offered'"
        f" and ({held('tracks_handover.person_id', 'lead')} or ({COORDINATES}))",
        HERE,
    ),
    changed(TABLE, "returned_by_the_safety_net", f"{here(TABLE)} and {JOB}", HERE),
    seen("seen_by_the_receiver", ASKED, "tracks_track"),
    changed(
        "tracks_track", "accepted_by_the_receiver", f"{here('tracks_track')} and {ASKED}", HERE
    ),
    seen(
        "seen_by_the_receiver",
        f"{GUIDING} and tracks_hands_over_person(people_nickname.person_id)",
        "people_nickname",
    ),
]

HANDS_OVER = f"""
create function tracks_hands_over(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_handover where track_id = one and to_user_id = {USER}
                 and state = 'offered' and municipality_id = {MUNICIPALITY})
$$;
create function tracks_hands_over_person(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_handover where person_id = one and to_user_id = {USER}
                 and state = 'offered' and municipality_id = {MUNICIPALITY})
$$
"""  # security definer, as the functions of standing: a policy asks, and plans nothing
HANDS_OVER_UNDO = "drop function tracks_hands_over; drop function tracks_hands_over_person"

WAS_HANDED = f"""
create function tracks_was_handed(person uuid, giver uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_handover
                 where person_id = person and offered_by_id = giver and to_user_id = {USER}
                   and municipality_id = {MUNICIPALITY} and state = 'offered'
                   and accept_by >= houvast_today())
$$
"""  # security definer: the policies of handovers look at assignments, which would go round

BY_HANDOVER = """
create function tracks_lead_changes_by_handover() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from tracks_handover
                  where track_id = new.id and from_user_id = old.lead_coach_id
                    and to_user_id = new.lead_coach_id and state in ('accepted', 'introduced')
                    and answered_at = houvast_now()) then
    raise exception 'the lead coach of a running track changes by an accepted handover only'
      using errcode = 'check_violation', constraint = 'lead_changes_by_handover';
  end if;
  return null;
end $$;
create constraint trigger lead_changes_by_handover after update of lead_coach_id on tracks_track
  deferrable initially deferred for each row
  when (old.lead_coach_id <> new.lead_coach_id and old.state in ('open', 'aftercare'))
  execute function tracks_lead_changes_by_handover();
create function tracks_handover_only_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.track_id, new.person_id, new.from_user_id, new.to_user_id, new.offered_by_id,
      new.accept_by) is distinct from (old.track_id, old.person_id, old.from_user_id,
      old.to_user_id, old.offered_by_id, old.accept_by)
     or (new.state <> old.state and (old.state, new.state) not in (
       ('offered', 'accepted'), ('offered', 'declined'), ('offered', 'returned'),
       ('offered', 'withdrawn'), ('accepted', 'introduced'))) then
    raise exception 'a handover does not move like that'
      using errcode = 'check_violation', constraint = 'handover_state_moves';
  end if;
  return new;
end $$;
create trigger only_moves before update on tracks_handover
  for each row execute function tracks_handover_only_moves();
create function tracks_closed_without_handover() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tracks_handover where track_id = new.id
             and state in ('offered', 'accepted')) then
    raise exception 'a running handover is finished before closing'
      using errcode = 'check_violation', constraint = 'no_handover_on_closed_track';
  end if;
  return null;
end $$;
create constraint trigger closed_without_handover after update of state on tracks_track
  deferrable initially deferred for each row when (new.state = 'closed')
  execute function tracks_closed_without_handover();
"""
BY_HANDOVER_UNDO = """
drop function tracks_lead_changes_by_handover cascade;
drop function tracks_handover_only_moves cascade;
drop function tracks_closed_without_handover cascade
"""

FOLLOWS = """
create function tracks_handover_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_handover set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger handover_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_handover_destroyed_together();
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0004_handover")]

    operations = [
        migrations.RunSQL(HANDS_OVER, HANDS_OVER_UNDO),
        *POLICIES,
        migrations.RunSQL(
            "alter table tracks_handover add constraint handover_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            "alter table tracks_handover drop constraint handover_of_the_tracks_person",
        ),
        migrations.RunSQL(WAS_HANDED, "drop function tracks_was_handed"),
        policy(
            "sharing_assignment",
            "accepted_handover",
            "insert",
            APP,
            f"{HERE} and user_id = {USER} and capacity = 'lead' and purpose = 'guidance'"
            f" and {GUIDING} and tracks_was_handed(person_id, granted_by_id)",
        ),
        migrations.RunSQL(BY_HANDOVER, BY_HANDOVER_UNDO),
        migrations.RunSQL(FOLLOWS, "drop function tracks_handover_destroyed_together cascade"),
    ]
