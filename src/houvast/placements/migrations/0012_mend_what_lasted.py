"""Whether work lasted is one tap, so it can be said anew on the same day; after that it stays.

The day of an answer stays with it: else a later day would open an old answer again.
"""

from django.db import migrations

AT_ITS_DAY = """
create or replace function placements_retention_at_its_day() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.placement_id, new.person_id, new.track_id, new.municipality_id, new.mark, new.due)
     is distinct from
     (old.placement_id, old.person_id, old.track_id, old.municipality_id, old.mark, old.due)
     or ({changed} and (new.due > houvast_today() or {known})) then
    raise exception 'whether work lasted is asked at its day, and what is known stays'
      using errcode = 'check_violation', constraint = 'retention_at_its_day';
  end if;
  return new;
end $$;
"""
KNOWN = "old.answer not in ('', 'unknown')"
SAME_DAY = AT_ITS_DAY.format(
    changed="(new.answer, new.answered_on, new.answered_by_id) is distinct from"
    " (old.answer, old.answered_on, old.answered_by_id)",
    known=f"({KNOWN} and old.answered_on <> houvast_today())",
)
ONCE = AT_ITS_DAY.format(changed="new.answer <> old.answer", known=KNOWN)


class Migration(migrations.Migration):
    dependencies = [("placements", "0011_employer_call_policies")]

    operations = [migrations.RunSQL(SAME_DAY, ONCE)]
