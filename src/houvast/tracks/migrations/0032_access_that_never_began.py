"""Access that ended before it began holds nobody: a door opens again for its keeper.

Access of a stand-in of next week, taken back today, ends where it would begin: later than now, and
never in force. It is not access, so it may not refuse an own find, nor the keeper of the door.
"""

from django.db import migrations

from houvast.database.policies import USER

NOBODY_HOLDS = """
create or replace function sharing_nobody_holds(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from sharing_assignment
                     where person_id = person and until > {later}
                       and (capacity = 'lead' or user_id <> {user}))
     and not exists (select from tracks_track where person_id = person and state <> 'closed')
$$
"""
ANY = NOBODY_HOLDS.format(later="houvast_now()", user=USER)
LIVE = NOBODY_HOLDS.format(later="greatest(since, houvast_now())", user=USER)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0031_merging")]

    operations = [migrations.RunSQL(LIVE, ANY)]
