"""Who sees what is looked for, who answers it, and which acts can be taken back on the same day.

A question is seen by staff and by the one broker it was put to. A broker may mend his own draft.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
OWN = f"made_by_id = {USER}"
STAFF = (
    f"{purpose('guidance', 'work_income', 'placement')}"
    f" and {serves('outreach_coach', 'work_coach', 'account_manager')}"
)
KEEPER = (
    f"{purpose('guidance', 'work_income', 'placement')}"
    f" and {serves('work_coach', 'account_manager')}"
)
BROKER = f"{purpose('placement')} and {serves('broker')}"
TIED = (
    f"{BROKER} and employers_workplace.employer_id in (select tie.employer_id from"
    f" employers_brokerlink tie where tie.user_id = {USER}"
    f" and tie.municipality_id = {MUNICIPALITY}"
    " and tie.since <= houvast_now() and tie.until > houvast_now())"
)


def seen(table, name, condition):
    return policy(table, name, "select", APP, f"{here(table)} and {condition}")


def added(table, name, condition):
    return policy(table, name, "insert", APP, f"{HERE} and {OWN} and {condition}")


def altered(table, name, condition):
    return changed(table, name, f"{here(table)} and {condition}", HERE)


QUESTION = [
    force("employers_brokerquestion"),
    seen("employers_brokerquestion", "seen_by_staff", STAFF),
    seen("employers_brokerquestion", "seen_by_its_broker", f"user_id = {USER} and {BROKER}"),
    added("employers_brokerquestion", "added_by_keeper", f"state = 'asked' and {KEEPER}"),
    altered("employers_brokerquestion", "closed_by_keeper", KEEPER),
    altered("employers_brokerquestion", "answered_by_broker", f"user_id = {USER} and {BROKER}"),
]
MISSING = [
    force("employers_missingworkplace"),
    seen("employers_missingworkplace", "seen_by_staff", STAFF),
    added("employers_missingworkplace", "added_by_staff", STAFF),
    altered("employers_missingworkplace", "changed_by_staff", STAFF),
]
OWN_DRAFT = [
    changed(
        "employers_workplace",
        "own_draft_changed_by_broker",
        f"{here('employers_workplace')} and {OWN} and state = 'draft' and {TIED}",
        f"{HERE} and {OWN} and state = 'draft'",
    ),
]

NAMED = """
create trigger user_is_here before insert or update on employers_brokerquestion
  for each row execute function employers_named_user_is_here();
"""

ONLY_BY_HIM = f"""
create function employers_question_by_its_broker() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare actor uuid := {USER};
begin
  if (new.municipality_id, new.made_by_id, new.user_id, new.text, new.asked_on)
     is distinct from
     (old.municipality_id, old.made_by_id, old.user_id, old.text, old.asked_on) then
    raise exception 'a question stays as it was put'
      using errcode = 'check_violation', constraint = 'question_stays';
  end if;
  if new.state <> old.state and actor is distinct from new.user_id then
    raise exception 'a question is answered by whom it was put to'
      using errcode = 'check_violation', constraint = 'question_answered_by_its_broker';
  end if;
  if new.closed_on is distinct from old.closed_on and actor = new.user_id then
    raise exception 'a question is closed by staff'
      using errcode = 'check_violation', constraint = 'question_closed_by_staff';
  end if;
  return new;
end $$;
create trigger by_its_broker before update on employers_brokerquestion
  for each row execute function employers_question_by_its_broker();
"""

PROMISE = """
create or replace function employers_promise_only_answered() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.employer_id, new.municipality_id, new.made_by_id, new.promised_by, new.text, new.due)
     is distinct from
     (old.employer_id, old.municipality_id, old.made_by_id, old.promised_by, old.text, old.due)
     or (old.state <> 'open' and new.state <> old.state{taken_back}) then
    raise exception 'a promise can only be answered, once'
      using errcode = 'check_violation', constraint = 'promise_only_answered';
  end if;
  return new;
end $$;
"""
SAME_DAY = """
         and not (new.state = 'open' and old.answered_on = houvast_today())"""

MOVES = """
create or replace function employers_workplace_only_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.employer_id, new.municipality_id, new.made_by_id)
     is distinct from (old.employer_id, old.municipality_id, old.made_by_id)
     or (new.state <> old.state{taken_back} and (old.state, new.state) not in (
       ('draft', 'offered'), ('offered', 'filled'), ('filled', 'offered'),
       ('draft', 'withdrawn'), ('offered', 'withdrawn'), ('filled', 'withdrawn'))) then
    raise exception 'a workplace does not move like that'
      using errcode = 'check_violation', constraint = 'workplace_state_moves';
  end if;
  return new;
end $$;
"""
WITHDRAWN_TODAY = """
         and not (old.state = 'withdrawn' and old.withdrawn_on = houvast_today())"""


class Migration(migrations.Migration):
    dependencies = [("employers", "0003_whole_workplace")]

    operations = [
        *QUESTION,
        *MISSING,
        *OWN_DRAFT,
        migrations.RunSQL(NAMED, "drop trigger user_is_here on employers_brokerquestion"),
        migrations.RunSQL(ONLY_BY_HIM, "drop function employers_question_by_its_broker cascade"),
        migrations.RunSQL(PROMISE.format(taken_back=SAME_DAY), PROMISE.format(taken_back="")),
        migrations.RunSQL(MOVES.format(taken_back=WITHDRAWN_TODAY), MOVES.format(taken_back="")),
    ]
