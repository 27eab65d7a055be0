"""Figures that somebody cites are frozen under a number."""

from django.db import migrations, models

STAYS = """
create function areas_citation_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'a cited figure stays as it was'
    using errcode = 'check_violation', constraint = 'citation_stays';
end $$;
create trigger stays before update or delete on areas_citation
  for each row execute function areas_citation_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_answers")]

    operations = [
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("year", models.SmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=10)),
                ("boundaries", models.SmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("town", models.CharField(max_length=120)),
                ("indicator", models.CharField(max_length=40)),
                ("value", models.FloatField()),
                ("low", models.FloatField()),
                ("high", models.FloatField()),
                ("people", models.PositiveIntegerField()),
                ("tables", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "number"), name="citation_has_its_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high__gte", models.F("value")),
                            ("low__gte", 0),
                            ("low__lte", models.F("value")),
                            ("number__gte", 1),
                        ),
                        name="citation_has_its_interval",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAYS, "drop function areas_citation_stays cascade"),
    ]
