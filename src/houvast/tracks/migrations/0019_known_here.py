"""Known here? One function answers: yes and whom to call, or no. It counts, and leaves the trail.

Under the purpose `known_here` no policy shows a person, so the function is the only path. Both
answers take the same road through it: one look-up, one row of the question, one entry.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    PURPOSE,
    USER,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "tracks_knownquestion"
ROLES = ("outreach_coach", "work_coach", "process_coordinator", "triage_member")
ASKED_FOR = ("signal", "own_find", "young_person", "help")
PER_DAY = 10

KNOWN_HERE = f"""
create function tracks_known_here(surname text, born date, wanted text, why text)
returns table (answer text, call_name text, call_function text, call_phone text, still integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  asker accounts_membership; asked integer; known uuid; yes boolean;
  who text := ''; what text := ''; number text := '';
begin
  select * into asker from accounts_membership serving
    where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}
      and serving.role in ({", ".join(f"'{one}'" for one in ROLES)})
      and serving.since <= houvast_now() and serving.until > houvast_now()
      and exists (select from accounts_user active where active.id = serving.user_id
                  and active.is_active and active.suspended_at is null)
    order by serving.since, serving.id limit 1;
  if asker.id is null or {PURPOSE} is distinct from 'known_here' then
    raise exception 'who is known here is asked for that purpose, by who may'
      using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('known_here ' || asker.user_id::text, 0));
  select count(*) into asked from tracks_knownquestion
    where asked_by_id = asker.user_id and asked_on = houvast_today();
  if asked >= {PER_DAY} then
    return query select 'enough', '', '', '', 0;
    return;
  end if;
  select track.person_id, named.name, named.function, named.phone
    into known, who, what, number
    from people_identity identity
    join tracks_track track on track.person_id = identity.person_id
    left join tracks_door door on door.track_id = track.id and door.until is null
    join accounts_user named on named.id = coalesce(door.contact_id, track.lead_coach_id)
    where identity.municipality_id = asker.municipality_id and identity.family_name <> ''
      and lower(identity.family_name) = lower(surname) and identity.birth_date = born
      and identity.destroy_on > houvast_today() and track.destroy_on > houvast_today()
    order by track.state = 'closed', track.proposed_at desc, track.id limit 1;
  yes := known is not null;
  insert into tracks_knownquestion (id, municipality_id, controller, destroy_on, asked_by_id,
      team_id, at, asked_on, asked_for, reason, was_known)
    values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 366,
      asker.user_id, asker.team_id, houvast_now(), houvast_today(), wanted, why, yes);
  insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,
      purpose, verb, refusal, subject, shown)
    values (gen_random_uuid(), asker.municipality_id, 'college', houvast_today() + 1825,
      asker.user_id, houvast_now(), asker.role, 'known_here', 'tracks.known_here_answered', '',
      known, array_remove(array[known], null));
  return query select case when yes then 'yes' else 'no' end, coalesce(who, ''),
    coalesce(what, ''), coalesce(number, ''), {PER_DAY} - asked - 1;
end $$;
revoke all on function tracks_known_here from public;
grant execute on function tracks_known_here to {APP};
"""  # security definer: the answer is about rows that the asker may not see

KEY = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_only_added_to"),
        ("people", "0002_found_by_exact_name"),
        ("tracks", "0018_step_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownQuestion",
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
                ("at", models.DateTimeField()),
                ("asked_on", models.DateField()),
                (
                    "asked_for",
                    models.CharField(choices=[(one, one) for one in ASKED_FOR], max_length=12),
                ),
                ("reason", models.CharField(max_length=300)),
                ("was_known", models.BooleanField()),
                ("asked_by", models.ForeignKey(to=settings.AUTH_USER_MODEL, **KEY)),
                ("municipality", models.ForeignKey(to="accounts.municipality", **KEY)),
                ("team", models.ForeignKey(to="accounts.team", **KEY)),
            ],
            options={
                "indexes": [models.Index(fields=["asked_by", "asked_on"], name="known_asked")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(asked_for__in=list(ASKED_FOR)),
                        name="known_here_is_for_something",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            f"alter table {TABLE} add constraint known_here_has_a_reason"
            " check (length(btrim(reason)) >= 10)",
            f"alter table {TABLE} drop constraint known_here_has_a_reason",
        ),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "written_by_the_answer", "insert", OWNER, "true"),
        policy(
            TABLE,
            "own_questions",
            "select",
            APP,
            f"{here(TABLE)} and {purpose('known_here')} and asked_by_id = {USER}",
        ),
        policy(
            TABLE,
            "watched_by_steering",
            "select",
            APP,
            f"{here(TABLE)} and {purpose('process_steering')} and ("
            + serves("process_coordinator")
            + " or "
            + serves("team_lead", team=f"{TABLE}.team_id")
            + ")",
        ),
        policy(
            "audit_entry",
            "answered_known_here",
            "insert",
            OWNER,
            "verb = 'tracks.known_here_answered'",
        ),
        migrations.RunSQL(KNOWN_HERE, "drop function tracks_known_here"),
    ]
