"""Plans that were brought, and what people decided about them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0017_signed_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
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
                ("asked_at", models.DateTimeField(null=True)),
                ("began_at", models.DateTimeField(null=True)),
                ("written", models.PositiveIntegerField(default=0)),
                ("to_write", models.PositiveIntegerField(default=0)),
                ("outcome", models.JSONField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("document", models.UUIDField(null=True)),
                ("content", models.BinaryField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Catalogue",
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
                ("version", models.CharField(max_length=20)),
                ("content", models.JSONField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
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
                ("title", models.CharField(max_length=200)),
                ("brought_at", models.DateTimeField()),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
        ),
        migrations.CreateModel(
            name="Passage",
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
                ("number", models.PositiveIntegerField()),
                ("begins", models.PositiveIntegerField()),
                ("ends", models.PositiveIntegerField()),
                ("page", models.PositiveSmallIntegerField(null=True)),
                ("label", models.CharField(blank=True, max_length=20)),
                ("paragraph", models.PositiveIntegerField()),
                ("heading", models.JSONField()),
                ("is_heading", models.BooleanField()),
                ("personal", models.BooleanField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
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
                ("engine", models.CharField(max_length=20)),
                (
                    "responsible",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("safety", "safety"),
                            ("work", "work"),
                            ("both", "both"),
                            ("nobody", "nobody"),
                        ],
                        max_length=8,
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "catalogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.catalogue",
                    ),
                ),
                (
                    "finished_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "responsible_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mark",
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
                ("about", models.CharField(max_length=8)),
                ("quote", models.TextField(blank=True)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("proves", "proves"),
                            ("partly", "partly"),
                            ("no", "no"),
                            ("other", "other"),
                            ("not_found", "not_found"),
                        ],
                        max_length=10,
                    ),
                ),
                ("other", models.CharField(blank=True, max_length=8)),
                ("level", models.PositiveSmallIntegerField(null=True)),
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
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.passage",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="plans.reading",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                ("about", models.CharField(max_length=8)),
                ("what", models.CharField(max_length=500)),
                ("owner", models.CharField(max_length=100)),
                ("due", models.DateField()),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        related_name="follow_ups",
                        to="plans.reading",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Fact",
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
                ("about", models.CharField(max_length=8)),
                (
                    "kind",
                    models.CharField(
                        choices=[("money", "money"), ("fte", "fte"), ("number", "number")],
                        max_length=8,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("period", models.CharField(max_length=60)),
                ("accepted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.passage",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="plans.reading",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                ("about", models.CharField(max_length=8)),
                ("place", models.PositiveSmallIntegerField()),
                ("reasons", models.JSONField()),
                ("words", models.JSONField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.passage",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="plans.reading",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Version",
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
                ("number", models.PositiveSmallIntegerField()),
                ("checksum", models.CharField(max_length=64)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=8)),
                ("pages", models.PositiveSmallIntegerField(null=True)),
                ("text", models.TextField()),
                ("notices", models.JSONField()),
                ("brought_at", models.DateTimeField()),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="plans.document",
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
            ],
        ),
        migrations.AddField(
            model_name="reading",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reading",
                to="plans.version",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="plans.version",
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogue",
            constraint=models.UniqueConstraint(
                fields=("municipality", "version"), name="questions_are_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="plan_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("reading", "about", "passage"),
                name="one_mark_counts",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("level__isnull", False),
                        ("level__range", (1, 4)),
                        ("decision__in", ["proves", "partly"]),
                        models.Q(("about__startswith", "RF"), _negated=True),
                    ),
                    models.Q(
                        ("level", None),
                        models.Q(
                            models.Q(("decision__in", ["proves", "partly"]), _negated=True),
                            ("about__startswith", "RF"),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="level_is_of_what_supports",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decision", "not_found"),
                        ("passage", None),
                        ("quote", ""),
                        models.Q(("about__startswith", "RF"), _negated=True),
                    ),
                    models.Q(
                        models.Q(("decision", "not_found"), _negated=True),
                        ("passage__isnull", False),
                        models.Q(("quote", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mark_is_of_a_passage_or_of_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decision", "other"),
                        models.Q(("other", ""), _negated=True),
                        models.Q(("other", models.F("about")), _negated=True),
                    ),
                    models.Q(models.Q(("decision", "other"), _negated=True), ("other", "")),
                    _connector="OR",
                ),
                name="other_question_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", ""), _negated=True), models.Q(("owner", ""), _negated=True)
                ),
                name="follow_up_says_what_and_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="follow_up_is_done_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("reading", "kind", "amount", "period"),
                name="fact_counts_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    models.Q(("period", ""), _negated=True),
                    models.Q(("about__startswith", "RF"), _negated=True),
                ),
                name="fact_has_an_amount_and_a_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                fields=("reading", "about", "passage"), name="passage_is_pointed_at_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__range", (1, 5))), name="five_at_most_are_pointed_at"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("municipality", "checksum"), name="same_file_is_same_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("document", "number"), name="version_has_its_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checksum__regex", "^[0-9a-f]{64}$"),
                    ("number__gte", 1),
                    models.Q(("text", ""), _negated=True),
                ),
                name="version_is_of_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at", None), ("finished_by", None)),
                    models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                    _connector="OR",
                ),
                name="reading_is_finished_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("responsible", ""), ("responsible_by", None)),
                    models.Q(
                        models.Q(("responsible", ""), _negated=True),
                        ("responsible_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="responsible_is_said_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("version", "number"), name="passage_has_its_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins__lt", models.F("ends")),
                    ("paragraph__gte", 1),
                    models.Q(("page", None), ("page__gte", 1), _connector="OR"),
                ),
                name="passage_is_found_again",
            ),
        ),
    ]
