"""A table for data breaches: seventy-two hours, and a decision (T-59)."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0014_a_role_of_veiligheid"),
        ("watching", "0003_emergencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
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
                ("what", models.CharField(max_length=500)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                (
                    "report",
                    models.CharField(
                        blank=True,
                        choices=[("reported", "reported"), ("not_reported", "not_reported")],
                        max_length=12,
                    ),
                ),
                ("report_why", models.CharField(blank=True, max_length=500)),
                (
                    "persons",
                    models.CharField(
                        blank=True,
                        choices=[("told", "told"), ("not_told", "not_told")],
                        max_length=8,
                    ),
                ),
                ("persons_why", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breach",
                        to="watching.event",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("report", "")),
                        fields=["municipality", "due_at"],
                        name="breaches_to_decide",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_at",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("known_at"),
                                    "+",
                                    models.Value(datetime.timedelta(days=3)),
                                ),
                            ),
                            ("known_at__lte", models.F("opened_at")),
                        ),
                        name="breach_is_decided_in_seventy_two_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("since"),
                                    "+",
                                    models.Value(datetime.timedelta(days=56)),
                                ),
                            ),
                        ),
                        name="breach_lasts_as_long_as_the_trail_is_looked_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("persons", ""),
                                ("persons_why", ""),
                                ("report", ""),
                                ("report_why", ""),
                            ),
                            models.Q(
                                models.Q(("report", ""), _negated=True),
                                models.Q(("report_why", ""), _negated=True),
                                models.Q(("persons", ""), _negated=True),
                                models.Q(("persons_why", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="breach_is_decided_as_a_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user", None),
                            models.Q(
                                models.Q(("opened_by", models.F("user")), _negated=True),
                                models.Q(
                                    ("decided_by", None),
                                    models.Q(("decided_by", models.F("user")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="nobody_decides_about_his_own_breach",
                    ),
                ],
            },
        ),
    ]
