"""A demand is prepared by the privacy officer and decided by a second person; nobody else sees it.

The rows of a file are copied by one function of the owner: the privacy officer reads no file, and
what is given is exactly these copies. No other function, policy or screen hands a file over.
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
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

DEMAND, PIECE = "cooperation_filedemand", "cooperation_demandpiece"
HERE = f"municipality_id = {MUNICIPALITY}"
PREPARES = f"{purpose('subject_rights')} and {serves('privacy_officer')}"
DECIDES = f"({PREPARES} or ({purpose('process_steering')} and {serves('programme_manager')}))"
LOOKS = f"({DECIDES} or ({purpose('oversight')} and {serves('fg')}))"


def day(column):
    """SQL: the day here of a moment."""
    return f"({column} at time zone 'Europe/Amsterdam')::date"


MOVES = f"""
create function cooperation_demand_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  fixed text[] := array['id', 'municipality_id', 'controller', 'kind', 'body', 'reference',
    'article', 'asked', 'kinds', 'received_on', 'answer_by', 'made_by_id', 'made_at'];
  proposed text[] := array['answer', 'reasons', 'gives', 'leaves_out', 'prepared_by_id', 'prepared_at'];
  one text;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'received' and not pg_has_role(session_user, 'houvast_owner', 'member') then
      raise exception 'a demand begins as received'
        using errcode = 'check_violation', constraint = 'a_demand_begins_as_received';
    end if;
    return new;
  end if;
  foreach one in array fixed loop
    if to_jsonb(new) -> one is distinct from to_jsonb(old) -> one then
      raise exception 'what came in stays as it came in'
        using errcode = 'check_violation', constraint = 'a_demand_stays_as_it_came';
    end if;
  end loop;
  if new.state <> old.state and (old.state, new.state) not in (
       ('received', 'prepared'), ('prepared', 'received'), ('prepared', 'granted'),
       ('prepared', 'refused'), ('granted', 'given'))
     or (old.state in ('refused', 'given') and to_jsonb(new) - 'destroy_on'
         is distinct from to_jsonb(old) - 'destroy_on')
     or (old.state <> 'received' and new.state <> 'received' and exists (
         select from unnest(proposed) name
         where to_jsonb(new) -> name is distinct from to_jsonb(old) -> name))
     or (new.prepared_by_id is distinct from old.prepared_by_id
         and new.prepared_by_id is not null and new.prepared_by_id <> {USER})
     or (new.decided_by_id is distinct from old.decided_by_id and new.decided_by_id <> {USER})
     or new.tries < old.tries or (old.is_found and not new.is_found)
     or (new.is_found and not exists (select from {PIECE} where demand_id = new.id)) then
    raise exception 'a demand moves step by step, and what was decided stays'
      using errcode = 'check_violation', constraint = 'a_demand_moves_step_by_step';
  end if;
  if new.state = 'granted' and not exists (
       select from {PIECE} where demand_id = new.id and left_out = '') then
    raise exception 'what is given is rows'
      using errcode = 'check_violation', constraint = 'what_is_given_is_rows';
  end if;
  return new;
end $$;
create trigger moves before insert or update on {DEMAND}
  for each row execute function cooperation_demand_moves();
create function cooperation_piece_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare goes text[] := array['left_out', 'left_out_by_id', 'destroy_on'];
begin
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or ((new.left_out, new.left_out_by_id) is distinct from (old.left_out, old.left_out_by_id)
         and not exists (select from {DEMAND} d where d.id = new.demand_id
                         and d.state = 'received')) then
    raise exception 'a copy stays as it was gathered'
      using errcode = 'check_violation', constraint = 'a_piece_stays';
  end if;
  return new;
end $$;
create trigger stays before update on {PIECE}
  for each row execute function cooperation_piece_stays();
create function cooperation_pieces_destroyed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {PIECE} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger pieces_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_pieces_destroyed();
"""  # security definer: a piece is asked for by a trigger on a demand, whoever moves it

ROWS = f"""
    select 'ID' kind, 'people_nickname' tab, n.text, {day("t.proposed_at")} on_day, n.person_id of_row
      from people_nickname n where n.person_id = t.person_id
    union all select 'ID', 'people_identity', concat_ws(' · ',
        nullif(trim(i.given_name || ' ' || i.family_name), ''),
        to_char(i.birth_date, 'DD-MM-YYYY'), nullif(i.phone, '')), {day("t.proposed_at")}, i.person_id
      from people_identity i where i.person_id = t.person_id
    union all select 'CT', 'tracks_contactdetail',
        concat_ws('|', d.channel, d.outcome, nullif(d.reason, '')), {day("c.at")}, d.contact_id
      from tracks_contactdetail d join tracks_contact c on c.id = d.contact_id
      where d.track_id = t.id and c.state = 'stands'
    union all select 'CT', 'tracks_signalfacts', concat_ws(' · ', f.behaviour,
        nullif(f.opinion, '')), f.observed_on, f.signal_id
      from tracks_signalfacts f where f.signal_id = t.signal_id
    union all select 'WN', 'tracks_worknote', n.text, {day("c.at")}, n.contact_id
      from tracks_worknote n join tracks_contact c on c.id = n.contact_id
      where n.track_id = t.id and c.state = 'stands'
    union all select 'WN', 'placements_aftercarenote', n.text, m.answered_on, n.id
      from placements_aftercarenote n join placements_aftercaremoment m on m.id = n.moment_id
      where n.track_id = t.id
    union all select 'PL', 'tracks_step', s.what, {day("s.made_at")}, s.id
      from tracks_step s where s.track_id = t.id
    union all select 'PL', 'tracks_futureplan', p.wants, {day("p.made_at")}, p.id
      from tracks_futureplan p where p.track_id = t.id
    union all select 'PL', 'tracks_scananswer', concat_ws('|', a.domain, a.value), {day("a.at")}, a.id
      from tracks_scananswer a where a.track_id = t.id
    union all select 'WP', 'matching_workwishes', w.own_words, {day("w.at")}, w.id
      from matching_workwishes w where w.track_id = t.id
    union all select 'PM', 'placements_placement', concat_ws('|', p.state, w.title),
        {day("p.proposed_at")}, p.id
      from placements_placement p join employers_workplace w on w.id = p.workplace_id
      where p.track_id = t.id
    union all select 'WI', 'cooperation_workfact', concat_ws('|', f.topic,
        case when f.helps then 'yes' else 'no' end), {day("f.answered_at")}, f.id
      from cooperation_workfact f where f.track_id = t.id
"""
GATHERS = f"""
create function cooperation_gather(wanted uuid, surname text, born date)
returns table (person uuid, many integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  asks {DEMAND}; t tracks_track; found_many integer;
begin
  if not ({PREPARES}) or not exists (select from accounts_user me where me.id = {USER}
       and me.is_active and me.suspended_at is null) then
    raise exception 'only who prepares a demand gathers for it'
      using errcode = 'insufficient_privilege';
  end if;
  select * into asks from {DEMAND} d where d.id = wanted and d.municipality_id = {MUNICIPALITY}
    and d.destroy_on > houvast_today() and d.state = 'received' and not d.is_found
    and d.tries < 3 for update;
  if asks.id is null then
    raise exception 'this demand gathers nothing any more'
      using errcode = 'check_violation', constraint = 'a_demand_gathers_once';
  end if;
  select track.* into t from people_identity identity
    join tracks_track track on track.person_id = identity.person_id
    where identity.municipality_id = asks.municipality_id and identity.family_name <> ''
      and lower(identity.family_name) = lower(surname) and identity.birth_date = born
      and identity.destroy_on > houvast_today() and track.destroy_on > houvast_today()
      and identity.person_id <> all (sharing_closed_to_me())
    order by track.state = 'closed', track.proposed_at desc, track.id limit 1;
  insert into {PIECE} (id, municipality_id, controller, destroy_on, person_id, track_id,
      demand_id, kind, "table", text, observed_on, "row", left_out)
    select gen_random_uuid(), t.municipality_id, t.controller, t.destroy_on, t.person_id, t.id,
      asks.id, r.kind, r.tab, r.text, coalesce(r.on_day, houvast_today()), r.of_row, ''
    from ({ROWS}) r where r.kind = any (asks.kinds) and coalesce(r.text, '') <> '';
  get diagnostics found_many = row_count;
  update {DEMAND} set tries = tries + 1, is_found = found_many > 0 where id = asks.id;
  return query select t.person_id, found_many;
end $$;
revoke all on function cooperation_gather from public;
grant execute on function cooperation_gather to {APP};
"""  # security definer: who prepares reads no file; he gets copies of what was asked for, once


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0007_demands"), ("sharing", "0011_leads_not_while_suspended")]

    operations = [
        force(DEMAND),
        seen_by_triggers(DEMAND),
        policy(DEMAND, "counted_when_gathered", "update", OWNER, "true"),
        policy(DEMAND, "seen_by_who_answers", "select", APP, f"{here(DEMAND)} and {LOOKS}"),
        policy(
            DEMAND,
            "registered",
            "insert",
            APP,
            f"{HERE} and made_by_id = {USER} and state = 'received' and {PREPARES}",
        ),
        changed(DEMAND, "moved_on", f"{here(DEMAND)} and {DECIDES}", HERE),
        force(PIECE),
        seen_by_triggers(PIECE),
        closed_to_who_is_near(PIECE, "person_id"),
        policy(PIECE, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(PIECE, "gathered", "insert", OWNER, "true"),
        policy(PIECE, "seen_by_who_prepares", "select", APP, f"{here(PIECE)} and {PREPARES}"),
        changed(PIECE, "left_out", f"{here(PIECE)} and {PREPARES}", HERE),
        migrations.RunSQL(
            f"alter table {PIECE} add constraint {PIECE}_of_person foreign key"
            " (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {PIECE} drop constraint {PIECE}_of_person",
        ),
        migrations.RunSQL(
            MOVES,
            "drop function cooperation_demand_moves cascade;"
            " drop function cooperation_piece_stays cascade;"
            " drop function cooperation_pieces_destroyed cascade",
        ),
        migrations.RunSQL(GATHERS, "drop function cooperation_gather"),
    ]
