"""Who gives roles, or looks on for everybody, has no other role; nobody works for both controllers.

Roles that stood together before this migration stay as they are until they end.
"""

from django.db import migrations

APART = """
create function accounts_duties_apart() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_user where id = new.user_id for no key update;
  if exists (select from accounts_membership other
              where other.user_id = new.user_id and other.role <> new.role
                and other.since < new.until and other.until > new.since
                and (array[new.role, other.role]::text[]
                       && array['functional_admin', 'fg', 'security_officer']
                     or 'safety_triage_member' in (new.role, other.role)
                        and 'privacy_officer' not in (new.role, other.role))) then
    raise exception 'duties that conflict are of two people'
      using errcode = 'check_violation', constraint = 'duties_apart';
  end if;
  return new;
end $$;
create trigger duties_apart before insert on accounts_membership
  for each row execute function accounts_duties_apart();
"""  # sharing.rules.joining; security definer: the account is locked, so two roles at once meet here


class Migration(migrations.Migration):
    dependencies = [("accounts", "0020_roles_lapse")]

    operations = [migrations.RunSQL(APART, "drop function accounts_duties_apart cascade")]
