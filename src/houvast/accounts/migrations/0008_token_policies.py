"""A token works as long as its user, the role it was made for and the 90 days; the hash stays here.

The application can write a hash and read none: who shows a secret is found by `accounts_token_of`.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    policy,
    seen_by_triggers,
)

OWN = f"user_id = {USER} and municipality_id = {MUNICIPALITY}"

RIGHTS = """
revoke select, update on accounts_token from houvast_app;
grant select (id, municipality_id, user_id, name, role, purpose, scopes, prefix, made_at, until,
  ended_at, last_used_on, destroy_on) on accounts_token to houvast_app;
grant update (ended_at) on accounts_token to houvast_app;
revoke update on accounts_receipt from houvast_app;
"""

GUARD = """
create function accounts_token_guard() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare role_ends timestamptz;
begin
  if tg_op = 'INSERT' then
    select max(until) into role_ends from accounts_membership join accounts_user on
      accounts_user.id = accounts_membership.user_id
     where accounts_membership.user_id = new.user_id and role = new.role
       and accounts_membership.municipality_id = new.municipality_id
       and accounts_user.municipality_id = new.municipality_id
       and is_active and suspended_at is null
       and since <= houvast_now() and until > houvast_now();
    if role_ends is null or new.until > role_ends then
      raise exception 'a token does not outlive the role of its user'
        using errcode = 'check_violation', constraint = 'token_within_role';
    end if;
    if new.made_at <> houvast_now() or new.ended_at is not null or new.last_used_on is not null then
      raise exception 'a token begins now' using errcode = 'check_violation',
        constraint = 'token_begins_now';
    end if;
    return new;
  end if;
  if (new.id, new.municipality_id, new.user_id, new.name, new.role, new.purpose, new.scopes,
      new.prefix, new.secret_hash, new.made_at, new.until, new.destroy_on)
     is distinct from
     (old.id, old.municipality_id, old.user_id, old.name, old.role, old.purpose, old.scopes,
      old.prefix, old.secret_hash, old.made_at, old.until, old.destroy_on)
     or (old.ended_at is not null and new.ended_at is distinct from old.ended_at) then
    raise exception 'a token can only end, and stays ended'
      using errcode = 'check_violation', constraint = 'token_only_ends';
  end if;
  return new;
end $$;
create trigger guard before insert or update on accounts_token
  for each row execute function accounts_token_guard();
"""

FOUND = """
create function accounts_token_of(shown text)
returns table (id uuid, user_id uuid, municipality_id uuid, role text, purpose text, scopes text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select token.id, token.user_id, token.municipality_id, token.role, token.purpose,
         token.scopes::text[]
    from accounts_token token join accounts_user on accounts_user.id = token.user_id
   where secret_hash = shown and ended_at is null and token.until > houvast_now()
     and is_active and suspended_at is null
     and exists (select from accounts_membership serving
                  where serving.user_id = token.user_id and serving.role = token.role
                    and serving.municipality_id = token.municipality_id
                    and serving.since <= houvast_now() and serving.until > houvast_now())
$$;
revoke execute on function accounts_token_of from public;
grant execute on function accounts_token_of to houvast_app;
"""  # security definer: nobody acts yet, and the hash is for nobody to read

ENDS = """
create function accounts_tokens_end_with_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update accounts_token set ended_at = houvast_now() where user_id = new.id and ended_at is null;
  return null;
end $$;
create trigger tokens_end after update of suspended_at, is_active on accounts_user
  for each row when (new.suspended_at is not null or not new.is_active)
  execute function accounts_tokens_end_with_access();
create function accounts_tokens_end_with_role() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update accounts_token set ended_at = houvast_now()
   where user_id = new.user_id and role = new.role and ended_at is null
     and not exists (select from accounts_membership serving
                      where serving.user_id = new.user_id and serving.role = new.role
                        and serving.since <= houvast_now() and serving.until > houvast_now());
  return null;
end $$;
create trigger tokens_end after update of until on accounts_membership
  for each row execute function accounts_tokens_end_with_role();
"""  # by the database, whichever way an account is suspended or a role ends: restored is not revived

UNDO_ENDS = """
drop function accounts_tokens_end_with_access cascade;
drop function accounts_tokens_end_with_role cascade
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_tokens")]

    operations = [
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, "drop function accounts_token_guard cascade"),
        migrations.RunSQL(FOUND, "drop function accounts_token_of"),
        migrations.RunSQL(ENDS, UNDO_ENDS),
        force("accounts_token"),
        seen_by_triggers("accounts_token"),
        policy("accounts_token", "ended_by_triggers", "update", OWNER, "true"),
        policy("accounts_token", "own", "select", APP, OWN),
        policy("accounts_token", "made_for_oneself", "insert", APP, OWN),
        changed("accounts_token", "ended_by_its_user", OWN, OWN),
        force("accounts_receipt"),
        policy("accounts_receipt", "own", "select", APP, OWN),
        policy("accounts_receipt", "own_added", "insert", APP, OWN),
    ]
