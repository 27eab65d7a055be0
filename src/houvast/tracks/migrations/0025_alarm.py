"""When the ladder last climbed, and a message for when it did not."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_closed_by_ourselves"),
        ("tracks", "0024_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="LadderRun",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.municipality",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("own_moment_late", "own_moment_late"),
                    ("rung", "rung"),
                    ("offer", "offer"),
                    ("handover", "handover"),
                    ("returned", "returned"),
                    ("closing", "closing"),
                    ("confirm", "confirm"),
                    ("caseload", "caseload"),
                    ("stand_in", "stand_in"),
                    ("alarm", "alarm"),
                ],
                max_length=16,
            ),
        ),
    ]
