"""A contract does not end before the days on which a coach stands in for a colleague.

Else the moments would be kept by somebody who may not see them any more.
"""

from django.db import migrations

UNTIL = """
create function tracks_stands_in_until(colleague uuid) returns date
language sql stable security definer set search_path = public, pg_temp as $$
  select max(until_on) from tracks_deputy
   where user_id = colleague and until_on >= from_on and until > greatest(since, houvast_now())
$$
"""  # only the day: who asks is an administrator, who sees no leave of a team

WITHIN = """
create function tracks_contract_covers_standing_in() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tracks_stands_in_until(new.user_id) > accounts_hired_until(new.user_id) then
    raise exception 'who stands in is there'
      using errcode = 'check_violation', constraint = 'stand_in_is_there';
  end if;
  return null;
end $$;
create trigger covers_standing_in after insert on accounts_hiringcontract
  for each row execute function tracks_contract_covers_standing_in();
"""  # both lock the colleague's row first (0022, accounts 0006): neither misses the other


class Migration(migrations.Migration):
    dependencies = [("tracks", "0045_named_again")]

    operations = [
        migrations.RunSQL(UNTIL, "drop function tracks_stands_in_until"),
        migrations.RunSQL(WITHIN, "drop function tracks_contract_covers_standing_in cascade"),
    ]
