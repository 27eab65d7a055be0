"""What somebody still has in hand, as numbers: for who closes the account and sees no young person."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, purpose, serves

HERE = f"municipality_id = {MUNICIPALITY}"
LEFT = f"""
create function tracks_left(colleague uuid) returns table (
  name varchar, leads bigint, held_by_name bigint, moments bigint, doors bigint, stands_in bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.name,
    (select count(*) from tracks_track where lead_coach_id = u.id and state in ('open', 'aftercare')
       and {HERE}),
    (select count(*) from tracks_track where lead_coach_id = u.id and state = 'proposed' and {HERE}),
    (select count(*) from tracks_nextmoment m join tracks_track t on t.id = m.track_id
      where m.held_by_id = u.id and m.state = 'planned' and t.lead_coach_id <> u.id
        and m.{HERE}),
    (select count(*) from tracks_door where contact_id = u.id and until is null and {HERE}),
    (select count(*) from tracks_deputy d join tracks_leave l on l.id = d.leave_id
      where d.user_id = u.id and l.ended_at is null and d.until > houvast_now()
        and d.until_on >= d.from_on and d.{HERE})
  from accounts_user u where u.id = colleague and u.{HERE} and not u.is_system
    and (u.id = {USER} or accounts_administers()
      or {purpose("process_steering")} and {serves("process_coordinator", "team_lead")})
$$
"""  # security definer: numbers for who sees none of those rows


class Migration(migrations.Migration):
    dependencies = [("tracks", "0026_doors")]

    operations = [migrations.RunSQL(LEFT, "drop function tracks_left")]
