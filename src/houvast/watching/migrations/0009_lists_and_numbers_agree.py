"""Who sees the list counts what is in it: a number that is one lower would tell of that phase.

Files that belong to nobody are left out for who manages the programme and sees no list.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, serves

SEES_NO_LIST = f"{serves('programme_manager')} and not {serves('process_coordinator')}"
FILES = (
    f"from auditor.honey_file where municipality_id = {MUNICIPALITY} and agreed_at is not null"
    " and ended_at is null and until > houvast_today()"
)
BY_STATE = f"""
    select 'held' what, state part, count(*) many {FILES} and place <> 'triage_list' group by state
    union all select 'phase', phase, count(*) {FILES} and phase <> '' group by phase
"""
OF_RUNNING = f"""
    select 'held' what, '' part, count(*) many {FILES} and state in ('open', 'aftercare')
"""


def counted(name, nobody, condition):
    """Count all, less those who are nobody when the condition about who asks holds."""
    return f"""
create or replace function {name}() returns table (what text, part text, number bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with nobody as (
    select * from ({nobody}) files where {condition}
  )
  select of_all.what, of_all.part, of_all.number - coalesce(nobody.many, 0)
    from {name}_of_all() of_all left join nobody using (what, part)
    where of_all.number = 0 or of_all.number > coalesce(nobody.many, 0) or of_all.part = ''
$$
"""


BOTH = (("tracks_figures", BY_STATE), ("meetings_cooperation_counts", OF_RUNNING))


class Migration(migrations.Migration):
    dependencies = [("watching", "0008_honey_files")]

    operations = [
        migrations.RunSQL(counted(*one, SEES_NO_LIST), counted(*one, "true")) for one in BOTH
    ]
