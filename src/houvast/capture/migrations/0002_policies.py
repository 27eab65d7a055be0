"""Everybody has the own device, items and counts; a team its places; and nobody a list of others."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

DEVICE, ITEM, TALLY = "capture_device", "capture_sealeditem", "capture_encountertally"
PLACE, LABELS = "capture_outreachplace", "capture_labels"
HERE = f"municipality_id = {MUNICIPALITY}"
COACHES = ("outreach_coach", "work_coach")
GUIDING = f"{purpose('guidance')} and {serves(*COACHES)}"
OF_TEAM = f"{purpose('guidance')} and {serves(*COACHES, team=f'{PLACE}.team_id')}"
IN_TEAM = f"{purpose('guidance')} and {serves(*COACHES, team=f'{TALLY}.team_id')}"
STEERS = f"{purpose('process_steering')} and {serves('programme_manager')}"


def own(table: str, column: str) -> list[migrations.RunSQL]:
    """Of the actor alone, who coaches."""
    mine = f"{column} = {USER} and {GUIDING}"
    return [
        force(table),
        policy(table, "own", "select", APP, f"{here(table)} and {mine}"),
        policy(table, "sent_by_oneself", "insert", APP, f"{HERE} and {mine}"),
    ]


STAYS = f"""
create function capture_stays_as_it_came() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    raise exception 'what was sent stays as it came'
      using errcode = 'check_violation', constraint = 'sent_stays_as_it_came';
  end if;
  return new;
end $$;
create trigger stays before update on {DEVICE} for each row
  execute function capture_stays_as_it_came('seen_at', 'destroy_on');
create trigger stays before update on {PLACE} for each row
  execute function capture_stays_as_it_came('ended_at');
create trigger stays before update on {ITEM} for each row
  execute function capture_stays_as_it_came('destroy_on');
create trigger stays before update on {LABELS} for each row
  execute function capture_stays_as_it_came('destroy_on');
create trigger stays before update on {TALLY} for each row
  execute function capture_stays_as_it_came('destroy_on');
"""

IN_ITS_TEAM = f"""
alter table {PLACE} add constraint place_with_its_team unique (id, team_id);
alter table {TALLY} add constraint tally_at_a_place_of_its_team
  foreign key (place_id, team_id) references {PLACE} (id, team_id);
"""

NUMBERS = f"""
create function capture_numbers(asked uuid) returns integer[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct one.number), '{{}}') from {ITEM} one
   where one.device = asked and one.municipality_id = {MUNICIPALITY}
     and exists (select from {DEVICE} mine where mine.device = asked and mine.user_id = {USER}
                 and mine.municipality_id = {MUNICIPALITY})
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("capture", "0001_initial"), ("tracks", "0071_guest_questions")]

    operations = [
        *own(DEVICE, "user_id"),
        changed(DEVICE, "seen_again", f"{here(DEVICE)} and user_id = {USER} and {GUIDING}", HERE),
        seen_by_triggers(DEVICE),
        *own(ITEM, "made_by_id"),
        seen_by_triggers(ITEM),
        force(TALLY),
        policy(TALLY, "own", "select", APP, f"{here(TALLY)} and made_by_id = {USER} and {GUIDING}"),
        policy(TALLY, "counted", "insert", APP, f"{HERE} and made_by_id = {USER} and {IN_TEAM}"),
        force(PLACE),
        policy(PLACE, "of_the_team", "select", APP, f"{HERE} and {OF_TEAM}"),
        policy(PLACE, "named_by_the_team", "insert", APP, f"{HERE} and {OF_TEAM}"),
        changed(PLACE, "ended_by_the_team", f"{HERE} and {OF_TEAM}", HERE),
        seen_by_triggers(PLACE),
        force(LABELS),
        policy(LABELS, "known_here", "select", APP, here(LABELS)),
        policy(LABELS, "decided", "insert", APP, f"{HERE} and set_by_id = {USER} and {STEERS}"),
        migrations.RunSQL(STAYS, "drop function capture_stays_as_it_came cascade"),
        migrations.RunSQL(
            IN_ITS_TEAM,
            f"alter table {TALLY} drop constraint tally_at_a_place_of_its_team;"
            f"alter table {PLACE} drop constraint place_with_its_team",
        ),
        migrations.RunSQL(NUMBERS, "drop function capture_numbers"),
    ]
