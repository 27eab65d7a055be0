"""Counts of the whole programme over half years, for who makes policy."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0018_plan_scopes"),
        ("placements", "0015_first_disclosure"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeCount",
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
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("reached", "reached"),
                            ("placed", "placed"),
                            ("at_work", "at_work"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "measure", "since"),
                        name="half_years_are_counted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 10)),
                        name="fewer_than_ten_are_never_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))), name="half_years_end"
                    ),
                ],
            },
        ),
    ]
