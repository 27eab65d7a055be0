"""Who knows a young person in private does not see where he works."""

from django.db import migrations

from houvast.database.policies import closed_to_who_is_near

OF_PERSON = (
    *("aftercaremoment", "aftercarenote", "agreedterms", "consent", "placement"),
    *("retention", "toldline", "trialday"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0013_work_begins_after_they_met"),
        ("sharing", "0009_ties"),
    ]

    operations = [closed_to_who_is_near(f"placements_{one}", "person_id") for one in OF_PERSON]
