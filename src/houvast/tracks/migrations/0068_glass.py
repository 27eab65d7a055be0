"""Noodtoegang (break-glass): a table, a term of a programme, and a duty to tell of it."""

import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_tries"),
        ("people", "0003_phone_numbers"),
        ("tracks", "0067_offered_by_veiligheid"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakGlass",
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
                ("role", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=500)),
                ("since", models.DateTimeField()),
                ("lasts", models.DurationField()),
                ("until", models.DateTimeField()),
                ("review_by", models.DateField()),
                ("extended_at", models.DateTimeField(blank=True, null=True)),
                ("account", models.CharField(blank=True, max_length=500)),
                ("accounted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("justified", "justified"), ("not_justified", "not_justified")],
                        max_length=13,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="informationmoment",
            name="each_audience_once",
        ),
        migrations.RemoveConstraint(
            model_name="knownquestion",
            name="known_here_is_for_something",
        ),
        migrations.AddField(
            model_name="promise",
            name="emergency_minutes",
            field=models.PositiveSmallIntegerField(db_default=60, default=60),
        ),
        migrations.AlterField(
            model_name="informationmoment",
            name="audience",
            field=models.CharField(
                choices=[
                    ("young_person", "young_person"),
                    ("representative", "representative"),
                    ("emergency", "emergency"),
                ],
                default="young_person",
                max_length=14,
            ),
        ),
        migrations.AlterField(
            model_name="knownquestion",
            name="asked_for",
            field=models.CharField(
                choices=[
                    ("signal", "signal"),
                    ("own_find", "own_find"),
                    ("young_person", "young_person"),
                    ("help", "help"),
                    ("emergency", "emergency"),
                ],
                max_length=12,
            ),
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
                    ("door", "door"),
                    ("door_passed", "door_passed"),
                    ("came_back", "came_back"),
                    ("come_back", "come_back"),
                    ("alarm", "alarm"),
                    ("merged", "merged"),
                    ("call_expert", "call_expert"),
                    ("deputy", "deputy"),
                    ("seat", "seat"),
                    ("contract", "contract"),
                    ("hold_asked", "hold_asked"),
                    ("hold_answered", "hold_answered"),
                    ("inform_late", "inform_late"),
                    ("brought", "brought"),
                    ("another_coach", "another_coach"),
                    ("watched", "watched"),
                    ("glass_broken", "glass_broken"),
                    ("glass_to_tell", "glass_to_tell"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="informationmoment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("audience", "emergency"), _negated=True),
                fields=("track", "audience"),
                name="each_audience_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationmoment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("audience", "emergency"), ("state__in", ["planned", "postponed"])
                ),
                fields=("track",),
                name="one_emergency_to_tell",
            ),
        ),
        migrations.AddConstraint(
            model_name="knownquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_for__in", ["signal", "own_find", "young_person", "help", "emergency"])
                ),
                name="known_here_is_for_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("emergency_minutes__gte", 15), ("emergency_minutes__lte", 60)),
                name="an_emergency_lasts_an_hour_at_most",
            ),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="extended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.municipality",
            ),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.team"
            ),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="track",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="tracks.track",
            ),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="breakglass",
            index=models.Index(fields=["user", "until"], name="glass_of_user"),
        ),
        migrations.AddIndex(
            model_name="breakglass",
            index=models.Index(
                condition=models.Q(("verdict", "")),
                fields=["municipality", "review_by"],
                name="glass_to_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_at", None), ("extended_by", None)),
                    models.Q(
                        ("extended_at__isnull", False),
                        ("extended_by__isnull", False),
                        models.Q(("extended_by", models.F("user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="glass_is_extended_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account", ""), ("accounted_at", None)),
                    models.Q(
                        models.Q(("account", ""), _negated=True), ("accounted_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="glass_is_accounted_for_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("note", ""), ("reviewed_at", None), ("reviewed_by", None), ("verdict", "")
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("note", ""), _negated=True),
                        ("reviewed_at__isnull", False),
                        ("reviewed_by__isnull", False),
                        models.Q(("reviewed_by", models.F("user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="glass_is_reviewed_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "not_justified"), _negated=True),
                    ("until__lte", models.F("reviewed_at")),
                    _connector="OR",
                ),
                name="what_was_not_justified_ends_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lasts__gt", datetime.timedelta(0)),
                    ("lasts__lte", datetime.timedelta(seconds=3600)),
                    ("until__gte", models.F("since")),
                ),
                name="glass_lasts_an_hour_at_most",
            ),
        ),
    ]
