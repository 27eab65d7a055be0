"""The rungs of Veiligheid: raised by the safety net, answered by deciding, and never by a tick.

Whom a rung asks is kept here too: at the lower ones somebody of its own triage, at the highest the
privacy officer. Nobody of the college sees that there is one.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    here,
    once,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

RUNG, SIGNAL = "cooperation_safetyrung", "cooperation_safetysignal"
HERE = f"municipality_id = {MUNICIPALITY}"
TEAM = f"{purpose('safety_triage')} and {serves('safety_triage_member')}"
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
WATCHES = (
    f"(({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('oversight')} and {serves('fg')}))"
)
PENDING = """(select o.decided_by_id from cooperation_helpoffer o
     where o.id = s.offer_id and o.state = 'decided')"""
NEAR = """coalesce((select array_agg(t.user_id) from sharing_tie t
     where t.person_id = s.person_id and t.is_private and t.ended_at is null), '{}')"""

WAITS = f"""
create function cooperation_late_safety() returns table (
  signal_id uuid, person_id uuid, since date, entered_by uuid, decided_by uuid, near uuid[],
  destroy_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.person_id, s.answer_by, s.entered_by_id, {PENDING}, {NEAR}, s.destroy_on
    from {SIGNAL} s
   where s.municipality_id = {MUNICIPALITY} and s.destroy_on > houvast_today() and {JOB}
     and s.state in ('received', 'in_triage') and s.answer_by < houvast_today()
   order by s.answer_by, s.id
$$;
revoke all on function cooperation_late_safety from public;
grant execute on function cooperation_late_safety to {APP};
"""  # security definer: the safety net reads no signal, and learns that one waits and whom to ask

KEEPS = f"""
create function cooperation_safety_rung_asks() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare s {SIGNAL};
begin
  select * into s from {SIGNAL} where id = new.signal_id;
  if s.id is null or s.person_id <> new.person_id or s.municipality_id <> new.municipality_id
     or s.state not in ('received', 'in_triage') or s.answer_by >= houvast_today()
     or new.overdue_since <> s.answer_by or new.state <> 'raised' then
    raise exception 'a rung of Veiligheid is about a signal that waits too long'
      using errcode = 'check_violation', constraint = 'safety_rung_of_what_waits';
  end if;
  if not exists (select from accounts_membership m join accounts_user u on u.id = m.user_id
       where m.user_id = new.held_by_id and m.municipality_id = new.municipality_id
         and m.role = case when new.level = 3 then 'privacy_officer'
                           else 'safety_triage_member' end
         and m.since <= houvast_now() and m.until > houvast_now()
         and u.is_active and u.suspended_at is null)
     or new.held_by_id = any ({NEAR}) or new.held_by_id is not distinct from {PENDING} then
    raise exception 'a rung of Veiligheid asks somebody of Veiligheid who can answer'
      using errcode = 'check_violation', constraint = 'safety_rung_asks_its_own';
  end if;
  return new;
end $$;
create trigger asks_its_own before insert on {RUNG}
  for each row execute function cooperation_safety_rung_asks();

create function cooperation_safety_rung_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare goes text[] := array['state', 'left_at', 'answered_by_id', 'destroy_on'];
begin
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or old.state <> 'raised' and to_jsonb(new) - 'destroy_on' is distinct from
                                  to_jsonb(old) - 'destroy_on'
     or new.state = 'answered' and old.state = 'raised'
        and not pg_has_role(current_user, 'houvast_owner', 'member') then
    raise exception 'a rung of Veiligheid is answered by deciding'
      using errcode = 'check_violation', constraint = 'safety_rung_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before update on {RUNG}
  for each row execute function cooperation_safety_rung_only_ends();

create function cooperation_safety_answers_its_rung() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.state not in ('received', 'in_triage') then
    update {RUNG} set state = 'answered', left_at = houvast_now(), answered_by_id = {USER}
     where signal_id = new.id and state = 'raised';
  end if;
  update {RUNG} set destroy_on = new.destroy_on
   where signal_id = new.id and destroy_on <> new.destroy_on;
  return null;
end $$;
create trigger answers_its_rung after update on {SIGNAL} for each row
  when (new.state <> old.state or new.destroy_on <> old.destroy_on)
  execute function cooperation_safety_answers_its_rung();
"""  # security definer: it looks at the signal for the safety net, which does not see it


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0024_safety_rungs")]

    operations = [
        force(RUNG),
        seen_by_triggers(RUNG),
        closed_to_who_is_near(RUNG, "person_id"),
        policy(RUNG, "moved_together", "update", OWNER, "true"),
        policy(RUNG, "seen_by_its_triage", "select", APP, f"{here(RUNG)} and {once(TEAM)}"),
        policy(RUNG, "seen_by_the_safety_net", "select", APP, f"{here(RUNG)} and {once(JOB)}"),
        policy(
            RUNG,
            "seen_by_who_watches",
            "select",
            APP,
            f"{here(RUNG)} and level = 3 and {once(WATCHES)}",
        ),
        policy(
            RUNG,
            "raised_by_the_safety_net",
            "insert",
            APP,
            f"{HERE} and state = 'raised' and {JOB}",
        ),
        changed(
            RUNG,
            "climbs_by_the_safety_net",
            f"{here(RUNG)} and state = 'raised' and {JOB}",
            f"{HERE} and state = 'climbed' and {JOB}",
        ),
        migrations.RunSQL(WAITS, "drop function cooperation_late_safety"),
        migrations.RunSQL(
            KEEPS,
            "drop function cooperation_safety_answers_its_rung cascade;"
            " drop function cooperation_safety_rung_only_ends cascade;"
            " drop function cooperation_safety_rung_asks cascade",
        ),
    ]
