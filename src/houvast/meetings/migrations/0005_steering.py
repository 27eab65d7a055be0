"""Who steers sees what is stuck without a meeting; who manages the programme sees how many.

The counts are exact here: what is too small to show is decided by one rule in the screen's reader.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, purpose, serves

MANAGES = f"{purpose('process_steering')} and {serves('programme_manager', 'process_coordinator')}"
TRACK = f"track.municipality_id = {MUNICIPALITY} and track.destroy_on > houvast_today()"

LATE_STEPS = f"""
create function meetings_late_steps_of(teams uuid[]) returns table (
  track_id uuid, person_id uuid, since date)
language sql stable security definer set search_path = public, pg_temp as $$
  select step.track_id, step.person_id, min(step.due)
    from tracks_step step join tracks_track track on track.id = step.track_id
   where track.team_id = any (teams) and track.state in ('open', 'aftercare') and {TRACK}
     and step.state = 'open' and step.due < houvast_today()
     and {purpose("process_steering")}
     and ({serves("process_coordinator")} or {serves("team_lead", team="track.team_id")})
     and step.person_id <> all (sharing_closed_to_me())
   group by step.track_id, step.person_id
$$
"""  # of a step who steers knows that it is late, and since when; its words stay with the coach

COUNTS = f"""
create function meetings_cooperation_counts() returns table (what text, part text, number bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select track.* from tracks_track track where {TRACK} and {MANAGES}
  ), running as (
    select * from mine where state in ('open', 'aftercare')
  ), fact as (
    select track_id, 1 as turn, 'decision' as cause from tracks_closing where state = 'proposed'
    union all select running.id, 1, 'decision' from running
      join sharing_assignment held on held.person_id = running.person_id
     where held.granted_by_id is null and held.confirm_by < houvast_today()
       and held.until > houvast_now()
    union all select track_id, 2, 'handover' from tracks_handover
     where (state = 'offered' and accept_by < houvast_today())
        or (state = 'accepted' and introduce_by < houvast_today())
    union all select id, 2, 'handover' from mine
     where state = 'proposed' and accept_by < houvast_today()
    union all select moment.track_id, 3, 'promise' from tracks_nextmoment moment
      join running on running.id = moment.track_id
     where moment.state = 'planned' and moment.due < houvast_today()
    union all select step.track_id, 4, 'step' from tracks_step step
      join running on running.id = step.track_id
     where step.state = 'open' and step.due < houvast_today()
    union all select agreed.track_id, 5, 'agreement' from meetings_agreement agreed
      join mine on mine.id = agreed.track_id and mine.state <> 'closed'
     where agreed.state = 'declined'
        or (agreed.state in ('asked', 'open') and agreed.due < houvast_today())
  ), first as (
    select distinct on (fact.track_id) fact.track_id, fact.cause
      from fact join mine on mine.id = fact.track_id order by fact.track_id, fact.turn
  )
  select 'held', '', count(*) from running
  union all select 'stuck', cause, count(*) from first group by cause
  union all select 'agreed', case when agreed.state = 'open' and agreed.due < houvast_today()
      then 'late' else agreed.state end, count(*)
    from meetings_agreement agreed join mine on mine.id = agreed.track_id
   where agreed.state in ('asked', 'open', 'declined') and agreed.destroy_on > houvast_today()
   group by 2
  union all select 'shared', case when share.state = 'decided' then 'waits' else 'lives' end,
      count(*)
    from cooperation_sharing share join mine on mine.id = share.track_id
   where share.destroy_on > houvast_today()
     and (share.state = 'decided' or (share.state in ('sent', 'acknowledged', 'corrected')
                                      and share.until > houvast_now()))
   group by 2
  union all select 'shared', 'not_confirmed', count(*)
    from cooperation_pushedtask task join mine on mine.id = task.track_id
   where task.confirmed_at is null and task.due < houvast_today()
$$
"""


def function(text, name):
    closed = f"; revoke all on function {name} from public; grant execute on function {name} to houvast_app"
    return migrations.RunSQL(text + closed, f"drop function {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_shared_facts"),
        ("sharing", "0011_leads_not_while_suspended"),
    ]

    operations = [
        function(LATE_STEPS, "meetings_late_steps_of"),
        function(COUNTS, "meetings_cooperation_counts"),
        migrations.RunSQL("drop function meetings_late_steps", migrations.RunSQL.noop),
    ]
