"""Noodtoegang (break-glass), kept by the database: one file, an hour, a reason, and a second person.

T-53 what it opens, for how long, and with which reason · T-54 who is told, who looks at it by when,
and that the young person hears of it · T-55 who was not reviewed does not do it again.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    PURPOSE,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    held,
    here,
    listed,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "tracks_breakglass"
BY_NAME = ("outreach_coach", "work_coach")
BY_TRACK = ("team_lead", "process_coordinator")
PER_DAY = 10
HERE = f"municipality_id = {MUNICIPALITY}"
OWN = f"user_id = {USER} and {purpose('emergency')}"
REVIEWS = (
    f"user_id <> {USER} and (({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('process_steering')} and {serves('team_lead', team=f'{TABLE}.team_id')}))"
)
COMES_IN = (
    f"not exists (select from accounts_user who where who.id = {USER}"
    " and (who.suspended_at is not null or not who.is_active))"
)

OPENED = f"""
create function tracks_in_emergency() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if {PURPOSE} is distinct from 'emergency' or not ({serves(*BY_NAME, *BY_TRACK)})
     or not ({COMES_IN}) then
    return array[]::uuid[];
  end if;
  return coalesce((select array_agg(glass.person_id) from {TABLE} glass
                    where glass.user_id = {USER} and glass.municipality_id = {MUNICIPALITY}
                      and glass.since <= houvast_now() and glass.until > houvast_now()),
                  array[]::uuid[]);
end $$;
"""  # asked once for a statement, so an end works at the next one, in open sessions too

ASKER = f"""
  select * into asker from accounts_membership serving
    where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}
      and serving.since <= houvast_now() and serving.until > houvast_now() and {COMES_IN}
      and (wanted is null and serving.role in ({listed(BY_NAME)})
           or wanted is not null and serving.role in ({listed(BY_TRACK)}))
    order by serving.role <> 'process_coordinator', serving.since, serving.id limit 1;
  if asker.id is null or {PURPOSE} is distinct from 'emergency' then
    raise exception 'an emergency is opened for that purpose, by who may'
      using errcode = 'insufficient_privilege';
  end if;
"""

FOUND = f"""
  select track.* into found from tracks_track track
    left join people_identity identity on identity.person_id = track.person_id
     and identity.destroy_on > houvast_today()
    where track.municipality_id = asker.municipality_id and track.destroy_on > houvast_today()
      and track.state <> 'closed' and track.person_id <> all (sharing_closed_to_me())
      and (wanted is null and identity.family_name <> '' and identity.birth_date = born
             and lower(identity.family_name) = lower(surname)
           or track.id = wanted and (asker.role = 'process_coordinator' or exists (
             select from accounts_membership lead where lead.user_id = {USER}
                and lead.role = 'team_lead' and lead.team_id = track.team_id
                and lead.since <= houvast_now() and lead.until > houvast_now())))
    order by track.proposed_at desc, track.id limit 1;
"""  # who is near finds nothing, as for a file that never was (T-57)

COUNTED = f"""
  if wanted is null then
    select count(*) into asked from tracks_knownquestion
      where asked_by_id = asker.user_id and asked_on = houvast_today();
    if asked >= {PER_DAY} then
      return query select 'enough', null::uuid, array[]::uuid[];
      return;
    end if;
  end if;
"""

KEPT = """
  if wanted is null then
    insert into tracks_knownquestion (id, municipality_id, controller, destroy_on, asked_by_id,
        team_id, at, asked_on, asked_for, reason, was_known)
      values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 366,
        asker.user_id, asker.team_id, houvast_now(), houvast_today(), 'emergency',
        'Gevraagd voor noodtoegang.', found.id is not null);
    insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,
        purpose, verb, refusal, subject, shown)
      values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 1825,
        asker.user_id, houvast_now(), asker.role, 'emergency', 'tracks.known_here_answered', '',
        found.person_id, array_remove(array[found.person_id], null));
  end if;
"""  # yes and no take the same road: a look-up, a row of the question and an entry

REVIEWERS = """
  select coalesce(array_agg(distinct serving.user_id), array[]::uuid[]) into reviewers
    from accounts_membership serving join accounts_user who on who.id = serving.user_id
    where serving.municipality_id = asker.municipality_id and serving.user_id <> asker.user_id
      and serving.since <= houvast_now() and serving.until > houvast_now()
      and who.is_active and who.suspended_at is null
      and (serving.role = 'privacy_officer'
           or serving.role = 'team_lead' and serving.team_id = found.team_id);
"""

BREAKS = f"""
create function tracks_break_glass(wanted uuid, surname text, born date, why text)
returns table (answer text, opened uuid, told uuid[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  asker accounts_membership; found tracks_track; asked integer; reviewers uuid[]; long interval;
  key uuid := gen_random_uuid(); before {TABLE};
begin
{ASKER}
  perform pg_advisory_xact_lock(hashtextextended('known_here ' || asker.user_id::text, 0));
  if exists (select from {TABLE} where user_id = asker.user_id and verdict = ''
              and review_by < houvast_today()) then
    return query select 'unreviewed', null::uuid, array[]::uuid[];
    return;
  end if;
{COUNTED}
{FOUND}
{KEPT}
  if found.id is null then
    return query select 'none', null::uuid, array[]::uuid[];
    return;
  end if;
  select * into before from {TABLE} where user_id = asker.user_id and verdict = ''
    and person_id = found.person_id order by since desc limit 1;
  if before.id is not null then
    return query select case when before.until > houvast_now() then 'open' else 'again' end,
      before.id, array[]::uuid[];
    return;
  end if;
{REVIEWERS}
  if reviewers = array[]::uuid[] then
    return query select 'nobody', null::uuid, array[]::uuid[];
    return;
  end if;
  long := make_interval(mins => coalesce(
    (tracks_terms_on(found.programme_id, houvast_today())).emergency_minutes, 60));
  insert into {TABLE} (id, municipality_id, controller, destroy_on, person_id, track_id, user_id,
      role, team_id, reason, since, lasts, until, review_by, account, verdict, note)
    values (key, found.municipality_id, found.controller, found.destroy_on, found.person_id,
      found.id, asker.user_id, asker.role, found.team_id, btrim(why), houvast_now(), long,
      houvast_now() + long,
      accounts_nth_working_day(found.municipality_id, houvast_today(), 1), '', '', '');
  return query select 'open', key, tracks_glass_told(key, reviewers);
end $$;
revoke all on function tracks_break_glass from public;
grant execute on function tracks_break_glass to {APP};
"""  # security definer: it finds what the asker may not see, and says no more than yes or no

TOLD = f"""
create function tracks_glass_told(one uuid, reviewers uuid[]) returns uuid[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare glass {TABLE}; coach uuid; hears record; key uuid; notices uuid[] := array[]::uuid[];
begin
  select * into glass from {TABLE} where id = one;
  select lead_coach_id into coach from tracks_track where id = glass.track_id;
  for hears in select unnest(reviewers) as who, 'glass_broken' as kind
               union select coach, 'glass_to_tell' where coach <> glass.user_id loop
    key := gen_random_uuid();
    insert into tracks_notice (id, municipality_id, controller, destroy_on, to_user_id, kind, at)
      values (key, glass.municipality_id, 'college', houvast_today() + 90, hears.who, hears.kind,
        houvast_now());
    notices := notices || key;
  end loop;
  insert into tracks_informationmoment (id, municipality_id, controller, destroy_on, person_id,
      track_id, audience, state, since, due)
    values (gen_random_uuid(), glass.municipality_id, glass.controller, glass.destroy_on,
      glass.person_id, glass.track_id, 'emergency', 'planned', houvast_today(),
      accounts_nth_working_day(glass.municipality_id, houvast_today(), 5))
    on conflict do nothing;
  return notices;
end $$;
revoke all on function tracks_glass_told from public;
"""  # one telling covers two emergencies: the first day counts

CHANGES = f"""
create function tracks_glass_changes() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare me uuid := {USER};
begin
  if old.verdict <> '' and to_jsonb(new) - 'destroy_on' is distinct from
       to_jsonb(old) - 'destroy_on' then
    raise exception 'what was reviewed stays'
      using errcode = 'check_violation', constraint = 'glass_reviewed_once';
  end if;
  if (new.extended_by_id, new.extended_at) is distinct from (old.extended_by_id, old.extended_at)
     and (old.extended_at is not null or new.extended_by_id is distinct from me
          or new.extended_at is distinct from houvast_now()) then
    raise exception 'a second person lengthens it, once'
      using errcode = 'check_violation', constraint = 'glass_extended_once';
  end if;
  if new.until > old.until and (new.extended_at is not distinct from old.extended_at
       or new.until > new.extended_at + new.lasts) then
    raise exception 'it ends when it ends'
      using errcode = 'check_violation', constraint = 'glass_ends_in_time';
  end if;
  if new.account <> old.account and (old.account <> '' or me is distinct from old.user_id) then
    raise exception 'who opened it says once what was done'
      using errcode = 'check_violation', constraint = 'glass_accounted_by_its_user';
  end if;
  if new.verdict <> '' and old.verdict = '' and new.reviewed_by_id is distinct from me then
    raise exception 'who reviews says so himself'
      using errcode = 'check_violation', constraint = 'glass_reviewed_by_oneself';
  end if;
  return new;
end $$;
create trigger changes before update on {TABLE}
  for each row execute function tracks_glass_changes();
create trigger only_changes before update on {TABLE} for each row execute function
  tracks_only_changes('destroy_on', 'until', 'extended_by_id', 'extended_at', 'account',
    'accounted_at', 'verdict', 'note', 'reviewed_by_id', 'reviewed_at');
create function tracks_glass_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {TABLE} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger glass_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_glass_destroyed_together();
"""
CHANGES_UNDO = """
drop function tracks_glass_destroyed_together cascade; drop trigger only_changes on tracks_breakglass;
drop function tracks_glass_changes cascade
"""


def beside(only: str, other: str) -> str:
    """As in 0064: who has a say hears it beside the young person; other duties are left alone."""
    return f"""
create or replace function tracks_tell_beside(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tracks_is_young(one) then
    insert into tracks_informationmoment (id, municipality_id, controller, destroy_on, person_id,
      track_id, audience, state, since, due)
    select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, track_id,
           'representative', 'planned', since, due
      from tracks_informationmoment where track_id = one and audience = 'young_person'
    on conflict (track_id, audience){only} do update set state = 'planned'
      where tracks_informationmoment.state = 'not_needed';
  else
    update tracks_informationmoment set state = 'not_needed', postponed_until = null
     where track_id = one and audience = 'representative' and state in ('planned', 'postponed');
  end if;
end $$;
create or replace function tracks_tell_by(one uuid, on_day date) returns void
language sql security definer set search_path = public, pg_temp as $$
  update tracks_informationmoment set due = greatest(since, on_day)
   where track_id = one and state in ('planned', 'postponed') and due > greatest(since, on_day){other}
$$;
"""


NOT_EMERGENCY = " where audience <> 'emergency'", " and audience <> 'emergency'"
OPENS = (
    *("people_nickname", "people_identity", "tracks_track", "tracks_nextmoment"),
    *("tracks_contact", "tracks_contactdetail", "tracks_appointment", "tracks_step"),
    *("tracks_supportplan", "tracks_futureplan"),
)
"""Tables of ID, CT and PL, and of the track itself; never a list, because one person is opened."""


def opened(table: str) -> str:
    return f"{here(table)} and {table}.person_id = any ((select tracks_in_emergency())::uuid[])"


WATCHES = f"{purpose('oversight')} and {serves('fg')}"


class Migration(migrations.Migration):
    dependencies = [("tracks", "0068_glass"), ("sharing", "0011_leads_not_while_suspended")]

    operations = [
        migrations.RunSQL(
            f"alter table {TABLE} add constraint glass_has_a_reason"
            f" check (length(btrim(reason)) >= 20);"
            f"alter table {TABLE} add constraint glass_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id);"
            f"alter table {TABLE} add constraint glass_begins_with_its_minutes"
            " check (extended_at is not null or until <= since + lasts)",
            f"alter table {TABLE} drop constraint glass_has_a_reason,"
            " drop constraint glass_of_the_tracks_person,"
            " drop constraint glass_begins_with_its_minutes",
        ),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "opened_by_the_function", "insert", OWNER, "true"),
        policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(TABLE, "own", "select", APP, f"{here(TABLE)} and {OWN}"),
        policy(TABLE, "seen_by_reviewers", "select", APP, f"{here(TABLE)} and {REVIEWS}"),
        policy(TABLE, "seen_by_the_fg", "select", APP, f"{here(TABLE)} and {WATCHES}"),
        policy(
            TABLE,
            "told_by_the_lead",
            "select",
            APP,
            f"{here(TABLE)} and {purpose('guidance')} and {held(f'{TABLE}.person_id', 'lead')}",
        ),
        changed(TABLE, "accounted_for", f"{here(TABLE)} and {OWN}", f"{HERE} and {OWN}"),
        changed(TABLE, "reviewed", f"{here(TABLE)} and {REVIEWS}", f"{HERE} and {REVIEWS}"),
        closed_to_who_is_near(TABLE, "person_id"),
        policy(
            "tracks_notice",
            "told_of_glass",
            "insert",
            OWNER,
            "kind in ('glass_broken', 'glass_to_tell')",
        ),
        policy(
            "tracks_informationmoment",
            "after_an_emergency",
            "insert",
            OWNER,
            "audience = 'emergency'",
        ),
        migrations.RunSQL(beside(*NOT_EMERGENCY), beside("", "")),
        migrations.RunSQL(OPENED, "drop function tracks_in_emergency"),
        migrations.RunSQL(TOLD, "drop function tracks_glass_told"),
        migrations.RunSQL(BREAKS, "drop function tracks_break_glass"),
        migrations.RunSQL(CHANGES, CHANGES_UNDO),
        *(policy(one, "opened_in_an_emergency", "select", APP, opened(one)) for one in OPENS),
    ]
