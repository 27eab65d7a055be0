"""A yardstick stands on a number that a person accepted, and no version of it changes afterwards.

A figure beside it is of a day that has been, and counts when a second person agreed.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serving,
)

LOOKS = f"{purpose('figures')} and {serving('policy_officer', 'programme_manager')}"
MADE = f"municipality_id = {MUNICIPALITY} and {LOOKS}"
TABLES = ("plans_yardstick", "plans_yardstickfigure")

STICKS = """
create function plans_number_stands(key uuid, town uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from plans_fact f where f.id = key and f.municipality_id = town
    and f.kind = 'number' and f.withdrawn_at is null
    and plans_confirmed(f.reading_id, f.about, f.passage_id))
$$;

create function plans_yardstick_arrives() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('plan reading ' || new.reading_id, 0));
  perform plans_by_a_person(new.by_id, new.at);
  if new.replaced_at is not null or not new.dropped and (
       not plans_number_stands(new.fact_id, new.municipality_id)
       or not exists (select from plans_fact where id = new.fact_id
                      and reading_id = new.reading_id and about = 'P03')) then
    raise exception 'a yardstick stands on a number that was accepted for the goal of this plan'
      using errcode = 'check_violation', constraint = 'yardstick_of_an_accepted_number';
  end if;
  if new.version = 1 and new.line <> new.id
     or new.version > 1 and not exists (select from plans_yardstick before
       where before.line = new.line and before.version = new.version - 1
         and before.replaced_at is null and not before.dropped
         and (before.municipality_id, before.reading_id, before.fact_id, before.measure,
              before.since)
           = (new.municipality_id, new.reading_id, new.fact_id, new.measure, new.since)) then
    raise exception 'what a yardstick is about stays: let it go, and set another'
      using errcode = 'check_violation', constraint = 'yardstick_stays_about_the_same';
  end if;
  update plans_yardstick set replaced_at = houvast_now()
   where line = new.line and replaced_at is null;
  return new;
end $$;
create trigger arrives before insert on plans_yardstick
  for each row execute function plans_yardstick_arrives();

create function plans_fact_is_held() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('plan reading ' || new.reading_id, 0));
  if new.withdrawn_at is not null and exists (select from plans_yardstick
       where fact_id = new.id and replaced_at is null and not dropped) then
    raise exception 'a yardstick stands on this number: let that go first'
      using errcode = 'check_violation', constraint = 'number_of_a_yardstick_stays';
  end if;
  return new;
end $$;
create trigger held before update on plans_fact
  for each row execute function plans_fact_is_held();
"""  # security definer: the version before makes place for the next one, whoever wrote it

FIGURES = """
create function plans_figure_of_a_report(figure plans_yardstickfigure, reading uuid)
returns boolean language sql stable set search_path = public, pg_temp as $$
  select plans_number_stands(figure.fact_id, figure.municipality_id)
    and exists (select from plans_fact f
      join plans_reading theirs on theirs.id = f.reading_id
      join plans_version told on told.id = theirs.version_id
      join plans_reading ours on ours.id = reading
      join plans_version plan on plan.id = ours.version_id
     where f.id = figure.fact_id and f.amount = figure.number
       and told.document_id <> plan.document_id)
$$;

create function plans_yardstickfigure_stands() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare stick plans_yardstick;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['state', 'answered_by_id', 'answered_at']
       is distinct from to_jsonb(old) - array['state', 'answered_by_id', 'answered_at']
       or old.state <> 'proposed' or new.state = 'proposed' then
      raise exception 'a figure stays as it was laid down'
        using errcode = 'check_violation', constraint = 'figure_stays';
    end if;
    perform plans_by_a_person(new.answered_by_id, new.answered_at);
    return new;
  end if;
  select * into stick from plans_yardstick where id = new.yardstick_id;
  perform pg_advisory_xact_lock(hashtextextended('plan reading ' || stick.reading_id, 0));
  perform plans_by_a_person(new.by_id, new.at);
  if new.state <> 'proposed' or new.on_day > houvast_today() or not exists (
       select from plans_yardstick where id = new.yardstick_id and replaced_at is null
         and not dropped and since <= new.on_day
         and municipality_id = new.municipality_id) then
    raise exception 'a figure is of a day that has been, beside a yardstick that counts'
      using errcode = 'check_violation', constraint = 'figure_of_a_yardstick';
  end if;
  if new.source = 'own' and stick.part <> ''
     or new.source = 'report' and not plans_figure_of_a_report(new, stick.reading_id) then
    raise exception 'a figure comes from our own counts, or from a report that was read'
      using errcode = 'check_violation', constraint = 'figure_comes_from_its_source';
  end if;
  return new;
end $$;
create trigger stands before insert or update on plans_yardstickfigure
  for each row execute function plans_yardstickfigure_stands();
"""  # security definer: it looks at the plan and the report, whatever this person may see of them
"""The lock is the one of the check, so that no number goes while a figure comes."""

UNDO = """
drop trigger held on plans_fact;
drop function plans_yardstick_arrives, plans_fact_is_held, plans_yardstickfigure_stands cascade;
drop function plans_figure_of_a_report, plans_number_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_yardsticks"), ("plans", "0004_question_policies")]

    operations = [
        migrations.RunSQL(STICKS + FIGURES, UNDO),
        *(
            one
            for table in TABLES
            for one in (
                force(table),
                seen_by_triggers(table),
                policy(table, "seen_here", "select", APP, f"{here(table)} and {LOOKS}"),
                policy(table, "written_here", "insert", APP, MADE),
            )
        ),
        policy("plans_yardstick", "replaced_by_the_next", "update", OWNER, "true"),
        changed(
            "plans_yardstickfigure",
            "answered",
            f"{here('plans_yardstickfigure')} and state = 'proposed' and {LOOKS}",
            f"{MADE} and answered_by_id = {USER}",
        ),
    ]
