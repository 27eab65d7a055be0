"""Questions that a municipality asks itself; a plan is read again for another set of questions."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0018_plan_scopes"),
        ("plans", "0002_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("in_force", "in_force"),
                            ("replaced", "replaced"),
                            ("declined", "declined"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("code", models.CharField(max_length=4)),
                ("question", models.CharField(max_length=200)),
                ("why", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=200)),
                ("url", models.CharField(blank=True, max_length=400)),
                ("read_on", models.DateField()),
                (
                    "strong",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=30
                    ),
                ),
                (
                    "weak",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, size=30
                    ),
                ),
                (
                    "alike",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, size=30
                    ),
                ),
                (
                    "examples",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), size=30
                    ),
                ),
                (
                    "counters",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), size=30
                    ),
                ),
                ("gap_text", models.CharField(max_length=500)),
                ("withdrawn", models.BooleanField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="version",
            name="same_file_is_same_version",
        ),
        migrations.AddField(
            model_name="version",
            name="questions",
            field=models.CharField(default="2026.1", max_length=20),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("municipality", "checksum", "questions"), name="same_file_is_same_version"
            ),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.municipality",
            ),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("answered_by__isnull", True),
                            ("proposed_by__isnull", False),
                            ("state", "proposed"),
                        ),
                        models.Q(
                            ("answered_by__isnull", True),
                            ("proposed_by__isnull", True),
                            ("state__in", ["in_force", "replaced"]),
                        ),
                        models.Q(
                            ("answered_at__isnull", False),
                            ("answered_by__isnull", False),
                            ("proposed_by__isnull", False),
                            models.Q(
                                ("state", "declined"),
                                models.Q(
                                    models.Q(("state", "proposed"), _negated=True),
                                    models.Q(
                                        ("answered_by", models.F("proposed_by")), _negated=True
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        _connector="OR",
                    ),
                    ("proposed_by__isnull", False),
                ),
                name="question_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")),
                fields=("municipality", "code"),
                name="one_question_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("municipality", "code"),
                name="one_question_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^G[0-9]{2,3}$")),
                name="question_of_the_municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("question", ""), _negated=True),
                    models.Q(("why", ""), _negated=True),
                    models.Q(("source", ""), _negated=True),
                    models.Q(("gap_text", ""), _negated=True),
                ),
                name="question_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counters__len__gte", 1), ("examples__len__gte", 1), ("strong__len__gte", 1)
                ),
                name="question_has_words_and_examples",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("url", ""), ("url__regex", "^https?://[^[:space:]]+$"), _connector="OR"
                ),
                name="question_has_its_source",
            ),
        ),
    ]
