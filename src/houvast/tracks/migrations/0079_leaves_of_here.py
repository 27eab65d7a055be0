"""Who is away is seen by who works here: a purpose alone does not say so.

The application never sets another municipality than that of the user. This wall holds without it.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, here, once, purpose, seen_anew

WORKS = purpose("guidance", "work_income", "placement", "process_steering", "intake")
HERE_NOW = once(
    "exists (select from accounts_membership serving"
    f" where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}"
    " and serving.since <= houvast_now() and serving.until > houvast_now())"
)


def of_here(table):
    before = f"{here(table)} and {WORKS}"
    return seen_anew(table, "seen_by_colleagues", before, f"{before} and {HERE_NOW}")


class Migration(migrations.Migration):
    dependencies = [("tracks", "0078_device_notice"), ("accounts", "0017_signed_out")]

    operations = [of_here("tracks_leave"), of_here("tracks_deputy")]
