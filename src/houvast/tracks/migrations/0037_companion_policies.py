"""The experience expert reads his one agreement from the introduction to its end, nothing else.

Who steers reads that it is and that they met; what it is for and how it went are the coach's.
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
GUIDING, STEERING = purpose("guidance"), purpose("process_steering")
HOLDERS = ("lead", "second", "former", "work", "door")
READERS = ("lead", "second", "former")
CHECK, SHIP = "tracks_companioncheck", "tracks_companionship"
AIM, SESSION, TALK = "tracks_companionaim", "tracks_companionsession", "tracks_companiontalk"
OF_TRACK = (SHIP, AIM, SESSION, TALK)

ACCOMPANIES = f"""
create function tracks_accompanies(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select {PURPOSE} = 'guidance' and {serves("experience_expert")} and exists (
    select from tracks_companionship c join sharing_assignment a
        on a.person_id = c.person_id and a.user_id = c.user_id
     where c.id = one and c.user_id = {USER} and c.municipality_id = {MUNICIPALITY}
       and c.state = 'introduced' and c.ends_on >= houvast_today()
       and c.destroy_on > houvast_today()
       and a.capacity = 'companion' and a.purpose = 'guidance'
       and a.since <= houvast_now() and a.until > houvast_now())
$$
"""  # security definer: a policy on agreements cannot itself look at agreements

COACH_OF = """
create function tracks_coach_of(one uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select t.lead_coach_id from tracks_companionship c join tracks_track t on t.id = c.track_id
   where c.id = one and tracks_accompanies(one)
$$
"""  # whom the expert rings; of the track itself he sees nothing

HOLDS = """
create function tracks_companion_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare wrong text; looked date;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['state', 'introduced_on', 'wanted', 'left_at', 'left_by_id', 'destroy_on']
       is distinct from
       to_jsonb(old) - array['state', 'introduced_on', 'wanted', 'left_at', 'left_by_id', 'destroy_on']
       or (new.introduced_on is distinct from old.introduced_on and new.state <> 'introduced')
       or (new.state = old.state
           and (new.introduced_on, new.left_at) is distinct from (old.introduced_on, old.left_at))
       or (new.state <> old.state and (old.state, new.state) not in
           (('proposed', 'introduced'), ('proposed', 'withdrawn'), ('introduced', 'ended'))) then
      wrong := 'companion_state_moves';
    end if;
    if wrong is null and (new.state = old.state or new.state <> 'introduced') then
      return new;
    end if;
  elsif new.state <> 'proposed' then
    wrong := 'companion_state_moves';
  end if;
  perform from tracks_track where id = new.track_id and state in ('open', 'aftercare') for share;
  if wrong is null and not found then wrong := 'companion_on_a_running_track'; end if;
  if wrong is null and not exists (
       select from accounts_membership m join accounts_user u on u.id = m.user_id
        where m.user_id = new.user_id and m.municipality_id = new.municipality_id
          and m.role = 'experience_expert' and m.since <= houvast_now() and m.until > houvast_now()
          and u.is_active and u.suspended_at is null) then
    wrong := 'companion_is_an_experience_expert';
  end if;
  select checked_on + 365 into looked from tracks_companioncheck
   where user_id = new.user_id and municipality_id = new.municipality_id
   order by recorded_at desc, id limit 1;
  if wrong is null and (looked is null or looked < greatest(new.ends_on, houvast_today())
                        or new.ends_on < houvast_today()
                        or (tg_op = 'INSERT' and new.ends_on > houvast_today() + 182))
  then
    wrong := 'companion_is_checked';
  end if;
  if wrong is null and exists (
       select from sharing_assignment where person_id = new.person_id and user_id = new.user_id
          and until > greatest(since, houvast_now())) then
    wrong := 'companion_is_not_the_coach';
  end if;
  if wrong is null and new.state = 'introduced' and not exists (
       select from tracks_contact where track_id = new.track_id and is_real and state = 'stands'
          and made_by_id <> new.user_id) then
    wrong := 'companion_is_never_the_only_contact';
  end if;
  if wrong is not null then
    raise exception 'an experience expert comes along beside the coach'
      using errcode = 'check_violation', constraint = wrong;
  end if;
  return new;
end $$;
create trigger companion_holds before insert or update on tracks_companionship
  for each row execute function tracks_companion_holds();
"""  # security definer: the check and the track may lie outside what the coach sees

WHOLE = """
create function tracks_companion_is_whole() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare one uuid := case tg_table_name when 'tracks_companionship' then to_jsonb(new) ->> 'id'
                      else to_jsonb(new) ->> 'companionship_id' end;
begin
  if not exists (select from tracks_companionship c join tracks_companionaim a
                   on a.companionship_id = c.id
                  where c.id = one and (c.state = 'ended') = (a.outcome <> '')) then
    raise exception 'an agreement has an aim, and an outcome when it has ended'
      using errcode = 'check_violation', constraint = 'companion_is_whole';
  end if;
  return null;
end $$;
create constraint trigger companion_is_whole after insert or update on tracks_companionship
  deferrable initially deferred for each row execute function tracks_companion_is_whole();
create constraint trigger companion_is_whole after update on tracks_companionaim
  deferrable initially deferred for each row execute function tracks_companion_is_whole();
"""

KEEPS = """
create function tracks_companion_keeps() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - array['outcome', 'destroy_on']
     is distinct from to_jsonb(old) - array['outcome', 'destroy_on']
     or (old.outcome <> '' and new.outcome <> old.outcome) then
    raise exception 'an agreement keeps its words; what came of it is said once'
      using errcode = 'check_violation', constraint = 'companion_keeps_its_words';
  end if;
  return new;
end $$;
create trigger keeps_its_words before update on tracks_companionaim
  for each row execute function tracks_companion_keeps();
"""

SESSIONS = """
create function tracks_companion_session_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare ship tracks_companionship; wrong boolean;
begin
  select * into ship from tracks_companionship where id = new.companionship_id;
  if tg_op = 'UPDATE' then
    if (new.day, new.state, new.answered_at) is not distinct from
       (old.day, old.state, old.answered_at)
       and to_jsonb(new) - 'destroy_on' = to_jsonb(old) - 'destroy_on' then
      return new;
    end if;
    wrong := to_jsonb(new) - array['day', 'state', 'answered_at', 'destroy_on']
             is distinct from to_jsonb(old) - array['day', 'state', 'answered_at', 'destroy_on']
          or old.state = 'undone'
          or (old.state <> 'planned'
              and (new.state <> 'undone' or new.day <> old.day
                   or old.answered_at < houvast_now() - interval '15 minutes'))
          or (old.state = 'planned' and new.state = 'planned');
  else
    wrong := new.state = 'undone' or new.made_by_id <> ship.user_id
          or (new.state = 'planned' and (new.day < houvast_today() or new.planned_for <> new.day));
  end if;
  if wrong or (ship.track_id, ship.person_id) is distinct from (new.track_id, new.person_id)
     or new.day < ship.introduced_on or new.day > ship.ends_on
     or (new.state in ('held', 'not_held') and new.day > houvast_today()) then
    raise exception 'a meeting lies within its agreement, and is answered once'
      using errcode = 'check_violation', constraint = 'session_within_its_agreement';
  end if;
  return new;
end $$;
create trigger session_holds before insert or update on tracks_companionsession
  for each row execute function tracks_companion_session_holds();
"""

OF_ITS_SESSION = """
create function tracks_companion_row_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'tracks_companiontalk' then
    perform from tracks_companionsession s where s.id = new.session_id
      and s.track_id = new.track_id and s.made_by_id = new.made_by_id
      and s.state = case when new.outcome in ('called_off', 'not_seen') then 'not_held' else 'held' end;
  else
    perform from tracks_companionship c where c.id = new.companionship_id
      and c.track_id = new.track_id and c.state = 'proposed' and new.outcome = ''
      and new.safeguards <@ array['coach_joins_first', 'coach_in_reach', 'open_place', 'by_day',
                                  'no_money']::varchar[];
  end if;
  if not found then
    raise exception 'this belongs to another meeting or agreement'
      using errcode = 'check_violation', constraint = 'row_of_its_agreement';
  end if;
  return new;
end $$;
create trigger of_its_session before insert on tracks_companiontalk
  for each row execute function tracks_companion_row_holds();
create trigger of_its_agreement before insert on tracks_companionaim
  for each row execute function tracks_companion_row_holds();
"""

ACCESS_ENDS = """
create function tracks_companion_access_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update sharing_assignment set until = greatest(since, houvast_now())
   where person_id = new.person_id and user_id = new.user_id and capacity = 'companion'
     and until > houvast_now();
  return null;
end $$;
create trigger access_ends after update on tracks_companionship for each row
  when (new.state = 'ended' and old.state <> 'ended')
  execute function tracks_companion_access_ends();
"""  # whoever ends the agreement ends the access, whatever the code does

CLOSES = f"""
create function tracks_companion_ends_with_the_track() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_companionaim set outcome = 'track_closed' where companionship_id in (
    select id from tracks_companionship where track_id = new.id and state = 'introduced');
  update tracks_companionship
     set state = case state when 'introduced' then 'ended' else 'withdrawn' end,
         left_at = houvast_now(), left_by_id = {USER}
   where track_id = new.id and state in ('proposed', 'introduced');
  return null;
end $$;
create trigger companion_ends_with_the_track after update of state on tracks_track for each row
  when (new.state = 'closed' and old.state <> 'closed')
  execute function tracks_companion_ends_with_the_track();
"""

INTRODUCED = """
create function tracks_companion_was_introduced() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.capacity = 'companion' and not exists (
       select from tracks_companionship where person_id = new.person_id and user_id = new.user_id
          and municipality_id = new.municipality_id and state = 'introduced'
          and new.purpose = 'guidance' and new.granted_by_id is not null
          and new.until <= (ends_on + 1)::timestamp at time zone 'Europe/Amsterdam') then
    raise exception 'an experience expert is introduced first, and until a last day'
      using errcode = 'check_violation', constraint = 'companion_was_introduced';
  end if;
  if new.capacity <> 'companion' and exists (
       select from tracks_companionship where person_id = new.person_id and user_id = new.user_id
          and state in ('proposed', 'introduced')) then
    raise exception 'who comes along is not the coach'
      using errcode = 'check_violation', constraint = 'companion_is_not_the_coach';
  end if;
  return new;
end $$;
create trigger companion_was_introduced before insert on sharing_assignment
  for each row execute function tracks_companion_was_introduced();
"""

KEEPS_NO_MOMENT = """
create function tracks_companion_keeps_no_moment() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tracks_companionship where user_id = new.held_by_id
                and track_id = new.track_id and state in ('proposed', 'introduced')) then
    raise exception 'the coach keeps the next moment, not who comes along'
      using errcode = 'check_violation', constraint = 'companion_keeps_no_moment';
  end if;
  return null;
end $$;
create trigger companion_keeps_no_moment after insert or update of held_by_id on tracks_nextmoment
  for each row when (new.state = 'planned') execute function tracks_companion_keeps_no_moment();
"""

FOLLOWS = """
create function tracks_companion_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_companionship set destroy_on = new.destroy_on where track_id = new.id;
  update tracks_companionaim set destroy_on = new.destroy_on where track_id = new.id;
  update tracks_companionsession set destroy_on = new.destroy_on where track_id = new.id;
  update tracks_companiontalk set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger companion_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_companion_destroyed_together();
"""


def function(text):
    """Make a function with what hangs on it; take it away again with all of that."""
    name = text.split("create function ")[1].split("(")[0]
    return migrations.RunSQL(text, f"drop function {name} cascade")


def seen(table, name, condition):
    return policy(table, name, "select", APP, f"{here(table)} and {condition}")


def added(table, name, condition):
    return policy(table, name, "insert", APP, f"{HERE} and {GUIDING} and {condition}")


def leads(table):
    return held(f"{table}.person_id", "lead")


def on_track(table):
    """Closed; of the track's person; destroyed with the track."""
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        migrations.RunSQL(
            f"alter table {table} add constraint {table}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {table} drop constraint {table}_of_the_tracks_person",
        ),
    ]


def process_facts(table):
    return [
        seen(table, "seen_by_holder", held(f"{table}.person_id", *HOLDERS)),
        seen(table, "seen_by_steering", f"{STEERING} and tracks_steers({table}.track_id)"),
    ]


def content(table):
    return seen(table, "seen_by_coach", f"{GUIDING} and {held(f'{table}.person_id', *READERS)}")


def along(table, column="companionship_id", also="true"):
    return seen(table, "seen_by_the_expert", f"{also} and tracks_accompanies({table}.{column})")


CHECKS = [
    force(CHECK),
    seen_by_triggers(CHECK),
    seen(
        CHECK,
        "seen_by_who_asks_or_steers",
        f"({GUIDING} and {serves('outreach_coach', 'work_coach')}"
        f" or {STEERING} and {serves('team_lead', 'process_coordinator')}"
        f" or {GUIDING} and user_id = {USER})",
    ),
    policy(
        CHECK,
        "noted_by_coordinator",
        "insert",
        APP,
        f"{HERE} and {STEERING} and checked_by_id = {USER} and {serves('process_coordinator')}",
    ),
]
SHIPS = [
    *on_track(SHIP),
    *process_facts(SHIP),
    along(SHIP, "id", f"user_id = {USER}"),
    added(SHIP, "asked_by_lead", f"asked_by_id = {USER} and state = 'proposed' and {leads(SHIP)}"),
    changed(
        SHIP,
        "kept_by_lead",
        f"{here(SHIP)} and {GUIDING} and {leads(SHIP)}",
        f"{HERE} and (left_by_id is null or left_by_id = {USER})",
    ),
]
AIMS = [
    *on_track(AIM),
    content(AIM),
    along(AIM),
    added(AIM, "written_by_lead", leads(AIM)),
    changed(AIM, "answered_by_lead", f"{here(AIM)} and {GUIDING} and {leads(AIM)}", HERE),
]
SESSIONS_SEEN = [
    *on_track(SESSION),
    *process_facts(SESSION),
    along(SESSION),
    added(
        SESSION,
        "noted_by_the_expert",
        f"made_by_id = {USER} and tracks_accompanies(companionship_id)",
    ),
    changed(
        SESSION,
        "kept_by_the_expert",
        f"{here(SESSION)} and made_by_id = {USER} and tracks_accompanies(companionship_id)",
        HERE,
    ),
]
OWN_TALK = (
    f"made_by_id = {USER} and exists (select from tracks_companionsession own"
    f" where own.id = {TALK}.session_id and own.made_by_id = {USER}"
    " and tracks_accompanies(own.companionship_id))"
)
TALKS = [
    *on_track(TALK),
    content(TALK),
    seen(TALK, "seen_by_the_expert", f"{GUIDING} and {OWN_TALK}"),
    added(TALK, "noted_by_the_expert", OWN_TALK),
]


class Migration(migrations.Migration):
    dependencies = [("tracks", "0036_companions")]

    operations = [
        function(ACCOMPANIES),
        function(COACH_OF),
        *CHECKS,
        *SHIPS,
        *AIMS,
        *SESSIONS_SEEN,
        *TALKS,
        function(HOLDS),
        function(WHOLE),
        function(KEEPS),
        function(SESSIONS),
        function(OF_ITS_SESSION),
        function(ACCESS_ENDS),
        function(CLOSES),
        function(INTRODUCED),
        function(KEEPS_NO_MOMENT),
        function(FOLLOWS),
    ]
