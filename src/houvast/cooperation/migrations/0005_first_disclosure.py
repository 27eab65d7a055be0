"""What crosses by a decision is a disclosure: who it is about has heard of us by then (T-34)."""

from django.db import migrations

TELLS_BY = """
create function cooperation_tells_by() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tracks_tell_by(new.track_id, (new.sent_at at time zone 'Europe/Amsterdam')::date);
  return null;
end $$;
create trigger first_disclosure after update on cooperation_sharing for each row
  when (new.sent_at is not null and old.sent_at is null) execute function cooperation_tells_by();
create trigger first_disclosure_at_once after insert on cooperation_sharing for each row
  when (new.sent_at is not null) execute function cooperation_tells_by();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0004_allowance_policies"),
        ("tracks", "0064_informing_policies"),
    ]

    operations = [migrations.RunSQL(TELLS_BY, "drop function cooperation_tells_by cascade")]
