"""What who steers asks costs what the own teams are, not what the municipality is."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, purpose

JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
LEADS = """
    (select count(*) from tracks_track k where k.lead_coach_id = u.id
       and k.state in ('open', 'aftercare'))"""
LAST_TEAM = """join lateral (
    select m.team_id from accounts_membership m where m.user_id = u.id
      and m.role in ('outreach_coach', 'work_coach') order by m.until desc, m.since limit 1) last
    on true
  join accounts_team t on t.id = last.team_id"""
HEAD = """
create or replace function tracks_contracts_ending(within_days integer) returns table (
  user_id uuid, name varchar, team varchar, team_id uuid, last_day date, leads bigint)
language sql stable security definer set search_path = public, pg_temp as $$"""

ENDING = f"""{HEAD}
  select u.id, u.name, t.name, t.id, hired.last_day,{LEADS}
  from (select distinct on (c.user_id) c.user_id, least(c.ends_on, c.processing_until) last_day
          from accounts_hiringcontract c where c.municipality_id = {MUNICIPALITY}
         order by c.user_id, c.set_at desc, c.id desc) hired
  join accounts_user u on u.id = hired.user_id {LAST_TEAM}
  where u.municipality_id = {MUNICIPALITY} and u.is_active
    and hired.last_day <= houvast_today() + within_days
    and ({JOB} or tracks_answers_for(u.id))
  order by hired.last_day, u.name, u.id
$$
"""  # as in 0040, where every colleague was asked first; the newest contract counts

AS_IT_WAS = f"""{HEAD}
  select u.id, u.name, t.name, t.id, accounts_hired_until(u.id),{LEADS}
  from accounts_user u {LAST_TEAM}
  where u.municipality_id = {MUNICIPALITY} and u.is_active
    and accounts_hired_until(u.id) <= houvast_today() + within_days
    and ({JOB} or tracks_answers_for(u.id))
  order by accounts_hired_until(u.id), u.name, u.id
$$
"""


DEAR = ("tracks_steers(uuid)", "tracks_leads_the_team(uuid)")
"""Each call is a question of its own, some 20 microseconds: a thousand times a comparison."""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0053_glances_kept")]

    operations = [
        migrations.RunSQL(ENDING, AS_IT_WAS),
        *(
            migrations.RunSQL(f"alter function {one} cost 1000", f"alter function {one} cost 100")
            for one in DEAR
        ),
    ]
