"""Minutes between postcodes, one packed table for each way of travelling, kept as they came."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = ["occupations", "places", "travel_times"]
MODES = ["walk", "bicycle", "public", "moped", "car"]
RIGHTS = "revoke insert, update on reference_journeys from houvast_app"

KEPT = """
alter table reference_journeys add constraint journeys_are_packed check (
  octet_length(departures) > 0 and octet_length(departures) % 2 = 0
  and octet_length(arrivals) > 0 and octet_length(arrivals) % 2 = 0
  and octet_length(minutes)
      = (octet_length(departures)::bigint / 2) * (octet_length(arrivals) / 2));
create trigger kept before update or delete on reference_journeys
  for each row execute function reference_kept();
create trigger with_its_edition after insert on reference_journeys referencing new table as added
  for each statement execute function reference_came_with_its_edition();
"""

WHOLE = """
create or replace function reference_is_whole() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.rows <> (select count(*) from reference_place where edition_id = new.id)
               + (select count(*) from reference_occupation where edition_id = new.id)
               + (select count(*) from reference_group where edition_id = new.id)
               + (select count(*) from reference_journeys where edition_id = new.id) then
    raise exception 'an edition comes in whole'
      using errcode = 'check_violation', constraint = 'edition_is_whole';
  end if;
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("reference", "0002_kept_as_it_came")]

    operations = [
        migrations.RemoveConstraint(model_name="edition", name="edition_is_of_a_kind"),
        migrations.AlterField(
            model_name="edition",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=12),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                name="edition_is_of_a_kind",
                condition=models.Q(
                    ("kind__in", KINDS),
                    ("rows__gte", 1),
                    ("checksum__regex", "^[0-9a-f]{64}$"),
                    models.Q(("name", ""), _negated=True),
                ),
            ),
        ),
        migrations.CreateModel(
            name="Journeys",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mode", models.CharField(max_length=8)),
                ("departures", models.BinaryField()),
                ("arrivals", models.BinaryField()),
                ("minutes", models.BinaryField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "mode"), name="journeys_stand_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", MODES)), name="journeys_are_of_a_mode"
                    ),
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(WHOLE, migrations.RunSQL.noop),
    ]
