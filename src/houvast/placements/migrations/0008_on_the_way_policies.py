"""A trial day is planned under a yes and noted once; nobody begins without what was agreed.

Both are facts about work: lead and work coach write them, who stands in or coached before reads.
What was agreed is only added to. A trial day that was planned with a start date moves along as the
planned day of that placement; of work that began already it is not known whether the day was held.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    changed,
    force,
    held,
    here,
    policy,
    seen_by_triggers,
)

HERE = f"municipality_id = {MUNICIPALITY}"
TRIAL, TERMS = "placements_trialday", "placements_agreedterms"
READERS = ("lead", "second", "work", "former")
WRITERS = ("lead", "work")


def kept(table):
    person = f"{table}.person_id"
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(
            table, "seen_by_holder", "select", APP, f"{here(table)} and {held(person, *READERS)}"
        ),
        policy(table, "added_by_coach", "insert", APP, f"{HERE} and {held(person, *WRITERS)}"),
        migrations.RunSQL(
            f"alter table {table} add constraint {table}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id);"
            f" alter table {table} add constraint {table}_of_its_person"
            " foreign key (placement_id, person_id) references placements_placement (id, person_id)",
            f"alter table {table} drop constraint {table}_of_its_person;"
            f" alter table {table} drop constraint {table}_of_the_tracks_person",
        ),
    ]


PLANNED_BEFORE = f"""
insert into {TRIAL} (id, municipality_id, controller, destroy_on, person_id, track_id,
                     placement_id, day, state, planned_by_id, planned_at,
                     young_person, employer, next_step)
select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, track_id, id,
       trial_day, 'planned', proposed_by_id, proposed_at, '', '', ''
from placements_placement where state = 'agreed' and trial_day is not null
"""

UNDER_A_YES = """
create function placements_trial_day_under_a_yes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  work placements_placement;
begin
  if tg_op = 'UPDATE' and (
       (new.placement_id, new.person_id, new.track_id, new.municipality_id, new.planned_by_id,
        new.planned_at)
       is distinct from
       (old.placement_id, old.person_id, old.track_id, old.municipality_id, old.planned_by_id,
        old.planned_at)
       or (old.state <> 'planned'
           and (new.day, new.state, new.young_person, new.employer, new.next_step, new.noted_on,
                new.noted_by_id)
               is distinct from
               (old.day, old.state, old.young_person, old.employer, old.next_step, old.noted_on,
                old.noted_by_id))
       or (new.state <> 'planned' and new.day <> old.day)
       or (new.state = 'held' and old.state = 'planned' and new.day > houvast_today())) then
    raise exception 'a trial day is noted once, from its day on'
      using errcode = 'check_violation', constraint = 'trial_day_once';
  end if;
  if tg_op = 'INSERT' or (new.state = 'planned' and new.day <> old.day) then
    select * into work from placements_placement where id = new.placement_id;
    if (new.state <> 'planned' or new.day < houvast_today() or new.day > work.start_on
        or work.state not in ('introduced', 'agreed')
        or work.told_until is null or work.told_until <= houvast_today())
       and not pg_has_role(session_user, 'houvast_owner', 'member') then
      raise exception 'a trial day lies ahead, and stands under a yes that holds'
        using errcode = 'check_violation', constraint = 'trial_day_under_a_yes';
    end if;
  end if;
  return new;
end $$;
create trigger under_a_yes before insert or update on placements_trialday
  for each row execute function placements_trial_day_under_a_yes();
"""  # security definer: the placement is asked as it is. Who loads a history does so as the owner

FIRST_AGREED = """
create function placements_terms_first() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.state in ('agreed', 'started') and not exists (
       select from placements_agreedterms where placement_id = new.id) then
    raise exception 'nobody begins without what was agreed'
      using errcode = 'check_violation', constraint = 'terms_first';
  end if;
  if new.state = 'started' and exists (
       select from placements_trialday where placement_id = new.id and state = 'planned') then
    raise exception 'first it is known how the trial day went'
      using errcode = 'check_violation', constraint = 'trial_day_first';
  end if;
  return new;
end $$;
create trigger terms_first before update of state on placements_placement
  for each row when (new.state <> old.state) execute function placements_terms_first();
create function placements_terms_stay() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - 'destroy_on' is distinct from to_jsonb(old) - 'destroy_on' then
    raise exception 'what was agreed stays; a change is a new row'
      using errcode = 'check_violation', constraint = 'terms_stay';
  end if;
  return new;
end $$;
create trigger terms_stay before update on placements_agreedterms
  for each row execute function placements_terms_stay();
"""  # security definer: what is counted is all that there is

DESTROYED_TOGETHER = """
create or replace function placements_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update placements_placement set destroy_on = new.destroy_on where track_id = new.id;
  update placements_aftercaremoment set destroy_on = new.destroy_on where track_id = new.id;
  update placements_consent set destroy_on = new.destroy_on where track_id = new.id;
  update placements_toldline set destroy_on = new.destroy_on where track_id = new.id;
  update placements_aftercarenote set destroy_on = new.destroy_on where track_id = new.id;
  update placements_retention set destroy_on = new.destroy_on where track_id = new.id;{more}
  return null;
end $$;
"""
MORE = """
  update placements_trialday set destroy_on = new.destroy_on where track_id = new.id;
  update placements_agreedterms set destroy_on = new.destroy_on where track_id = new.id;"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0007_on_the_way")]

    operations = [
        migrations.RunSQL(PLANNED_BEFORE, migrations.RunSQL.noop),
        *kept(TRIAL),
        changed(
            TRIAL,
            "noted_by_coach",
            f"{here(TRIAL)} and {held(f'{TRIAL}.person_id', *WRITERS)}",
            HERE,
        ),
        *kept(TERMS),
        migrations.RunSQL(UNDER_A_YES, "drop function placements_trial_day_under_a_yes cascade"),
        migrations.RunSQL(
            FIRST_AGREED,
            "drop function placements_terms_first cascade;"
            " drop function placements_terms_stay cascade",
        ),
        migrations.RunSQL(DESTROYED_TOGETHER.format(more=MORE), DESTROYED_TOGETHER.format(more="")),
        migrations.RemoveField("placement", "trial_day"),
    ]
