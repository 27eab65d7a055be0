"""What changed about workplaces, so that who keeps them in memory fetches only that.

The number of the transaction, not a clock: of two changes the later one may be committed first, and
a reader asks for everything from the oldest transaction that was still open when he last looked.
"""

import django.db.models.deletion
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    OWNER,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "employers_workplacechange"
STAFF = (
    f"{purpose('guidance', 'work_income', 'placement')}"
    f" and {serves('outreach_coach', 'work_coach', 'account_manager')}"
)
"""As for all workplaces (0002): who may not see each of them, does not see that they changed."""

NOTED = f"""
create function employers_note_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted uuid[];
begin
  if tg_table_name = 'employers_workplace' then
    wanted := array[new.id];
  elsif tg_table_name = 'employers_workplacecondition' then
    wanted := array[new.workplace_id];
  else
    wanted := array(select id from employers_workplace where employer_id = new.id);
  end if;
  insert into {TABLE} (workplace_id, municipality_id, controller, destroy_on, changed_in)
  select id, municipality_id, controller, destroy_on, pg_current_xact_id()::text::bigint
    from employers_workplace where id = any(wanted) order by id
  on conflict (workplace_id) do update
    set changed_in = excluded.changed_in, destroy_on = excluded.destroy_on;
  return null;
end $$;
create trigger note_change after insert or update on employers_workplace
  for each row execute function employers_note_change();
create trigger note_change after insert or update on employers_workplacecondition
  for each row execute function employers_note_change();
create trigger note_change after update of name, sector on employers_employer
  for each row when ((old.name, old.sector) is distinct from (new.name, new.sector))
  execute function employers_note_change();
"""  # security definer: who changes a workplace may not write that it changed

UNTIL_NOW = f"""
insert into {TABLE} (workplace_id, municipality_id, controller, destroy_on, changed_in)
select id, municipality_id, controller, destroy_on, 0 from employers_workplace
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_token_policies"),
        ("employers", "0006_a_draft_stays_a_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkplaceChange",
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
                    "workplace",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="change",
                        serialize=False,
                        to="employers.workplace",
                    ),
                ),
                ("changed_in", models.BigIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["municipality", "changed_in"], name="workplaces_changed_in"
                    )
                ],
            },
        ),
        migrations.RunSQL(UNTIL_NOW, migrations.RunSQL.noop),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "noted_by_triggers", "insert", OWNER, "true"),
        policy(TABLE, "noted_again_by_triggers", "update", OWNER, "true"),
        policy(TABLE, "seen_by_staff", "select", APP, f"{here(TABLE)} and {STAFF}"),
        migrations.RunSQL(NOTED, "drop function employers_note_change cascade"),
    ]
