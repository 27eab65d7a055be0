"""Of which areas a place of a programme is made: said by a municipality, and never changed."""

import django.contrib.postgres.fields
from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, force, policy, purpose, serves

TABLE = "areas_programmelink"
HERE = f"municipality_id = {MUNICIPALITY}"
LOOKS = f"({purpose('figures')} and {serves('policy_officer', 'programme_manager')})"

STAYS = """
create function areas_programmelink_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    raise exception 'what was said stays, and the next one counts'
      using errcode = 'check_violation', constraint = 'programmelink_stays';
  end if;
  if new.at is distinct from houvast_now() then
    raise exception 'it is said now'
      using errcode = 'check_violation', constraint = 'programmelink_is_said_now';
  end if;
  if exists (select from unnest(new.codes) code
             where code !~ '^(WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$')
     or (select count(distinct left(code, 6)) from unnest(new.codes) code) > 1
     or (select count(distinct code) <> count(*) from unnest(new.codes) code) then
    raise exception 'districts or neighbourhoods of one municipality, each once'
      using errcode = 'check_violation', constraint = 'programmelink_is_of_areas';
  end if;
  return new;
end $$;
create trigger stays before insert or update or delete on areas_programmelink
  for each row execute function areas_programmelink_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0017_signed_out"), ("areas", "0003_citations")]

    operations = [
        migrations.CreateModel(
            name="ProgrammeLink",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("municipality_id", models.UUIDField()),
                ("place", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("year", models.SmallIntegerField()),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), blank=True, size=None
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("codes__len__lte", 200),
                            ("number__gte", 1),
                            ("place__regex", "^[a-z-]{3,40}$"),
                            ("year__range", (1990, 2100)),
                            models.Q(("reason__regex", "^[[:space:]]*$"), _negated=True),
                        ),
                        name="link_says_why_and_of_what",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality_id", "place", "number"), name="link_has_its_number"
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAYS, "drop function areas_programmelink_stays cascade"),
        force(TABLE),
        policy(TABLE, "seen_by_who_looks", "select", APP, f"{HERE} and {LOOKS}"),
        policy(TABLE, "said_by_who_looks", "insert", APP, f"{HERE} and {LOOKS}"),
    ]
