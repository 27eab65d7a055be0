"""The work that proposals missed: written by who makes one, read by who talks with employers."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    changed,
    force,
    here,
    policy,
    purpose,
    serves,
)

TABLE = "employers_demand"
STAFF = (
    f"{purpose('guidance', 'work_income', 'placement')}"
    f" and {serves('outreach_coach', 'work_coach', 'account_manager')}"
)
STEERS = f"{purpose('process_steering')} and {serves('process_coordinator', 'team_lead')}"


class Migration(migrations.Migration):
    dependencies = [("employers", "0019_demand")]

    operations = [
        force(TABLE),
        policy(TABLE, "seen_by_staff", "select", APP, f"{here(TABLE)} and {STAFF}"),
        policy(TABLE, "seen_by_plan", "select", APP, f"{here(TABLE)} and {STEERS}"),
        policy(
            TABLE, "told_by_plan", "insert", APP, f"municipality_id = {MUNICIPALITY} and {STEERS}"
        ),
        changed(TABLE, "told_again", f"{here(TABLE)} and {STEERS}", here(TABLE)),
    ]
