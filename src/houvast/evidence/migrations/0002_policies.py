"""A card is changed by two people who make policy, and no version of it changes afterwards."""

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

TABLE = "evidence_cardversion"
HERE = f"municipality_id = {MUNICIPALITY}"
KEEPS = f"({purpose('figures')} and {serves('policy_officer', 'programme_manager')})"

MOVES = f"""
create function evidence_cardversion_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then
      raise exception 'a version begins as a proposal'
        using errcode = 'check_violation', constraint = 'evidence_cardversion_begins';
    end if;
    if new.read_on > houvast_today() then
      raise exception 'a source was read before today ends'
        using errcode = 'check_violation', constraint = 'evidence_cardversion_was_read';
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
      using errcode = 'check_violation', constraint = 'evidence_cardversion_stays';
  end if;
  if new.state = 'in_force' then
    update evidence_cardversion set state = 'replaced'
     where municipality_id = new.municipality_id and code = new.code and state = 'in_force';
  end if;
  return new;
end $$;
create trigger moves before insert or update on evidence_cardversion
  for each row execute function evidence_cardversion_moves();
"""  # security definer: what is in force makes place for the next one, whoever agrees


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.RunSQL(MOVES, "drop function evidence_cardversion_moves cascade"),
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
