"""A system may read plans and bring what people decided about them, for who makes policy."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0017_signed_out"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="token",
            name="token_of_known_scopes",
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "scopes__contained_by",
                        [
                            "tracks:read",
                            "tracks:write",
                            "work:read",
                            "work:write",
                            "signals:read",
                            "signals:write",
                            "employers:read",
                            "employers:write",
                            "plans:read",
                            "plans:write",
                        ],
                    ),
                    ("scopes__len__gt", 0),
                ),
                name="token_of_known_scopes",
            ),
        ),
    ]
