"""Who is suspended has no roles as long as it lasts, in the database too: from the next statement.

Policies ask for roles and for access, and access counts only in a role. The row of the role stays.
"""

from django.db import migrations

from houvast.database.policies import USER, once, seen_anew

COMES_IN = once(
    "not exists (select from accounts_user who"
    f" where who.id = {USER} and who.suspended_at is not null)"
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_partners")]

    operations = [
        seen_anew(
            "accounts_membership",
            "known_before_signing_in",
            "true",
            f"user_id is distinct from {USER} or {COMES_IN}",
        )
    ]
