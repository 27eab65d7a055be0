"""Who knows a young person in private: no table shows him, and nothing waits for that colleague."""

from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    closed_to_who_is_near,
    held,
    policy,
    purpose,
    serves,
)

OF_PERSON = (
    *("absence", "appointment", "broughttrack", "closing", "closinganswer", "coachoffer"),
    *("companionaim", "companionsession", "companionship", "companiontalk", "contact"),
    *("contactdetail", "door", "futureplan", "glance", "handover", "informationmoment"),
    *("leadcoachhistory", "measurement", "measurementanswer", "merge", "milestone", "nextmoment"),
    *("scananswer", "signal", "step", "supportplan", "track", "worknote"),
)
PERSON_OF = {
    "tracks_signalfacts": "tracks_person_of_signal(signal_id)",
    "tracks_rung": "coalesce(tracks_person_of_track(track_id), tracks_person_of_signal(signal_id))",
}
"""Tables that name a track or a signal and no person."""

PERSONS = """
create function tracks_person_of_signal(one uuid) returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if sharing_closed_to_me() = array[]::uuid[] then return null; end if;
  return (select person_id from tracks_signal where id = one);
end $$;
create function tracks_person_of_track(one uuid) returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if sharing_closed_to_me() = array[]::uuid[] then return null; end if;
  return (select person_id from tracks_track where id = one);
end $$;
"""  # for nearly everybody nothing is closed, and then nothing is looked up

SERVING = "m.since <= houvast_now() and m.until > houvast_now() and u.is_active and u.suspended_at is null"
KEEPER = f"""
create function tracks_untied_keeper(person uuid, colleague uuid, on_day date) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select d.user_id from tracks_deputy d join tracks_leave l on l.id = d.leave_id
       join accounts_user u on u.id = d.user_id
      where l.user_id = colleague and l.ended_at is null and on_day between d.from_on and d.until_on
        and u.is_active and u.suspended_at is null and not sharing_tied(person, u.id)
      order by d.from_on, d.id limit 1),
    (select m.user_id from accounts_membership m join accounts_user u on u.id = m.user_id
       join accounts_user gone on gone.id = colleague and gone.municipality_id = m.municipality_id
      where m.role in ('process_coordinator', 'team_lead', 'programme_manager')
        and {SERVING} and u.id <> colleague and not sharing_tied(person, u.id)
      order by tracks_away(u.id, on_day), m.role <> 'process_coordinator', m.is_deputy, m.since,
        u.id limit 1),
    colleague)
$$;
revoke all on function tracks_untied_keeper from public;
create or replace function tracks_kept_by_who_is_there() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  on_day date := greatest(new.due, houvast_today());
  comes_in boolean;
begin
  select is_active and suspended_at is null into comes_in
    from accounts_user where id = new.held_by_id for share;
  if not comes_in or tracks_away(new.held_by_id, on_day)
     or sharing_tied(new.person_id, new.held_by_id) then
    new.held_by_id := tracks_untied_keeper(new.person_id, new.held_by_id, on_day);
  end if;
  return new;
end $$;
"""  # as in 0035 and 0039; who is near cannot see the moment, so another keeps it
KEEPER_UNDO = """
create or replace function tracks_kept_by_who_is_there() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  on_day date := greatest(new.due, houvast_today());
  comes_in boolean;
begin
  select is_active and suspended_at is null into comes_in
    from accounts_user where id = new.held_by_id for share;
  if not comes_in or tracks_away(new.held_by_id, on_day) then
    new.held_by_id := tracks_keeper(new.held_by_id, on_day);
  end if;
  return new;
end $$;
drop function tracks_untied_keeper
"""

CLOSES = """
create function tracks_tie_closes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare track tracks_track; keeper uuid := tracks_other_coordinator(new.user_id);
begin
  for track in select * from tracks_track where person_id = new.person_id
      order by id for no key update loop
    if track.state = 'proposed' and track.lead_coach_id = new.user_id and keeper is not null
       and not sharing_tied(new.person_id, keeper) then
      update tracks_leadcoachhistory set until = greatest(since, houvast_now())
       where track_id = track.id and until is null;
      update tracks_track set lead_coach_id = keeper where id = track.id;
      insert into tracks_leadcoachhistory (id, municipality_id, controller, destroy_on, track_id,
        person_id, user_id, since) values (gen_random_uuid(), track.municipality_id,
        track.controller, track.destroy_on, track.id, track.person_id, keeper, houvast_now());
    end if;
  end loop;
  update tracks_coachoffer set state = 'declined', answered_at = houvast_now()
   where person_id = new.person_id and to_user_id = new.user_id and state = 'offered';
  update tracks_handover set state = 'declined', answered_at = houvast_now()
   where person_id = new.person_id and to_user_id = new.user_id and state = 'offered';
  update tracks_nextmoment set held_by_id = held_by_id
   where person_id = new.person_id and held_by_id = new.user_id and state = 'planned';
  update sharing_assignment set until = greatest(since, houvast_now())
   where person_id = new.person_id and user_id = new.user_id and until > houvast_now();
  return null;
end $$;
create trigger closes after insert on sharing_tie
  for each row when (new.is_private) execute function tracks_tie_closes();
create function tracks_who_is_near_is_not_asked() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if sharing_tied(new.person_id, new.to_user_id) then
    raise exception 'somebody else is asked' using errcode = 'check_violation',
      constraint = 'somebody_else_is_asked';
  end if;
  return new;
end $$;
create trigger who_is_near_is_not_asked before insert on tracks_coachoffer
  for each row execute function tracks_who_is_near_is_not_asked();
create trigger who_is_near_is_not_asked before insert on tracks_handover
  for each row execute function tracks_who_is_near_is_not_asked();
"""  # nobody is let go: another keeps the moment, and who holds the track asks another coach
CLOSES_UNDO = """
drop function tracks_who_is_near_is_not_asked cascade; drop function tracks_tie_closes cascade
"""

MERGED = """
create function tracks_ties_carry_over() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare both_of uuid[] := array(select person_id from tracks_track
                                 where id in (new.track_id, new.other_id));
begin
  insert into sharing_tie (id, municipality_id, controller, destroy_on, person_id, user_id,
      is_private, said_by, entered_by_id, at)
  select gen_random_uuid(), tie.municipality_id, tie.controller, person.destroy_on, person.id,
      tie.user_id, true, tie.said_by, tie.entered_by_id, tie.at
    from sharing_tie tie join people_person person on person.id = any (both_of)
   where tie.person_id = any (both_of) and tie.person_id <> person.id
     and tie.is_private and tie.ended_at is null
  on conflict do nothing;
  return null;
end $$;
create trigger ties_carry_over after update of state on tracks_merge
  for each row when (new.state = 'agreed') execute function tracks_ties_carry_over();
"""  # two persons turn out to be one: who is near to the one is near to the other

KINDS = [
    *("own_moment_late", "rung", "offer", "handover", "returned", "closing", "confirm"),
    *("caseload", "stand_in", "door", "door_passed", "came_back", "come_back", "alarm", "merged"),
    *("call_expert", "deputy", "seat", "contract", "brought", "another_coach"),
]

STEERS = f"{purpose('process_steering')} and {serves('process_coordinator', 'team_lead')}"
ASKS = f"""
create function tracks_may_be_asked(person uuid, colleague uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not (sharing_leads(person) or ({purpose("process_steering", "intake")}
          and {serves("process_coordinator", "team_lead", "triage_member")})) then
    return false;
  end if;
  return not sharing_tied(person, colleague);
end $$;
create function tracks_tied_to(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not ({purpose("safety_net")} and exists (select from accounts_user job
          where job.id = {USER} and job.is_system and job.municipality_id = {MUNICIPALITY})) then
    return array[]::uuid[];
  end if;
  return coalesce((select array_agg(user_id) from sharing_tie
                    where person_id = person and is_private and ended_at is null),
                  array[]::uuid[]);
end $$;
"""  # who asks a coach hears no more than that this one cannot; the ladder passes over who is near

SEEN = (
    "exists (select from tracks_track seen where seen.person_id = sharing_tie.person_id"
    " and seen.municipality_id = sharing_tie.municipality_id)"
)
IN_OWN_NAME = f"municipality_id = {MUNICIPALITY} and entered_by_id = {USER} and ended_at is null"


def said(name, said_by, condition):
    return policy(
        "sharing_tie",
        name,
        "insert",
        APP,
        f"{IN_OWN_NAME} and said_by = '{said_by}' and {condition}",
    )


class Migration(migrations.Migration):
    dependencies = [("tracks", "0060_only_in_a_role"), ("sharing", "0009_ties")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
        migrations.RunSQL(
            PERSONS,
            "drop function tracks_person_of_signal; drop function tracks_person_of_track",
        ),
        *(closed_to_who_is_near(f"tracks_{one}", "person_id") for one in OF_PERSON),
        *(closed_to_who_is_near(table, person) for table, person in PERSON_OF.items()),
        migrations.RunSQL(KEEPER, KEEPER_UNDO),
        migrations.RunSQL(CLOSES, CLOSES_UNDO),
        migrations.RunSQL(ASKS, "drop function tracks_may_be_asked; drop function tracks_tied_to"),
        said("said_of_oneself", "colleague", f"user_id = {USER} and {SEEN}"),
        said("said_by_steering", "steering", f"user_id <> {USER} and {STEERS} and {SEEN}"),
        said(
            "said_by_the_young_person",
            "young_person",
            f"user_id <> {USER} and {held('sharing_tie.person_id', 'lead')}",
        ),
        policy("sharing_tie", "carried_over", "insert", OWNER, "true"),
        migrations.RunSQL(MERGED, "drop function tracks_ties_carry_over cascade"),
    ]
