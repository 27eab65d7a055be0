"""Who knows a young person in private sees no wishes of his, and no choice."""

from django.db import migrations

from houvast.database.policies import closed_to_who_is_near


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_proposals_are_agreed"), ("sharing", "0009_ties")]

    operations = [
        closed_to_who_is_near(f"matching_{one}", "person_id")
        for one in ("choice", "planline", "workwishes")
    ]
