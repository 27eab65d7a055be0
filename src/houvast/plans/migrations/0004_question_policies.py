"""A question of a municipality is changed by two people there, and no version changes afterwards.

A check is held against the very questions that its version was read for.
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
    serving,
)

TABLE = "plans_questionversion"
HERE = f"municipality_id = {MUNICIPALITY}"
KEEPS = f"({purpose('figures')} and {serving('policy_officer', 'programme_manager')})"

MOVES = f"""
create function plans_questionversion_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then
      raise exception 'a version begins as a proposal'
        using errcode = 'check_violation', constraint = 'plans_questionversion_begins';
    end if;
    if new.read_on > houvast_today() then
      raise exception 'a source was read before today ends'
        using errcode = 'check_violation', constraint = 'plans_questionversion_was_read';
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
      using errcode = 'check_violation', constraint = 'plans_questionversion_stays';
  end if;
  if new.state = 'in_force' then
    update plans_questionversion set state = 'replaced'
     where municipality_id = new.municipality_id and code = new.code and state = 'in_force';
  end if;
  return new;
end $$;
create trigger moves before insert or update on plans_questionversion
  for each row execute function plans_questionversion_moves();

create function plans_reading_asks() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from plans_version v join plans_catalogue c
       on c.version = v.questions and c.municipality_id = v.municipality_id
     where v.id = new.version_id and c.id = new.catalogue_id) then
    raise exception 'a version is held against the questions that it was read for'
      using errcode = 'check_violation', constraint = 'reading_asks_its_questions';
  end if;
  return new;
end $$;
create trigger asks before insert on plans_reading
  for each row execute function plans_reading_asks();
"""  # security definer: what is in force makes place for the next one, whoever agrees


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_own_questions")]

    operations = [
        migrations.RunSQL(
            MOVES, "drop function plans_questionversion_moves, plans_reading_asks cascade"
        ),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "replaced_by_the_next", "update", OWNER, "true"),
        policy(TABLE, "seen_by_who_makes_policy", "select", APP, f"{HERE} and {KEEPS}"),
        policy(
            TABLE,
            "proposed",
            "insert",
            APP,
            f"{HERE} and state = 'proposed' and proposed_by_id = {USER} and {KEEPS}",
        ),
        changed(TABLE, "answered", f"{HERE} and state = 'proposed' and {KEEPS}", HERE),
    ]
