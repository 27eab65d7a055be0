"""The whole programme is counted by the database, over half years, and told in fives from ten on.

Each person counts once for each thing, on the first day of it, so numbers are of different people
and none can be taken off another (disclosure D-08, D-10, D-14). A number is written once. Who
makes policy reads those rows, and nothing of a track or a placement.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
    serving,
)

TABLE = "placements_programmecount"
LOOKS = f"{purpose('figures')} and {serving('policy_officer', 'programme_manager')}"
TO_DAY = "at time zone 'Europe/Amsterdam')::date"

COUNTS = f"""
create function placements_first_days(town uuid, kind text) returns table (day date)
language sql stable security definer set search_path = public, pg_temp as $$
  select min(one.day) from (
    select c.person_id, (c.at {TO_DAY} as day, c.track_id from tracks_contact c
      where kind = 'reached' and c.is_real and c.state = 'stands'
    union all
    select p.person_id, p.started_on, p.track_id from placements_placement p
      where kind = 'placed' and p.state in ('started', 'ended', 'broken_off')
    union all
    select r.person_id, r.answered_on, r.track_id from placements_retention r
      where kind = 'at_work' and r.mark = '6_months' and r.answer in ('same_work', 'other_work')
  ) one join tracks_track t on t.id = one.track_id
  where t.municipality_id = town and t.destroy_on > houvast_today()
    and t.close_reason <> 'opened_by_mistake'
  group by one.person_id
$$;

create function placements_of_nobody(town uuid, kind text, since date, until date) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from auditor.honey_file where municipality_id = town and kind = 'reached'
    and place <> 'triage_list' and (agreed_at {TO_DAY} between since and until
$$;

create function placements_count_half_years() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  town uuid := {MUNICIPALITY};
  kind text; begins date; ends date; people bigint; made integer := 0;
begin
  if ({purpose("figures")} and {serves("policy_officer", "programme_manager")}) is not true then
    raise exception 'who makes policy counts' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('programme counts ' || town, 0));
  foreach kind in array array['reached', 'placed', 'at_work'] loop
    select max(until) + 1 into begins from placements_programmecount
      where municipality_id = town and measure = kind;
    if begins is null then
      select date_trunc('year', min(day))::date
          + case when extract(month from min(day)) > 6 then interval '6 months'
                 else interval '0' end into begins
        from placements_first_days(town, kind);
    end if;
    ends := (begins + interval '6 months')::date - 1;
    while ends + 14 < houvast_today() loop
      select count(*) - placements_of_nobody(town, kind, begins, ends) into people
        from placements_first_days(town, kind) where day between begins and ends;
      if people >= 10 then
        insert into placements_programmecount
            (id, municipality_id, controller, destroy_on, measure, since, until, number, at)
          values (gen_random_uuid(), town, 'college', (houvast_today() + interval '10 years')::date,
            kind, begins, ends, round(people / 5.0) * 5, houvast_now());
        made := made + 1;
        begins := ends + 1;
      end if;
      ends := (ends + 1 + interval '6 months')::date - 1;
    end loop;
  end loop;
  return made;
end $$;
revoke all on function placements_first_days, placements_of_nobody, placements_count_half_years
  from public, {APP};
grant execute on function placements_count_half_years to {APP};
"""  # security definer: who makes policy sees no track; a file of nobody is left out by a number that
# was written down, so that no row that the application may write says which file that is (0054)

FIGURE = """
create function placements_figure_was_counted() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare counted bigint; ends date;
begin
  select sum(c.number), max(c.until) into counted, ends
    from plans_yardstick y join placements_programmecount c
      on c.municipality_id = y.municipality_id and c.measure = y.measure
     and c.since >= y.since and c.until <= new.on_day
   where y.id = new.yardstick_id;
  if new.number is distinct from counted or new.on_day is distinct from ends then
    raise exception 'a count of our own is what was counted'
      using errcode = 'check_violation', constraint = 'own_figure_was_counted';
  end if;
  return new;
end $$;
create trigger was_counted before insert on plans_yardstickfigure
  for each row when (new.source = 'own') execute function placements_figure_was_counted();
"""  # plans stands below and knows no placement; this stands here and knows both


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0016_programme_counts"),
        ("plans", "0006_yardstick_policies"),
        ("tracks", "0080_late_corrections"),
        ("watching", "0017_role_hours_policies"),
    ]

    operations = [
        migrations.RunSQL(
            COUNTS + FIGURE,
            "drop function placements_figure_was_counted cascade;"
            "drop function placements_count_half_years, placements_of_nobody,"
            " placements_first_days",
        ),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "seen_here", "select", APP, f"{here(TABLE)} and {LOOKS}"),
        policy(TABLE, "counted_by_the_database", "insert", OWNER, "number % 5 = 0"),
    ]
