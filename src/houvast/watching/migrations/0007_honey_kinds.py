"""A file that belongs to nobody was opened, shared or asked for: events to look at (M1)."""

from django.db import migrations, models

KINDS = (
    *("no_work", "many", "team_role", "known_here", "after_end", "refused", "hours", "again"),
    *("paper", "glass", "lent", "new_role", "pace"),
    *("honey_opened", "honey_shared", "honey_asked", "sample"),
)


class Migration(migrations.Migration):
    dependencies = [("watching", "0006_papers")]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=12),
        ),
    ]
