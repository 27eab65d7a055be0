"""Which files belong to nobody (lokdossiers) stands in a schema that only the auditor's role reads.

Nothing here refers to a table of the application by a foreign key: an error of such a key would say
which file it is. Nothing that the application may call depends on rows that it may write, so that
it cannot change a row, ask, and undo the change to learn of that file (docs/decide/0054).
"""

from django.db import migrations

from houvast.database.policies import APP, AUDITOR, MUNICIPALITY, USER, purpose, serves

JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
LOOKS = (
    f"(({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('security_review')} and {serves('security_officer')}))"
)
COUNTS = "agreed_at is not null and ended_at is null and until > houvast_today()"
PINNED = "security definer set search_path = public, pg_temp"
FIGURES = "houvast_figures"

SCHEMA = f"""
create schema auditor;
grant usage on schema auditor to {AUDITOR};
create table auditor.honey_file (
  id uuid primary key default gen_random_uuid(),
  municipality_id uuid not null,
  place text not null check (place in ('triage_list', 'process_view', 'known_here')),
  subject uuid not null,
  person_id uuid,
  keeper_id uuid not null,
  state text not null,
  phase text not null,
  until date not null,
  why_not text not null default '',
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  code bytea not null,
  code_until timestamptz not null,
  agreed_by uuid,
  agreed_at timestamptz,
  ended_at timestamptz,
  constraint agreed_by_a_second_person check (agreed_by <> proposed_by and agreed_by <> keeper_id),
  constraint agreed_as_a_whole check ((agreed_by is null) = (agreed_at is null))
);
create unique index one_mark_on_a_file on auditor.honey_file (subject) where ended_at is null;
grant select on auditor.honey_file to {AUDITOR};
"""

FACTS = f"""
create function auditor.honey_facts(wanted text, key uuid) returns table (municipality_id uuid,
  person_id uuid, keeper_id uuid, state text, phase text, until date, why_not text)
language sql stable {PINNED} as $$
  with track as (
    select t.*, coalesce(door.contact_id, t.lead_coach_id) keeper,
      (select array_agg(m.kind::text) from tracks_milestone m where m.track_id = t.id) reached
    from tracks_track t
      left join tracks_door door on door.track_id = t.id and door.until is null
    where t.id = key and wanted <> 'triage_list'
  ), stands as (
    select track.*, case
        when state not in ('open', 'aftercare') then ''
        when state = 'aftercare' then 'aftercare'
        when work_started_on is not null then 'at_work'
        when 'work_wished' = any(reached) then 'seeking_workplace'
        when 'plans_agreed' = any(reached) then 'getting_ready'
        when 'scanned' = any(reached) then 'planning'
        else 'getting_acquainted' end phase from track
  )
  select s.municipality_id, s.person_id, s.keeper, s.state::text, s.phase, s.destroy_on, case
      when s.state = 'proposed' then 'it waits for a coach'
      when wanted = 'process_view' and s.state = 'closed' then 'it is closed: it stands in no list'
      when wanted = 'known_here' and not exists (select from people_identity i
          where i.person_id = s.person_id and i.family_name <> '' and i.birth_date is not null)
        then 'it has no surname and birth date to ask for'
      when exists (select from matching_workwishes w where w.track_id = s.id)
          or s.phase in ('at_work', 'seeking_workplace', 'getting_ready')
        then 'work is sought for it: it would stand in matching'
      when exists (select from tracks_rung r where r.track_id = s.id and r.state = 'raised')
        then 'something of it is late, and asks a colleague to act'
      when s.state <> 'closed' and exists (select from tracks_informationmoment i
          where i.track_id = s.id and i.state in ('planned', 'postponed'))
        then 'it stands in the list of who still has to be told'
      else '' end
    from stands s
  union all
  select s.municipality_id, s.person_id, coalesce(s.answered_by_id, s.entered_by_id),
    s.state::text, '', s.destroy_on, case
      when s.state not in ('turned_down', 'referred') then 'it still waits, or became a track'
      when s.state = 'referred' and s.referral_confirmed_on is null
        then 'nobody said yet that it was taken over'
      else '' end
    from tracks_signal s where s.id = key and wanted = 'triage_list'
$$;
create function auditor.honey_refreshed() returns void language sql volatile {PINNED} as $$
  update auditor.honey_file file set state = now.state, phase = now.phase, until = now.until,
      keeper_id = now.keeper_id, why_not = now.why_not
    from auditor.honey_file known, auditor.honey_facts(known.place, known.subject) now
    where known.id = file.id and file.ended_at is null and (file.agreed_by is null
      or file.agreed_by <> now.keeper_id)
$$;
"""  # security definer: the auditor reads no file, and still has to know whether one fits

PROPOSE = f"""
create function auditor.honey_serves(who text, place uuid, wanted text) returns uuid
language sql stable {PINNED} as $$
  select u.id from accounts_user u join accounts_membership m on m.user_id = u.id
    where u.username = who and u.is_active and u.suspended_at is null and m.role = wanted
      and m.municipality_id = place and m.since <= houvast_now() and m.until > houvast_now()
    limit 1
$$;
create function auditor.honey_propose(wanted text, key uuid, who text, hashed bytea) returns uuid
language plpgsql volatile {PINNED} as $$
declare found record; proposer uuid; made uuid;
begin
  perform auditor.honey_refreshed();
  select * into found from auditor.honey_facts(wanted, key);
  if found.municipality_id is null then
    raise exception 'there is no such file' using errcode = 'no_data_found';
  end if;
  proposer := auditor.honey_serves(who, found.municipality_id, 'privacy_officer');
  if proposer is null then
    raise exception 'a privacy officer of this municipality proposes'
      using errcode = 'insufficient_privilege';
  end if;
  if found.why_not <> '' then
    raise exception '%', found.why_not using errcode = 'check_violation';
  end if;
  insert into auditor.honey_file (municipality_id, place, subject, person_id, keeper_id, state,
      phase, until, proposed_by, proposed_at, code, code_until)
    values (found.municipality_id, wanted, key, found.person_id, found.keeper_id, found.state,
      found.phase, found.until, proposer, houvast_now(), hashed, houvast_now() + interval '7 days')
    returning id into made;
  return made;
end $$;
create function auditor.honey_end(file uuid, who text) returns boolean
language plpgsql volatile {PINNED} as $$
begin
  update auditor.honey_file f set ended_at = houvast_now() where f.id = file and f.ended_at is null
    and coalesce(auditor.honey_serves(who, f.municipality_id, 'privacy_officer'),
                 auditor.honey_serves(who, f.municipality_id, 'security_officer')) is not null;
  return found;
end $$;
create function auditor.honey_name(who uuid) returns text
language sql stable {PINNED} as $$ select name from accounts_user where id = who $$;
revoke all on all functions in schema auditor from public;
grant execute on function auditor.honey_refreshed, auditor.honey_propose, auditor.honey_end,
  auditor.honey_name to {AUDITOR};
"""  # security definer: what two people decide is checked here, and the table has no other door

ASKED_BY_THE_APPLICATION = f"""
create function watching_honey_places() returns table (place text, many bigint)
language sql stable {PINNED} as $$
  select f.place, count(*) from auditor.honey_file f
    where f.municipality_id = {MUNICIPALITY} and {COUNTS} and {LOOKS} group by f.place
$$;
create function watching_honey_agree(hashed bytea) returns text
language plpgsql volatile {PINNED} as $$
declare file auditor.honey_file; found record;
begin
  if not ({purpose("security_review")} and {serves("security_officer")}) then
    raise exception 'the security officer says yes' using errcode = 'insufficient_privilege';
  end if;
  select * into file from auditor.honey_file f where f.municipality_id = {MUNICIPALITY}
    and f.code = hashed and f.code_until > houvast_now() and f.agreed_at is null
    and f.ended_at is null for update;
  if file.id is null then
    return 'unknown';
  end if;
  if {USER} in (file.proposed_by, file.keeper_id) then
    return 'own';
  end if;
  select * into found from auditor.honey_facts(file.place, file.subject);
  if found.why_not is distinct from '' or found.keeper_id = {USER} then
    return 'unfit';
  end if;
  update auditor.honey_file set agreed_by = {USER}, agreed_at = houvast_now(), state = found.state,
    phase = found.phase, until = found.until, keeper_id = found.keeper_id where id = file.id;
  return 'agreed';
end $$;
create function auditor.committed(mark xid) returns boolean
language sql stable {PINNED} as $$
  -- Whether who wrote it has ended: a row of one's own transaction could be taken back after asking.
  -- A row knows half of the number of its transaction; what is not before now runs still.
  select case when back >= 2147483648 then false
    else coalesce(pg_xact_status((top - back)::text::xid8), 'committed') = 'committed' end
  from (select top, (top - mark::text::bigint) & 4294967295 as back
        from (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as top) now) gap
$$;
create function watching_honey_touched(back timestamptz) returns table (actor uuid, day date,
  verb varchar, is_refused boolean, many bigint)
language sql stable {PINNED} as $$
  select e.actor_id, (e.at at time zone 'Europe/Amsterdam')::date, e.verb, e.refusal <> '', count(*)
  from audit_entry e join auditor.honey_file f on f.municipality_id = e.municipality_id
    and (e.subject in (f.subject, f.person_id) or e.shown = array[f.person_id])
  where e.municipality_id = {MUNICIPALITY} and {JOB}
    and e.at >= back and e.at >= f.agreed_at and (f.ended_at is null or e.at < f.ended_at)
    and e.role <> 'system' and e.actor_id <> f.keeper_id
    and (e.refusal = '' or e.refusal like 'NotAllowed%' or e.refusal like 'NotFound%')
    and auditor.committed(e.xmin)
    and (e.refusal <> '' or e.purpose not in ('guidance', 'placement', 'work_income')
      or e.verb like 'cooperation.%' or e.verb like 'meetings.%')
  group by 1, 2, 3, 4
$$;
revoke all on function watching_honey_places, watching_honey_agree, watching_honey_touched
  from public;
grant execute on function watching_honey_places, watching_honey_agree, watching_honey_touched
  to {APP};
"""  # security definer: counts, a yes by code, and who did what on which day; never which file. For
# some purposes one reads nobody to whom one has no access: that stands in the trail, not in a row
# that the application could write to see what follows.

NOBODY = f"""
    select 'held' what, state part, count(*) many from auditor.honey_file
      where municipality_id = {MUNICIPALITY} and {COUNTS} and place <> 'triage_list' group by state
    union all
    select 'phase', phase, count(*) from auditor.honey_file
      where municipality_id = {MUNICIPALITY} and {COUNTS} and phase <> '' group by phase
"""  # numbers that were written down, not looked up: what the application changes moves none
OF_RUNNING = f"""
    select 'held' what, '' part, count(*) many from auditor.honey_file
      where municipality_id = {MUNICIPALITY} and {COUNTS} and state in ('open', 'aftercare')
"""
COUNTED = (("tracks_figures", NOBODY, FIGURES), ("meetings_cooperation_counts", OF_RUNNING, APP))


def without(name, nobody, also):
    """Count as before, and leave out those who are nobody; who counted before may not any more."""
    if_there = f"do $$ begin if exists (select from pg_roles where rolname = '{also}') then"
    counts = f"""
alter function {name}() rename to {name}_of_all;
revoke all on function {name}_of_all from public, {APP};
{if_there} revoke all on function {name}_of_all from {also}; end if; end $$;
create function {name}() returns table (what text, part text, number bigint)
language sql stable {PINNED} as $$
  with nobody as ({nobody})
  select of_all.what, of_all.part, of_all.number - coalesce(nobody.many, 0)
    from {name}_of_all() of_all left join nobody using (what, part)
    where of_all.number = 0 or of_all.number > coalesce(nobody.many, 0) or of_all.part = ''
$$;
revoke all on function {name} from public;
grant execute on function {name} to {APP};
{if_there} grant execute on function {name} to {also}; end if; end $$;
"""
    back = f"""
drop function {name}();
alter function {name}_of_all() rename to {name};
grant execute on function {name} to {APP};
{if_there} grant execute on function {name} to {also}; end if; end $$;
"""
    return migrations.RunSQL(counts, back)


UNDO = """
drop function watching_honey_places, watching_honey_agree, watching_honey_touched,
  auditor.committed(xid);
drop schema auditor cascade;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("watching", "0007_honey_kinds"),
        ("tracks", "0071_guest_questions"),
        ("sharing", "0013_takes_part"),
        ("matching", "0006_plan_policies"),
        ("meetings", "0005_steering"),
        ("audit", "0005_witness"),
    ]

    operations = [
        migrations.RunSQL([SCHEMA, FACTS, PROPOSE, ASKED_BY_THE_APPLICATION], UNDO),
        *(without(*one) for one in COUNTED),
    ]
