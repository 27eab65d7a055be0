"""A table with many rows is brought in by a job: that it was asked, how far it is, what came of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("employers", "0009_tables_that_wait"),
    ]

    operations = [
        migrations.AddField(
            model_name="workupload",
            name="asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="workupload",
            name="began_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="workupload",
            name="outcome",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="workupload",
            name="take",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="workupload",
            name="to_write",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="workupload",
            name="written",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
