"""A policy officer looks at figures of areas, and has limits of looking as everybody has."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0017_signed_out"),
        ("watching", "0014_limit_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="limit",
            name="limit_of_another_role",
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "outreach_coach",
                            "work_coach",
                            "account_manager",
                            "team_lead",
                            "policy_officer",
                            "process_coordinator",
                            "experience_expert",
                            "broker",
                            "standing_partner",
                            "triage_member",
                            "safety_triage_member",
                            "fg",
                            "security_officer",
                            "partner_guest",
                        ],
                    )
                ),
                name="limit_of_another_role",
            ),
        ),
    ]
