"""A moment planned for somebody who may not come in is kept by who steers, as the older ones are.

Suspending gave the planned moments to a coordinator; one that was planned afterwards, by a team
lead who moved it, fell back to the lead coach, who could not see it.
"""

from django.db import migrations

KEPT = """
create or replace function tracks_kept_by_who_is_there() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  on_day date := greatest(new.due, houvast_today());
  comes_in boolean;
begin
  select is_active and suspended_at is null into comes_in
    from accounts_user where id = new.held_by_id for share;
  if not comes_in or tracks_away(new.held_by_id, on_day) then
    new.held_by_id := tracks_keeper(new.held_by_id, on_day);
  end if;
  return new;
end $$;
"""  # FOR SHARE waits for a leave or a suspension that is under way, and those wait for this moment


class Migration(migrations.Migration):
    dependencies = [("tracks", "0034_today_is_asked_once")]

    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
