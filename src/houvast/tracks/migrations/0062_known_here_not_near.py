"""Who knows a young person in private asks in vain whether he is known here: the answer is no."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, PURPOSE, USER, listed

ROLES = ("outreach_coach", "work_coach", "process_coordinator", "triage_member")
PER_DAY = 10
NOT_NEAR = " and identity.person_id <> all (sharing_closed_to_me())"


def answered(only: str) -> str:
    """As in 0019; what is closed to who asks takes the same road as what is not there."""
    return f"""
create or replace function tracks_known_here(surname text, born date, wanted text, why text)
returns table (answer text, call_name text, call_function text, call_phone text, still integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  asker accounts_membership; asked integer; known uuid; yes boolean;
  who text := ''; what text := ''; number text := '';
begin
  select * into asker from accounts_membership serving
    where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}
      and serving.role in ({listed(ROLES)})
      and serving.since <= houvast_now() and serving.until > houvast_now()
      and exists (select from accounts_user active where active.id = serving.user_id
                  and active.is_active and active.suspended_at is null)
    order by serving.since, serving.id limit 1;
  if asker.id is null or {PURPOSE} is distinct from 'known_here' then
    raise exception 'who is known here is asked for that purpose, by who may'
      using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('known_here ' || asker.user_id::text, 0));
  select count(*) into asked from tracks_knownquestion
    where asked_by_id = asker.user_id and asked_on = houvast_today();
  if asked >= {PER_DAY} then
    return query select 'enough', '', '', '', 0;
    return;
  end if;
  select track.person_id, named.name, named.function, named.phone
    into known, who, what, number
    from people_identity identity
    join tracks_track track on track.person_id = identity.person_id
    left join tracks_door door on door.track_id = track.id and door.until is null
    join accounts_user named on named.id = coalesce(door.contact_id, track.lead_coach_id)
    where identity.municipality_id = asker.municipality_id and identity.family_name <> ''
      and lower(identity.family_name) = lower(surname) and identity.birth_date = born
      and identity.destroy_on > houvast_today() and track.destroy_on > houvast_today(){only}
    order by track.state = 'closed', track.proposed_at desc, track.id limit 1;
  yes := known is not null;
  insert into tracks_knownquestion (id, municipality_id, controller, destroy_on, asked_by_id,
      team_id, at, asked_on, asked_for, reason, was_known)
    values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 366,
      asker.user_id, asker.team_id, houvast_now(), houvast_today(), wanted, why, yes);
  insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,
      purpose, verb, refusal, subject, shown)
    values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 1825,
      asker.user_id, houvast_now(), asker.role, 'known_here', 'tracks.known_here_answered', '',
      known, array_remove(array[known], null));
  return query select case when yes then 'yes' else 'no' end, coalesce(who, ''),
    coalesce(what, ''), coalesce(number, ''), {PER_DAY} - asked - 1;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0061_ties")]

    operations = [migrations.RunSQL(answered(NOT_NEAR), answered(""))]
