"""Areas, and what public tables say of them: a part of its own for each table that comes in."""

import django.db.models.deletion
from django.db import migrations, models

OBSERVATIONS = """
create table areas_observation (
  source_id integer not null references areas_source,
  indicator_id smallint not null references areas_indicator,
  year smallint not null,
  area_id integer not null references areas_area,
  value double precision,
  state smallint not null,
  provisional boolean not null,
  primary key (source_id, indicator_id, year, area_id),
  constraint figure_is_there_or_not
    check (state between 0 and 4 and (state = 0) = (value is not null)),
  constraint figure_is_a_number check (value >= 0 and value < 'infinity'),
  constraint figure_is_of_a_year check (year between 1990 and 2100)
) partition by list (source_id);
"""

RIGHTS = """
revoke insert, update on areas_indicator, areas_source, areas_area, areas_shape, areas_continuity,
  areas_observation from houvast_app;
"""

PARTS = """
create function areas_part(of integer) returns void
language plpgsql set search_path = public, pg_temp as $$
declare part text := 'areas_observation_' || of;
begin
  execute format('create table %I (like areas_observation including constraints)', part);
  execute format('revoke all on %I from houvast_app', part);
  execute format('alter table %I add constraint of_its_source check (source_id = %s)', part, of);
end $$;
create function areas_attach(of integer) returns void
language plpgsql set search_path = public, pg_temp as $$
declare part text := 'areas_observation_' || of;
begin
  execute format('alter table %I add primary key (source_id, indicator_id, year, area_id)', part);
  execute format('alter table %I add foreign key (source_id) references areas_source,'
                 ' add foreign key (indicator_id) references areas_indicator,'
                 ' add foreign key (area_id) references areas_area', part);
  execute format('alter table areas_observation attach partition %I for values in (%s)', part, of);
  execute format('alter table %I drop constraint of_its_source', part);
  execute format('analyze %I', part);
end $$;
revoke execute on function areas_part, areas_attach from public;
"""  # filled without a key and keyed afterwards: three times as quick for millions of rows

KEPT = """
create function areas_kept() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'areas_source' and tg_op = 'UPDATE' then
    if old.imported_at = houvast_now() and new.imported_at = old.imported_at then
      return new;
    end if;
    if to_jsonb(new) - 'current_since' = to_jsonb(old) - 'current_since'
       and new.current_since > old.current_since then
      return new;
    end if;
  end if;
  raise exception 'what a table brought stays as it came'
    using errcode = 'check_violation', constraint = 'table_stays';
end $$;
create trigger kept before update or delete on areas_source
  for each row execute function areas_kept();
create trigger kept before delete on areas_area
  for each row execute function areas_kept();
create trigger kept before update or delete on areas_continuity
  for each row execute function areas_kept();
create trigger kept before insert or update or delete on areas_observation
  for each row execute function areas_kept();

create function areas_whole() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (select figures from areas_source where id = new.id)
     <> (select count(*) from areas_observation where source_id = new.id) then
    raise exception 'a table comes in whole'
      using errcode = 'check_violation', constraint = 'table_is_whole';
  end if;
  return null;
end $$;
create constraint trigger whole after insert on areas_source
  deferrable initially deferred for each row execute function areas_whole();
"""  # in one transaction the clock stands still: a row of another moment came in before

INDICATORS = {
    "population": 1,
    "young_15_24": 2,
    "aged_65": 3,
    "young_15_24_share": 4,
    "aged_65_share": 5,
    "working_share": 6,
    "lowest40_person_share": 7,
    "highest20_person_share": 8,
    "social_minimum_share": 9,
    "low_income_household_share": 10,
    "bijstand": 11,
    "bijstand_per_1000": 12,
    "ww": 13,
    "ww_per_1000": 14,
    "owner_occupied_share": 15,
    "urbanity": 16,
    "address_density": 17,
    "area_size": 18,
    "offences_total": 20,
    "offences_violence": 21,
    "offences_property": 22,
    "offences_vandalism": 23,
}


def fill(apps, schema_editor):
    """The closed list, by number."""
    Indicator = apps.get_model("areas", "Indicator")
    Indicator.objects.using(schema_editor.connection.alias).bulk_create(
        Indicator(number=number, name=name) for name, number in INDICATORS.items()
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=10)),
                ("year", models.SmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("land", "land"),
                            ("gemeente", "gemeente"),
                            ("wijk", "wijk"),
                            ("buurt", "buurt"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("municipality", models.CharField(blank=True, max_length=6)),
                ("parent", models.CharField(blank=True, max_length=8)),
                ("people", models.PositiveIntegerField(null=True)),
                ("density", models.FloatField(null=True)),
                ("water", models.BooleanField(null=True)),
                ("why_not", models.CharField(blank=True, max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("number", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("cbs_odata4", "cbs_odata4"),
                            ("cbs_odata3", "cbs_odata3"),
                            ("kwb_sheet", "kwb_sheet"),
                            ("police_odata3", "police_odata3"),
                            ("pdok_geometry", "pdok_geometry"),
                            ("panel_csv", "panel_csv"),
                            ("own_table", "own_table"),
                        ],
                        max_length=16,
                    ),
                ),
                ("publisher", models.CharField(max_length=40)),
                ("table_id", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("year", models.SmallIntegerField()),
                ("licence", models.CharField(max_length=40)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("fetched_on", models.DateField(null=True)),
                ("checksum", models.CharField(max_length=64)),
                ("reader", models.CharField(max_length=8)),
                ("rows_read", models.PositiveIntegerField()),
                ("rows_kept", models.PositiveIntegerField()),
                ("figures", models.PositiveIntegerField()),
                ("control", models.JSONField()),
                ("imported_at", models.DateTimeField()),
                ("current_since", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("table_id", "year", "checksum"), name="table_comes_in_once"
                    ),
                    models.UniqueConstraint(fields=("current_since",), name="one_table_counts"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checksum__regex", "^[0-9a-f]{64}$"),
                            ("rows_read__gte", 1),
                            ("rows_kept__lte", models.F("rows_read")),
                            ("year__range", (1990, 2100)),
                            models.Q(("publisher", ""), _negated=True),
                            models.Q(("table_id", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("licence", ""), _negated=True),
                        ),
                        name="table_has_a_passport",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="area",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.source"
            ),
        ),
        migrations.CreateModel(
            name="Shape",
            fields=[
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="areas.area",
                    ),
                ),
                ("polygon", models.BinaryField()),
                ("official", models.BooleanField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Continuity",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("later_year", models.SmallIntegerField()),
                ("holds", models.BooleanField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.source",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "later_year", "source"), name="continuity_is_said_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("later_year__range", (1990, 2100))),
                        name="continuity_is_to_a_year",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="area",
            index=models.Index(fields=["year", "level", "municipality"], name="areas_of_a_town"),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=("code", "year"), name="area_stands_once"),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "code__regex",
                        "^(NL[0-9]{2}|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$",
                    ),
                    ("year__range", (1990, 2100)),
                    models.Q(
                        models.Q(("code__startswith", "NL"), ("level", "land")),
                        models.Q(("code__startswith", "GM"), ("level", "gemeente")),
                        models.Q(("code__startswith", "WK"), ("level", "wijk")),
                        models.Q(("code__startswith", "BU"), ("level", "buurt")),
                        _connector="OR",
                    ),
                    models.Q(("name", ""), _negated=True),
                ),
                name="area_has_a_code_of_its_level",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "source_id",
                                "indicator_id",
                                "year",
                                "area_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("year", models.SmallIntegerField()),
                        ("value", models.FloatField(null=True)),
                        (
                            "state",
                            models.SmallIntegerField(
                                choices=[
                                    (0, "OK"),
                                    (1, "SMALL"),
                                    (2, "WITHHELD"),
                                    (3, "ABSENT"),
                                    (4, "UNSTABLE"),
                                ]
                            ),
                        ),
                        ("provisional", models.BooleanField()),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="areas.area",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="areas.indicator",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="areas.source",
                            ),
                        ),
                    ],
                ),
            ],
            database_operations=[
                migrations.RunSQL(OBSERVATIONS, "drop table areas_observation"),
            ],
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(PARTS, "drop function areas_part; drop function areas_attach"),
        migrations.RunSQL(
            KEPT, "drop function areas_kept cascade; drop function areas_whole cascade"
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
