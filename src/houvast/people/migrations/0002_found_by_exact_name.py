"""An exact surname with a birth date is found at once: asked by "known here?" alone."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="identity",
            index=models.Index(
                django.db.models.functions.text.Lower("family_name"),
                models.F("birth_date"),
                name="identity_known",
            ),
        ),
    ]
