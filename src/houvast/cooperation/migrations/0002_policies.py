"""What was shared is read while its decision lives, and by nobody else than it was made out to.

Withdrawn, ended, past its term, on a ground that was switched off, or of a partner that left: the
next statement shows nothing. What was decided stays as it was decided.
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
    held,
    here,
    listed,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
SHARING, FACT, TASK, WI = (
    *("cooperation_sharing", "cooperation_sharedfact"),
    *("cooperation_pushedtask", "cooperation_workfact"),
)
LIVE = ("sent", "acknowledged", "corrected")
READS_SH = ("lead", "second", "former")


def lives(share):
    """SQL: the decision lives at this moment."""
    return f"{share}.state in ({listed(LIVE)}) and {share}.until > houvast_now()"


def to_colleague(share):
    """SQL: it was made out to who looks, for what he is doing now."""
    return (
        f"{share}.to_user_id = {USER} and {share}.purpose = {PURPOSE}"
        f" and {purpose('work_income')} and {serves('work_coach')}"
    )


def to_coaches(share):
    """SQL: it was made out to the coaches, and who looks is one of them."""
    return f"{share}.receiver = 'coaches' and {held(f'{share}.person_id', 'lead', 'second')}"


OWN = f"(asked_by_id = {USER} or decided_by_id = {USER})"
WAITS_FOR_SECOND = (
    f"{SHARING}.needs_second and {purpose('subject_rights')} and {serves('privacy_officer')}"
)
SEES_SHARING = (
    f"({held(f'{SHARING}.person_id', *READS_SH)}"
    f" or ({held(f'{SHARING}.person_id', 'work')} and {OWN})"
    f" or ({to_colleague(SHARING)} and {lives(SHARING)})"
    f" or ({to_colleague(SHARING)} and (cooperation_has_a_task({SHARING}.id)"
    f" or {SHARING}.ended_by_id = {USER}))"
    f" or ({WAITS_FOR_SECOND}))"
)
WRITES_SHARING = (
    f"({held(f'{SHARING}.person_id', 'lead')}"
    f" or ({held(f'{SHARING}.person_id', 'work')} and {OWN})"
    f" or ({to_colleague(SHARING)})"
    f" or ({WAITS_FOR_SECOND}))"
)
GIVER = (
    f"(({FACT}.kind = 'ID' and {held(f'{FACT}.person_id', 'lead', 'second', 'former', 'door', 'work')})"
    f" or ({FACT}.kind in ('PL', 'WP', 'PM')"
    f" and {held(f'{FACT}.person_id', 'lead', 'second', 'former', 'work')})"
    f" or ({FACT}.kind = 'WI' and {held(f'{FACT}.person_id', 'work')}))"
)
RECEIVED = (
    f"({FACT}.dropped_at is null and exists (select from {SHARING} share"
    f" where share.id = {FACT}.sharing_id and {lives('share')}"
    f" and sharing_ground_holds(share.municipality_id, share.ground, share.from_controller,"
    f" {FACT}.kind, share.purpose)"
    f" and (({FACT}.kind in ('WI', 'SF') and {to_coaches('share')})"
    f" or ({FACT}.kind in ('ID', 'PL', 'WP', 'PM') and {to_colleague('share')}))))"
)

HAS_A_TASK = f"""
create function cooperation_has_a_task(sharing uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {TASK} task where task.sharing_id = sharing
                 and task.confirmed_at is null)
$$
"""  # security definer: the policy on decisions cannot ask the policy on tasks, which asks it

MOVES = """
create function cooperation_sharing_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  goes text[] := array['state', 'second_id', 'second_at', 'sent_at', 'acknowledged_by_id',
    'acknowledged_at', 'ended_by_id', 'ended_at', 'why_ended', 'destroy_on', 'told', 'told_on',
    'withheld', 'review_on'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' and not pg_has_role(session_user, 'houvast_owner', 'member') then
      raise exception 'a decision begins as a draft'
        using errcode = 'check_violation', constraint = 'sharing_begins_as_a_draft';
    end if;
    return new;
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
       ('draft', 'decided'), ('draft', 'refused'), ('decided', 'sent'), ('decided', 'refused'),
       ('decided', 'withdrawn'), ('sent', 'acknowledged'), ('sent', 'corrected'),
       ('sent', 'ended'), ('sent', 'withdrawn'), ('sent', 'expired'),
       ('acknowledged', 'corrected'), ('acknowledged', 'ended'), ('acknowledged', 'withdrawn'),
       ('acknowledged', 'expired'), ('corrected', 'acknowledged'), ('corrected', 'ended'),
       ('corrected', 'withdrawn'), ('corrected', 'expired'))
     or (old.state <> 'draft' and to_jsonb(new) - goes is distinct from to_jsonb(old) - goes)
     or (new.second_id is distinct from old.second_id and new.second_id <> {user})
     or (new.decided_by_id is distinct from old.decided_by_id and new.decided_by_id <> {user})
     or (new.id, new.person_id, new.track_id, new.receiver, new.asked_by_id, new.question)
        is distinct from
        (old.id, old.person_id, old.track_id, old.receiver, old.asked_by_id, old.question) then
    raise exception 'what was decided stays as it was decided'
      using errcode = 'check_violation', constraint = 'sharing_stays';
  end if;
  if old.state = 'decided' and new.state = 'sent' then
    perform cooperation_may_be_sent(new);
  end if;
  return new;
end $$;
"""
MAY_BE_SENT = """
create function cooperation_may_be_sent(share cooperation_sharing) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  born date;
  one record;
  sensitive boolean := false;
begin
  if not exists (select from cooperation_sharedfact where sharing_id = share.id) then
    raise exception 'a decision without facts shares nothing'
      using errcode = 'check_violation', constraint = 'sharing_has_facts';
  end if;
  for one in select * from cooperation_sharedfact where sharing_id = share.id loop
    sensitive := sensitive or one.kind = 'SF';
    if not sharing_ground_holds(share.municipality_id, share.ground, share.from_controller,
                                one.kind, share.purpose) then
      raise exception 'no ground that holds today carries this'
        using errcode = 'check_violation', constraint = 'sharing_on_a_ground';
    end if;
    if share.to_organisation_id is not null and not sharing_partner_may_receive(
         share.municipality_id, share.to_organisation_id, one.kind) then
      raise exception 'a partner outside the register receives nothing'
        using errcode = 'check_violation', constraint = 'sharing_with_a_partner';
    end if;
    if one.keep_until is not null and share.until > ((one.keep_until + 1)::timestamp
         at time zone 'Europe/Amsterdam') then
      raise exception 'the shortest term wins'
        using errcode = 'check_violation', constraint = 'sharing_within_its_term';
    end if;
  end loop;
  select birth_date into born from people_identity where person_id = share.person_id;
  if not share.needs_second and (sensitive or born is null
       or born + interval '18 years' > houvast_today()
       or share.until > ((houvast_today() + interval '3 months' + interval '1 day')::timestamp
         at time zone 'Europe/Amsterdam')) then
    raise exception 'a second person looks along'
      using errcode = 'check_violation', constraint = 'sharing_needs_a_second_person';
  end if;
end $$;
create trigger moves before insert or update on cooperation_sharing
  for each row execute function cooperation_sharing_moves();
"""  # security definer: a birth date is asked here that the policies may not show

FACTS = """
create function cooperation_fact_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moves text[] := array['dropped_at', 'disputed_at', 'destroy_on'];
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
  select state into now_state from cooperation_sharing where id = new.sharing_id for share;
  if now_state is distinct from 'draft'
     and not (new.replaces_id is not null and now_state in ('sent', 'acknowledged', 'corrected'))
     and not pg_has_role(session_user, 'houvast_owner', 'member') then
    raise exception 'facts are chosen before the decision'
      using errcode = 'check_violation', constraint = 'facts_before_the_decision';
  end if;
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
  end loop;
  return new;
end $$;
create trigger stays before insert or update on cooperation_sharedfact
  for each row execute function cooperation_fact_stays();
"""  # security definer: a fact that was received is asked for its conditions, seen or not

DESTROYED = """
create function cooperation_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update cooperation_sharing set destroy_on = new.destroy_on where track_id = new.id;
  update cooperation_sharedfact set destroy_on = new.destroy_on where track_id = new.id;
  update cooperation_pushedtask set destroy_on = new.destroy_on where track_id = new.id;
  update cooperation_workfact set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger sharing_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_destroyed_together();
"""  # security definer: no policy of this user shows every row that goes with the track


def tied(table, name, columns, to):
    return migrations.RunSQL(
        f"alter table {table} add constraint {name} foreign key ({columns}) references {to}",
        f"alter table {table} drop constraint {name}",
    )


def closed(table):
    return [
        force(table),
        seen_by_triggers(table),
        closed_to_who_is_near(table, "person_id"),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        tied(table, f"{table}_of_person", "track_id, person_id", "tracks_track (id, person_id)"),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0001_initial"),
        ("sharing", "0011_leads_not_while_suspended"),
        ("tracks", "0062_known_here_not_near"),
    ]

    operations = [
        *closed(SHARING),
        *closed(FACT),
        *closed(TASK),
        *closed(WI),
        migrations.RunSQL(HAS_A_TASK, "drop function cooperation_has_a_task"),
        policy(SHARING, "seen_by_who_shares", "select", APP, f"{here(SHARING)} and {SEES_SHARING}"),
        policy(
            SHARING,
            "asked",
            "insert",
            APP,
            f"{HERE} and asked_by_id = {USER} and state = 'draft'"
            f" and ({held(f'{SHARING}.person_id', 'lead', 'work')})",
        ),
        changed(SHARING, "moved_on", f"{here(SHARING)} and {WRITES_SHARING}", HERE),
        policy(
            FACT, "given_or_received", "select", APP, f"{here(FACT)} and ({GIVER} or {RECEIVED})"
        ),
        policy(
            FACT,
            "chosen",
            "insert",
            APP,
            f"{HERE} and ({GIVER} or passed_on_id is not null)"
            f" and {held(f'{FACT}.person_id', 'lead', 'work')}",
        ),
        changed(FACT, "put_right", f"{here(FACT)} and {GIVER}", HERE),
        policy(
            TASK,
            "seen_with_the_decision",
            "select",
            APP,
            f"{here(TASK)} and exists (select from {SHARING} share where share.id = sharing_id)",
        ),
        policy(
            TASK,
            "pushed",
            "insert",
            APP,
            f"{HERE} and {held(f'{TASK}.person_id', 'lead', 'work')}",
        ),
        changed(
            TASK,
            "confirmed",
            f"{here(TASK)} and confirmed_at is null"
            f" and exists (select from {SHARING} share where share.id = sharing_id)",
            f"{HERE} and confirmed_by_id = {USER}",
        ),
        policy(
            WI, "seen_beside", "select", APP, f"{here(WI)} and {held(f'{WI}.person_id', 'work')}"
        ),
        policy(
            WI,
            "answered_beside",
            "insert",
            APP,
            f"{HERE} and answered_by_id = {USER} and {held(f'{WI}.person_id', 'work')}",
        ),
        migrations.RunSQL(
            MAY_BE_SENT.split("create trigger")[0]
            + MOVES.format(user=USER)
            + "create trigger"
            + MAY_BE_SENT.split("create trigger")[1],
            "drop function cooperation_sharing_moves cascade;"
            " drop function cooperation_may_be_sent",
        ),
        migrations.RunSQL(FACTS, "drop function cooperation_fact_stays cascade"),
        migrations.RunSQL(DESTROYED, "drop function cooperation_destroyed_together cascade"),
    ]
