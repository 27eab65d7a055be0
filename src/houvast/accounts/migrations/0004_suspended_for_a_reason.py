"""Why somebody was suspended, from a list, as long as it lasts."""

from django.db import migrations, models

WHY = ("leaves", "device_lost", "stranger", "misuse", "own_request")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_closed_by_ourselves")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="suspended_for",
            field=models.CharField(
                blank=True, choices=[(one, one) for one in WHY], default="", max_length=12
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                name="suspended_for_a_reason_of_the_list",
                condition=models.Q(suspended_for="")
                | models.Q(suspended_at__isnull=False) & models.Q(suspended_for__in=list(WHY)),
            ),
        ),
        migrations.RunSQL(
            "grant update (suspended_for) on accounts_user to houvast_app",
            migrations.RunSQL.noop,
        ),
    ]
