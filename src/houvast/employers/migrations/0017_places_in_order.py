"""Where employers are, the same steps with a plan that stays small in a big municipality."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY

# The policies make the planner expect few employers, so it would rather join all of them with all
# workplaces and sort. `offset 0` keeps the question about work apart, and without sorting only the
# index gives the order.
NEXT = f"""
  select e.place_name from employers_employer e
   where e.municipality_id = {MUNICIPALITY} and e.place_name > walked.name
     and exists (select from employers_workplace w where w.employer_id = e.id offset 0)
   order by e.place_name limit 1
"""
PLACES = f"""
create or replace function employers_place_names() returns text[]
language sql stable set search_path = public, pg_temp set enable_sort = off as $$
  with recursive walked(name) as (
    select ''::varchar union all
    select ({NEXT}) from walked where walked.name is not null
  )
  select coalesce(array_agg(name order by name), '{{}}') from walked where name > ''
$$
"""


class Migration(migrations.Migration):
    dependencies = [("employers", "0016_vacancies_of_elsewhere")]

    operations = [migrations.RunSQL(PLACES, migrations.RunSQL.noop)]
