"""A glance is written by triggers alone, and seen by who holds and who steers (ADR 0027)."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    OWNER,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE = "tracks_glance"
HOLDERS = ("lead", "second", "work", "former", "door")
STEERS = f"({serves('process_coordinator')} or {serves('team_lead', team=f'{TABLE}.team_id')})"
SOURCES = ("nextmoment", "contact", "rung", "milestone", "absence")

TOLD = """
create function tracks_glance_told(one uuid) returns table (
  track_id uuid, municipality_id uuid, controller varchar, destroy_on date, person_id uuid,
  team_id uuid, moment_id uuid, due date, held_by_id uuid, agreed boolean, last_real_id uuid,
  last_real_at timestamptz, rung smallint, reached varchar[], back_on date, reachable_via varchar,
  lead_until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.municipality_id, t.controller, t.destroy_on, t.person_id, t.team_id,
         m.id, m.due, m.held_by_id, coalesce(m.agreed_with_young_person, false), c.id, c.at,
         coalesce((select max(r.level) from tracks_rung r
                    where r.track_id = t.id and r.state = 'raised'), 0)::smallint,
         array(select s.kind from tracks_milestone s where s.track_id = t.id order by s.kind),
         a.until_on, coalesce(a.reachable_via, ''),
         (select max(g.until) from sharing_assignment g
           where g.person_id = t.person_id and g.user_id = t.lead_coach_id and g.capacity = 'lead')
    from tracks_track t
    left join tracks_nextmoment m on m.track_id = t.id and m.state = 'planned'
    left join tracks_absence a on a.track_id = t.id and a.ended_at is null
    left join lateral (
      select one.id, one.at from tracks_contact one
       where one.track_id = t.id and one.is_real and one.state = 'stands'
       order by one.at desc, one.id limit 1) c on true
   where t.id = one
$$;
revoke all on function tracks_glance_told from public;
"""

NOTED = """
create function tracks_note_glance(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Whoever changes the same track waits here, and then reads what the other one wrote.
  perform from tracks_glance where track_id = one for no key update;
  insert into tracks_glance as kept
    (track_id, municipality_id, controller, destroy_on, person_id, team_id, moment_id, due,
     held_by_id, agreed, last_real_id, last_real_at, rung, reached, back_on, reachable_via, lead_until)
  select told.* from tracks_glance_told(one) told
  on conflict (track_id) do update set
    municipality_id = excluded.municipality_id, controller = excluded.controller,
    destroy_on = excluded.destroy_on, person_id = excluded.person_id, team_id = excluded.team_id,
    moment_id = excluded.moment_id, due = excluded.due, held_by_id = excluded.held_by_id, agreed = excluded.agreed,
    last_real_id = excluded.last_real_id, last_real_at = excluded.last_real_at, rung = excluded.rung, reached = excluded.reached,
    back_on = excluded.back_on, reachable_via = excluded.reachable_via,
    lead_until = excluded.lead_until
  where to_jsonb(kept) is distinct from to_jsonb(excluded);
end $$;
revoke all on function tracks_note_glance from public;
create function tracks_glance_of_track() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin perform tracks_note_glance(new.id); return null; end $$;
create function tracks_glance_of_row() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.track_id is not null then perform tracks_note_glance(new.track_id); end if;
  if tg_op = 'UPDATE' and old.track_id is distinct from new.track_id and old.track_id is not null
  then perform tracks_note_glance(old.track_id); end if;
  return null;
end $$;
create function tracks_glance_of_lead() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tracks_note_glance(t.id) from tracks_track t where t.person_id = new.person_id;
  return null;
end $$;
create function tracks_glances_that_differ() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id from tracks_track t left join tracks_glance g on g.track_id = t.id
    cross join lateral tracks_glance_told(t.id) told
   where g.track_id is null or to_jsonb(g) is distinct from to_jsonb(told)
$$;
revoke all on function tracks_glances_that_differ from public;
create trigger glance_of_track after insert or update on tracks_track
  for each row execute function tracks_glance_of_track();
create trigger glance_of_lead after insert or update on sharing_assignment
  for each row when (new.capacity = 'lead') execute function tracks_glance_of_lead();
"""
UNDO = """
drop function tracks_glance_of_track cascade; drop function tracks_glance_of_row cascade;
drop function tracks_glance_of_lead cascade; drop function tracks_glances_that_differ;
drop function tracks_note_glance; drop function tracks_glance_told;
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0052_glances"), ("sharing", "0003_what_waits")]

    operations = [
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "noted_by_triggers", "insert", OWNER, "true"),
        policy(TABLE, "noted_anew", "update", OWNER, "true"),
        policy(
            TABLE,
            "seen_by_holder",
            "select",
            APP,
            f"{here(TABLE)} and {held(f'{TABLE}.person_id', *HOLDERS)}",
        ),
        policy(
            TABLE,
            "seen_by_steering",
            "select",
            APP,
            f"{here(TABLE)} and {purpose('process_steering')} and {STEERS}",
        ),
        migrations.RunSQL(
            "alter table tracks_glance add constraint glance_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            "alter table tracks_glance drop constraint glance_of_the_tracks_person",
        ),
        migrations.RunSQL(TOLD + NOTED, UNDO),
        *(
            migrations.RunSQL(
                f"create trigger glance after insert or update on tracks_{one}"
                " for each row execute function tracks_glance_of_row()",
                f"drop trigger if exists glance on tracks_{one}",
            )
            for one in SOURCES
        ),
        migrations.RunSQL(
            "select tracks_note_glance(id) from tracks_track", migrations.RunSQL.noop
        ),
    ]
