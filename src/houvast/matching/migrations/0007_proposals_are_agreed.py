"""Nobody's wishes are read for a proposal before the programme has agreed on proposals."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, purpose, serves

PLANS, LINES = "matching_teamplan", "matching_planline"
STEERS = (
    f"{purpose('process_steering')} and ({serves('process_coordinator')}"
    f" or {serves('team_lead', team='asked.team_id')})"
)


def searching(agreed):
    """SQL: those of a team who look for work, as in 0006."""
    return f"""
create or replace function matching_searching(plan uuid) returns table (
  track_id uuid, person_id uuid, controller varchar, destroy_on date, born date,
  asked_on date, wished jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select track.id, track.person_id, track.controller, track.destroy_on,
    (select identity.birth_date from people_identity identity
      where identity.person_id = track.person_id limit 1),
    (select min(first.at)::date from matching_workwishes first where first.track_id = track.id),
    to_jsonb(wishes)
  from {PLANS} asked
  join tracks_track track on track.team_id = asked.team_id
  join lateral (select * from matching_workwishes latest where latest.track_id = track.id
    order by latest.at desc, latest.id limit 1) wishes on true
  where asked.id = plan and asked.asked_by_id = {USER} and asked.at = houvast_now()
    and not exists (select from {LINES} line where line.plan_id = asked.id)
    and asked.municipality_id = {MUNICIPALITY} and {STEERS}
    and track.municipality_id = asked.municipality_id and track.state = 'open'
    and track.destroy_on > houvast_today() and track.work_started_on is null
    and not exists (select from tracks_glance glance
      where glance.track_id = track.id and glance.back_on is not null)
    and not exists (select from placements_placement under_way
      where under_way.track_id = track.id
        and under_way.state in ('proposed', 'wanted', 'introduced', 'agreed', 'started'))
    {agreed}
  order by track.id
$$
"""


AGREED = (
    "and (select terms.team_proposal_most"
    " from tracks_terms_on(track.programme_id, houvast_today()) terms) > 0"
)


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0006_plan_policies"),
        ("tracks", "0059_proposals_are_agreed"),
    ]

    operations = [migrations.RunSQL(searching(AGREED), searching(""))]
