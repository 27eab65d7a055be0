"""Nobody gives himself a role; triggers count working days in the same table as rules do."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    force,
    policy,
    seen_by_triggers,
)

HERE = f"municipality_id = {MUNICIPALITY}"

ADMINISTERS = f"""
create function accounts_administers() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_membership
                 where user_id = {USER} and municipality_id = {MUNICIPALITY}
                   and role = 'functional_admin'
                   and since <= houvast_now() and until > houvast_now())
$$
"""  # security definer: a policy on memberships cannot itself look at memberships

IS_NEW = """
create function accounts_is_new(place uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from accounts_membership where municipality_id = place)
$$
"""

NTH_WORKING_DAY = """
create function accounts_nth_working_day(place uuid, since date, number integer) returns date
language plpgsql stable set search_path = public, pg_temp as $$
declare found_day date;
begin
  select day into found_day from accounts_workingday
   where municipality_id = place and is_open and day > since
   order by day offset number - 1 limit 1;
  if found_day is null then
    raise exception 'no % working days known after %', number, since;
  end if;
  return found_day;
end $$
"""

ACCOUNTS = """
revoke update on accounts_user from houvast_app;
grant update (password, last_login, name, function, email, phone, is_active, suspended_at)
  on accounts_user to houvast_app;
"""  # nobody moves to another municipality, takes another name or becomes the safety net

ONLY_ENDS = """
create function accounts_membership_only_ends() returns trigger
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
  if (new.user_id, new.team_id, new.municipality_id, new.role, new.since, new.granted_by_id)
     is distinct from
     (old.user_id, old.team_id, old.municipality_id, old.role, old.since, old.granted_by_id)
     or new.until > old.until then
    raise exception 'a membership can only end' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger only_ends before insert or update on accounts_membership
  for each row execute function accounts_membership_only_ends();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("database", "0001_one_clock")]

    operations = [
        migrations.RunSQL(ACCOUNTS, "grant update on accounts_user to houvast_app"),
        force("accounts_membership"),
        migrations.RunSQL(ADMINISTERS, "drop function accounts_administers"),
        migrations.RunSQL(IS_NEW, "drop function accounts_is_new"),
        migrations.RunSQL(NTH_WORKING_DAY, "drop function accounts_nth_working_day"),
        migrations.RunSQL(ONLY_ENDS, "drop function accounts_membership_only_ends cascade"),
        policy("accounts_membership", "known_before_signing_in", "select", APP, "true"),
        seen_by_triggers("accounts_membership"),
        policy(
            "accounts_membership",
            "given_by_an_administrator",
            "insert",
            APP,
            f"{HERE} and granted_by_id = {USER} and accounts_administers()",
        ),
        policy(
            "accounts_membership",
            "first_administrator",
            "insert",
            APP,
            "role = 'functional_admin' and granted_by_id is null and accounts_is_new(municipality_id)",
        ),
        changed(
            "accounts_membership",
            "ended_by_an_administrator",
            f"{HERE} and user_id <> {USER} and accounts_administers()",
            HERE,
        ),
    ]
