"""On the day that lies a week before a return the next moment may be the return itself.

Who had the contact of that day could plan the next one on that same day only.
"""

from django.db import migrations

HOLDS = """
create or replace function tracks_absence_holds(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare back date; planned date;
begin
  select until_on into back from tracks_absence
   where track_id = one and ended_at is null and until_on >= houvast_today();
  select due into planned from tracks_nextmoment where track_id = one and state = 'planned';
  if planned > (case when back - 7 {reached} houvast_today() then back - 7 else back end) then
    raise exception 'a next moment comes before the return, and in the week before it'
      using errcode = 'check_violation', constraint = 'absence_has_its_moments';
  end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0043_stand_ins_end_too")]

    operations = [
        migrations.RunSQL(HOLDS.format(reached=">"), HOLDS.format(reached=">=")),
    ]
