"""A role lapses when nobody looks at it again: after a year, with special rights after a quarter.

What was given before counts from the day of this migration, so that nobody is shut out by it.
"""

from django.db import migrations, models

TERM = """
create function accounts_term_of(role text) returns interval
language sql immutable set search_path = public, pg_temp as $$
  select case when role in ('functional_admin', 'privacy_officer', 'request_handler', 'fg',
                            'security_officer', 'auditor')
              then interval '92 days' else interval '366 days' end
$$
"""  # accounts.rules.term_of; a test holds the two together
FROM_NOW = """
update accounts_membership
   set until = least(until, houvast_now() + accounts_term_of(role)),
       lapses_at = case when until = accounts_hired_end(user_id)
                        then houvast_now() + accounts_term_of(role)
                        else least(until, houvast_now() + accounts_term_of(role)) end
 where until > houvast_now() and since <= houvast_now();
update accounts_membership set until = least(until, since + accounts_term_of(role)),
       lapses_at = least(until, since + accounts_term_of(role))
 where since > houvast_now();
set constraints all immediate;
set constraints all deferred;
"""  # a role that ended already keeps no moment: it has not lapsed, it is over;
# what a contract ends is for who manages the contract
LAPSES = """
create function accounts_role_lapses() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.until > new.since + accounts_term_of(new.role) + interval '1 day' then
    raise exception 'a role lasts as long as its term, and is looked at again'
      using errcode = 'check_violation', constraint = 'role_within_its_term';
  end if;
  new.lapses_at := new.until;
  return new;
end $$;
create trigger lapses before insert on accounts_membership
  for each row execute function accounts_role_lapses();
"""  # before `within_contract`: what a contract ends sooner has not lapsed


class Migration(migrations.Migration):
    dependencies = [("accounts", "0019_whose_session")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="lapses_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(TERM, "drop function accounts_term_of"),
        migrations.RunSQL(FROM_NOW, migrations.RunSQL.noop),
        migrations.RunSQL(LAPSES, "drop function accounts_role_lapses cascade"),
    ]
