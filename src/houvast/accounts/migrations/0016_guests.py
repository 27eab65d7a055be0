"""A guest of a partner has that one role, of another organisation than the municipality.

No token either: what a guest sees is on one screen.
"""

from django.db import migrations, models

ALONE = """
create function accounts_a_guest_is_nothing_else() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_user where id = new.user_id for no key update;
  if exists (select from accounts_membership other
              where other.user_id = new.user_id and other.since < new.until
                and other.until > new.since
                and (other.role = 'partner_guest') <> (new.role = 'partner_guest'))
     or (new.role = 'partner_guest' and exists (
       select from accounts_team team join accounts_organisation home
           on home.id = team.organisation_id
        where team.id = new.team_id and home.kind = 'municipality')) then
    raise exception 'a guest of a partner has no other role'
      using errcode = 'check_violation', constraint = 'a_guest_is_nothing_else';
  end if;
  return new;
end $$;
create trigger a_guest_is_nothing_else before insert on accounts_membership
  for each row execute function accounts_a_guest_is_nothing_else();
"""  # security definer: the account is locked, so that two roles given at once meet here


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_roles_in_short")]

    operations = [
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                name="no_token_for_a_guest",
                condition=models.Q(("role", "partner_guest"), _negated=True),
            ),
        ),
        migrations.RunSQL(ALONE, "drop function accounts_a_guest_is_nothing_else cascade"),
    ]
