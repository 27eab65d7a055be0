"""The duty to tell has a beginning, somebody to hear it, a proof, and a reason to wait."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FILLED = """
drop trigger only_changes on tracks_informationmoment;
update tracks_informationmoment moment
   set since = least((track.proposed_at at time zone 'Europe/Amsterdam')::date, moment.due)
  from tracks_track track where track.id = moment.track_id;
update tracks_informationmoment set due = least(due, (since + interval '1 month')::date);
set constraints all immediate;
set constraints all deferred;
"""  # 0064 puts the trigger back; a table with checks that wait cannot be altered


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_linked_systems"),
        ("people", "0003_phone_numbers"),
        ("tracks", "0062_known_here_not_near"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
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
                    "kind",
                    models.CharField(
                        choices=[("later", "later"), ("leave_out", "leave_out")], max_length=10
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("young_person_unsafe", "young_person_unsafe"),
                            ("others_unsafe", "others_unsafe"),
                            ("inquiry", "inquiry"),
                            ("not_found", "not_found"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("until", models.DateField(blank=True, null=True)),
                ("repeats", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("agreed", "agreed"),
                            ("declined", "declined"),
                        ],
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("decided_by", models.CharField(blank=True, max_length=120)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("document", models.CharField(blank=True, max_length=200)),
                ("fg_on", models.DateField(blank=True, null=True)),
                ("fg_advice", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="LetterSender",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=200)),
                ("phone", models.CharField(max_length=40)),
                ("email", models.EmailField(max_length=254)),
                ("fg", models.CharField(max_length=200)),
                ("ground", models.TextField()),
                (
                    "set_at",
                    models.DateTimeField(
                        db_default=models.Func(
                            function="houvast_now", output_field=models.DateTimeField()
                        )
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProofOfTelling",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "in_person"),
                            ("phone", "phone"),
                            ("video", "video"),
                            ("by_hand", "by_hand"),
                            ("by_post", "by_post"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(max_length=24)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("nl", "nl"),
                            ("en", "en"),
                            ("ar", "ar"),
                            ("tr", "tr"),
                            ("pl", "pl"),
                            ("uk", "uk"),
                            ("ti", "ti"),
                            ("so", "so"),
                            ("fr", "fr"),
                            ("es", "es"),
                            ("pap", "pap"),
                            ("ngt", "ngt"),
                            ("other", "other"),
                        ],
                        max_length=5,
                    ),
                ),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="informationmoment",
            name="audience",
            field=models.CharField(
                choices=[("young_person", "young_person"), ("representative", "representative")],
                default="young_person",
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="informationmoment",
            name="postponed_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="informationmoment",
            name="since",
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="informationmoment",
            name="since",
            field=models.DateField(),
        ),
        migrations.RunSQL(
            "alter table tracks_informationmoment add constraint told_within_a_month"
            " check (due >= since and due <= since + interval '1 month')",
            "alter table tracks_informationmoment drop constraint told_within_a_month",
        ),
        migrations.AddField(
            model_name="promise",
            name="representative_below",
            field=models.PositiveSmallIntegerField(db_default=16, default=16),
        ),
        migrations.AlterField(
            model_name="informationmoment",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "planned"),
                    ("told", "told"),
                    ("postponed", "postponed"),
                    ("left_out", "left_out"),
                    ("not_needed", "not_needed"),
                ],
                max_length=10,
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
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="rung",
            name="cause",
            field=models.CharField(
                choices=[
                    ("moment", "moment"),
                    ("moves", "moves"),
                    ("acceptance", "acceptance"),
                    ("confirmation", "confirmation"),
                    ("introduction", "introduction"),
                    ("review", "review"),
                    ("signal", "signal"),
                    ("inform", "inform"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="informationmoment",
            index=models.Index(
                condition=models.Q(("state__in", ["planned", "postponed"])),
                fields=["municipality", "due"],
                name="still_to_tell",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationmoment",
            constraint=models.UniqueConstraint(
                fields=("track", "audience"), name="each_audience_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="informationmoment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "postponed"), _negated=True),
                    ("postponed_until__isnull", False),
                    _connector="OR",
                ),
                name="later_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationmoment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["planned", "told", "postponed"]),
                    models.Q(
                        ("audience", "representative"), ("state__in", ["left_out", "not_needed"])
                    ),
                    _connector="OR",
                ),
                name="a_young_person_always_hears_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("representative_below__gte", 16), ("representative_below__lte", 18)
                ),
                name="parents_hear_it_below_sixteen_at_least",
            ),
        ),
        migrations.AddField(
            model_name="hold",
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
            model_name="hold",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="moment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="tracks.informationmoment",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.municipality",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="track",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="tracks.track",
            ),
        ),
        migrations.AddField(
            model_name="lettersender",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letter_senders",
                to="accounts.municipality",
            ),
        ),
        migrations.AddField(
            model_name="lettersender",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proofoftelling",
            name="moment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proofs",
                to="tracks.informationmoment",
            ),
        ),
        migrations.AddField(
            model_name="proofoftelling",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.municipality",
            ),
        ),
        migrations.AddField(
            model_name="proofoftelling",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="proofoftelling",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proofoftelling",
            name="track",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="tracks.track",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(
                condition=models.Q(("state", "asked")),
                fields=["municipality", "asked_at"],
                name="holds_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("moment",),
                name="one_question_to_wait",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "later"), ("until__isnull", False)),
                    models.Q(
                        ("ground", "young_person_unsafe"),
                        ("kind", "leave_out"),
                        ("until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="only_later_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("state", "asked"),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("state__in", ["agreed", "declined"]),
                        ("answered_by__isnull", False),
                        models.Q(("answered_by", models.F("asked_by")), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hold_answered_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repeats", False),
                    models.Q(("state", "agreed"), _negated=True),
                    models.Q(
                        ("decided_on__isnull", False),
                        ("fg_on__isnull", False),
                        ("fg_on__lte", models.F("decided_on")),
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("document", ""), _negated=True),
                        models.Q(("fg_advice", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_repeat_rests_on_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="hold_has_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="lettersender",
            index=models.Index(fields=["municipality", "-set_at"], name="newest_sender"),
        ),
        migrations.AddConstraint(
            model_name="proofoftelling",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "^[a-z]+-[0-9]+$")),
                name="proof_names_its_words",
            ),
        ),
    ]
