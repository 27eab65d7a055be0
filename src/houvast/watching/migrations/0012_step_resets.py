"""Taking away the second step of a colleague is an event to look at (M13)."""

from django.db import migrations, models

KINDS = (
    *("no_work", "many", "team_role", "known_here", "after_end", "refused", "hours", "again"),
    *("paper", "glass", "lent", "new_role", "step_reset", "pace"),
    *("honey_opened", "honey_shared", "honey_asked", "sample"),
)


class Migration(migrations.Migration):
    dependencies = [("watching", "0011_unneeded")]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=12),
        ),
    ]
