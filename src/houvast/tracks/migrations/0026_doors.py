"""Who keeps a door can pass it on, and is told on the day; the door is never without a keeper."""

from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, USER, held, here, policy, purpose

HERE = f"municipality_id = {MUNICIPALITY}"
GUIDING = purpose("guidance")
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
KEEPS = f"""
create function sharing_keeps_door(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_assignment held
    where held.person_id = person and held.user_id = {USER}
      and held.municipality_id = {MUNICIPALITY} and held.capacity = 'door'
      and held.since <= houvast_now() and held.until > houvast_now())
$$
"""  # security definer: a policy on assignments cannot itself look at assignments


class Migration(migrations.Migration):
    dependencies = [
        ("tracks", "0025_alarm"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("own_moment_late", "own_moment_late"),
                    ("rung", "rung"),
                    ("offer", "offer"),
                    ("handover", "handover"),
                    ("returned", "returned"),
                    ("closing", "closing"),
                    ("confirm", "confirm"),
                    ("caseload", "caseload"),
                    ("stand_in", "stand_in"),
                    ("door", "door"),
                    ("come_back", "come_back"),
                    ("alarm", "alarm"),
                ],
                max_length=16,
            ),
        ),
        migrations.RunSQL(KEEPS, "drop function sharing_keeps_door"),
        policy(
            "tracks_door",
            "kept_on_by_the_contact",
            "insert",
            APP,
            f"{HERE} and until is null and {GUIDING} and {held('tracks_door.person_id', 'door')}",
        ),
        policy(
            "tracks_door",
            "seen_by_the_safety_net",
            "select",
            APP,
            f"{here('tracks_door')} and {JOB}",
        ),
        policy(
            "sharing_assignment",
            "door_passed_on",
            "insert",
            APP,
            f"{HERE} and granted_by_id = {USER} and user_id <> {USER} and capacity = 'door'"
            f" and purpose = 'guidance' and {GUIDING} and sharing_keeps_door(person_id)",
        ),
    ]
