"""The trail says which token a system showed, and the token says on which day it was last used.

Both by the database: whatever writes an entry, also a function of the owner, cannot forget it.
"""

from django.db import migrations, models

MARKED = """
create function audit_mark_token() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.token := nullif(current_setting('houvast.token', true), '')::uuid;
  if new.token is null then
    return new;
  end if;
  perform from accounts_token where id = new.token and user_id = new.actor_id;
  if not found then
    raise exception 'this token is of somebody else' using errcode = 'check_violation',
      constraint = 'own_token';
  end if;
  update accounts_token set last_used_on = houvast_today()
   where id = new.token and last_used_on is distinct from houvast_today();
  return new;
end $$;
create trigger mark_token before insert on audit_entry
  for each row execute function audit_mark_token();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_only_added_to"),
        ("accounts", "0008_token_policies"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="token",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.RunSQL(MARKED, "drop function audit_mark_token cascade"),
    ]
