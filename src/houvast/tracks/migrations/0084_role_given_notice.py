"""That somebody got special rights is told."""

from django.db import migrations, models

KINDS = (
    *("own_moment_late", "rung", "signal_late", "safety_late", "offer", "handover", "returned"),
    *("closing", "confirm", "caseload", "stand_in", "door", "door_passed", "came_back"),
    *("come_back", "alarm", "merged", "call_expert", "deputy", "seat", "contract", "hold_asked"),
    *("hold_answered", "inform_late", "brought", "another_coach", "watched", "glass_broken"),
    *("glass_to_tell", "guest_asked", "partner_answered", "entry_withdrawn", "entry_corrected"),
    *("device_silent", "breach", "key_changed", "late_contact", "step_reset", "roles", "last_role"),
    *("held_role", "own_role", "role_given", "shielded", "shield_asked"),
)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0083_shield_notices")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
    ]
