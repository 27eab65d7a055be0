"""Who looks at access of colleagues: two functions, never the colleague himself, never a manager.

The worker reads the trail through one function of the owner, for the purpose of the safety net.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
LOOKS = (
    f"(({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('security_review')} and {serves('security_officer')}))"
)
EVENT, AGREEMENT = "watching_event", "watching_agreement"

FACTS = f"""
create function watching_facts(back timestamptz) returns table (at timestamptz, actor uuid,
  role varchar, purpose varchar, verb varchar, person uuid, is_refused boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.at, e.actor_id, e.role, e.purpose, e.verb,
    coalesce(e.shown[1], track.person_id, signal.person_id, e.subject), e.refusal <> ''
  from audit_entry e
    left join tracks_track track on track.id = e.subject and cardinality(e.shown) = 0
    left join tracks_signal signal on signal.id = e.subject and cardinality(e.shown) = 0
  where e.municipality_id = {MUNICIPALITY} and e.at >= back and {JOB}
    and cardinality(e.shown) <= 1 and e.role <> 'system' and e.verb not like 'employers.%'
    and (e.refusal = '' or e.refusal like 'NotAllowed%' or e.refusal like 'NotFound%')
  order by e.at, e.id
$$;
revoke all on function watching_facts from public;
grant execute on function watching_facts to {APP};
"""  # security definer: the application reads no trail; no name, text or list is in it

ONCE = """
create function watching_concluded_once() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare said text[] := array['outcome', 'note', 'concluded_by_id', 'concluded_at'];
begin
  if to_jsonb(new) - said is distinct from to_jsonb(old) - said or old.outcome <> '' then
    raise exception 'an event stays as it was found, and is concluded once'
      using errcode = 'check_violation', constraint = 'event_is_concluded_once';
  end if;
  return new;
end $$;
create trigger concluded_once before update on watching_event
  for each row execute function watching_concluded_once();
create function watching_agreement_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - 'ended_at' is distinct from to_jsonb(old) - 'ended_at'
     or old.ended_at is not null then
    raise exception 'an agreement can only end'
      using errcode = 'check_violation', constraint = 'agreement_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before update on watching_agreement
  for each row execute function watching_agreement_only_ends();
"""
UNDO = """
drop function watching_concluded_once cascade; drop function watching_agreement_only_ends cascade
"""


class Migration(migrations.Migration):
    dependencies = [
        ("watching", "0001_initial"),
        ("tracks", "0065_watched"),
        ("audit", "0005_witness"),
    ]

    operations = [
        policy("audit_entry", "read_for_watching", "select", OWNER, f"{HERE} and {JOB}"),
        migrations.RunSQL(FACTS, "drop function watching_facts"),
        migrations.RunSQL(ONCE, UNDO),
        force(EVENT),
        policy(
            EVENT, "looked_at", "select", APP, f"{here(EVENT)} and {LOOKS} and user_id <> {USER}"
        ),
        policy(EVENT, "known_to_the_job", "select", APP, f"{here(EVENT)} and {JOB}"),
        policy(EVENT, "found_by_the_job", "insert", APP, f"{HERE} and {JOB} and outcome = ''"),
        changed(
            EVENT,
            "concluded_by_who_looks",
            f"{here(EVENT)} and {LOOKS} and user_id <> {USER}",
            f"{HERE} and concluded_by_id = {USER}",
        ),
        force(AGREEMENT),
        policy(AGREEMENT, "seen_by_who_looks", "select", APP, f"{here(AGREEMENT)} and {LOOKS}"),
        policy(AGREEMENT, "asked_by_the_job", "select", APP, f"{here(AGREEMENT)} and {JOB}"),
        policy(
            AGREEMENT,
            "entered_by_who_looks",
            "insert",
            APP,
            f"{HERE} and {LOOKS} and entered_by_id = {USER} and ended_at is null",
        ),
        changed(AGREEMENT, "ended_by_who_looks", f"{here(AGREEMENT)} and {LOOKS}", HERE),
    ]
