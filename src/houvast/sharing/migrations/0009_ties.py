"""Who knows a young person in private sees nothing of him, whatever role or access he has.

A restrictive policy stands before all others of a table: it gives nothing, and takes away.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "sharing_tie"
SAID = ("colleague", "steering", "young_person")
LIVE = "is_private and ended_at is null"
OFFICER = f"{purpose('subject_rights')} and {serves('privacy_officer')} and user_id <> {USER}"

NEAR = f"""
create function sharing_closed_to_me() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select array_agg(person_id) from sharing_tie
                    where user_id = {USER} and {LIVE}), array[]::uuid[]);
end $$;
create function sharing_tied(person uuid, colleague uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from sharing_tie
                  where person_id = person and user_id = colleague and {LIVE});
end $$;
revoke all on function sharing_tied from public;
"""  # the first says of oneself whom not to show; the second is for triggers, and for nobody else

ONLY_ENDS = """
create function sharing_tie_only_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from accounts_user where id = new.user_id and municipality_id = new.municipality_id;
    if not found then
      raise exception 'a tie stays inside its municipality' using errcode = 'check_violation',
        constraint = 'tie_stays_here';
    end if;
    return new;
  end if;
  if to_jsonb(new) - array['destroy_on', 'ended_at', 'ended_by_id']
     is distinct from to_jsonb(old) - array['destroy_on', 'ended_at', 'ended_by_id']
     or (old.ended_at is not null and (new.ended_at, new.ended_by_id)
         is distinct from (old.ended_at, old.ended_by_id)) then
    raise exception 'what was said stays as it was said; it can only end'
      using errcode = 'check_violation', constraint = 'tie_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before insert or update on sharing_tie
  for each row execute function sharing_tie_only_ends();
create function sharing_tie_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update sharing_tie set destroy_on = new.destroy_on where person_id = new.id;
  return null;
end $$;
create trigger tie_destroyed_together after update of destroy_on on people_person
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function sharing_tie_destroyed_together();
create function sharing_no_access_for_who_is_near() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if sharing_tied(new.person_id, new.user_id) then
    new.until := new.since;
  end if;
  return new;
end $$;
create trigger not_for_who_is_near before insert on sharing_assignment
  for each row execute function sharing_no_access_for_who_is_near();
"""  # access that covers a whole caseload passes over who is near, without a word
UNDO = """
drop function sharing_no_access_for_who_is_near cascade;
drop function sharing_tie_destroyed_together cascade;
drop function sharing_tie_only_ends cascade
"""

KEY = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}
PERSON = "person_id"


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0008_register_policies"),
        ("people", "0003_phone_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "controller",
                    models.CharField(
                        choices=[("burgemeester", "burgemeester"), ("college", "college")],
                        default="college",
                        max_length=12,
                    ),
                ),
                ("destroy_on", models.DateField()),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_private", models.BooleanField()),
                ("said_by", models.CharField(choices=[(one, one) for one in SAID], max_length=12)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(to=settings.AUTH_USER_MODEL, blank=True, null=True, **KEY),
                ),
                ("entered_by", models.ForeignKey(to=settings.AUTH_USER_MODEL, **KEY)),
                ("municipality", models.ForeignKey(to="accounts.municipality", **KEY)),
                ("person", models.ForeignKey(to="people.person", **KEY)),
                ("user", models.ForeignKey(to=settings.AUTH_USER_MODEL, **KEY)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(is_private=True, ended_at=None),
                        fields=["user", "person"],
                        name="ties_of_user",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person", "user", "is_private"),
                        name="each_answer_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(said_by="colleague", entered_by=models.F("user"))
                        | ~models.Q(said_by="colleague")
                        & ~models.Q(entered_by=models.F("user"))
                        & models.Q(is_private=True),
                        name="of_oneself_one_answers_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(ended_at=None, ended_by=None)
                        | models.Q(ended_at__isnull=False, ended_by__isnull=False)
                        & ~models.Q(ended_by=models.F("user")),
                        name="a_tie_is_ended_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            f"alter table {TABLE} add constraint {TABLE}_stays_here foreign key"
            " (person_id, municipality_id) references people_person (id, municipality_id)",
            f"alter table {TABLE} drop constraint {TABLE}_stays_here",
        ),
        migrations.RunSQL(NEAR, "drop function sharing_closed_to_me; drop function sharing_tied"),
        migrations.RunSQL(ONLY_ENDS, UNDO),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "destroyed_with_the_person", "update", OWNER, "true"),
        policy(
            TABLE,
            "own_answers",
            "select",
            APP,
            f"{here(TABLE)} and user_id = {USER} and said_by = 'colleague' and not is_private",
        ),
        policy(TABLE, "seen_by_privacy_officer", "select", APP, f"{here(TABLE)} and {OFFICER}"),
        changed(
            TABLE,
            "ended_by_privacy_officer",
            f"{here(TABLE)} and {OFFICER}",
            f"municipality_id = {MUNICIPALITY} and ended_by_id = {USER}",
        ),
        closed_to_who_is_near("people_person", "id"),
        closed_to_who_is_near("people_nickname", PERSON),
        closed_to_who_is_near("people_identity", PERSON),
        closed_to_who_is_near("sharing_assignment", PERSON),
    ]
