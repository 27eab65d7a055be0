"""A restriction is decided by the privacy officer, and lifted after the letter (AVG 18.3, T-45).

The rows themselves are kept as before, by `only_kept_while_restricted`. Nobody lifts one by hand:
the facts follow their restriction, and that moves by a table.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
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

LIMIT, FACT, TASK = "cooperation_restriction", "cooperation_sharedfact", "cooperation_pushedtask"
HERE = f"municipality_id = {MUNICIPALITY}"
READS = ("lead", "second", "former")
OFFICER = f"({purpose('subject_rights')} and {serves('privacy_officer')})"
ADVISES = f"({purpose('oversight')} and {serves('fg')})"
OWN = f"{LIMIT}.asked_by_id = {USER}"
ASKS = f"({held(f'{LIMIT}.person_id', 'lead')} or {held(f'{LIMIT}.person_id', 'work')} and {OWN})"
SEES = f"({held(f'{LIMIT}.person_id', *READS)} or {ASKS} or {OFFICER} or {ADVISES})"
ONE_BY_ONE = "perform pg_advisory_xact_lock(hashtextextended('restricting ' || {0}::text, 0))"
OPEN = "state in ('asked', 'stays', 'lifting')"

EVERY = f"""
insert into {LIMIT} (id, municipality_id, controller, destroy_on, person_id, track_id, fact_id,
  label, ground, restricted_at, asked_by_id, asked_at, state, reason, letter, letter_way)
select distinct on (fact.track_id, fact."row", fact.restricted_at) gen_random_uuid(),
  fact.municipality_id, fact.controller, fact.destroy_on, fact.person_id, fact.track_id, fact.id,
  fact.label, fact.restricted_for, fact.restricted_at, fact.restricted_by_id, fact.restricted_at,
  'asked', '', '', ''
  from {FACT} fact
 where fact.restricted_at is not null and fact.dropped_at is null
   and not exists (select from {FACT} came where came.id = fact.passed_on_id
     and came.restricted_at = fact.restricted_at and came.dropped_at is null)
 order by fact.track_id, fact."row", fact.restricted_at, fact.id;
set constraints all immediate;
set constraints all deferred;
"""  # what was restricted before, waits for its decision too

OF = f"""
create function cooperation_restriction_of(one uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id from {FACT} fact join {LIMIT} r on r.track_id = fact.track_id
     and r.restricted_at = fact.restricted_at and r.{OPEN}
   where fact.id = one and fact.id = any (cooperation_copies(r.fact_id))
     and fact.municipality_id = {MUNICIPALITY}
   order by r.fact_id = fact.id desc, r.asked_at, r.id limit 1
$$;
revoke all on function cooperation_restriction_of from public;
grant execute on function cooperation_restriction_of to {APP};
"""  # security definer: a copy that was passed on asks for the restriction of where it came from

STAYS = """
create or replace function cooperation_fact_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moves text[] := array['dropped_at', 'disputed_at', 'destroy_on', 'restricted_at',
    'restricted_by_id', 'restricted_for', 'lift_on'];
  now_state text;
  came record;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - moves is distinct from to_jsonb(old) - moves
       or (old.dropped_at is not null and new.dropped_at is distinct from old.dropped_at) then
      raise exception 'what was shared stays as it was shared'
        using errcode = 'check_violation', constraint = 'shared_fact_stays';
    end if;
    return new;
  end if;
  if new.replaces_id is not null or new.passed_on_id is not null then
    {lock};
  end if;
  select state into now_state from cooperation_sharing where id = new.sharing_id for share;
  if now_state is distinct from 'draft'
     and not (new.replaces_id is not null and now_state in ('sent', 'acknowledged', 'corrected'))
     and not pg_has_role(session_user, 'houvast_owner', 'member') then
    raise exception 'facts are chosen before the decision'
      using errcode = 'check_violation', constraint = 'facts_before_the_decision';
  end if;
  new.restricted_at := null; new.restricted_by_id := null; new.restricted_for := '';
  new.lift_on := null;
  for came in select * from cooperation_sharedfact
               where id in (new.passed_on_id, new.replaces_id) loop
    if (came.id = new.passed_on_id and came.no_onward) then
      raise exception 'its source lets this go no further'
        using errcode = 'check_violation', constraint = 'no_onward';
    end if;
    if came.person_id <> new.person_id or came.kind <> new.kind
       or (came.no_onward and not new.no_onward)
       or (came.keep_until is not null and (new.keep_until is null
           or new.keep_until > came.keep_until)) then
      raise exception 'the conditions of a source go along'
        using errcode = 'check_violation', constraint = 'conditions_go_along';
    end if;
    if came.id = new.replaces_id then
      new.restricted_at := came.restricted_at; new.restricted_by_id := came.restricted_by_id;
      new.restricted_for := came.restricted_for; new.lift_on := came.lift_on;
    end if;
  end loop;
  return new;
end $$;
""".replace("{lock}", ONE_BY_ONE.format("new.track_id"))
# security definer: a fact that was received is asked for its conditions, seen or not

FACTS = f"""
create or replace function cooperation_limit_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare told date;
begin
  {ONE_BY_ONE.format("new.track_id")};
  if old.restricted_at is null then
    if new.restricted_at is null or new.restricted_by_id is distinct from {USER}
       or new.lift_on is not null then
      raise exception 'who restricts says so'
        using errcode = 'check_violation', constraint = 'restricted_by_who_acts';
    end if;
  elsif new.restricted_at is null then
    if not exists (select from {LIMIT} r where r.restricted_at = old.restricted_at
         and r.state = 'lifted' and r.track_id = new.track_id
         and new.id = any (cooperation_copies(r.fact_id))) then
      raise exception 'the young person gets a letter before it is lifted'
        using errcode = 'check_violation', constraint = 'lifted_after_its_letter';
    end if;
  elsif (new.restricted_at, new.restricted_by_id, new.restricted_for) is distinct from
        (old.restricted_at, old.restricted_by_id, old.restricted_for) then
    raise exception 'a restriction stays as it was'
      using errcode = 'check_violation', constraint = 'restriction_stays';
  else
    select r.lift_on into told from {LIMIT} r where r.restricted_at = new.restricted_at
       and r.state = 'lifting' and r.letter_on is not null and r.track_id = new.track_id
       and new.id = any (cooperation_copies(r.fact_id)) order by r.asked_at desc limit 1;
    if new.lift_on is distinct from told then
      raise exception 'a restriction stays as it was: its letter says the day'
        using errcode = 'check_violation', constraint = 'day_of_the_letter';
    end if;
  end if;
  return new;
end $$;
create trigger limit_moves before update on {FACT} for each row
  when ((old.restricted_at, old.restricted_by_id, old.restricted_for, old.lift_on)
    is distinct from
    (new.restricted_at, new.restricted_by_id, new.restricted_for, new.lift_on))
  execute function cooperation_limit_moves();

create or replace function cooperation_copies_move() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {FACT} set restricted_at = new.restricted_at, restricted_by_id = new.restricted_by_id,
      restricted_for = new.restricted_for
   where id = any (cooperation_copies(new.id)) and id <> new.id and dropped_at is null
     and restricted_at is null;
  return null;
end $$;
create trigger copies_move after update on {FACT} for each row
  when (pg_trigger_depth() = 0 and old.restricted_at is null and new.restricted_at is not null)
  execute function cooperation_copies_move();

create function cooperation_restriction_is_known() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from {FACT} fact where fact.id = new.id and fact.dropped_at is null
       and fact.restricted_at is not null and not exists (
     select from {LIMIT} r where r.restricted_at = fact.restricted_at and r.{OPEN}
        and r.track_id = fact.track_id and fact.id = any (cooperation_copies(r.fact_id)))) then
    raise exception 'what is restricted waits for a decision'
      using errcode = 'check_violation', constraint = 'restriction_is_known';
  end if;
  return null;
end $$;
create constraint trigger restriction_is_known after update of restricted_at on {FACT}
  deferrable initially deferred for each row
  when (old.restricted_at is null and new.restricted_at is not null)
  execute function cooperation_restriction_is_known();
"""  # security definer: a copy moves along, whoever may see it

MOVES = f"""
create function cooperation_restriction_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  decided text[] := array['state', 'reason', 'decided_by_id', 'decided_at', 'lift_on'];
  sent text[] := array['letter', 'letter_way', 'letter_on', 'letter_by_id'];
  free text[] := case
    when tg_op = 'INSERT' then array[]::text[]
    when old.state = 'asked' and new.state <> 'asked' then decided
    when new.state in ('lifted', 'over') and old.state <> new.state then array['state', 'ended_at']
    when old.state = 'lifting' and new.state = 'lifting' and old.letter_on is null
      and new.letter_on is not null then sent
    else array[]::text[] end;
begin
  {ONE_BY_ONE.format("new.track_id")};
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.asked_by_id is distinct from {USER} or not exists (
         select from {FACT} fact where fact.id = new.fact_id and fact.person_id = new.person_id
            and fact.track_id = new.track_id and fact.dropped_at is null
            and fact.label = new.label and fact.restricted_for = new.ground
            and fact.restricted_at = new.restricted_at) then
      raise exception 'a restriction is of a fact that is restricted'
        using errcode = 'check_violation', constraint = 'restriction_is_asked';
    end if;
    return new;
  end if;
  free := free || 'destroy_on'::text;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free
     or new.state <> old.state and (old.state, new.state) not in (('asked', 'stays'),
          ('asked', 'lifting'), ('stays', 'over'), ('lifting', 'lifted'), ('lifting', 'over'))
     or old.state = 'asked' and new.state <> 'asked' and not (
          coalesce(new.decided_by_id = {USER}, false) and {OFFICER})
     or old.state = 'asked' and new.state = 'lifting' and new.lift_on <= houvast_today() then
    raise exception 'the privacy officer decides on a restriction, and it moves by a table'
      using errcode = 'check_violation', constraint = 'restriction_is_decided';
  end if;
  if old.letter_on is null and new.letter_on is not null and (
       new.letter_by_id is distinct from {USER} or new.letter_on > houvast_today()
       or new.lift_on <= houvast_today()) then
    raise exception 'who sent the letter says so, before the day that it names'
      using errcode = 'check_violation', constraint = 'letter_before_its_day';
  end if;
  if new.state = 'lifted' and old.state <> 'lifted' and (new.letter_on is null
       or new.lift_on > houvast_today() or not {OFFICER}) then
    raise exception 'the young person gets a letter before it is lifted'
      using errcode = 'check_violation', constraint = 'lifted_after_its_letter';
  end if;
  return new;
end $$;
create trigger moves before insert or update on {LIMIT} for each row
  execute function cooperation_restriction_moves();

create function cooperation_facts_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {FACT} set
      restricted_at = case when new.state = 'lifted' then null else restricted_at end,
      restricted_by_id = case when new.state = 'lifted' then null else restricted_by_id end,
      restricted_for = case when new.state = 'lifted' then '' else restricted_for end,
      lift_on = case when new.state = 'lifting' then new.lift_on end
   where id = any (cooperation_copies(new.fact_id)) and dropped_at is null
     and restricted_at = new.restricted_at;
  return null;
end $$;
create trigger facts_follow after update on {LIMIT} for each row
  when (new.state in ('lifted', 'over') and old.state <> new.state
    or old.letter_on is null and new.letter_on is not null)
  execute function cooperation_facts_follow();

create function cooperation_restriction_goes_on() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from {FACT} fact where fact.id = any (cooperation_copies(new.fact_id))
       and fact.dropped_at is null and fact.restricted_at = new.restricted_at) and not exists (
     select from {LIMIT} r where r.track_id = new.track_id and r.{OPEN}
        and r.restricted_at = new.restricted_at
        and r.fact_id = any (cooperation_copies(new.fact_id))) then
    raise exception 'what is restricted waits for a decision'
      using errcode = 'check_violation', constraint = 'restriction_is_known';
  end if;
  return null;
end $$;
create constraint trigger restriction_goes_on after update of state on {LIMIT}
  deferrable initially deferred for each row when (new.state = 'over')
  execute function cooperation_restriction_goes_on();

create function cooperation_restriction_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {LIMIT} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger restriction_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_restriction_destroyed_together();
"""  # security definer: the facts follow, and the privacy officer sees none of them


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0021_restrictions")]

    operations = [
        migrations.RunSQL(EVERY, migrations.RunSQL.noop),
        force(LIMIT),
        seen_by_triggers(LIMIT),
        closed_to_who_is_near(LIMIT, "person_id"),
        policy(LIMIT, "moved_together", "update", "houvast_owner", "true"),
        policy(LIMIT, "seen_by_who_asks_and_decides", "select", APP, f"{here(LIMIT)} and {SEES}"),
        policy(
            LIMIT,
            "asked_by_who_shared",
            "insert",
            APP,
            f"{HERE} and asked_by_id = {USER} and state = 'asked' and {ASKS}",
        ),
        changed(
            LIMIT,
            "decided_or_sent",
            f"{here(LIMIT)} and ({ASKS} or {OFFICER})",
            f"{HERE} and ({ASKS} or {OFFICER})",
        ),
        policy(
            TASK, "pushed_by_who_lifts", "insert", APP, f"{HERE} and kind = 'lifted' and {OFFICER}"
        ),
        migrations.RunSQL(OF, "drop function cooperation_restriction_of"),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(FACTS, "drop function cooperation_restriction_is_known cascade"),
        migrations.RunSQL(
            MOVES,
            "drop function cooperation_restriction_destroyed_together cascade;"
            " drop function cooperation_restriction_goes_on cascade;"
            " drop function cooperation_facts_follow cascade;"
            " drop function cooperation_restriction_moves cascade",
        ),
    ]
