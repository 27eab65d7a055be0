"""How the promise stands, as numbers of the whole municipality: no person, no coach, no team.

For who steers the programme and sees no young person. Exact: it is the own work, no publication.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, purpose, serves

FIGURES = f"""
create function tracks_figures() returns table (what text, part text, number bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select t.*, tracks_terms_on(t.programme_id, houvast_today()) terms,
      (select max(c.at) from tracks_contact c where c.track_id = t.id and c.is_real
        and c.state = 'stands') last_real,
      (select array_agg(m.kind::text) from tracks_milestone m where m.track_id = t.id) reached
    from tracks_track t
    where t.municipality_id = {MUNICIPALITY} and t.destroy_on > houvast_today()
      and {purpose("process_steering")} and {serves("programme_manager", "process_coordinator")}
  ), running as (
    select mine.*, case
        when state = 'aftercare' then 'aftercare'
        when work_started_on is not null then 'at_work'
        when 'work_wished' = any(reached) then 'seeking_workplace'
        when 'plans_agreed' = any(reached) then 'getting_ready'
        when 'scanned' = any(reached) then 'planning'
        else 'getting_acquainted' end phase
    from mine where state in ('open', 'aftercare')
  ), silence as (
    select id, coalesce(last_real, opened_at) spoken, case
        when last_real is null then coalesce((terms).first_real_contact, 14)
        when phase = 'aftercare' then coalesce((terms).silent_aftercare, 45)
        when phase = 'seeking_workplace' then coalesce((terms).silent_seeking_workplace, 7)
        when phase = 'getting_ready' then coalesce((terms).silent_getting_ready, 14)
        when phase = 'planning' then coalesce((terms).silent_planning, 14)
        when phase = 'getting_acquainted' then coalesce((terms).silent_getting_acquainted, 7)
        when work_started_on + 7 * coalesce((terms).first_weeks_at_work, 8) > houvast_today()
          then coalesce((terms).silent_first_at_work, 7)
        else coalesce((terms).silent_at_work, 21) end most
    from running
  ), waiting as (
    select s.id from tracks_signal s
    where s.municipality_id = {MUNICIPALITY} and s.destroy_on > houvast_today()
      and s.state in ('received', 'in_triage')
      and {purpose("process_steering")} and {serves("programme_manager", "process_coordinator")}
  )
  select 'held', state::text, count(*) from mine group by state
  union all select 'phase', phase, count(*) from running group by phase
  union all select 'law', 'without_coach', count(*) from running
    join accounts_user u on u.id = running.lead_coach_id where not u.is_active
  union all select 'law', 'without_moment', count(*) from running where not exists (
    select from tracks_nextmoment n where n.track_id = running.id and n.state = 'planned')
  union all select 'waits', 'silent', count(*) from silence
    where spoken <= houvast_now() - (most + 1) * interval '1 day'
  union all select 'waits', 'signal', count(*) from waiting
  union all select 'waits', 'coach', count(*) from mine where state = 'proposed'
  union all select 'waits', 'handover', count(*) from mine
    join tracks_handover h on h.track_id = mine.id and h.state in ('offered', 'accepted')
  union all select 'waits', 'closing', count(*) from mine
    join tracks_closing c on c.track_id = mine.id and c.state = 'proposed'
  union all select 'rung', level::text, count(*) from tracks_rung r
    where r.state = 'raised' and (r.track_id in (select id from mine)
      or r.signal_id in (select id from waiting)) group by level
$$
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0023_aftercare")]

    operations = [migrations.RunSQL(FIGURES, "drop function tracks_figures")]
