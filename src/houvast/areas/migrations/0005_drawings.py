"""The outlines of a whole country are packed once, when its shapes come in."""

from django.db import migrations, models

RIGHTS = "revoke insert, update on areas_drawing from houvast_app"


class Migration(migrations.Migration):
    dependencies = [("areas", "0004_programme_links")]

    operations = [
        migrations.CreateModel(
            name="Drawing",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("level", models.CharField(max_length=8)),
                ("year", models.SmallIntegerField()),
                ("areas", models.PositiveIntegerField()),
                ("official", models.BooleanField()),
                ("checksum", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "year"), name="one_drawing_of_a_level"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("areas__gte", 1),
                            ("checksum__regex", "^[0-9a-f]{64}$"),
                            ("level__in", ("gemeente", "wijk", "buurt")),
                            ("year__range", (1990, 2100)),
                        ),
                        name="drawing_is_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
