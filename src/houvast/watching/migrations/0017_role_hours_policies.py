"""The hours of a role are proposed by the privacy officer and agreed to by another; none changes.

Who is looked at does not read them: only who watches, who decides and the job do.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "watching_rolehours"
HERE = f"municipality_id = {MUNICIPALITY}"
PROPOSES = f"({purpose('subject_rights')} and {serves('privacy_officer')})"
ANSWERS = f"({PROPOSES} or ({purpose('process_steering')} and {serves('programme_manager')}))"
LOOKS = (
    f"({ANSWERS} or ({purpose('security_review')} and {serves('security_officer')})"
    f" or ({purpose('oversight')} and {serves('fg')}))"
)
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)

MOVES = f"""
create function watching_rolehours_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then
      raise exception 'a version begins as a proposal'
        using errcode = 'check_violation', constraint = 'watching_rolehours_begins';
    end if;
    return new;
  end if;
  if to_jsonb(new) - array['state', 'answered_by_id', 'answered_at']
     is distinct from to_jsonb(old) - array['state', 'answered_by_id', 'answered_at']
     or (old.state, new.state) not in
        (('proposed', 'in_force'), ('proposed', 'declined'), ('in_force', 'replaced'))
     or (new.state = 'replaced' and pg_trigger_depth() < 2)
     or (new.state <> 'replaced' and (new.answered_by_id is distinct from {USER}
                                      or new.answered_at is distinct from houvast_now())) then
    raise exception 'a version stays as it was written'
      using errcode = 'check_violation', constraint = 'watching_rolehours_stays';
  end if;
  if new.state = 'in_force' then
    update watching_rolehours set state = 'replaced'
     where municipality_id = new.municipality_id and role = new.role
       and state = 'in_force';
  end if;
  return new;
end $$;
create trigger moves before insert or update on watching_rolehours
  for each row execute function watching_rolehours_moves();
"""  # security definer: what is in force makes place for the next one, whoever agrees


class Migration(migrations.Migration):
    dependencies = [("watching", "0016_role_hours")]

    operations = [
        migrations.RunSQL(MOVES, "drop function watching_rolehours_moves cascade"),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "replaced_by_the_next", "update", OWNER, "true"),
        policy(TABLE, "seen_by_who_looks_or_decides", "select", APP, f"{HERE} and {LOOKS}"),
        policy(TABLE, "asked_by_the_job", "select", APP, f"{HERE} and {JOB}"),
        policy(
            TABLE,
            "proposed",
            "insert",
            APP,
            f"{HERE} and state = 'proposed' and proposed_by_id = {USER} and {PROPOSES}",
        ),
        changed(TABLE, "answered", f"{HERE} and state = 'proposed' and {ANSWERS}", HERE),
    ]
