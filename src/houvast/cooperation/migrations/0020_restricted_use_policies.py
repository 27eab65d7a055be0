"""What is restricted opens for one colleague and one purpose, when two people said so (AVG 18.2).

The wall of restriction stays; it asks whether such a use is open to who looks. A fact that its
receiver could not read before, he cannot read by this either.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    PURPOSE,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

USE, FACT, SHARING = "cooperation_restricteduse", "cooperation_sharedfact", "cooperation_sharing"
HERE = f"municipality_id = {MUNICIPALITY}"
READS = ("lead", "second", "former")
GIVER = (
    f"(({FACT}.kind = 'ID' and {held(f'{FACT}.person_id', *READS, 'door', 'work')})"
    f" or ({FACT}.kind in ('PL', 'WP', 'PM') and {held(f'{FACT}.person_id', *READS, 'work')})"
    f" or ({FACT}.kind = 'WI' and {held(f'{FACT}.person_id', 'work')}))"
)
KEPT = f"restricted_at is null or {GIVER}"
OFFICER = f"({purpose('subject_rights')} and {serves('privacy_officer')})"
ADVISES = f"({purpose('oversight')} and {serves('fg')})"
OWN = f"{USE}.asked_by_id = {USER}"
ASKS = f"({held(f'{USE}.person_id', 'lead')} or {held(f'{USE}.person_id', 'work')} and {OWN})"
SEES = f"({held(f'{USE}.person_id', *READS)} or {ASKS} or {OFFICER} or {ADVISES})"

OPEN = f"""
create function cooperation_use_is_open(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {USE} use join {FACT} fact on fact.id = use.fact_id
   where use.fact_id = one and use.to_user_id = {USER} and fact.restricted_at <= use.asked_at
    and use.purpose = {PURPOSE} and use.municipality_id = {MUNICIPALITY} and use.state = 'open'
    and use.until > houvast_now() and use.destroy_on > houvast_today())
$$;
revoke all on function cooperation_use_is_open from public;
grant execute on function cooperation_use_is_open to {APP};

create function cooperation_use_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  goes text[] := array['state', 'second_id', 'second_at', 'ended_at', 'destroy_on'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.second_id is not null or new.ended_at is not null
       or new.asked_by_id is distinct from {USER}
       or new.until > new.asked_at + interval '32 days' or not exists (
         select from {FACT} fact join {SHARING} share on share.id = fact.sharing_id
          where fact.id = new.fact_id and fact.person_id = new.person_id
            and fact.track_id = new.track_id and fact.restricted_at is not null
            and fact.dropped_at is null and share.purpose = new.purpose
            and (share.to_user_id = new.to_user_id or share.receiver = 'coaches' and exists (
              select from tracks_track t where t.id = share.track_id
                 and t.lead_coach_id = new.to_user_id))) then
      raise exception 'a use of what is restricted is asked for its own receiver'
        using errcode = 'check_violation', constraint = 'use_is_asked';
    end if;
    return new;
  end if;
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or new.state <> old.state and (old.state, new.state) not in (
          ('asked', 'open'), ('asked', 'refused'), ('asked', 'ended'), ('open', 'ended'))
     or new.state = old.state and to_jsonb(new) - 'destroy_on' is distinct from
          to_jsonb(old) - 'destroy_on'
     or new.state in ('open', 'refused') and new.state <> old.state and not (
          new.second_id = {USER} and {OFFICER})
     or new.second_id is distinct from old.second_id and new.state not in ('open', 'refused') then
    raise exception 'the privacy officer decides on a use of what is restricted'
      using errcode = 'check_violation', constraint = 'use_is_decided';
  end if;
  return new;
end $$;
create trigger moves before insert or update on {USE} for each row
  execute function cooperation_use_moves();

create function cooperation_use_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {USE} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger use_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_use_destroyed_together();
"""  # security definer: the wall of restriction asks it, and who looks need not see the use itself


def wall(condition):
    return (
        f"create policy only_kept_while_restricted on {FACT} as restrictive for select"
        f" to {APP} using ({condition})"
    )


DROP = f"drop policy only_kept_while_restricted on {FACT}"


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0019_restricted_use")]

    operations = [
        force(USE),
        seen_by_triggers(USE),
        closed_to_who_is_near(USE, "person_id"),
        policy(USE, "moved_together", "update", "houvast_owner", "true"),
        policy(USE, "seen_by_who_asks_and_decides", "select", APP, f"{here(USE)} and {SEES}"),
        policy(
            USE,
            "asked_by_who_shared",
            "insert",
            APP,
            f"{HERE} and asked_by_id = {USER} and state = 'asked' and {ASKS}",
        ),
        changed(
            USE,
            "decided_or_ended",
            f"{here(USE)} and ({ASKS} or {OFFICER})",
            f"{HERE} and ({ASKS} or {OFFICER})",
        ),
        migrations.RunSQL(
            OPEN,
            "drop function cooperation_use_destroyed_together cascade;"
            " drop function cooperation_use_moves cascade; drop function cooperation_use_is_open",
        ),
        migrations.RunSQL(
            f"{DROP}; {wall(f'{KEPT} or cooperation_use_is_open({FACT}.id)')}",
            f"{DROP}; {wall(KEPT)}",
        ),
    ]
