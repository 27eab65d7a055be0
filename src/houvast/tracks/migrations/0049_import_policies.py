"""Bring in a caseload that runs already: where the table waits, and the one way in.

Whoever steers writes the row of `tracks_broughttrack` first. In that transaction, and in no other, the
policies below let him write what belongs to that new person. A person who is here already is no new
person, whatever the code says (`brings_its_own`).
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    PURPOSE,
    USER,
    changed,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
INTAKE = purpose("intake")
MAY = f"{INTAKE} and {serves('team_lead', 'process_coordinator')}"
UPLOAD, IMPORT, BROUGHT = "tracks_caseloadupload", "tracks_caseloadimport", "tracks_broughttrack"
MINE = f"uploaded_by_id = {USER} and until > houvast_now() and {MAY}"

WAITS = [
    force(UPLOAD),
    policy(UPLOAD, "own", "select", APP, f"{here(UPLOAD)} and {MINE}"),
    policy(UPLOAD, "put_up", "insert", APP, f"{HERE} and {MINE}"),
    changed(UPLOAD, "columns_chosen", f"{here(UPLOAD)} and {MINE}", f"{HERE} and {MINE}"),
    policy(UPLOAD, "taken_down", "delete", APP, f"{here(UPLOAD)} and {MINE}"),
    policy(UPLOAD, "over_for_forgetting", "select", OWNER, "until <= houvast_now()"),
    policy(UPLOAD, "over", "delete", OWNER, "until <= houvast_now()"),
    migrations.RunSQL(
        f"grant delete on {UPLOAD} to {APP}", f"revoke delete on {UPLOAD} from {APP}"
    ),
    migrations.RunSQL(
        f"alter table {UPLOAD} add constraint upload_waits_a_day_at_most"
        " check (until <= at + interval '24 hours')",
        f"alter table {UPLOAD} drop constraint upload_waits_a_day_at_most",
    ),
]

FORGET = f"""
create function tracks_forget_uploads() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from {UPLOAD} where until <= houvast_now();
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function tracks_forget_uploads from public;
grant execute on function tracks_forget_uploads to {APP};
"""  # security definer: the job may end a table of names, and read none

MADE = [
    force(IMPORT),
    policy(
        IMPORT,
        "made_by_who_steers",
        "insert",
        APP,
        f"{HERE} and made_by_id = {USER} and at = houvast_now() and {MAY}",
    ),
    policy(
        IMPORT,
        "seen_by_who_made_it_or_coordinates",
        "select",
        APP,
        f"{here(IMPORT)} and {INTAKE} and (made_by_id = {USER} or {serves('process_coordinator')})",
    ),
]

CAME = [
    force(BROUGHT),
    seen_by_triggers(BROUGHT),
    policy(BROUGHT, "destroyed_with_the_track", "update", OWNER, "true"),
    policy(
        BROUGHT,
        "seen_by_holder",
        "select",
        APP,
        f"{here(BROUGHT)} and {held(f'{BROUGHT}.person_id', 'lead', 'second', 'former')}",
    ),
    policy(
        BROUGHT,
        "brought_now",
        "insert",
        APP,
        f"{HERE} and brought_by_id = {USER} and at = houvast_now() and {MAY}",
    ),
    migrations.RunSQL(
        f"alter table {BROUGHT} add constraint brought_track_of_the_tracks_person foreign key"
        " (track_id, person_id) references tracks_track (id, person_id)"
        " deferrable initially deferred",
        f"alter table {BROUGHT} drop constraint brought_track_of_the_tracks_person",
    ),
]

BRINGS = f"""
create function tracks_brings(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select {PURPOSE} = 'intake'
    and exists (select from {BROUGHT} where person_id = person and brought_by_id = {USER}
                and at = houvast_now() and municipality_id = {MUNICIPALITY})
$$
"""  # security definer: who brings somebody in reads nothing of him afterwards
ITS_OWN = f"""
create function tracks_brings_its_own() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tracks_track where person_id = new.person_id)
     or exists (select from tracks_signal where person_id = new.person_id)
     or exists (select from sharing_assignment where person_id = new.person_id)
     or exists (select from people_nickname where person_id = new.person_id) then
    raise exception 'an import does not open the file of somebody who is here'
      using errcode = 'check_violation', constraint = 'import_brings_its_own';
  end if;
  return new;
end $$;
create trigger brings_its_own before insert on {BROUGHT}
  for each row execute function tracks_brings_its_own();
create function tracks_brought_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {BROUGHT} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger brought_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_brought_destroyed_together();
"""
ITS_OWN_UNDO = """
drop function tracks_brings_its_own cascade; drop function tracks_brought_destroyed_together cascade
"""


def with_it(table, more="true"):
    """What comes with a person who is being brought in."""
    return policy(
        table,
        "brought_in",
        "insert",
        APP,
        f"{HERE} and {more} and tracks_brings({table}.person_id)",
    )


WITH_IT = [
    with_it("people_nickname"),
    with_it("people_identity"),
    with_it(
        "tracks_signal",
        f"state = 'taken_up' and entered_by_id = {USER} and answered_by_id = {USER}",
    ),
    with_it(
        "sharing_assignment",
        f"granted_by_id = {USER} and capacity = 'lead' and purpose = 'guidance'"
        " and since = houvast_now()",
    ),
    with_it(
        "tracks_track",
        f"state = 'open' and ({serves('process_coordinator')}"
        f" or {serves('team_lead', team='tracks_track.team_id')})",
    ),
    with_it("tracks_leadcoachhistory", "until is null"),
    with_it("tracks_informationmoment", "state = 'planned'"),
    with_it("tracks_nextmoment", "state = 'planned' and not agreed_with_young_person"),
]

IN_THE_TRAIL = policy(
    "audit_entry",
    "who_is_here_before",
    "insert",
    OWNER,
    f"verb = 'tracks.here_before_answered' and actor_id = {USER} and municipality_id = {MUNICIPALITY}",
)
BEFORE = f"""
create function tracks_here_before(keys bytea[], surnames text[], born date[])
returns table (place integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare role text; places integer[]; people uuid[];
begin
  select serving.role into role from accounts_membership serving
    where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}
      and serving.role in ('team_lead', 'process_coordinator')
      and serving.since <= houvast_now() and serving.until > houvast_now()
    order by serving.since, serving.id limit 1;
  if role is null or {PURPOSE} is distinct from 'intake' then
    raise exception 'who is here before is asked by who may bring somebody in'
      using errcode = 'insufficient_privilege';
  end if;
  select array_agg(distinct found.place), array_agg(distinct found.person)
    into places, people from (
    select asked.place::integer, came.person_id as person
      from unnest(keys) with ordinality asked (key, place)
      join {BROUGHT} came on came.municipality_id = {MUNICIPALITY} and came.key = asked.key
     where came.destroy_on > houvast_today()
    union
    select asked.place::integer, identity.person_id
      from unnest(surnames, born) with ordinality asked (surname, day, place)
      join people_identity identity on lower(identity.family_name) = lower(asked.surname)
       and identity.birth_date = asked.day
      join tracks_track track on track.person_id = identity.person_id
     where asked.surname <> '' and identity.municipality_id = {MUNICIPALITY}
       and identity.destroy_on > houvast_today()) found;
  if people is not null then
    insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,
        purpose, verb, refusal, subject, shown)
      values (gen_random_uuid(), {MUNICIPALITY}, 'college', houvast_today() + 1825, {USER},
        houvast_now(), role, 'intake', 'tracks.here_before_answered', '', null, people);
  end if;
  return query select unnest(places);
end $$;
revoke all on function tracks_here_before from public;
grant execute on function tracks_here_before to {APP};
"""  # security definer: the answer is about rows that the asker may not see, and is kept in the trail


class Migration(migrations.Migration):
    dependencies = [("tracks", "0048_importing"), ("audit", "0002_only_added_to")]

    operations = [
        *WAITS,
        migrations.RunSQL(FORGET, "drop function tracks_forget_uploads"),
        *MADE,
        *CAME,
        migrations.RunSQL(BRINGS, "drop function tracks_brings"),
        migrations.RunSQL(ITS_OWN, ITS_OWN_UNDO),
        *WITH_IT,
        IN_THE_TRAIL,
        migrations.RunSQL(BEFORE, "drop function tracks_here_before"),
    ]
