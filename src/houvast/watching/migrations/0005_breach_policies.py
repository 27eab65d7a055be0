"""The workbench of a data breach: who was seen by whom, and nobody decides about himself (T-59)."""

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
    seen_by_triggers,
    serves,
)

BREACH = "watching_breach"
HERE = f"municipality_id = {MUNICIPALITY}"
LOOKS = (
    f"(({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('security_review')} and {serves('security_officer')}))"
)
NOT_OWN = f"user_id is distinct from {USER}"

SEEN = f"""
create function watching_seen_in_breach(one uuid) returns table (person uuid, opened bigint,
  listed bigint, first_at timestamptz, last_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare breach {BREACH};
begin
  select * into breach from {BREACH} where id = one and {HERE} and {NOT_OWN} and {LOOKS};
  if breach.user_id is null then return; end if;
  return query
  select looked.who, count(*) filter (where looked.alone), count(*) filter (where not looked.alone),
         min(looked.at), max(looked.at)
    from (
      select e.at, cardinality(e.shown) = 1 as alone, unnest(e.shown) as who
        from audit_entry e
       where e.municipality_id = breach.municipality_id and e.actor_id = breach.user_id
         and e.at >= breach.since and e.at <= breach.until and e.refusal = ''
         and cardinality(e.shown) > 0) looked
   group by looked.who;
end $$;
revoke all on function watching_seen_in_breach from public;
grant execute on function watching_seen_in_breach to {APP};
"""  # security definer: the application reads no trail; it gets pseudonyms and times of one breach

ONCE = f"""
create function watching_breach_decided_once() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  said text[] := array['report', 'report_why', 'persons', 'persons_why', 'decided_by_id', 'decided_at'];
begin
  if to_jsonb(new) - said is distinct from to_jsonb(old) - said or old.report <> '' then
    raise exception 'a breach stays as it was written down, and is decided once'
      using errcode = 'check_violation', constraint = 'breach_is_decided_once';
  end if;
  return new;
end $$;
create trigger decided_once before update on {BREACH}
  for each row execute function watching_breach_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("watching", "0004_breaches"), ("audit", "0005_witness")]

    operations = [
        policy(
            "audit_entry",
            "read_for_a_breach",
            "select",
            OWNER,
            f"{HERE} and actor_id <> {USER} and {LOOKS}",
        ),
        force(BREACH),
        seen_by_triggers(BREACH),
        policy(BREACH, "looked_at", "select", APP, f"{here(BREACH)} and {LOOKS} and {NOT_OWN}"),
        policy(
            BREACH,
            "written_down",
            "insert",
            APP,
            f"{HERE} and {LOOKS} and {NOT_OWN} and opened_by_id = {USER} and report = ''"
            " and opened_at = houvast_now()",
        ),
        changed(
            BREACH,
            "decided_by_who_looks",
            f"{here(BREACH)} and {LOOKS} and {NOT_OWN}",
            f"{HERE} and decided_by_id = {USER} and {NOT_OWN}",
        ),
        migrations.RunSQL(SEEN, "drop function watching_seen_in_breach"),
        migrations.RunSQL(ONCE, "drop function watching_breach_decided_once cascade"),
    ]
