"""Yardsticks: what a plan is held against later, and the figures beside them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0018_plan_scopes"),
        ("plans", "0004_question_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Yardstick",
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
                ("line", models.UUIDField()),
                ("version", models.PositiveSmallIntegerField()),
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
                ("amount", models.PositiveIntegerField()),
                ("since", models.DateField()),
                ("due", models.DateField()),
                ("part", models.CharField(blank=True, max_length=100)),
                ("dropped", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="yardsticks",
                        to="plans.fact",
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
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="yardsticks",
                        to="plans.reading",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="YardstickFigure",
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
                    "source",
                    models.CharField(choices=[("own", "own"), ("report", "report")], max_length=8),
                ),
                ("number", models.PositiveIntegerField()),
                ("on_day", models.DateField()),
                ("definition", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("in_force", "in_force"),
                            ("declined", "declined"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.fact",
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
                    "yardstick",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="plans.yardstick",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="yardstick",
            constraint=models.UniqueConstraint(
                fields=("line", "version"), name="yardstick_has_its_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstick",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("line",),
                name="one_version_of_a_yardstick_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstick",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped", False), ("replaced_at", None)),
                fields=("fact", "measure"),
                name="one_yardstick_of_a_number_and_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstick",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__range", (1, 100000)), ("due__gt", models.F("since"))),
                name="yardstick_is_some_people_before_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstick",
            constraint=models.CheckConstraint(
                condition=models.Q(("since__day", 1), ("since__month__in", [1, 7])),
                name="yardstick_counts_from_a_half_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstick",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropped", False), ("version", 1)),
                    models.Q(("version__gt", 1), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="yardstick_changes_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstickfigure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "declined"), _negated=True),
                fields=("yardstick", "source", "on_day"),
                name="one_figure_of_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstickfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("answered_by", None), ("state", "proposed")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(
                            ("state", "declined"),
                            models.Q(
                                ("state", "in_force"),
                                models.Q(("answered_by", models.F("by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="figure_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardstickfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("definition", ""), _negated=True),
                    models.Q(
                        models.Q(("fact", None), ("source", "own")),
                        models.Q(("fact__isnull", False), ("source", "report")),
                        _connector="OR",
                    ),
                ),
                name="figure_has_its_source",
            ),
        ),
    ]
