"""A person says what the whole plan costs: once for each version, whoever says it."""

from django.db import migrations, models
from django.db.models import Q

KINDS = [(one, one) for one in ("money", "fte", "number", "total")]


class Migration(migrations.Migration):
    dependencies = [("plans", "0009_schemes")]

    operations = [
        migrations.AlterField("fact", "kind", models.CharField(choices=KINDS, max_length=8)),
        migrations.AddConstraint(
            "fact",
            models.UniqueConstraint(
                condition=Q(kind="total", withdrawn_at=None),
                fields=("reading",),
                name="one_total_counts",
            ),
        ),
    ]
