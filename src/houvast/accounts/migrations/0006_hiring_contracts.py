"""A hired coach works until the contract ends, or the processing agreement: roles end with it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    force,
    policy,
    seen_by_triggers,
)

TABLE = "accounts_hiringcontract"
HERE = f"municipality_id = {MUNICIPALITY}"
KEY = {"on_delete": django.db.models.deletion.PROTECT}

LAST_DAY = """
create function accounts_hired_until(colleague uuid) returns date
language sql stable security definer set search_path = public, pg_temp as $$
  select least(ends_on, processing_until) from accounts_hiringcontract
   where user_id = colleague order by set_at desc, id desc limit 1
$$;
create function accounts_hired_end(colleague uuid) returns timestamptz
language sql stable security definer set search_path = public, pg_temp as $$
  select (accounts_hired_until(colleague) + 1)::timestamp at time zone 'Europe/Amsterdam'
$$
"""  # nothing for who is not hired; the newest row counts

BEGINS = """
create function accounts_contract_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_user where id = new.user_id and municipality_id = new.municipality_id
    for no key update;
  if not found then
    raise exception 'a contract stays inside its municipality' using errcode = 'check_violation';
  end if;
  new.set_at := greatest(houvast_now(), (select max(set_at) + interval '1 microsecond'
    from accounts_hiringcontract where user_id = new.user_id));
  return new;
end $$;
create trigger begins before insert on accounts_hiringcontract
  for each row execute function accounts_contract_begins();
create function accounts_contract_bounds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update accounts_membership set until = greatest(since, accounts_hired_end(new.user_id))
   where user_id = new.user_id and until > accounts_hired_end(new.user_id);
  return null;
end $$;
create trigger bounds after insert on accounts_hiringcontract
  for each row execute function accounts_contract_bounds();
create function accounts_role_within_contract() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare latest timestamptz := accounts_hired_end(new.user_id);
begin
  if latest is not null and new.until > latest then
    if latest <= new.since then
      raise exception 'the contract is over' using errcode = 'check_violation',
        constraint = 'contract_is_over';
    end if;
    new.until := latest;
  end if;
  return new;
end $$;
create trigger within_contract before insert on accounts_membership
  for each row execute function accounts_role_within_contract();
create function accounts_contract_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'a contract stays as it was written; another term is another row'
    using errcode = 'check_violation', constraint = 'contract_stays';
end $$;
create trigger stays before update on accounts_hiringcontract
  for each row execute function accounts_contract_stays();
"""
BEGINS_UNDO = """
drop function accounts_contract_begins cascade; drop function accounts_contract_bounds cascade;
drop function accounts_role_within_contract cascade; drop function accounts_contract_stays cascade
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_deputy")]

    operations = [
        migrations.CreateModel(
            name="HiringContract",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("processing_until", models.DateField()),
                ("set_at", models.DateTimeField()),
                ("municipality", models.ForeignKey(to="accounts.municipality", **KEY)),
                (
                    "set_by",
                    models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, **KEY),
                ),
                (
                    "user",
                    models.ForeignKey(related_name="contracts", to=settings.AUTH_USER_MODEL, **KEY),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "set_at"], name="contracts_of_coach"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="contract_ends_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_by", models.F("user")), _negated=True),
                        name="nobody_hires_himself",
                    ),
                ],
            },
        ),
        force(TABLE),
        seen_by_triggers(TABLE),
        migrations.RunSQL(
            LAST_DAY, "drop function accounts_hired_end; drop function accounts_hired_until"
        ),
        migrations.RunSQL(BEGINS, BEGINS_UNDO),
        policy(TABLE, "seen_by_colleagues", "select", APP, HERE),
        policy(
            TABLE,
            "set_by_an_administrator",
            "insert",
            APP,
            f"{HERE} and set_by_id = {USER} and accounts_administers()",
        ),
        policy("accounts_membership", "bounded_by_the_contract", "update", OWNER, "true"),
    ]
