"""What an employer may hear of somebody is a disclosure: who it is about has heard of us by then."""

from django.db import migrations

TELLS_BY = """
create function placements_tells_by() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tracks_tell_by(new.track_id, houvast_today());
  return null;
end $$;
create trigger first_disclosure after update on placements_placement for each row
  when (new.told_until is not null and old.told_until is null
        or new.introduced_on is not null and old.introduced_on is null)
  execute function placements_tells_by();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0014_ties"),
        ("tracks", "0064_informing_policies"),
    ]

    operations = [migrations.RunSQL(TELLS_BY, "drop function placements_tells_by cascade")]
