"""An agreement is seen by its owner, by who holds or steers the track, and at the table.

It is made at an open table by who leads it, about a case that he sees there. Only what became of it
changes, by the owner; who leads can drop what nobody takes.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "meetings_agreement"
HERE = f"municipality_id = {MUNICIPALITY}"
LEADS = f"{purpose('process_steering')} and {serves('process_coordinator')}"
HOLDERS = ("lead", "second", "work", "former", "door")
ROLES = (
    *("outreach_coach", "work_coach", "team_lead", "process_coordinator"),
    *("triage_member", "standing_partner"),
)
OWNS = (
    f"({purpose('case_table')} and {serves(*ROLES)}"
    f" or {purpose('guidance')} and {serves('outreach_coach', 'work_coach')})"
)
"""Own agreements stand on the screen of case tables, and those of a coach in Taken."""

AGREED = f"""
create function meetings_persons_agreed() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct own.person_id), '{{}}') from {TABLE} own
   where own.owner_id = {USER} and own.municipality_id = {MUNICIPALITY}
     and own.state in ('asked', 'open') and own.destroy_on > houvast_today() and {OWNS}
$$
"""  # of whom the owner gets the name, as the label of what he has to do

HOLDS = f"""
create function meetings_agreement_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from meetings_tableitem item join meetings_casetable sits on sits.id = item.table_id
      join meetings_tableseat seat on seat.table_id = sits.id and seat.user_id = new.owner_id
      where item.id = new.item_id and item.track_id = new.track_id
        and item.municipality_id = new.municipality_id and item.dropped_at is null
        and sits.state = 'open' and sits.day = houvast_today()
        and new.due >= houvast_today()
        and new.state = case when seat.came_at <= houvast_now() and seat.left_at is null
                             then 'open' else 'asked' end;
    if not found then
      raise exception 'an agreement is made at an open table, with somebody who was asked there'
        using errcode = 'check_violation', constraint = 'agreement_of_an_open_table';
    end if;
    return new;
  end if;
  if to_jsonb(new) - array['state', 'left_at', 'left_by_id', 'destroy_on']
     is distinct from to_jsonb(old) - array['state', 'left_at', 'left_by_id', 'destroy_on']
     or (old.state <> new.state and (old.state, new.state) not in (
          ('asked', 'open'), ('asked', 'declined'), ('open', 'done'), ('done', 'open'),
          ('asked', 'dropped'), ('open', 'dropped'), ('declined', 'dropped'))) then
    raise exception 'an agreement keeps its verb, owner and day; what became of it is said'
      using errcode = 'check_violation', constraint = 'agreement_keeps_its_words';
  end if;
  return new;
end $$;
create trigger agreement_holds before insert or update on {TABLE}
  for each row execute function meetings_agreement_holds();
"""

FOLLOWS = f"""
create function meetings_agreements_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {TABLE} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger agreements_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function meetings_agreements_destroyed_together();
"""


def function(text):
    """Make a function with what hangs on it; take it away again with all of that."""
    name = text.split("create function ")[1].split("(")[0]
    return migrations.RunSQL(text, f"drop function {name} cascade")


def seen(table, name, condition):
    return policy(table, name, "select", APP, f"{here(table)} and {condition}")


OWN = f"owner_id = {USER} and {OWNS}"
AT_THE_TABLE = (
    f"{purpose('case_table')} and item_id = any ((select meetings_items_shown())::uuid[])"
)
POLICIES = [
    force(TABLE),
    seen_by_triggers(TABLE),
    closed_to_who_is_near(TABLE, "person_id"),
    policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
    seen(TABLE, "seen_by_owner", OWN),
    seen(TABLE, "seen_by_holder", held(f"{TABLE}.person_id", *HOLDERS)),
    seen(
        TABLE,
        "seen_by_steering",
        f"{purpose('process_steering')} and tracks_steers({TABLE}.track_id)",
    ),
    seen(
        TABLE,
        "seen_at_the_table",
        f"{purpose('case_table')} and person_id = any ((select meetings_persons_shown(true))::uuid[])",
    ),
    policy(
        TABLE,
        "made_at_the_table",
        "insert",
        APP,
        f"{HERE} and made_by_id = {USER} and {serves('process_coordinator')} and {AT_THE_TABLE}",
    ),
    changed(
        TABLE,
        "answered_by_owner",
        f"{here(TABLE)} and {OWN}",
        f"{HERE} and {OWN} and state <> 'dropped' and (left_by_id is null or left_by_id = {USER})",
    ),
    changed(
        TABLE,
        "dropped_by_who_leads",
        f"{here(TABLE)} and {LEADS}",
        f"{HERE} and state = 'dropped' and left_by_id = {USER}",
    ),
    seen(
        "people_nickname",
        "label_of_an_own_agreement",
        "person_id = any ((select meetings_persons_agreed())::uuid[])",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_policies")]

    operations = [
        function(AGREED),
        *POLICIES,
        migrations.RunSQL(
            f"alter table {TABLE} add constraint {TABLE}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {TABLE} drop constraint {TABLE}_of_the_tracks_person",
        ),
        function(HOLDS),
        function(FOLLOWS),
    ]
