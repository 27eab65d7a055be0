"""Who steers some teams asks about the coaches of those, not of the whole municipality."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, purpose, serves

STEERS = f"""({purpose("process_steering")} and ({serves("process_coordinator")}
      or {serves("team_lead", team="t.id")}))"""
COACHES = f"""
create function tracks_coaches_steered() returns table (
  id uuid, name varchar, team varchar, team_id uuid, role varchar, held bigint, bound integer,
  steered boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (u.name, u.id) u.id, u.name, t.name, t.id, m.role,
    (select count(*) from tracks_track k where k.lead_coach_id = u.id
       and k.state in ('open', 'aftercare')),
    (select case m.role when 'work_coach' then p.caseload_warn_work
            else p.caseload_warn_outreach end
       from tracks_promise p join accounts_programme g on g.id = p.programme_id
      where g.municipality_id = {MUNICIPALITY} and p.valid_from <= houvast_today()
      order by g.name, p.version desc limit 1),
    true
  from accounts_membership m
    join accounts_user u on u.id = m.user_id join accounts_team t on t.id = m.team_id
  where m.municipality_id = {MUNICIPALITY} and m.role in ('outreach_coach', 'work_coach')
    and m.since <= houvast_now() and m.until > houvast_now()
    and u.is_active and u.suspended_at is null and {STEERS}
  order by u.name, u.id, m.since
$$
"""  # as tracks_coaches (0020), which counts what each coach of the municipality holds


class Migration(migrations.Migration):
    dependencies = [("tracks", "0056_tracks_of_team_here")]

    operations = [migrations.RunSQL(COACHES, "drop function tracks_coaches_steered")]
