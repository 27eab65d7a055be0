"""An account at an identity provider is tied to one user, by that user, and can be let go.

Who signs in is found by `accounts_user_of_identity`: nobody acts yet, and so no policy can open.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    force,
    policy,
    seen_by_triggers,
)

OWN = f"user_id = {USER} and municipality_id = {MUNICIPALITY}"

RIGHTS = """
revoke update on accounts_identity from houvast_app;
grant update (ended_at) on accounts_identity to houvast_app;
"""

GUARD = """
create function accounts_identity_guard() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.linked_at <> houvast_now() or new.ended_at is not null then
      raise exception 'an identity is linked now' using errcode = 'check_violation',
        constraint = 'identity_begins_now';
    end if;
    perform from accounts_user where id = new.user_id and municipality_id = new.municipality_id
       and not is_system and system_of_id is null;
    if not found then
      raise exception 'an identity is of somebody who works here' using errcode = 'check_violation',
        constraint = 'identity_of_a_colleague';
    end if;
    return new;
  end if;
  if (new.id, new.municipality_id, new.user_id, new.issuer, new.subject, new.linked_at)
     is distinct from
     (old.id, old.municipality_id, old.user_id, old.issuer, old.subject, old.linked_at)
     or old.ended_at is not null then
    raise exception 'an identity can only end, and stays ended'
      using errcode = 'check_violation', constraint = 'identity_only_ends';
  end if;
  return new;
end $$;
create trigger guard before insert or update on accounts_identity
  for each row execute function accounts_identity_guard();
"""

FOUND = """
create function accounts_user_of_identity(shown_issuer text, shown_subject text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select user_id from accounts_identity join accounts_user on accounts_user.id = user_id
   where issuer = shown_issuer and subject = shown_subject and ended_at is null
     and is_active and suspended_at is null
$$;
create function accounts_has_identity(of_user uuid, at_issuer text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_identity
                  where user_id = of_user and issuer = at_issuer and ended_at is null)
$$;
revoke execute on function accounts_user_of_identity, accounts_has_identity from public;
grant execute on function accounts_user_of_identity, accounts_has_identity to houvast_app;
"""  # security definer: asked while signing in, before anybody acts

UNFOUND = "drop function accounts_user_of_identity, accounts_has_identity"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_not_while_suspended")]

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("issuer", models.CharField(max_length=200)),
                ("subject", models.CharField(max_length=255)),
                ("linked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.municipality"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("issuer", "subject"),
                        name="an_identity_of_one_user",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("user", "issuer"),
                        name="one_identity_of_a_user",
                    ),
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, "drop function accounts_identity_guard cascade"),
        migrations.RunSQL(FOUND, UNFOUND),
        force("accounts_identity"),
        seen_by_triggers("accounts_identity"),
        policy("accounts_identity", "own", "select", APP, OWN),
        policy("accounts_identity", "linked_for_oneself", "insert", APP, OWN),
        changed("accounts_identity", "let_go_by_its_user", OWN, OWN),
    ]
