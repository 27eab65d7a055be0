"""Indexes that give a list in order and its counts, so that no page reads a whole municipality."""

import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_token_policies"),
        ("employers", "0007_what_changed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="workplace",
            name="workplaces_in_state",
        ),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(
                fields=["municipality", "place_name"],
                include=("destroy_on", "id"),
                name="employers_in_places",
            ),
        ),
        migrations.AddIndex(
            model_name="workplace",
            index=models.Index(
                fields=["municipality", "state", "confirmed_on"],
                include=("destroy_on", "employer"),
                name="workplaces_counted",
            ),
        ),
        migrations.AddIndex(
            model_name="workplace",
            index=models.Index(
                models.F("municipality"),
                django.db.models.functions.text.Lower("title"),
                name="workplaces_by_title",
            ),
        ),
    ]
