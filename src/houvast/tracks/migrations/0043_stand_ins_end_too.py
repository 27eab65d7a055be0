"""The young person may stop with an experience expert on any day: also while the coach is away."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, changed, held, here, purpose

SHIP, AIM = "tracks_companionship", "tracks_companionaim"
HERE = f"municipality_id = {MUNICIPALITY}"


GUIDING = purpose("guidance")
LEADS = f"{GUIDING} and {held(f'{SHIP}.person_id', 'lead')}"


def stands_in(table):
    return f"{here(table)} and {GUIDING} and {held(f'{table}.person_id', 'second')}"


class Migration(migrations.Migration):
    dependencies = [("tracks", "0042_absences")]

    operations = [
        # What a row may become is asked of all policies together: so each says who, once more.
        migrations.RunSQL(
            f"drop policy kept_by_lead on {SHIP}",
            f"create policy kept_by_lead on {SHIP} for update to houvast_app"
            f" using ({here(SHIP)} and {LEADS})"
            f" with check ({HERE} and (left_by_id is null or left_by_id = {USER}))",
        ),
        changed(
            SHIP,
            "kept_by_lead",
            f"{here(SHIP)} and {LEADS}",
            f"{HERE} and {LEADS} and (left_by_id is null or left_by_id = {USER})",
        ),
        changed(
            SHIP,
            "ended_by_the_stand_in",
            stands_in(SHIP),
            f"{HERE} and {held(f'{SHIP}.person_id', 'second')} and left_by_id = {USER}"
            " and state in ('ended', 'withdrawn')",
        ),
        changed(AIM, "answered_by_the_stand_in", stands_in(AIM), HERE),
    ]
