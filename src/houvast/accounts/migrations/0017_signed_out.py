"""Who changes his password, or is signed out, has no session and no key of before.

In an act somebody changes his own password alone, and never without ending what was open. Outside
an act stands signing in, which may write the same password down in a newer way.
"""

from django.db import migrations, models

from houvast.database.policies import USER

GUARD = f"""
create function accounts_password_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if {USER} is null then
    return new;
  end if;
  if new.id <> {USER} then
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
end $$;
create trigger password_guard before update of password, signed_out_at on accounts_user
  for each row when (new.password is distinct from old.password
                     or new.signed_out_at is distinct from old.signed_out_at)
  execute function accounts_password_guard();
create trigger tokens_end_when_signed_out after update of signed_out_at on accounts_user
  for each row when (new.signed_out_at is distinct from old.signed_out_at)
  execute function accounts_tokens_end_with_access();
"""

UNGUARD = """
drop trigger tokens_end_when_signed_out on accounts_user;
drop function accounts_password_guard cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_guests")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="signed_out_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(
            "grant update (signed_out_at) on accounts_user to houvast_app",
            "revoke update (signed_out_at) on accounts_user from houvast_app",
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
