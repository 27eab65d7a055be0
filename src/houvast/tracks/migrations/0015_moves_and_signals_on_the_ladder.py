"""Moves that climb get a cause of their own, and who steers sees that a signal waits too long."""

from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, here, policy, purpose, serves

CAUSES = ("moment", "moves", "acceptance", "confirmation", "introduction", "review", "signal")
STEERS_SIGNAL = f"""
create function tracks_steers_signal(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_signal about where about.id = one
                 and about.municipality_id = {MUNICIPALITY}
                 and about.destroy_on > houvast_today()
                 and ({serves("process_coordinator")} or {serves("team_lead", team="about.team_id")}))
$$
"""  # security definer: that it waits is a process fact; what it says stays with the triage


class Migration(migrations.Migration):
    dependencies = [("tracks", "0014_caseloads")]

    operations = [
        migrations.AlterField(
            model_name="rung",
            name="cause",
            field=models.CharField(choices=[(one, one) for one in CAUSES], max_length=12),
        ),
        migrations.RunSQL(STEERS_SIGNAL, "drop function tracks_steers_signal"),
        policy(
            "tracks_rung",
            "of_a_signal_seen_by_steering",
            "select",
            APP,
            f"{here('tracks_rung')} and {purpose('process_steering')}"
            " and signal_id is not null and tracks_steers_signal(signal_id)",
        ),
    ]
