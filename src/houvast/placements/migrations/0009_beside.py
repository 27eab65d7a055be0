"""For which purpose somebody opens a page about work: as the lead, or beside the lead."""

from django.db import migrations

BESIDE = """
create function placements_works_beside(who uuid, thing uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  with about as (
    select person_id from tracks_track where id = thing
    union all select person_id from placements_placement where id = thing
    union all select person_id from placements_consent where id = thing
    union all select person_id from placements_aftercaremoment where id = thing
    union all select person_id from placements_retention where id = thing
    union all select person_id from matching_choice where id = thing
  ), live as (
    select held.capacity, held.purpose from sharing_assignment held join about using (person_id)
    where held.user_id = who and held.since <= houvast_now() and held.until > houvast_now()
  )
  select exists (select from live where capacity = 'work' and purpose = 'placement')
     and not exists (select from live where capacity in ('lead', 'second'))
$$
"""  # security definer: it is asked before it is known for which purpose; it answers yes or no


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0008_on_the_way_policies"),
        ("matching", "0002_policies"),
        ("sharing", "0002_policies"),
    ]

    operations = [migrations.RunSQL(BESIDE, "drop function placements_works_beside")]
