"""Plans and measurements are read by who holds and written by the coach; agreed means agreed."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
)

HERE = f"municipality_id = {MUNICIPALITY}"
READERS = ("lead", "second", "work", "former")
PLANS = ("futureplan", "supportplan")
WRITTEN_ONCE = ("measurement", "measurementanswer")


def keeps(table):
    """SQL: the coach, or who stands in, in guidance."""
    return f"{purpose('guidance')} and {held(f'{table}.person_id', 'lead', 'second')}"


def common(name, author):
    """Closed; read by who holds; added by the coach in his own name; of the track's person."""
    table = f"tracks_{name}"
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(
            table,
            "seen_by_holder",
            "select",
            APP,
            f"{here(table)} and {held(f'{table}.person_id', *READERS)}",
        ),
        policy(table, "added_by_coach", "insert", APP, f"{HERE} and {author}{keeps(table)}"),
        migrations.RunSQL(
            f"alter table {table} add constraint {name}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {table} drop constraint {name}_of_the_tracks_person",
        ),
    ]


def versions(name):
    """A version of a plan changes its state only, and only onward."""
    table = f"tracks_{name}"
    return [
        *common(name, f"made_by_id = {USER} and "),
        changed(table, "kept_by_coach", f"{here(table)} and {keeps(table)}", HERE),
        migrations.RunSQL(
            f"create trigger only_onward before update on {table}"
            " for each row execute function tracks_plan_only_onward();"
            f"create trigger on_a_running_track before insert on {table} for each row"
            " when (new.state <> 'replaced') execute function tracks_plan_on_a_running_track();"
            f"create constraint trigger plan_is_whole after insert or update on {table}"
            " not deferrable for each row when (new.state = 'agreed')"
            " execute function tracks_plans_agreed()",
            f"drop trigger only_onward on {table}; drop trigger on_a_running_track on {table};"
            f" drop trigger plan_is_whole on {table}",
        ),
    ]


ONLY_ONWARD = """
create function tracks_plan_only_onward() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (to_jsonb(new) - 'state' - 'agreed_on' - 'agreed_with' - 'destroy_on')
     is distinct from (to_jsonb(old) - 'state' - 'agreed_on' - 'agreed_with' - 'destroy_on')
     or (new.state <> old.state and (old.state, new.state) not in
         (('draft', 'agreed'), ('draft', 'replaced'), ('agreed', 'replaced')))
     or (old.state <> 'draft' and (new.agreed_on, new.agreed_with)
         is distinct from (old.agreed_on, old.agreed_with)) then
    raise exception 'a version of a plan keeps its words; the next version replaces it'
      using errcode = 'check_violation', constraint = 'plan_only_onward';
  end if;
  return new;
end $$;
create function tracks_plan_on_a_running_track() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from tracks_track where id = new.track_id and state in ('open', 'aftercare') for share;
  if not found then
    raise exception 'a plan is made on a running track'
      using errcode = 'check_violation', constraint = 'plan_on_a_running_track';
  end if;
  return new;
end $$;
"""

WHOLE = """
create function tracks_plans_agreed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  support record;
  his_own boolean := exists (select from tracks_futureplan
                              where track_id = new.track_id and state = 'agreed');
begin
  select * into support from tracks_supportplan
   where track_id = new.track_id and state = 'agreed';
  if tg_table_name = 'tracks_supportplan' then
    if support.without_work = '' and not exists (
         select from tracks_step where track_id = new.track_id and state in ('open', 'done')
            and (domain = 'work' or domain = 'school' and support.template = 'youth')) then
      raise exception 'a support plan has a step towards work, or says why not yet'
        using errcode = 'check_violation', constraint = 'support_plan_has_work';
    end if;
    if not his_own and (support.without_future = '' or support.try_again_on is null) then
      raise exception 'a support plan stands beside the plan of the young person'
        using errcode = 'check_violation', constraint = 'support_plan_beside_his_own';
    end if;
  end if;
  if his_own and support.id is not null then
    insert into tracks_milestone
      (id, municipality_id, controller, destroy_on, person_id, track_id, kind, "on")
    values (gen_random_uuid(), new.municipality_id, new.controller, new.destroy_on, new.person_id,
            new.track_id, 'plans_agreed', houvast_today())
    on conflict (track_id, kind) do nothing;
  end if;
  return null;
end $$;
"""  # security definer: that both were agreed is a process fact, and no one may claim it

FOLLOWS = """
create function tracks_plans_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_futureplan set destroy_on = new.destroy_on where track_id = new.id;
  update tracks_supportplan set destroy_on = new.destroy_on where track_id = new.id;
  update tracks_measurement set destroy_on = new.destroy_on where track_id = new.id;
  update tracks_measurementanswer set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger plans_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_plans_destroyed_together();
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0029_plans")]

    operations = [
        migrations.RunSQL(
            ONLY_ONWARD,
            "drop function tracks_plan_only_onward cascade;"
            "drop function tracks_plan_on_a_running_track cascade",
        ),
        migrations.RunSQL(WHOLE, "drop function tracks_plans_agreed cascade"),
        *[operation for name in PLANS for operation in versions(name)],
        *common("measurement", f"made_by_id = {USER} and "),
        *common("measurementanswer", ""),
        migrations.RunSQL(FOLLOWS, "drop function tracks_plans_destroyed_together cascade"),
    ]
