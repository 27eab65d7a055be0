"""A glance in one kept plan: a table of ten thousand tracks that comes in writes forty thousand."""

from django.db import migrations

COLUMNS = (
    "municipality_id, controller, destroy_on, person_id, team_id, moment_id, due, held_by_id, agreed,"
    " last_real_id, last_real_at, rung, reached, back_on, reachable_via, lead_until"
)
KEPT, NOW = (
    ", ".join(f"{row}.{one}" for one in COLUMNS.split(", ")) for row in ("kept", "excluded")
)
HEAD = """
create or replace function tracks_note_glance(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Whoever changes the same track waits here, and then reads what the other one wrote.
  perform from tracks_glance where track_id = one for no key update;
"""

FAST = f"""{HEAD}
  insert into tracks_glance as kept (track_id, {COLUMNS})
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
      select last.id, last.at from tracks_contact last
       where last.track_id = t.id and last.is_real and last.state = 'stands'
       order by last.at desc, last.id limit 1) c on true
   where t.id = one
  on conflict (track_id) do update set ({COLUMNS}) = row ({NOW})
   where ({KEPT}) is distinct from ({NOW});
end $$;
"""  # as in 0053, but the plan is kept, and rows are compared as they are and not as JSON

AS_IT_WAS = f"""{HEAD}
  insert into tracks_glance as kept (track_id, {COLUMNS})
  select told.* from tracks_glance_told(one) told
  on conflict (track_id) do update set ({COLUMNS}) = row ({NOW})
   where to_jsonb(kept) is distinct from to_jsonb(excluded);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0054_what_steering_asks")]

    operations = [migrations.RunSQL(FAST, AS_IT_WAS)]
