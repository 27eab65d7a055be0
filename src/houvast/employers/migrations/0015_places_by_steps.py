"""Where employers are: from place to place by the index, without reading each employer."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY

NEXT = f"""
  select e.place_name from employers_employer e
   where e.municipality_id = {MUNICIPALITY} and e.place_name > walked.name
     and exists (select from employers_workplace w where w.employer_id = e.id)
   order by e.place_name limit 1
"""
PLACES = f"""
create function employers_place_names() returns text[]
language sql stable set search_path = public, pg_temp as $$
  with recursive walked(name) as (
    select ''::varchar union all
    select ({NEXT}) from walked where walked.name is not null
  )
  select coalesce(array_agg(name order by name), '{{}}') from walked where name > ''
$$
"""  # with the rights of who asks: the row policies say which employers those are


class Migration(migrations.Migration):
    dependencies = [("employers", "0014_asked_once")]

    operations = [migrations.RunSQL(PLACES, "drop function employers_place_names")]
