"""The example as it stands, in temporary tables: which rows are of which life."""

from uuid import UUID

from django.db import models
from django.db.backends.utils import CursorWrapper

from houvast.demo.large.cells import ONE_HERE, SQUAD, Staff
from houvast.demo.large.plan import World
from houvast.demo.large.tables import (
    NOBODY,
    Once,
    Table,
    columns,
    employer_of,
    once,
    ours,
    person_of,
)

LIVES = """
create temporary table stretch_life on commit drop as
with life as (
  select p.person, not p.touches as alone from (
    select t.person_id as person,
           bool_or(exists (select from placements_placement x where x.person_id = t.person_id)
             or exists (select from matching_choice x where x.person_id = t.person_id)
             or exists (select from tracks_companionship x where x.person_id = t.person_id)
             or exists (select from tracks_merge x where t.id in (x.track_id, x.other_id)){shared})
             or count(*) > 1 as touches
    from tracks_track t where t.municipality_id = %(place)s group by 1) p)
select person, alone, 0 as slack,
       row_number() over (order by alone desc, md5(person::text))::int as rank
from life;
create unique index on stretch_life (person);
create temporary table stretch_shop on commit drop as
select id as employer, row_number() over (order by md5(id::text))::int as rank
from employers_employer where municipality_id = %(place)s;
create unique index on stretch_shop (employer);
"""
STILL = """
update stretch_life l set slack = 0 where not alone or exists (
  select from tracks_track t where t.person_id = l.person and (
    exists (select from tracks_rung r where r.track_id = t.id and r.state = 'raised')
    or exists (select from tracks_nextmoment m where m.track_id = t.id and m.state = 'planned'
               and (m.due < houvast_today() or m.held_by_id <> t.lead_coach_id))))
"""
"""What is late stays exactly as late, and the work of others stays where it is."""
SLACK = """
update stretch_life l set slack = greatest(0, least(w.before, w.ahead)) from (
  select person, min(day) - (houvast_today() - {began}) as before,
         coalesce(min(day) filter (where day >= houvast_today()) - houvast_today(), 400) - 1
           as ahead
  from ({days}) d where day is not null group by person) w
where w.person = l.person
"""
"""How many days earlier a life could be: after the beginning, and nothing ahead gets late."""


def snapshot(cursor: CursorWrapper, place: UUID, began: int) -> World:
    """Keep the rows of the example; `began` is how many days ago it was founded."""
    tables = ours()
    lived = [one for one in tables if once(one) is Once.COPY and person_of(one) != NOBODY]
    cursor.execute(LIVES.format(shared="".join(map(_shared, lived))), {"place": place})
    days = " union all ".join(filter(None, map(_days, lived)))
    cursor.execute(SLACK.format(days=days, began=began))
    cursor.execute(STILL)
    cursor.execute("select count(*), count(*) filter (where alone) from stretch_life")
    lives, alone = cursor.fetchone()
    cursor.execute("select count(*) from stretch_shop")
    world = World(lives, alone, cursor.fetchone()[0])
    for table in tables:
        cursor.execute(_kept(table, world), {"place": place})
    _add_looks(cursor)
    return world


def _shared(table: Table) -> str:
    """SQL: or a life has rows here that hang on what is of several lives, such as a meeting.

    That is not copied when only some of the lives are.
    """
    targets = (one.related_model for one in table._meta.concrete_fields if one.related_model)
    whole = (one for one in targets if isinstance(one, type) and issubclass(one, models.Model))
    if not any(once(one) is Once.COPY and _is_of_nobody(one) for one in whole):
        return ""
    return (
        f"\n             or exists (select from {table._meta.db_table} x"
        " where x.person_id = t.person_id)"
    )


def _is_of_nobody(table: Table) -> bool:
    return table in ours() and person_of(table) == employer_of(table) == NOBODY


def _days(table: Table) -> str:
    """SQL: every day in the rows of a life, with whose it is."""
    dates = [
        one.column
        for one in table._meta.concrete_fields
        if isinstance(one, models.DateField) and one.column not in ("destroy_on", "birth_date")
    ]
    if not dates:
        return ""
    every = ", ".join(f"(t.{one}::date)" for one in dates)
    return (
        f"select {person_of(table)} as person, v.day"
        f" from {table._meta.db_table} t cross join lateral (values {every}) v(day)"
    )


def _kept(table: Table, world: World) -> str:
    name, scope = table._meta.db_table, once(table)
    colleague = "t.id" if name == "accounts_user" else "t.user_id"
    more = "0 as life_rank, 0 as shop_rank, 0 as slack"
    of = ""
    if scope is Once.COPY:
        more = (
            f"coalesce(l.rank, case when s.rank is null then {world.lives} else 0 end)"
            " as life_rank, coalesce(s.rank, 0) as shop_rank, coalesce(l.slack, 0) as slack"
        )
        of = (
            f" left join stretch_life l on l.person = {person_of(table)}"
            f" left join stretch_shop s on s.employer = {employer_of(table)}"
        )
    if scope is Once.COLLEAGUE:
        more += f", {colleague} as colleague"
    return (
        f"create temporary table stretch_{name} on commit drop as"
        f" select t.*, {more} from {name} t{of} where {_here(table)}"
    )


def _here(table: Table) -> str:
    """SQL: the rows of the example."""
    if table._meta.db_table == "accounts_municipality":
        return "t.id = %(place)s"
    if "municipality_id" in columns(table):
        return "t.municipality_id = %(place)s"
    return "t.programme_id in (select id from accounts_programme where municipality_id = %(place)s)"


LOOKS = """
with look as (
  insert into stretch_audit_entry
    (id, municipality_id, controller, destroy_on, actor_id, at, role, purpose, verb, refusal,
     subject, shown, came_from, life_rank, shop_rank, slack)
  select md5(k.id::text || 'look')::uuid, k.municipality_id, e.controller, e.destroy_on,
         k.made_by_id, k.at - interval '6 minutes', e.role, e.purpose, 'tracks.file_viewed', '',
         k.person_id, array[k.person_id], '', k.life_rank, 0, k.slack
  from stretch_tracks_contact k
  join lateral (select e.* from stretch_audit_entry e where e.verb = 'tracks.contact_logged'
                and e.actor_id = k.made_by_id limit 1) e on true
  returning *)
insert into stretch_audit_processingline
  (municipality_id, operation, trace, came_from, at, ended_at, status, activity, data_subject,
   destroy_on, life_rank, shop_rank, slack)
select municipality_id, id, id, '', at, at, 1, purpose, subject, destroy_on, life_rank, 0, slack
from look
"""


def _add_looks(cursor: CursorWrapper) -> None:
    """Before each contact somebody opened the file: the trail is the biggest table there is."""
    cursor.execute(LOOKS)


def staff_of(cursor: CursorWrapper) -> Staff:
    """Who of the example is copied for a squad, and who once for a municipality."""
    cursor.execute("select id, username, is_system from stretch_accounts_user")
    rows = cursor.fetchall()
    return Staff(
        squads=tuple(key for key, name, _ in rows if name in SQUAD),
        places=tuple(key for key, name, alone in rows if alone or name in ONE_HERE),
    )
