"""Who stands in gets access, also when an earlier turn that never began would have ended then.

A turn that is cancelled before it begins leaves a row that ends when it begins. Such a row may end
at the very moment at which a new turn ends, and is no access.
"""

from django.db import migrations

GIVE_COVER = """
create or replace function tracks_give_cover(stand_in tracks_deputy, track tracks_track)
returns void language sql security definer set search_path = public, pg_temp as $$
  insert into sharing_assignment (id, municipality_id, controller, destroy_on, person_id, user_id,
    granted_by_id, purpose, capacity, since, until)
  select gen_random_uuid(), track.municipality_id, track.controller, track.destroy_on,
    track.person_id, stand_in.user_id, stand_in.named_by_id, 'guidance', 'second',
    greatest(stand_in.since, houvast_now()), stand_in.until
  where stand_in.until > houvast_now()
    and not exists (select from sharing_assignment a where a.person_id = track.person_id
      and a.user_id = stand_in.user_id and a.capacity = 'second' and a.until = stand_in.until{only})
$$
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0044_the_week_before_is_reached")]

    operations = [
        migrations.RunSQL(
            GIVE_COVER.format(only=" and a.since < a.until"), GIVE_COVER.format(only="")
        ),
    ]
