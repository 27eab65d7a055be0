"""Case tables: who leads them sees all of them; who is present sees the cases he takes part in.

Under the purpose `case_table` a person is seen while a table of today is open, by who came and has
not left, in the role in which he was asked, and only where he takes part in that case (T-110).
The functions are asked once for a statement and give arrays: lists of other purposes stay as they
were.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    PURPOSE,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

TABLE, SEAT, ITEM, JOIN = (
    "meetings_casetable",
    "meetings_tableseat",
    "meetings_tableitem",
    "meetings_itemseat",
)
HERE = f"municipality_id = {MUNICIPALITY}"
LEADS = f"{purpose('process_steering')} and {serves('process_coordinator')}"
AT_TABLE = purpose("case_table")
ROLES = (
    *("outreach_coach", "work_coach", "team_lead", "process_coordinator"),
    *("triage_member", "standing_partner"),
)

COUNTS = f"""
create function meetings_seat_counts(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {SEAT} seat
      join accounts_membership serving on serving.user_id = seat.user_id
       and serving.municipality_id = seat.municipality_id and serving.role = seat.role
       and serving.since <= houvast_now() and serving.until > houvast_now()
     where seat.id = one and seat.municipality_id = {MUNICIPALITY}
       and seat.role in ({", ".join(f"'{each}'" for each in ROLES)})
       and (seat.role <> 'standing_partner' or exists (
         select from accounts_team team where team.id = serving.team_id
            and sharing_partner_may_receive(seat.municipality_id, team.organisation_id, 'ID'))))
$$
"""  # in the role in which somebody was asked; a partner under a covenant that runs (T-16)

SEATED = f"""
create function meetings_seated(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {SEAT} seat
   where seat.table_id = one and seat.user_id = {USER} and seat.municipality_id = {MUNICIPALITY}
     and meetings_seat_counts(seat.id))
$$
"""

PRESENT = f"""
  from {SEAT} seat
  join {TABLE} sits on sits.id = seat.table_id
  join {JOIN} joins on joins.seat_id = seat.id
  join {ITEM} item on item.id = joins.item_id
 where {PURPOSE} = 'case_table'
   and seat.user_id = {USER} and seat.municipality_id = {MUNICIPALITY}
   and seat.came_at <= houvast_now() and (seat.left_at is null or seat.left_at > houvast_now())
   and sits.state = 'open' and sits.day = houvast_today()
   and joins.left_at is null and item.dropped_at is null
   and meetings_seat_counts(seat.id)"""

PERSONS = f"""
create function meetings_persons_shown(partner boolean) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct item.person_id), '{{}}') {PRESENT}
   and (partner or seat.role <> 'standing_partner')
$$
"""  # `partner`: whether a standing partner sees it too

ITEMS = f"""
create function meetings_items_shown() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct item.id), '{{}}') {PRESENT}
$$
"""

JOINED = f"""
create function meetings_joined(one uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(seat.id), '{{}}') from {JOIN} joins
    join {SEAT} seat on seat.id = joins.seat_id
   where joins.item_id = one and joins.left_at is null
     and joins.municipality_id = {MUNICIPALITY}
     and not sharing_tied(joins.person_id, seat.user_id)
$$
"""  # who knows somebody in private does not take part, and nobody is told why

LATE_STEPS = f"""
create function meetings_late_steps(one uuid) returns table (
  track_id uuid, person_id uuid, since date)
language sql stable security definer set search_path = public, pg_temp as $$
  select step.track_id, step.person_id, min(step.due)
    from tracks_step step join tracks_track track on track.id = step.track_id
   where track.team_id = one and track.state in ('open', 'aftercare')
     and track.municipality_id = {MUNICIPALITY} and track.destroy_on > houvast_today()
     and step.state = 'open' and step.due < houvast_today() and {LEADS}
   group by step.track_id, step.person_id
$$
"""  # of a step who steers knows that it is late, and since when; its words stay with the coach

SEEN_TOGETHER = f"""
create function meetings_seen_together(one uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare shown {ITEM}; told integer;
begin
  if one <> all (meetings_items_shown()) then return 0; end if;
  select * into shown from {ITEM} where id = one;
  insert into audit_entry (id, municipality_id, controller, destroy_on, actor_id, at, role,
      purpose, verb, refusal, subject, shown, came_from)
  select gen_random_uuid(), seat.municipality_id, shown.controller, houvast_today() + 1825,
         seat.user_id, houvast_now(), seat.role, 'case_table', 'meetings.seen_together', '',
         shown.person_id, array[shown.person_id], ''
    from {SEAT} seat
   where seat.table_id = shown.table_id and seat.user_id <> {USER}
     and seat.came_at <= houvast_now() and (seat.left_at is null or seat.left_at > houvast_now());
  get diagnostics told = row_count;
  return told;
end $$
"""  # each person shown leaves one entry for everybody who looks along (T-110)

SEAT_HOLDS = f"""
create function meetings_seat_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare sits {TABLE}; wrong text;
begin
  select * into sits from {TABLE} where id = new.table_id for share;
  if (new.municipality_id, new.table_id, new.user_id, new.role) is distinct from
     (sits.municipality_id, coalesce(old.table_id, new.table_id),
      coalesce(old.user_id, new.user_id), coalesce(old.role, new.role)) then
    wrong := 'seat_stays_the_same';
  elsif sits.state = 'closed' and tg_op = 'INSERT' then
    wrong := 'seat_at_a_table_that_goes_on';
  elsif new.left_at is null and new.came_at is not null
        and (sits.state <> 'open' or sits.day <> houvast_today()) then
    wrong := 'present_while_it_is_open';
  elsif tg_op = 'INSERT' and not exists (
        select from accounts_membership m join accounts_user u on u.id = m.user_id
          join accounts_team team on team.id = m.team_id
         where m.user_id = new.user_id and m.municipality_id = new.municipality_id
           and m.role = new.role and m.role in ({", ".join(f"'{one}'" for one in ROLES)})
           and m.since <= houvast_now() and m.until > houvast_now()
           and u.is_active and u.suspended_at is null
           and (m.role <> 'standing_partner' or sharing_partner_may_receive(
                  m.municipality_id, team.organisation_id, 'ID'))) then
    wrong := 'seat_of_who_has_the_role';
  end if;
  if wrong is not null then
    raise exception 'who sits at a table was asked, has the role, and is there while it is open'
      using errcode = 'check_violation', constraint = wrong;
  end if;
  return new;
end $$;
create trigger seat_holds before insert or update on {SEAT}
  for each row execute function meetings_seat_holds();
"""

TABLE_MOVES = f"""
create function meetings_table_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - array['state', 'opened_at', 'closed_at', 'deputy_id', 'destroy_on']
     is distinct from
     to_jsonb(old) - array['state', 'opened_at', 'closed_at', 'deputy_id', 'destroy_on']
     or (old.state, new.state) not in (('planned', 'planned'), ('planned', 'open'),
                                       ('open', 'open'), ('open', 'closed'), ('closed', 'closed'))
     or (old.state = 'planned' and new.state = 'open' and new.day <> houvast_today()) then
    raise exception 'a table opens on its day, closes once, and stays what it was'
      using errcode = 'check_violation', constraint = 'table_moves_on';
  end if;
  if old.state = 'open' and new.state = 'closed' then
    update {SEAT} set left_at = greatest(came_at, houvast_now())
     where table_id = new.id and came_at is not null and left_at is null;
  end if;
  return new;
end $$;
create trigger table_moves before update on {TABLE}
  for each row execute function meetings_table_moves();
"""

ITEM_HOLDS = f"""
create function meetings_item_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'destroy_on' = to_jsonb(old) - 'destroy_on' then
    return new;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - array['destroy_on', 'dropped_at', 'left_at', 'cause',
                                                'also', 'since']
     is distinct from to_jsonb(old) - array['destroy_on', 'dropped_at', 'left_at', 'cause',
                                            'also', 'since'] then
    raise exception 'a case stays of its table and track'
      using errcode = 'check_violation', constraint = 'case_of_its_table';
  end if;
  if tg_table_name = 'meetings_tableitem' then
    perform from {TABLE} sits join tracks_track track on track.team_id = sits.team_id
      where sits.id = (to_jsonb(new) ->> 'table_id')::uuid and track.id = new.track_id
        and sits.municipality_id = new.municipality_id and sits.state = 'planned';
  else
    perform from {ITEM} item join {SEAT} seat on seat.table_id = item.table_id
      join {TABLE} sits on sits.id = item.table_id
      where item.id = (to_jsonb(new) ->> 'item_id')::uuid
        and seat.id = (to_jsonb(new) ->> 'seat_id')::uuid and item.track_id = new.track_id
        and item.municipality_id = new.municipality_id and sits.state <> 'closed';
  end if;
  if not found then
    raise exception 'a case is of the team of its table, and its people are of that table'
      using errcode = 'check_violation', constraint = 'case_of_its_table';
  end if;
  return new;
end $$;
create trigger item_holds before insert or update on {ITEM}
  for each row execute function meetings_item_holds();
create trigger item_holds before insert or update on {JOIN}
  for each row execute function meetings_item_holds();
"""

FOLLOWS = f"""
create function meetings_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {ITEM} set destroy_on = new.destroy_on where track_id = new.id;
  update {JOIN} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger cases_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function meetings_destroyed_together();
"""


def function(text):
    """Make a function with what hangs on it; take it away again with all of that."""
    name = text.split("create function ")[1].split("(")[0]
    return migrations.RunSQL(text, f"drop function {name} cascade")


def seen(table, name, condition):
    return policy(table, name, "select", APP, f"{here(table)} and {condition}")


def shown(column, which):
    """SQL: the row is about one of those that the acting user sees at an open table now."""
    return f"{AT_TABLE} and {column} = any ((select {which})::uuid[])"


def on_track(table):
    return [
        force(table),
        seen_by_triggers(table),
        closed_to_who_is_near(table, "person_id"),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        migrations.RunSQL(
            f"alter table {table} add constraint {table}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {table} drop constraint {table}_of_the_tracks_person",
        ),
    ]


ALL, NOT_PARTNERS = "meetings_persons_shown(true)", "meetings_persons_shown(false)"
OF_PERSONS = [
    seen("people_nickname", "seen_at_the_table", shown("person_id", ALL)),
    seen("tracks_track", "seen_at_the_table", shown("person_id", ALL)),
    seen("tracks_nextmoment", "seen_at_the_table", shown("person_id", ALL)),
    seen("tracks_contact", "seen_at_the_table", shown("person_id", NOT_PARTNERS)),
]
TABLES = [
    force(TABLE),
    seen_by_triggers(TABLE),
    policy(TABLE, "locked_by_triggers", "update", OWNER, "true"),
    seen(TABLE, "seen_by_who_leads", LEADS),
    seen(TABLE, "seen_by_who_is_asked", f"{AT_TABLE} and meetings_seated(id)"),
    policy(
        TABLE,
        "planned_by_who_leads",
        "insert",
        APP,
        f"{HERE} and {LEADS} and chair_id = {USER} and state = 'planned'",
    ),
    changed(TABLE, "led", f"{here(TABLE)} and {LEADS}", HERE),
    force(SEAT),
    seen_by_triggers(SEAT),
    policy(SEAT, "left_at_the_end", "update", OWNER, "true"),
    seen(SEAT, "seen_by_who_leads", LEADS),
    seen(SEAT, "seen_by_who_is_asked", f"{AT_TABLE} and meetings_seated(table_id)"),
    policy(SEAT, "asked_by_who_leads", "insert", APP, f"{HERE} and {LEADS}"),
    changed(SEAT, "noted_by_who_leads", f"{here(SEAT)} and {LEADS}", HERE),
    changed(SEAT, "own_coming", f"{here(SEAT)} and {AT_TABLE} and user_id = {USER}", HERE),
]
CASES = [
    *on_track(ITEM),
    seen(ITEM, "seen_by_who_leads", LEADS),
    seen(ITEM, "seen_at_the_table", shown("id", "meetings_items_shown()")),
    policy(ITEM, "put_on_by_who_leads", "insert", APP, f"{HERE} and {LEADS}"),
    changed(ITEM, "kept_by_who_leads", f"{here(ITEM)} and {LEADS}", HERE),
    *on_track(JOIN),
    seen(JOIN, "seen_by_who_leads", LEADS),
    seen(JOIN, "seen_at_the_table", shown("item_id", "meetings_items_shown()")),
    policy(JOIN, "asked_by_who_leads", "insert", APP, f"{HERE} and {LEADS}"),
    changed(JOIN, "kept_by_who_leads", f"{here(JOIN)} and {LEADS}", HERE),
]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"),
        ("tracks", "0060_only_in_a_role"),
        ("people", "0003_phone_numbers"),
        ("audit", "0004_sealed"),
        ("sharing", "0009_ties"),
    ]

    operations = [
        function(COUNTS),
        function(SEATED),
        function(PERSONS),
        function(JOINED),
        function(ITEMS),
        function(LATE_STEPS),
        *TABLES,
        *CASES,
        *OF_PERSONS,
        policy(
            "audit_entry",
            "seen_together",
            "insert",
            OWNER,
            "verb = 'meetings.seen_together' and purpose = 'case_table'",
        ),
        function(SEEN_TOGETHER),
        function(SEAT_HOLDS),
        function(TABLE_MOVES),
        function(ITEM_HOLDS),
        function(FOLLOWS),
    ]
