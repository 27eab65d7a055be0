"""A table with many rows is brought in by a job: that it was asked, how far it is, what came of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracks", "0050_an_import_is_no_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="caseloadupload",
            name="asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="caseloadupload",
            name="began_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="caseloadupload",
            name="outcome",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="caseloadupload",
            name="to_write",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="caseloadupload",
            name="written",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
