"""An entry that was taken back, or that is not right, is told to who has it."""

from django.db import migrations, models

KINDS = (
    *("own_moment_late", "rung", "signal_late", "offer", "handover", "returned", "closing"),
    *("confirm", "caseload", "stand_in", "door", "door_passed", "came_back", "come_back"),
    *("alarm", "merged", "call_expert", "deputy", "seat", "contract", "hold_asked"),
    *("hold_answered", "inform_late", "brought", "another_coach", "watched", "glass_broken"),
    *("glass_to_tell", "guest_asked", "partner_answered", "entry_withdrawn", "entry_corrected"),
    *("breach", "key_changed", "late_contact", "step_reset"),
)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0076_step_reset_notice")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
    ]
