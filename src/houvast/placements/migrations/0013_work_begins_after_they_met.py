"""Work begins after young person and employer met, and they meet after the yes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0012_mend_what_lasted")]

    operations = [
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                name="work_begins_after_they_met",
                condition=models.Q(started_on__isnull=True)
                | models.Q(introduced_on__isnull=False, started_on__gte=models.F("introduced_on")),
            ),
        ),
    ]
