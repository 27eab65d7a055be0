"""A contact that comes in late is added by who held the person when it happened (README 23).

Who does so sees neither the track nor what was added. The two functions are the only way: the first
says how the asker held somebody at a moment, the second adds and asks the first. What is planned
stands as it is: a function that could change it would let somebody steer a file that he lost.
"""

from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, OWNER, PURPOSE, USER, policy, serves

HELD_THEN = f"""
create function tracks_held_then(one uuid, told timestamptz)
returns table (person_id uuid, capacity text, since timestamptz, until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select track.person_id, held.capacity::text, held.since, held.until
    from tracks_track track join sharing_assignment held on held.person_id = track.person_id
   where track.id = one and track.municipality_id = {MUNICIPALITY}
     and track.destroy_on > houvast_today() and held.destroy_on > houvast_today()
     and held.municipality_id = {MUNICIPALITY} and held.user_id = {USER}
     and {PURPOSE} = 'guidance' and held.purpose = {PURPOSE}
     and held.capacity in ('lead', 'second') and held.since <= told and held.until > told
     and told <= houvast_now() and (track.closed_at is null or told <= track.closed_at)
     and track.close_reason is distinct from 'opened_by_mistake'
     and {serves("outreach_coach", "work_coach")}
     and track.person_id <> all (sharing_closed_to_me())
   order by held.capacity limit 1
$$;
revoke all on function tracks_held_then from public;
grant execute on function tracks_held_then to {APP};
"""  # security definer: who held somebody then sees neither the track nor the access that ended
ADD_LATE = f"""
create function tracks_add_late(
  one uuid, new_id uuid, told timestamptz, was_real boolean, how text, place text, went text,
  who_began text, is_worried boolean, note text, told_on date, was_agreed boolean)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held record; track tracks_track; known tracks_contact; said uuid := gen_random_uuid();
  happened date := (told at time zone 'Europe/Amsterdam')::date;
begin
  select * into track from tracks_track where id = one for no key update;
  select * into held from tracks_held_then(one, told);
  if held is null or (note <> '' and held.capacity <> 'lead') then
    raise exception 'who held the person when it happened adds it, and only a lead a note'
      using errcode = 'check_violation', constraint = 'held_when_it_happened';
  end if;
  if told_on not between happened and happened + 60 then
    raise exception 'the day that was told comes soon after the contact'
      using errcode = 'check_violation', constraint = 'told_day_comes_soon';
  end if;
  select * into known from tracks_contact where id = new_id;
  if found then return known.made_by_id = {USER} and known.track_id = one; end if;
  insert into tracks_nextmoment (id, municipality_id, controller, destroy_on, person_id, track_id,
      due, state, held_by_id, agreed_with_young_person, planned_at, planned_by_id, left_at)
    values (said, track.municipality_id, track.controller, track.destroy_on, track.person_id, one,
      told_on, case when told_on < houvast_today() then 'missed' else 'moved' end,
      track.lead_coach_id, was_agreed, houvast_now(), {USER}, houvast_now());
  insert into tracks_contact (id, municipality_id, controller, destroy_on, person_id, track_id,
      made_by_id, at, recorded_at, is_real, moment_id, state)
    values (new_id, track.municipality_id, track.controller, track.destroy_on, track.person_id, one,
      {USER}, told, houvast_now(), was_real, said, 'stands');
  insert into tracks_contactdetail (contact_id, municipality_id, controller, destroy_on, person_id,
      track_id, channel, place_kind, outcome, initiator, worried, reason, made_by_id)
    values (new_id, track.municipality_id, track.controller, track.destroy_on, track.person_id, one,
      how, place, went, who_began, is_worried, '', {USER});
  if note <> '' then
    insert into tracks_worknote (contact_id, municipality_id, controller, destroy_on, person_id,
        track_id, text)
      values (new_id, track.municipality_id, track.controller, track.destroy_on, track.person_id,
        one, note);
  end if;
  if track.state in ('open', 'aftercare') and track.lead_coach_id <> {USER} then
    insert into tracks_notice (id, municipality_id, controller, destroy_on, to_user_id, kind, at)
      values (gen_random_uuid(), track.municipality_id, 'college', houvast_today() + 90,
        track.lead_coach_id, 'late_contact', houvast_now());
  end if;
  return true;
end $$;
revoke all on function tracks_add_late from public;
grant execute on function tracks_add_late to {APP};
"""  # security definer: all of it or nothing, and nothing comes back but that it is there

LOCK = f"""
create function tracks_lock_moment(one uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  for turn in 1..3 loop
    perform from tracks_nextmoment moment where track_id = one and state = 'planned'
       and exists (select from tracks_handover asked where asked.track_id = one
                   and asked.to_user_id = {USER} and asked.municipality_id = {MUNICIPALITY}
                   and asked.state = 'offered')
      for no key update of moment;
    exit when found;
  end loop;
end $$;
revoke all on function tracks_lock_moment from public;
grant execute on function tracks_lock_moment to {APP};
"""  # security definer: who takes over may change it in a moment, and locks it before his access

MINE = f"municipality_id = {MUNICIPALITY} and made_by_id = {USER}"
ADDED = [
    policy(
        "tracks_nextmoment",
        "told_by_who_held_then",
        "insert",
        OWNER,
        f"municipality_id = {MUNICIPALITY} and planned_by_id = {USER}"
        " and state in ('missed', 'moved')",
    ),
    policy(
        "tracks_contact",
        "added_by_who_held_then",
        "insert",
        OWNER,
        f"{MINE} and recorded_at = houvast_now() and at <= houvast_now()",
    ),
    policy("tracks_contactdetail", "added_by_who_held_then", "insert", OWNER, MINE),
    policy(
        "tracks_worknote",
        "added_by_who_held_then",
        "insert",
        OWNER,
        f"municipality_id = {MUNICIPALITY}",
    ),
    policy(
        "tracks_notice",
        "of_a_late_contact",
        "insert",
        OWNER,
        f"municipality_id = {MUNICIPALITY} and kind = 'late_contact'",
    ),
]
KINDS = [
    "own_moment_late",
    "rung",
    "signal_late",
    "offer",
    "handover",
    "returned",
    "closing",
    "confirm",
    "caseload",
    "stand_in",
    "door",
    "door_passed",
    "came_back",
    "come_back",
    "alarm",
    "merged",
    "call_expert",
    "deputy",
    "seat",
    "contract",
    "hold_asked",
    "hold_answered",
    "inform_late",
    "brought",
    "another_coach",
    "watched",
    "glass_broken",
    "glass_to_tell",
    "guest_asked",
    "partner_answered",
    "breach",
    "key_changed",
    "late_contact",
]


class Migration(migrations.Migration):
    dependencies = [("tracks", "0074_password_notice")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
        *ADDED,
        migrations.RunSQL(HELD_THEN, "drop function tracks_held_then"),
        migrations.RunSQL(ADD_LATE, "drop function tracks_add_late"),
        migrations.RunSQL(LOCK, "drop function tracks_lock_moment"),
    ]
