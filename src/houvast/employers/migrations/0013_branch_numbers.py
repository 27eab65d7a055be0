"""An employer has the number of its branch: two in one postcode can both stand here."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_token_policies"),
        ("employers", "0012_linked_systems"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="employer",
            name="one_branch_of_an_employer",
        ),
        migrations.AddField(
            model_name="employer",
            name="branch",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kvk", ""), _negated=True),
                fields=("municipality", "kvk", "pc4", "branch"),
                name="one_branch_of_an_employer",
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("branch", ""), _negated=True),
                fields=("municipality", "branch"),
                name="one_employer_of_a_branch",
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(("branch__regex", "^([0-9]{12})?$")),
                name="employer_branch_has_12_digits",
            ),
        ),
    ]
