"""A proposal for a team: who steers asks for it and reads none of what it says about anybody.

What people wish and when they were born are read by one function, for who steers that team, and
only inside the transaction in which the proposal is made. Each line is then shown to who holds the
young person, as work wishes are. To plan, who steers sees the workplaces: no person is in them.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    HERE_AT_ONCE,
    MUNICIPALITY,
    OWNER,
    USER,
    force,
    held,
    here,
    once,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

PLANS, LINES = "matching_teamplan", "matching_planline"
READERS = ("lead", "second", "work", "former")
STEERS = f"{purpose('process_steering')} and {serves('process_coordinator', 'team_lead')}"


def steers(team):
    """SQL: the acting user steers this team now."""
    return (
        f"{purpose('process_steering')} and ({serves('process_coordinator')}"
        f" or {serves('team_lead', team=team)})"
    )


OWN_NOW = f"municipality_id = {MUNICIPALITY} and asked_by_id = {USER} and at = houvast_now()"
OF_OWN_PLAN = (
    f"exists (select from {PLANS} plan join tracks_track track on track.team_id = plan.team_id"
    f" where plan.id = {LINES}.plan_id and track.id = {LINES}.track_id"
    f" and plan.asked_by_id = {USER} and plan.at = houvast_now())"
)
OF_HERE = (
    f"(workplace_id is null or exists (select from employers_workplace place"
    f" where place.id = {LINES}.workplace_id and place.municipality_id = {MUNICIPALITY}))"
)

SEARCHING = f"""
create function matching_searching(plan uuid) returns table (
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
    and asked.municipality_id = {MUNICIPALITY} and {steers("asked.team_id")}
    and track.municipality_id = asked.municipality_id and track.state = 'open'
    and track.destroy_on > houvast_today() and track.work_started_on is null
    and not exists (select from tracks_glance glance
      where glance.track_id = track.id and glance.back_on is not null)
    and not exists (select from placements_placement under_way
      where under_way.track_id = track.id
        and under_way.state in ('proposed', 'wanted', 'introduced', 'agreed', 'started'))
  order by track.id
$$;
revoke all on function matching_searching from public;
grant execute on function matching_searching to {APP};
"""  # security definer: to plan for a team nobody of whom who steers may read the wishes

TOLD = f"""
create function matching_plan_told(plan uuid) returns table (
  track_id uuid, is_proposed boolean, first_talk boolean, is_decided boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select line.track_id, line.workplace_id is not null, line.first_talk,
    exists (select from matching_choice choice
      where choice.track_id = line.track_id and choice.at >= line.at and choice.outcome <> 'back')
  from {PLANS} asked
  join {LINES} line on line.plan_id = asked.id
  where asked.id = plan and asked.municipality_id = {MUNICIPALITY}
    and asked.destroy_on > houvast_today() and line.destroy_on > houvast_today()
    and {steers("asked.team_id")}
$$;
revoke all on function matching_plan_told from public;
grant execute on function matching_plan_told to {APP};
"""  # security definer: that a line is there is a process fact; what it says is work profile

LINE_ENDS = (
    """
create function matching_lines_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update matching_planline set destroy_on = least(destroy_on, new.destroy_on)
    where track_id = new.id;
  return null;
end $$;
create trigger matching_lines_destroyed_together after update of destroy_on on tracks_track
  for each row when (new.destroy_on < old.destroy_on)
  execute function matching_lines_destroyed_together();
""",
    "drop function matching_lines_destroyed_together cascade",
)

SAME_TRACK = (
    f"alter table {LINES} add constraint line_on_the_wishes_of_its_track"
    " foreign key (wishes_id, track_id) references matching_workwishes (id, track_id);"
    f"alter table {LINES} add constraint {LINES}_of_the_tracks_person"
    " foreign key (track_id, person_id) references tracks_track (id, person_id)",
    f"alter table {LINES} drop constraint line_on_the_wishes_of_its_track;"
    f"alter table {LINES} drop constraint {LINES}_of_the_tracks_person",
)

OFFERED = ("employers_employer", "employers_workplace", "employers_workplacecondition")
OFFERED += ("employers_workplacechange",)


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0005_plans"),
        ("employers", "0020_demand_policies"),
        ("placements", "0009_beside"),
        ("tracks", "0055_glances_written_fast"),
    ]

    operations = [
        *(force(one) for one in (PLANS, LINES)),
        *(seen_by_triggers(one) for one in (PLANS, LINES)),
        policy(LINES, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(PLANS, "seen_by_steering", "select", APP, f"{here(PLANS)} and {steers('team_id')}"),
        policy(PLANS, "asked_by_steering", "insert", APP, f"{OWN_NOW} and {steers('team_id')}"),
        policy(
            LINES,
            "seen_by_holder",
            "select",
            APP,
            f"{here(LINES)} and {held(f'{LINES}.person_id', *READERS)}",
        ),
        policy(
            LINES,
            "made_by_plan",
            "insert",
            APP,
            f"municipality_id = {MUNICIPALITY} and at = houvast_now() and {STEERS}"
            f" and {OF_OWN_PLAN} and {OF_HERE}",
        ),
        *(
            policy(one, "seen_for_a_plan", "select", APP, f"{HERE_AT_ONCE} and {once(STEERS)}")
            for one in OFFERED
        ),
        *(
            migrations.RunSQL(*one)
            for one in (
                (SEARCHING, "drop function matching_searching"),
                (TOLD, "drop function matching_plan_told"),
                LINE_ENDS,
                SAME_TRACK,
            )
        ),
    ]
