"""Who is suspended keeps no moments: the database gives them to a coordinator in the same act."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY

STILL_HELD = f"""
create function tracks_still_held(colleague uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(distinct person_id) from (
    select person_id from tracks_track where lead_coach_id = colleague and state <> 'closed'
      and municipality_id = {MUNICIPALITY}
    union all select person_id from tracks_nextmoment where held_by_id = colleague
      and state = 'planned' and municipality_id = {MUNICIPALITY}
    union all select person_id from tracks_door where contact_id = colleague and until is null
      and municipality_id = {MUNICIPALITY}) held
$$
"""  # security definer: a number for who sees no row of it

TAKEN_OVER = """
create function tracks_moments_taken_over() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare keeper uuid;
begin
  select m.user_id into keeper from accounts_membership m join accounts_user u on u.id = m.user_id
   where m.municipality_id = new.municipality_id and m.role = 'process_coordinator'
     and m.since <= houvast_now() and m.until > houvast_now() and u.is_active
     and u.suspended_at is null and u.id <> new.id
   order by m.since, m.user_id limit 1;
  if keeper is null then
    select m.user_id into keeper from accounts_membership m
      join accounts_user u on u.id = m.user_id
     where m.municipality_id = new.municipality_id and m.role in ('team_lead', 'programme_manager')
       and m.since <= houvast_now() and m.until > houvast_now() and u.is_active
       and u.suspended_at is null and u.id <> new.id
     order by m.since, m.user_id limit 1;
  end if;
  if keeper is not null then
    update tracks_nextmoment set held_by_id = keeper
     where held_by_id = new.id and state = 'planned';
  end if;
  return null;
end $$;
create trigger moments_taken_over after update of suspended_at on accounts_user
  for each row when (old.suspended_at is null and new.suspended_at is not null)
  execute function tracks_moments_taken_over();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tracks", "0008_notice_policies"),
        ("accounts", "0002_roles_and_working_days"),
    ]

    operations = [
        migrations.RunSQL(STILL_HELD, "drop function tracks_still_held"),
        migrations.RunSQL(TAKEN_OVER, "drop function tracks_moments_taken_over cascade"),
    ]
