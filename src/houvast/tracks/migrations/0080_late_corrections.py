"""What is not put right in time asks on the ladder, and so does a signal of Veiligheid on its own."""

from django.db import migrations, models

CAUSES = (
    *("moment", "moves", "acceptance", "confirmation", "introduction", "review", "signal"),
    *("inform", "correction"),
)
KINDS = (
    *("own_moment_late", "rung", "signal_late", "safety_late", "offer", "handover", "returned"),
    *("closing", "confirm", "caseload", "stand_in", "door", "door_passed", "came_back"),
    *("come_back", "alarm", "merged", "call_expert", "deputy", "seat", "contract", "hold_asked"),
    *("hold_answered", "inform_late", "brought", "another_coach", "watched", "glass_broken"),
    *("glass_to_tell", "guest_asked", "partner_answered", "entry_withdrawn", "entry_corrected"),
    *("device_silent", "breach", "key_changed", "late_contact", "step_reset"),
)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0079_leaves_of_here")]

    operations = [
        migrations.AlterField(
            model_name="rung",
            name="cause",
            field=models.CharField(choices=[(one, one) for one in CAUSES], max_length=12),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
    ]
