"""Whose role lapsed or was ended keeps no moment: who steers does, as of who is suspended.

The lead stays the lead until somebody hands over, and the moment never waits for who sees nothing.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, purpose

JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)

OUT_OF_ROLE = """
create function tracks_out_of_role(colleague uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(not bool_or(since <= houvast_now() and until > houvast_now()), false)
    from accounts_membership where user_id = colleague
     and role in ('outreach_coach', 'work_coach', 'team_lead', 'triage_member',
                  'process_coordinator', 'programme_manager')
$$
"""  # of who had a role that keeps moments, and has none now; who never had one is refused elsewhere

KEPT = """
create or replace function tracks_kept_by_who_is_there() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  on_day date := greatest(new.due, houvast_today());
  comes_in boolean;
begin
  select is_active and suspended_at is null into comes_in
    from accounts_user where id = new.held_by_id for share;
  if not comes_in or tracks_away(new.held_by_id, on_day){OUT}
     or sharing_tied(new.person_id, new.held_by_id) then
    new.held_by_id := tracks_untied_keeper(new.person_id, new.held_by_id, on_day);
  end if;
  return new;
end $$;
"""  # as in 0061, and who has no role now does not come in either

ENDS = """
create function tracks_role_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tracks_out_of_role(new.user_id) then
    update tracks_nextmoment set held_by_id = held_by_id
     where held_by_id = new.user_id and state = 'planned';
  end if;
  return null;
end $$;
create trigger role_ends after update of until on accounts_membership
  for each row when (new.until < old.until) execute function tracks_role_ends();
"""  # what somebody ends passes on in the same transaction

HOLDS = f"""
create function tracks_holds(colleague uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_track where lead_coach_id = colleague and state <> 'closed'
                 and municipality_id = {MUNICIPALITY})
    or exists (select from tracks_nextmoment where held_by_id = colleague and state = 'planned'
               and municipality_id = {MUNICIPALITY})
    or exists (select from tracks_door where contact_id = colleague and until is null
               and municipality_id = {MUNICIPALITY})
$$
"""  # tracks_still_held is more than none, for who sees no row of it

ADDRESSED = """
create or replace function tracks_address_moments() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare homeward integer; away integer;
begin
  if not ({JOB}) then return 0; end if;
  update tracks_nextmoment m set held_by_id = t.lead_coach_id
    from tracks_track t join accounts_user u on u.id = t.lead_coach_id
   where t.id = m.track_id and m.state = 'planned' and m.held_by_id <> t.lead_coach_id
     and m.municipality_id = {MUNICIPALITY} and u.suspended_at is null
     and not tracks_away(t.lead_coach_id, greatest(m.due, houvast_today()))
     and exists (select from tracks_deputy d join tracks_leave l on l.id = d.leave_id
                  where d.user_id = m.held_by_id and l.user_id = t.lead_coach_id
                    and d.until <= houvast_now());
  get diagnostics homeward = row_count;
  update tracks_nextmoment m set held_by_id = m.held_by_id
   where m.state = 'planned' and m.municipality_id = {MUNICIPALITY}
     and (m.due < houvast_today() and tracks_away(m.held_by_id, houvast_today()){LAPSED});
  get diagnostics away = row_count;
  return homeward + away;
end $$
"""  # as in 0022, and what a role that lapsed leaves goes on within the hour, also what lies ahead
LAPSED = """
       or m.held_by_id in (select held_by_id from tracks_nextmoment
                where state = 'planned' and municipality_id = {MUNICIPALITY}
                group by held_by_id having tracks_out_of_role(held_by_id))"""


def addressed(lapsed: str) -> str:
    """The function with what a lapsed role adds to it."""
    words = ADDRESSED.replace("{LAPSED}", lapsed)
    return words.replace("{JOB}", JOB).replace("{MUNICIPALITY}", MUNICIPALITY)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0081_role_notices"), ("accounts", "0020_roles_lapse")]

    operations = [
        migrations.RunSQL(OUT_OF_ROLE, "drop function tracks_out_of_role"),
        migrations.RunSQL(
            KEPT.replace("{OUT}", " or tracks_out_of_role(new.held_by_id)"),
            KEPT.replace("{OUT}", ""),
        ),
        migrations.RunSQL(ENDS, "drop function tracks_role_ends cascade"),
        migrations.RunSQL(HOLDS, "drop function tracks_holds"),
        migrations.RunSQL(addressed(LAPSED), addressed("")),
    ]
