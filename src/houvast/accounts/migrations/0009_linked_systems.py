"""A linked system works for no user: its token reaches employers and workplaces, and no person.

It has an account of its own, so that the trail and what it brings say which system it was. The
account gets no role in a team, and so no policy that asks for a role opens for it.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, USER, changed, policy, purpose, serves

LINKS = f"""
role = 'linked_system' and municipality_id = {MUNICIPALITY}
and {purpose("process_steering")} and {serves("process_coordinator")}
"""
MADE = f"made_by_id = {USER} and {LINKS}"
NOT_BY_ITSELF = f"""
create policy no_system_makes_a_key on accounts_token as restrictive for insert to houvast_app
  with check (role <> 'linked_system' or ({MADE}))
"""  # who may make a key for oneself is a user; an account of a system is not to make more of them
RIGHTS = "grant select (made_by_id) on accounts_token to houvast_app"

GUARD = """
create or replace function accounts_token_guard() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare role_ends timestamptz;
begin
  if tg_op = 'INSERT' then
    if new.role = 'linked_system' then
      perform from accounts_user system
         join accounts_organisation owner on owner.id = system.system_of_id
        where system.id = new.user_id and system.municipality_id = new.municipality_id
          and owner.municipality_id = new.municipality_id
          and is_active and suspended_at is null;
      if not found then
        raise exception 'a token without a user is of a linked system'
          using errcode = 'check_violation', constraint = 'token_of_a_linked_system';
      end if;
    else
      select max(until) into role_ends from accounts_membership join accounts_user on
        accounts_user.id = accounts_membership.user_id
       where accounts_membership.user_id = new.user_id and role = new.role
         and accounts_membership.municipality_id = new.municipality_id
         and accounts_user.municipality_id = new.municipality_id
         and is_active and suspended_at is null
         and since <= houvast_now() and until > houvast_now();
      if role_ends is null or new.until > role_ends then
        raise exception 'a token does not outlive the role of its user'
          using errcode = 'check_violation', constraint = 'token_within_role';
      end if;
    end if;
    if new.made_at <> houvast_now() or new.ended_at is not null or new.last_used_on is not null then
      raise exception 'a token begins now' using errcode = 'check_violation',
        constraint = 'token_begins_now';
    end if;
    return new;
  end if;
  if (new.id, new.municipality_id, new.user_id, new.name, new.role, new.purpose, new.scopes,
      new.prefix, new.secret_hash, new.made_at, new.until, new.made_by_id, new.destroy_on)
     is distinct from
     (old.id, old.municipality_id, old.user_id, old.name, old.role, old.purpose, old.scopes,
      old.prefix, old.secret_hash, old.made_at, old.until, old.made_by_id, old.destroy_on)
     or (old.ended_at is not null and new.ended_at is distinct from old.ended_at) then
    raise exception 'a token can only end, and stays ended'
      using errcode = 'check_violation', constraint = 'token_only_ends';
  end if;
  return new;
end $$;
"""

FOUND = """
create or replace function accounts_token_of(shown text)
returns table (id uuid, user_id uuid, municipality_id uuid, role text, purpose text, scopes text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select token.id, token.user_id, token.municipality_id, token.role, token.purpose,
         token.scopes::text[]
    from accounts_token token join accounts_user on accounts_user.id = token.user_id
   where secret_hash = shown and ended_at is null and token.until > houvast_now()
     and is_active and suspended_at is null
     and case token.role when 'linked_system' then system_of_id is not null
         else exists (select from accounts_membership serving
                       where serving.user_id = token.user_id and serving.role = token.role
                         and serving.municipality_id = token.municipality_id
                         and serving.since <= houvast_now() and serving.until > houvast_now()) end
$$;
"""

NO_TEAM = """
create function accounts_no_team_for_a_system() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.role = 'linked_system'
     or exists (select from accounts_user where id = new.user_id and system_of_id is not null) then
    raise exception 'a linked system has no role in a team'
      using errcode = 'check_violation', constraint = 'no_team_for_a_system';
  end if;
  return new;
end $$;
create trigger no_team_for_a_system before insert on accounts_membership
  for each row execute function accounts_no_team_for_a_system();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_token_policies"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="system_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("outreach_coach", "outreach_coach"),
                    ("work_coach", "work_coach"),
                    ("account_manager", "account_manager"),
                    ("team_lead", "team_lead"),
                    ("programme_manager", "programme_manager"),
                    ("process_coordinator", "process_coordinator"),
                    ("case_lead", "case_lead"),
                    ("policy_officer", "policy_officer"),
                    ("experience_expert", "experience_expert"),
                    ("broker", "broker"),
                    ("employer_contact", "employer_contact"),
                    ("partner_guest", "partner_guest"),
                    ("standing_partner", "standing_partner"),
                    ("triage_member", "triage_member"),
                    ("privacy_officer", "privacy_officer"),
                    ("request_handler", "request_handler"),
                    ("fg", "fg"),
                    ("security_officer", "security_officer"),
                    ("functional_admin", "functional_admin"),
                    ("auditor", "auditor"),
                    ("young_person", "young_person"),
                    ("system", "system"),
                    ("linked_system", "linked_system"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("role", "linked_system"), _negated=True), ("made_by", None)),
                    models.Q(
                        ("made_by__isnull", False),
                        ("purpose", "work_exchange"),
                        ("role", "linked_system"),
                        ("scopes__contained_by", ["employers:read", "employers:write"]),
                    ),
                    _connector="OR",
                ),
                name="token_without_a_user_reaches_work_only",
            ),
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(FOUND, migrations.RunSQL.noop),
        migrations.RunSQL(NO_TEAM, "drop function accounts_no_team_for_a_system cascade"),
        policy("accounts_token", "links_of_the_coordinator", "select", APP, LINKS),
        policy("accounts_token", "links_made_by_the_coordinator", "insert", APP, MADE),
        migrations.RunSQL(NOT_BY_ITSELF, "drop policy no_system_makes_a_key on accounts_token"),
        changed("accounts_token", "links_ended_by_the_coordinator", LINKS, LINKS),
    ]
