"""Who is told reads it; the safety net sends it. No young person is in a notice."""

from django.db import migrations

from houvast.database.policies import APP, MUNICIPALITY, USER, changed, force, here, policy, purpose

HERE = f"municipality_id = {MUNICIPALITY}"
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
HEARS = (
    "exists (select from accounts_user hears where hears.id = tracks_notice.to_user_id"
    f" and hears.municipality_id = {MUNICIPALITY})"
)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0007_notices")]

    operations = [
        force("tracks_notice"),
        policy(
            "tracks_notice",
            "own",
            "select",
            APP,
            f"{here('tracks_notice')} and to_user_id = {USER}",
        ),
        policy(
            "tracks_notice", "sent_by_jobs", "select", APP, f"{here('tracks_notice')} and {JOB}"
        ),
        policy("tracks_notice", "left_by_an_act", "insert", APP, f"{HERE} and {HEARS}"),
        changed("tracks_notice", "marked_as_sent", f"{here('tracks_notice')} and {JOB}", HERE),
    ]
