"""A role goes on when people looked at it: one of them, or two when its rights are special.

The end of a role only moves ahead inside the answer of the last of them, in the same transaction.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "sharing_rolereview"
HERE, KEPT = f"municipality_id = {MUNICIPALITY}", here(TABLE)
MANAGES = serves("functional_admin")
LOOKS = (
    f"({MANAGES} or ({purpose('process_steering')}"
    f" and {serves('programme_manager', 'process_coordinator')})"
    f" or ({purpose('subject_rights')} and {serves('privacy_officer')}))"
)

GUARD = """
create function sharing_role_review_guard() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare seat accounts_membership;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['answered_by_id', 'answered_at'] is distinct from
       to_jsonb(old) - array['answered_by_id', 'answered_at']
       or old.answered_at is not null or new.answered_by_id is null
       or new.answered_at is distinct from houvast_now() then
      raise exception 'a review is answered once, and otherwise stays as it was'
        using errcode = 'check_violation', constraint = 'review_is_answered_once';
    end if;
  elsif new.asked_at <> houvast_now() then
    raise exception 'a role is looked at now' using errcode = 'check_violation',
      constraint = 'review_is_of_now';
  end if;
  select * into seat from accounts_membership one where one.id = new.membership_id
     and one.municipality_id = new.municipality_id and one.user_id = new.user_id for no key update;
  if seat.id is null or seat.is_deputy or seat.until is distinct from seat.lapses_at
     or seat.until <= houvast_now() - interval '92 days'
     or seat.until > houvast_now() + interval '31 days'
     or exists (select from accounts_membership other where other.user_id = seat.user_id
                 and other.role = seat.role and other.team_id = seat.team_id
                 and other.until > seat.until)
     or not exists (select from accounts_user who where who.id = seat.user_id
                     and who.is_active and who.suspended_at is null) then
    raise exception 'a role that ends soon or lapsed lately is looked at'
      using errcode = 'check_violation', constraint = 'review_of_what_ends';
  end if;
  if new.until <= seat.until
     or new.until > houvast_now() + accounts_term_of(seat.role) + interval '1 day' then
    raise exception 'a role goes on for its term' using errcode = 'check_violation',
      constraint = 'review_within_the_term';
  end if;
  if tg_op = 'INSERT' and (new.answered_by_id is not null or new.answered_at is distinct from
      case when accounts_is_special(seat.role) then null else houvast_now() end) then
    raise exception 'two people look at special rights' using errcode = 'check_violation',
      constraint = 'review_of_special_rights_by_two';
  end if;
  return new;
end $$;
create trigger guard before insert or update on sharing_rolereview
  for each row execute function sharing_role_review_guard();
create function sharing_role_goes_on() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare seat accounts_membership;
begin
  select * into seat from accounts_membership where id = new.membership_id;
  if seat.until > houvast_now() then
    update accounts_membership set lapses_at = new.until,
           until = least(new.until, coalesce(accounts_hired_end(seat.user_id), new.until))
     where id = seat.id;
  else
    insert into accounts_membership (id, municipality_id, user_id, team_id, role, since, until,
                                     granted_by_id, is_deputy)
    values (gen_random_uuid(), seat.municipality_id, seat.user_id, seat.team_id, seat.role,
            houvast_now(), new.until, coalesce(new.answered_by_id, new.asked_by_id), false);
  end if;
  return null;
end $$;
create trigger goes_on after insert or update on sharing_rolereview
  for each row when (new.answered_at is not null) execute function sharing_role_goes_on();
create function sharing_kept_now(of_membership uuid, up_to timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_rolereview one where one.membership_id = of_membership
                  and one.answered_at = houvast_now() and one.until = up_to)
$$;
revoke all on function sharing_kept_now from public;
grant execute on function sharing_kept_now to houvast_app;
"""  # security definer: who looks at a role may not move its end, the answer itself may
UNGUARD = """
drop function sharing_role_review_guard cascade; drop function sharing_role_goes_on cascade;
drop function sharing_kept_now
"""

SPECIAL = """
create function accounts_is_special(role text) returns boolean
language sql immutable set search_path = public, pg_temp as $$
  select accounts_term_of(role) < interval '100 days'
$$
"""

ONLY_ENDS = """
create or replace function accounts_membership_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from accounts_user join accounts_team using (municipality_id)
      where accounts_user.id = new.user_id and accounts_team.id = new.team_id
        and municipality_id = new.municipality_id;
    if not found then
      raise exception 'a membership stays inside its municipality' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (new.user_id, new.team_id, new.municipality_id, new.role, new.since, new.granted_by_id,
      new.is_deputy)
     is distinct from
     (old.user_id, old.team_id, old.municipality_id, old.role, old.since, old.granted_by_id,
      old.is_deputy)
     or (new.until > old.until or new.lapses_at is distinct from old.lapses_at)
        and not coalesce(new.until <= new.lapses_at and sharing_kept_now(new.id, new.lapses_at),
                         false) then
    raise exception 'a membership can only end' using errcode = 'check_violation';
  end if;
  return new;
end $$
"""  # as in accounts 0005, but for what was looked at


class Migration(migrations.Migration):
    dependencies = [("sharing", "0016_role_reviews"), ("accounts", "0020_roles_lapse")]

    operations = [
        migrations.RunSQL(SPECIAL, "drop function accounts_is_special"),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(ONLY_ENDS, migrations.RunSQL.noop),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(
            "accounts_membership", "given_again_after_a_review", "insert", OWNER, "not is_deputy"
        ),
        policy(TABLE, "seen_by_who_looks", "select", APP, f"{KEPT} and {LOOKS}"),
        policy(
            TABLE,
            "said_first",
            "insert",
            APP,
            f"{HERE} and asked_by_id = {USER} and user_id <> {USER}"
            f" and ({MANAGES} or (answered_at is null and {LOOKS}))",
        ),
        changed(
            TABLE,
            "said_by_a_second_person",
            f"{KEPT} and answered_at is null and asked_by_id <> {USER} and {LOOKS}",
            f"{HERE} and answered_by_id = {USER} and {LOOKS}",
        ),
    ]
