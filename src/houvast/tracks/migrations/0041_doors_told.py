"""Who keeps a door hears that somebody is there again, or that a colleague keeps it now."""

from django.db import migrations, models

from houvast.database.policies import MUNICIPALITY, USER, serves

KEEPERS = f"""
create function tracks_keepers_of(person uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct door.contact_id
    from people_identity given
    join people_identity known on known.municipality_id = given.municipality_id
      and lower(known.family_name) = lower(given.family_name)
      and known.birth_date = given.birth_date and known.person_id <> given.person_id
    join tracks_track closed on closed.person_id = known.person_id and closed.state = 'closed'
    join tracks_door door on door.track_id = closed.id and door.until is null
   where given.person_id = person and given.family_name <> ''
     and given.municipality_id = {MUNICIPALITY} and closed.destroy_on > houvast_today()
     and exists (select from tracks_signal signal where signal.person_id = person
                 and (signal.entered_by_id = {USER} or {serves("triage_member")}))
   order by 1
$$
"""  # security definer: names a keeper to the act that tells him, and nobody to a screen

KINDS = [
    "own_moment_late",
    "rung",
    "offer",
    "handover",
    "returned",
    "closing",
    "confirm",
    "caseload",
    "stand_in",
    "door",
    "door_passed",
    "came_back",
    "come_back",
    "alarm",
    "merged",
    "call_expert",
    "deputy",
    "seat",
    "contract",
]


class Migration(migrations.Migration):
    dependencies = [("tracks", "0040_hired_coaches")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
        migrations.RunSQL(KEEPERS, "drop function tracks_keepers_of"),
    ]
