"""An import is no search: who leads a team hears of few young people of other teams in a day.

A file of names would else be a way to ask who is known here without the limit of "bekend hier?". The
coordinator sees every track of the municipality, so there is nothing to find out.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, OWNER, PURPOSE, USER, policy

BROUGHT = "tracks_broughttrack"
TOLD = (
    "verb = 'tracks.here_before_answered'"
    f" and actor_id = {USER} and municipality_id = {MUNICIPALITY}"
)
PER_DAY = 10

COUNTED = policy("audit_entry", "who_was_here_before_is_counted", "select", OWNER, TOLD)
ELSEWHERE = f"""
create function tracks_told_elsewhere(people uuid[]) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from (
    select unnest(people) as person
    union
    select unnest(shown) from audit_entry
     where {TOLD} and at >= houvast_today()::timestamp at time zone 'Europe/Amsterdam'
  ) told
  where not exists (
    select from tracks_track track
      join accounts_membership led on led.team_id = track.team_id
     where track.person_id = told.person and led.user_id = {USER} and led.role = 'team_lead'
       and led.since <= houvast_now() and led.until > houvast_now())
$$;
revoke all on function tracks_told_elsewhere from public;
"""  # security definer: it counts what the asker was told, and shows nothing of it

BEFORE = """
create or replace function tracks_here_before(keys bytea[], surnames text[], born date[])
returns table (place integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare role text; places integer[]; people uuid[];
begin
  select serving.role into role from accounts_membership serving
    where serving.user_id = {user} and serving.municipality_id = {municipality}
      and serving.role in ('team_lead', 'process_coordinator')
      and serving.since <= houvast_now() and serving.until > houvast_now()
    order by {first}serving.since, serving.id limit 1;
  if role is null or {purpose} is distinct from 'intake' then
    raise exception 'who is here before is asked by who may bring somebody in'
      using errcode = 'insufficient_privilege';
  end if;
  select array_agg(distinct found.place), array_agg(distinct found.person)
    into places, people from (
    select asked.place::integer, came.person_id as person
      from unnest(keys) with ordinality asked (key, place)
      join {brought} came on came.municipality_id = {municipality} and came.key = asked.key
     where came.destroy_on > houvast_today()
    union
    select asked.place::integer, identity.person_id
      from unnest(surnames, born) with ordinality asked (surname, day, place)
      join people_identity identity on lower(identity.family_name) = lower(asked.surname)
       and identity.birth_date = asked.day
      join tracks_track track on track.person_id = identity.person_id
     where asked.surname <> '' and identity.municipality_id = {municipality}
       and identity.destroy_on > houvast_today()) found;
{limit}  if people is not null then
    insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,
        purpose, verb, refusal, subject, shown)
      values (gen_random_uuid(), {municipality}, 'college', houvast_today() + 1825, {user},
        houvast_now(), role, 'intake', 'tracks.here_before_answered', '', null, people);
  end if;
  return query select unnest(places);
end $$;
"""  # security definer: the answer is about rows that the asker may not see, and is kept in the trail
LIMIT = f"""  if role = 'team_lead' and people is not null then
    perform pg_advisory_xact_lock(hashtextextended('here_before ' || {USER}::text, 0));
    if tracks_told_elsewhere(people) > {PER_DAY} then
      return query select 0;
      return;
    end if;
  end if;
"""
PARTS = {"user": USER, "municipality": MUNICIPALITY, "purpose": PURPOSE, "brought": BROUGHT}
FEW = BEFORE.format(**PARTS, limit=LIMIT, first="serving.role <> 'process_coordinator', ")
ALL = BEFORE.format(**PARTS, limit="", first="")


class Migration(migrations.Migration):
    dependencies = [("tracks", "0049_import_policies")]

    operations = [
        COUNTED,
        migrations.RunSQL(ELSEWHERE, "drop function tracks_told_elsewhere"),
        migrations.RunSQL(FEW, ALL),
    ]
