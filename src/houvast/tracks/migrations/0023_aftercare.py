"""A track in aftercare has a day on which the aftercare ends."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_closed_by_ourselves"),
        ("people", "0002_found_by_exact_name"),
        ("tracks", "0022_stand_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="track",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "aftercare"), _negated=True),
                    ("aftercare_until__isnull", False),
                    _connector="OR",
                ),
                name="aftercare_has_an_end",
            ),
        ),
    ]
