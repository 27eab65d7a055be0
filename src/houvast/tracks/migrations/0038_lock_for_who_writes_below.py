"""A track is locked for who writes below it and may not change it: the work coach.

`select … for no key update` asks the policies for changing. The lock is the same one, taken by the
database for whoever holds the person now, and it gives nothing to read.
"""

from django.db import migrations

from houvast.database.policies import held

LOCK = f"""
create function tracks_lock(one uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select from tracks_track where id = one and {held("tracks_track.person_id", "lead", "work")}
  for no key update
$$
"""  # security definer: a lock needs the right to change, and who helps with work has it below only


class Migration(migrations.Migration):
    dependencies = [("tracks", "0037_companion_policies")]

    operations = [migrations.RunSQL(LOCK, "drop function tracks_lock")]
