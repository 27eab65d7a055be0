"""Two people take away a second step that is lost, and the database does it itself.

The steps stand in a table of the library that signs people in (`mfa_authenticator`), which is asked
before anybody acts: it has no row policies. So the rule stands in triggers: in an act nobody
touches the steps of another, but for the answer of a second person, in the same transaction.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "sharing_stepreset"
HERE, KEPT = f"municipality_id = {MUNICIPALITY}", here(TABLE)
ASKS = serves("functional_admin", "team_lead", "process_coordinator")
ANSWERS = serves("functional_admin")
WATCHES = (
    f"(({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('security_review')} and {serves('security_officer')}))"
)

GUARD = """
create function sharing_step_reset_guard() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.asked_at <> houvast_now() then
      raise exception 'a reset is asked now' using errcode = 'check_violation',
        constraint = 'reset_is_asked_now';
    end if;
    perform from accounts_user who where who.id = new.user_id
       and who.municipality_id = new.municipality_id and who.is_active
       and who.suspended_at is null and not who.is_system and who.system_of_id is null;
    if not found then
      raise exception 'a reset is of somebody who works here' using errcode = 'check_violation',
        constraint = 'reset_of_a_colleague';
    end if;
    return new;
  end if;
  if to_jsonb(new) - array['state', 'answered_by_id', 'answered_at'] is distinct from
     to_jsonb(old) - array['state', 'answered_by_id', 'answered_at'] or old.state <> 'asked'
     or new.answered_at is distinct from houvast_now() then
    raise exception 'a reset is answered once, and otherwise stays as it was asked'
      using errcode = 'check_violation', constraint = 'reset_is_answered_once';
  end if;
  if (new.state = 'done') and old.until <= houvast_now()
     or (new.state = 'lapsed') and old.until > houvast_now() then
    raise exception 'a reset is answered within a day' using errcode = 'check_violation',
      constraint = 'reset_is_answered_in_time';
  end if;
  return new;
end $$;
create trigger guard before insert or update on sharing_stepreset
  for each row execute function sharing_step_reset_guard();
create function sharing_step_is_reset() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from mfa_authenticator where user_id = new.user_id;
  update accounts_user set signed_out_at = houvast_now() where id = new.user_id;
  return null;
end $$;
create trigger takes_the_steps_away after update on sharing_stepreset
  for each row when (new.state = 'done') execute function sharing_step_is_reset();
create function sharing_resets_now(of_user uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_stepreset one
                  where one.user_id = of_user and one.state = 'done'
                    and one.answered_at = houvast_now())
$$;
revoke all on function sharing_resets_now from public;
grant execute on function sharing_resets_now to houvast_app;
"""  # security definer: who says yes may not touch what is of another, the answer itself may

UNGUARD = """
drop function sharing_step_reset_guard cascade;
drop function sharing_step_is_reset cascade;
drop function sharing_resets_now;
"""

OF_ONESELF = f"""
create function sharing_steps_of_oneself() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare whose uuid[];
begin
  if tg_op = 'DELETE' then whose := array[old.user_id];
  elsif tg_op = 'INSERT' then whose := array[new.user_id];
  else whose := array[old.user_id, new.user_id];
  end if;
  if {USER} is not null and exists (select from unnest(whose) as one(id)
                                     where one.id <> {USER} and not sharing_resets_now(one.id)) then
    raise exception 'a second step is of who takes it' using errcode = 'check_violation',
      constraint = 'second_step_of_oneself';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger of_oneself before insert or update or delete on mfa_authenticator
  for each row execute function sharing_steps_of_oneself();
"""

MAY_SIGN_OUT = f"""
create or replace function accounts_password_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if {USER} is null then
    return new;
  end if;
  if new.id <> {USER} and not (new.password = old.password and sharing_resets_now(new.id)) then
    raise exception 'a password is changed by who it is of' using errcode = 'check_violation',
      constraint = 'password_of_oneself';
  end if;
  if new.password <> old.password and new.signed_out_at is distinct from houvast_now() then
    raise exception 'another password ends what was open' using errcode = 'check_violation',
      constraint = 'password_ends_what_was_open';
  end if;
  if old.signed_out_at is not null
     and (new.signed_out_at is null or new.signed_out_at < old.signed_out_at) then
    raise exception 'what ended stays ended' using errcode = 'check_violation',
      constraint = 'signed_out_stays';
  end if;
  return new;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0014_step_resets"),
        ("accounts", "0017_signed_out"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(OF_ONESELF, "drop function sharing_steps_of_oneself cascade"),
        migrations.RunSQL(MAY_SIGN_OUT, migrations.RunSQL.noop),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "seen_by_who_asks_or_answers", "select", APP, f"{KEPT} and {ASKS}"),
        policy(TABLE, "seen_by_who_watches", "select", APP, f"{KEPT} and {WATCHES}"),
        policy(
            TABLE,
            "asked",
            "insert",
            APP,
            f"{HERE} and {ASKS} and asked_by_id = {USER} and state = 'asked'",
        ),
        changed(
            TABLE,
            "answered_by_who_manages",
            f"{KEPT} and state = 'asked' and {ANSWERS}",
            f"{HERE} and answered_by_id = {USER} and state in ('done', 'declined') and {ANSWERS}",
        ),
        changed(
            TABLE,
            "taken_back",
            f"{KEPT} and state = 'asked' and asked_by_id = {USER}",
            f"{HERE} and answered_by_id = {USER} and state = 'declined'",
        ),
        changed(
            TABLE,
            "lapsed",
            f"{KEPT} and state = 'asked' and until <= houvast_now() and {ASKS}",
            f"{HERE} and state = 'lapsed' and answered_by_id is null",
        ),
    ]
