"""Many papers in a day are an event to look at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("watching", "0005_breach_policies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("no_work", "no_work"),
                    ("many", "many"),
                    ("team_role", "team_role"),
                    ("known_here", "known_here"),
                    ("after_end", "after_end"),
                    ("refused", "refused"),
                    ("hours", "hours"),
                    ("again", "again"),
                    ("paper", "paper"),
                    ("glass", "glass"),
                    ("lent", "lent"),
                    ("new_role", "new_role"),
                    ("pace", "pace"),
                    ("sample", "sample"),
                ],
                max_length=12,
            ),
        ),
    ]
