"""Begin at the own teams: who leads three asks nothing about the four hundred of a big municipality.

Both functions asked of each colleague of the municipality whether somebody steers them. Now they ask
once which teams somebody steers, and go from those to the people by index.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, purpose, serves

UNEXPIRED = "since <= houvast_now() and {0}.until > houvast_now()"
STEERED_TEAMS = f"""(array(
    select serving.team_id from accounts_membership serving
     where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}
       and serving.role = 'team_lead' and serving.{UNEXPIRED.format("serving")}
    union all
    select every.id from accounts_team every
     where every.municipality_id = {MUNICIPALITY} and {serves("process_coordinator")}))"""

COACHES_HEAD = """
create or replace function tracks_coaches_steered() returns table (
  id uuid, name varchar, team varchar, team_id uuid, role varchar, held bigint, bound integer,
  steered boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (u.name, u.id) u.id, u.name, t.name, t.id, m.role,
    (select count(*) from tracks_track k where k.lead_coach_id = u.id
       and k.state in ('open', 'aftercare')),
    (select case m.role when 'work_coach' then p.caseload_warn_work
            else p.caseload_warn_outreach end
       from tracks_promise p join accounts_programme g on g.id = p.programme_id"""
COACHES_TAIL = f"""
      where g.municipality_id = {MUNICIPALITY} and p.valid_from <= houvast_today()
      order by g.name, p.version desc limit 1),
    true
  from accounts_membership m
    join accounts_user u on u.id = m.user_id join accounts_team t on t.id = m.team_id
  where m.municipality_id = {MUNICIPALITY} and m.role in ('outreach_coach', 'work_coach')
    and m.since <= houvast_now() and m.until > houvast_now()
    and u.is_active and u.suspended_at is null and """
COACHES_END = """
  order by u.name, u.id, m.since
$$
"""
COACHES = (
    f"{COACHES_HEAD}{COACHES_TAIL}{purpose('process_steering')}"
    f"\n    and m.team_id = any {STEERED_TEAMS}{COACHES_END}"
)
COACHES_BEFORE = (
    f"{COACHES_HEAD}{COACHES_TAIL}({purpose('process_steering')}"
    f" and ({serves('process_coordinator')} or {serves('team_lead', team='t.id')})){COACHES_END}"
)  # as in 0057

JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
ANSWERED_FOR = f"""
    (u.id = {USER} and {purpose("guidance", "process_steering")}
      or {purpose("process_steering")} and ({serves("process_coordinator")} or u.id in (
        select m.user_id from accounts_membership m
         where m.municipality_id = {MUNICIPALITY} and m.{UNEXPIRED.format("m")}
           and m.team_id = any {STEERED_TEAMS})))"""  # as tracks_answers_for (0022), of all at once
ENDING_HEAD = f"""
create or replace function tracks_contracts_ending(within_days integer) returns table (
  user_id uuid, name varchar, team varchar, team_id uuid, last_day date, leads bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, t.name, t.id, hired.last_day,
    (select count(*) from tracks_track k where k.lead_coach_id = u.id
       and k.state in ('open', 'aftercare'))
  from (select distinct on (c.user_id) c.user_id, least(c.ends_on, c.processing_until) last_day
          from accounts_hiringcontract c where c.municipality_id = {MUNICIPALITY}
         order by c.user_id, c.set_at desc, c.id desc) hired
  join accounts_user u on u.id = hired.user_id join lateral (
    select m.team_id from accounts_membership m where m.user_id = u.id
      and m.role in ('outreach_coach', 'work_coach') order by m.until desc, m.since limit 1) last
    on true
  join accounts_team t on t.id = last.team_id
  where u.municipality_id = {MUNICIPALITY} and u.is_active
    and hired.last_day <= houvast_today() + within_days and """
ENDING_END = """
  order by hired.last_day, u.name, u.id
$$
"""
ENDING = f"{ENDING_HEAD}({JOB} or not u.is_system and {ANSWERED_FOR}){ENDING_END}"
ENDING_BEFORE = f"{ENDING_HEAD}({JOB} or tracks_answers_for(u.id)){ENDING_END}"  # as in 0054


class Migration(migrations.Migration):
    dependencies = [("tracks", "0065_watched")]

    operations = [
        migrations.RunSQL(COACHES, COACHES_BEFORE),
        migrations.RunSQL(ENDING, ENDING_BEFORE),
    ]
