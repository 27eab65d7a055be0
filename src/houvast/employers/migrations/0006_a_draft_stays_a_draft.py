"""A broker's draft stays a draft until somebody of the staff offers it.

What a row may become is asked of all policies for changes together: the one of the staff let any
change through, and so it let the broker's through too.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, purpose, serves

HERE = f"municipality_id = {MUNICIPALITY}"
STAFF = (
    f"{purpose('guidance', 'work_income', 'placement')}"
    f" and {serves('outreach_coach', 'work_coach', 'account_manager')}"
)
CHECK = "alter policy changed_by_staff on employers_workplace with check"


class Migration(migrations.Migration):
    dependencies = [("employers", "0005_what_became_of_it")]

    operations = [
        migrations.RunSQL(f"{CHECK} ({HERE} and {STAFF})", f"{CHECK} ({HERE})"),
    ]
