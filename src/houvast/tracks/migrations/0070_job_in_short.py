"""The policy of access asks by a function whether the safety net looks: see accounts/0015."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, here, once, purpose, seen_anew

TABLE = "sharing_assignment"
NET = f"{here(TABLE)} and {purpose('safety_net')}"
BEFORE = (
    f"{NET} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)  # as in 0022


class Migration(migrations.Migration):
    dependencies = [("tracks", "0069_glass_policies"), ("accounts", "0015_roles_in_short")]

    operations = [
        seen_anew(TABLE, "seen_by_the_safety_net", BEFORE, f"{NET} and {once('accounts_is_job()')}")
    ]
