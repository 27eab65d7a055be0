"""What is restricted is kept, is not seen by who got it, and goes no further (AVG 18).

Who may read the kind anyway still sees it, and that it is restricted. A copy of the same row moves
along, whoever passed it on. On consent it may still be shared: of the young person, anew.
"""

from django.db import migrations

from houvast.database.policies import APP, MUNICIPALITY, USER, held

SHARING, FACT = "cooperation_sharing", "cooperation_sharedfact"
READS = ("lead", "second", "former")
GIVER = (
    f"(({FACT}.kind = 'ID' and {held(f'{FACT}.person_id', *READS, 'door', 'work')})"
    f" or ({FACT}.kind in ('PL', 'WP', 'PM') and {held(f'{FACT}.person_id', *READS, 'work')})"
    f" or ({FACT}.kind = 'WI' and {held(f'{FACT}.person_id', 'work')}))"
)
ONE_BY_ONE = "perform pg_advisory_xact_lock(hashtextextended('restricting ' || {0}::text, 0))"

COPIES = f"""
create function cooperation_copies(one uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive copy as (
    select id, track_id, "row" from {FACT} where id = one
    union
    select other.id, other.track_id, other."row" from {FACT} other
      join copy on other.track_id = copy.track_id
       and (other."row" = copy."row" or other.passed_on_id = copy.id))
  select coalesce(array_agg(id), '{{}}') from copy
$$;
revoke all on function cooperation_copies from public;
create function cooperation_restricted_at(one uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct share.id), '{{}}') from {FACT} fact
    join {SHARING} share on share.id = fact.sharing_id
   where fact.id = any (cooperation_copies(one)) and fact.municipality_id = {MUNICIPALITY}
     and fact.dropped_at is null and fact.restricted_at is not null
     and share.state in ('sent', 'acknowledged', 'corrected') and share.until > houvast_now()
$$;
revoke all on function cooperation_restricted_at from public;
grant execute on function cooperation_restricted_at to {APP};
create function cooperation_is_held_back(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select share.ground <> 'G04' and exists (
    select from {FACT} goes join {FACT} kept on kept.track_id = goes.track_id
       and (kept."row" = goes."row" or kept.id = goes.passed_on_id)
     where goes.sharing_id = share.id and goes.dropped_at is null
       and kept.dropped_at is null and kept.restricted_at is not null)
    from {SHARING} share where share.id = one and share.municipality_id = {MUNICIPALITY}
$$;
revoke all on function cooperation_is_held_back from public;
grant execute on function cooperation_is_held_back to {APP};
"""  # security definer: a second person sees no facts, a giver not what others passed on

STAYS = """
create or replace function cooperation_fact_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moves text[] := array['dropped_at', 'disputed_at', 'destroy_on', 'restricted_at',
    'restricted_by_id', 'restricted_for', 'lift_told', 'lift_on'];
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
  new.lift_on := null; new.lift_told := '';
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
      new.restricted_for := came.restricted_for;
      new.lift_on := came.lift_on; new.lift_told := came.lift_told;
    end if;
  end loop;
  return new;
end $$;
""".replace("{lock}", ONE_BY_ONE.format("new.track_id"))
# security definer: a fact that was received is asked for its conditions, seen or not

MOVES = f"""
create function cooperation_limit_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  {ONE_BY_ONE.format("new.track_id")};
  if old.restricted_at is null then
    if new.restricted_at is null or new.restricted_by_id is distinct from {USER}
       or new.lift_on is not null then
      raise exception 'who restricts says so'
        using errcode = 'check_violation', constraint = 'restricted_by_who_acts';
    end if;
  elsif new.restricted_at is null then
    if old.lift_on is null or old.lift_on > houvast_today() then
      raise exception 'the young person hears it before it is lifted'
        using errcode = 'check_violation', constraint = 'lifted_on_its_day';
    end if;
  elsif (new.restricted_at, new.restricted_by_id, new.restricted_for) is distinct from
        (old.restricted_at, old.restricted_by_id, old.restricted_for)
     or (new.lift_on is not null and (old.lift_on is not null
         or new.lift_on <= houvast_today())) then
    raise exception 'a restriction stays as it was'
      using errcode = 'check_violation', constraint = 'restriction_stays';
  end if;
  return new;
end $$;
create trigger limit_moves before update on {FACT} for each row
  when ((old.restricted_at, old.restricted_by_id, old.restricted_for, old.lift_on, old.lift_told)
    is distinct from
    (new.restricted_at, new.restricted_by_id, new.restricted_for, new.lift_on, new.lift_told))
  execute function cooperation_limit_moves();

create function cooperation_copies_move() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {FACT} set restricted_at = new.restricted_at, restricted_by_id = new.restricted_by_id,
      restricted_for = new.restricted_for, lift_on = new.lift_on, lift_told = new.lift_told
   where id = any (cooperation_copies(new.id)) and id <> new.id and dropped_at is null
     and restricted_at is not distinct from old.restricted_at
     and lift_on is not distinct from old.lift_on;
  return null;
end $$;
create trigger copies_move after update on {FACT} for each row
  when (pg_trigger_depth() = 0 and (old.restricted_at is distinct from new.restricted_at
    or old.lift_on is distinct from new.lift_on))
  execute function cooperation_copies_move();

create function cooperation_goes_no_further() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  {ONE_BY_ONE.format("new.track_id")};
  if cooperation_is_held_back(new.id) then
    raise exception 'what is restricted goes no further'
      using errcode = 'check_violation', constraint = 'restricted_goes_no_further';
  end if;
  return new;
end $$;
create trigger no_further before update on {SHARING} for each row
  when (old.state = 'decided' and new.state = 'sent')
  execute function cooperation_goes_no_further();
"""  # security definer: a copy moves along, whoever may see it


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0015_restricted")]

    operations = [
        migrations.RunSQL(
            COPIES,
            "drop function cooperation_is_held_back; drop function cooperation_restricted_at;"
            " drop function cooperation_copies",
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(
            MOVES,
            "drop function cooperation_goes_no_further cascade;"
            " drop function cooperation_copies_move cascade;"
            " drop function cooperation_limit_moves cascade",
        ),
        migrations.RunSQL(
            f"create policy only_kept_while_restricted on {FACT} as restrictive for select"
            f" to {APP} using (restricted_at is null or {GIVER})",
            f"drop policy only_kept_while_restricted on {FACT}",
        ),
    ]
