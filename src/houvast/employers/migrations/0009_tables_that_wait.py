"""A table of employers or workplaces waits for a yes; a workplace has a reference of its list."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import forgets, purpose, serves, waits_a_day

TABLE = "employers_workupload"
WORK = purpose("guidance", "work_income", "placement")
KEEPER, BROKER = serves("work_coach", "account_manager"), serves("broker")
MAY = f"{WORK} and ({KEEPER} or (brings = 'workplaces' and {BROKER}))"
"""A broker brings workplaces of employers he is tied to, and no employers."""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_token_policies"),
        ("employers", "0008_lists_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkUpload",
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
                ("until", models.DateTimeField()),
                ("table", models.JSONField()),
                ("chosen", models.JSONField(default=dict)),
                (
                    "brings",
                    models.CharField(
                        choices=[("employers", "employers"), ("workplaces", "workplaces")],
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=100)),
            ],
        ),
        migrations.AddField(
            model_name="workplace",
            name="reference",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddConstraint(
            model_name="workplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("employer", "reference"),
                name="one_workplace_of_a_reference",
            ),
        ),
        migrations.AddField(
            model_name="workupload",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.municipality",
            ),
        ),
        migrations.AddField(
            model_name="workupload",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="workupload",
            index=models.Index(fields=["uploaded_by", "until"], name="work_uploads_of"),
        ),
        migrations.AddConstraint(
            model_name="workupload",
            constraint=models.CheckConstraint(
                condition=models.Q(("brings__in", ["employers", "workplaces"])),
                name="work_upload_brings_one_kind",
            ),
        ),
        *waits_a_day(TABLE, MAY),
        forgets("employers_forget_uploads", TABLE),
    ]
