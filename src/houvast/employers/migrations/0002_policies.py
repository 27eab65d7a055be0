"""Who sees employers, and what holds whatever the code does.

Staff sees all employers of the municipality for three purposes; a broker only those that a live link
ties him to, without promises, acquaintances or what others talked about. Nothing is removed.
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
    seen_by_triggers,
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


def tied(employer):
    """SQL: a live link ties the acting broker to this employer.

    A list that does not depend on the row: the planner looks it up once, not for every row.
    """
    return (
        f"{BROKER} and {employer} in (select tie.employer_id from employers_brokerlink tie"
        f" where tie.user_id = {USER} and tie.municipality_id = {MUNICIPALITY}"
        " and tie.since <= houvast_now() and tie.until > houvast_now())"
    )


def seen(table, name, condition):
    return policy(table, name, "select", APP, f"{here(table)} and {condition}")


def added(table, name, condition):
    return policy(table, name, "insert", APP, f"{HERE} and {OWN} and {condition}")


def altered(table, condition):
    return changed(table, "changed_by_staff", f"{here(table)} and {condition}", HERE)


def by_staff(table):
    """Close the table; staff sees it and adds to it in its own name."""
    return [
        force(table),
        seen(table, "seen_by_staff", STAFF),
        added(table, "added_by_staff", STAFF),
    ]


def kept_by_triggers(table):
    """The owner's triggers move the date of destruction on; nobody logs in as owner."""
    return [
        seen_by_triggers(table),
        policy(table, "kept_with_what_hangs_on_it", "update", OWNER, "true"),
    ]


EMPLOYER = [
    *by_staff("employers_employer"),
    *kept_by_triggers("employers_employer"),
    seen("employers_employer", "seen_by_broker", tied("employers_employer.id")),
    altered("employers_employer", KEEPER),
]

CONTACT = [
    *by_staff("employers_employercontact"),
    *kept_by_triggers("employers_employercontact"),
    seen(
        "employers_employercontact",
        "seen_by_broker",
        tied("employers_employercontact.employer_id"),
    ),
    altered("employers_employercontact", STAFF),
]

LINK = [
    force("employers_brokerlink"),
    seen("employers_brokerlink", "seen_by_staff", STAFF),
    seen("employers_brokerlink", "seen_by_its_broker", f"user_id = {USER} and {BROKER}"),
    added("employers_brokerlink", "added_by_keeper", KEEPER),
    altered("employers_brokerlink", KEEPER),
]

KNOWN = by_staff("employers_knownby")

CONVERSATION = [
    *by_staff("employers_conversation"),
    seen(
        "employers_conversation",
        "own_seen_by_broker",
        f"{OWN} and {tied('employers_conversation.employer_id')}",
    ),
    added("employers_conversation", "added_by_broker", tied("employers_conversation.employer_id")),
]

PROMISE = [*by_staff("employers_employerpromise"), altered("employers_employerpromise", STAFF)]

IS_NEW = "state = 'draft' and places_taken = 0"
WORKPLACE = [
    force("employers_workplace"),
    *kept_by_triggers("employers_workplace"),
    seen("employers_workplace", "seen_by_staff", STAFF),
    seen("employers_workplace", "seen_by_broker", tied("employers_workplace.employer_id")),
    added("employers_workplace", "added_by_staff", f"{IS_NEW} and {STAFF}"),
    added(
        "employers_workplace",
        "added_by_broker",
        f"{IS_NEW} and {tied('employers_workplace.employer_id')}",
    ),
    altered("employers_workplace", STAFF),
]

OWN_DRAFT = (
    "exists (select 1 from employers_workplace own where own.id ="
    f" employers_workplacecondition.workplace_id and own.made_by_id = {USER}"
    " and own.state = 'draft')"
)
CONDITION = [
    *by_staff("employers_workplacecondition"),
    seen(
        "employers_workplacecondition",
        "seen_by_broker",
        tied("employers_workplacecondition.employer_id"),
    ),
    added(
        "employers_workplacecondition",
        "added_by_broker",
        f"{tied('employers_workplacecondition.employer_id')} and {OWN_DRAFT}",
    ),
    altered("employers_workplacecondition", KEEPER),
]

OF_EMPLOYER = (
    "employercontact",
    "brokerlink",
    "knownby",
    "conversation",
    "employerpromise",
    "workplace",
    "workplacecondition",
)


def together(table, columns, target, target_columns, name):
    """A composite key: the row and what it hangs on agree in these columns."""
    return migrations.RunSQL(
        f"alter table employers_{table} add constraint {name} foreign key ({columns})"
        f" references employers_{target} ({target_columns})",
        f"alter table employers_{table} drop constraint {name}",
    )


SAME_PLACE = [
    together(
        table,
        "employer_id, municipality_id",
        "employer",
        "id, municipality_id",
        f"{table}_stays_here",
    )
    for table in OF_EMPLOYER
]
SAME_EMPLOYER = [
    together(
        table,
        f"{column}_id, employer_id",
        target,
        "id, employer_id",
        f"{table}_of_the_same_employer",
    )
    for table, column, target in (
        ("knownby", "contact", "employercontact"),
        ("conversation", "contact", "employercontact"),
        ("workplacecondition", "workplace", "workplace"),
    )
]

COLLEAGUES_ONLY = """
create function employers_user_is_here(one uuid, place uuid) returns void
language plpgsql stable set search_path = public, pg_temp as $$
begin
  if one is not null and not exists
     (select from accounts_user where id = one and municipality_id = place) then
    raise exception 'a user of another municipality'
      using errcode = 'check_violation', constraint = 'employers_user_is_here';
  end if;
end $$;
create function employers_employer_stays_here() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  perform employers_user_is_here(new.account_manager_id, new.municipality_id);
  if not exists (select from accounts_organisation
                 where id = new.organisation_id and municipality_id = new.municipality_id) then
    raise exception 'an organisation of another municipality'
      using errcode = 'check_violation', constraint = 'employers_organisation_is_here';
  end if;
  if tg_op = 'UPDATE' and new.municipality_id <> old.municipality_id then
    raise exception 'an employer stays in its municipality'
      using errcode = 'check_violation', constraint = 'employers_employer_stays_here';
  end if;
  return new;
end $$;
create trigger stays_here before insert or update on employers_employer
  for each row execute function employers_employer_stays_here();
create function employers_named_user_is_here() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  perform employers_user_is_here(new.user_id, new.municipality_id);
  return new;
end $$;
create trigger user_is_here before insert or update on employers_brokerlink
  for each row execute function employers_named_user_is_here();
create trigger user_is_here before insert or update on employers_knownby
  for each row execute function employers_named_user_is_here();
"""
COLLEAGUES_ONLY_UNDO = """
drop function employers_named_user_is_here cascade;
drop function employers_employer_stays_here cascade;
drop function employers_user_is_here
"""

ONLY_MOVES = """
create function employers_workplace_only_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.employer_id, new.municipality_id, new.made_by_id)
     is distinct from (old.employer_id, old.municipality_id, old.made_by_id)
     or (new.state <> old.state and (old.state, new.state) not in (
       ('draft', 'offered'), ('offered', 'filled'), ('filled', 'offered'),
       ('draft', 'withdrawn'), ('offered', 'withdrawn'), ('filled', 'withdrawn'))) then
    raise exception 'a workplace does not move like that'
      using errcode = 'check_violation', constraint = 'workplace_state_moves';
  end if;
  return new;
end $$;
create trigger only_moves before update on employers_workplace
  for each row execute function employers_workplace_only_moves();
"""

ONLY_ANSWERED = """
create function employers_promise_only_answered() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.employer_id, new.municipality_id, new.made_by_id, new.promised_by, new.text, new.due)
     is distinct from
     (old.employer_id, old.municipality_id, old.made_by_id, old.promised_by, old.text, old.due)
     or (old.state <> 'open' and new.state <> old.state) then
    raise exception 'a promise can only be answered, once'
      using errcode = 'check_violation', constraint = 'promise_only_answered';
  end if;
  return new;
end $$;
create trigger only_answered before update on employers_employerpromise
  for each row execute function employers_promise_only_answered();
"""

ONLY_ENDS = """
create function employers_link_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.employer_id, new.municipality_id, new.made_by_id, new.user_id, new.since)
     is distinct from
     (old.employer_id, old.municipality_id, old.made_by_id, old.user_id, old.since)
     or new.until > old.until then
    raise exception 'a link of a broker can only end'
      using errcode = 'check_violation', constraint = 'broker_link_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before update on employers_brokerlink
  for each row execute function employers_link_only_ends();
"""


def keeps(table, target, column):
    """What a row hangs on is kept at least as long as the row; also where its maker may not change it."""
    name = f"employers_{table}_keeps_{target}"
    return migrations.RunSQL(
        f"""
create function {name}() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update employers_{target} set destroy_on = new.destroy_on
   where id = new.{column} and destroy_on < new.destroy_on;
  return null;
end $$;
create trigger keeps_{target} after insert or update of destroy_on on employers_{table}
  for each row execute function {name}();
""",
        f"drop function {name} cascade",
    )


KEEPS = [
    *(keeps(table, "employer", "employer_id") for table in OF_EMPLOYER),
    keeps("knownby", "employercontact", "contact_id"),
    keeps("conversation", "employercontact", "contact_id"),
    keeps("workplacecondition", "workplace", "workplace_id"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("employers", "0001_initial"),
        ("accounts", "0002_roles_and_working_days"),
        ("database", "0001_one_clock"),
    ]

    operations = [
        *EMPLOYER,
        *CONTACT,
        *LINK,
        *KNOWN,
        *CONVERSATION,
        *PROMISE,
        *WORKPLACE,
        *CONDITION,
        *SAME_PLACE,
        *SAME_EMPLOYER,
        migrations.RunSQL(COLLEAGUES_ONLY, COLLEAGUES_ONLY_UNDO),
        migrations.RunSQL(ONLY_MOVES, "drop function employers_workplace_only_moves cascade"),
        migrations.RunSQL(ONLY_ANSWERED, "drop function employers_promise_only_answered cascade"),
        migrations.RunSQL(ONLY_ENDS, "drop function employers_link_only_ends cascade"),
        *KEEPS,
    ]
