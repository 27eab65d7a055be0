"""An offer of help is taken back or put right by one function, which asks how far it is under lock.

Before an answer the entry of the college ends in the same moment. After it there is a task for who
has it. Veiligheid learns which of the two it was, and nothing of the answer.
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
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

SIGNAL, OFFER = "cooperation_safetysignal", "cooperation_helpoffer"
TASK = "cooperation_entrycorrection"
HERE = f"municipality_id = {MUNICIPALITY}"
TEAM = f"{purpose('safety_triage')} and {serves('safety_triage_member')}"
LEADS = (
    f"{TASK}.track_id is not null and {purpose('guidance')} and {held(f'{TASK}.person_id', 'lead')}"
)
ANSWERS = f"{TASK}.track_id is null and {purpose('intake')} and {serves('triage_member')}"
HAS_IT = f"({LEADS} or {ANSWERS})"

MOVES = """
create or replace function cooperation_offer_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  looked text[] := array['second_id', 'second_at', 'state', 'sent_at', 'signal_id', 'tell_by'];
  told text[] := array['told_on', 'told_how', 'told_in', 'told_words', 'told_by_id'];
  {DECLARED}
begin
  if tg_op = 'INSERT' then
    if new.state <> 'decided' or new.second_id is not null then
      raise exception 'an offer of help begins as a decision'
        using errcode = 'check_violation', constraint = 'an_offer_begins_as_a_decision';
    end if;
    return new;
  end if;
  {MENDS}
  if to_jsonb(new) - looked - told is distinct from to_jsonb(old) - looked - told
     or (old.state <> 'decided' and to_jsonb(new) - told is distinct from to_jsonb(old) - told)
     or (old.told_on is not null and to_jsonb(new) is distinct from to_jsonb(old))
     or (new.state = 'sent' and old.state = 'decided'
         and not pg_has_role(current_user, 'houvast_owner', 'member')) then
    raise exception 'an offer of help stays as it was decided'
      using errcode = 'check_violation', constraint = 'an_offer_stays_as_decided';
  end if;
  return new;
end $$;
"""
BEFORE = MOVES.replace("{DECLARED}", "").replace("{MENDS}", "")
NOW = MOVES.replace(
    "{DECLARED}", "mended text[] := array['mended_at', 'mended_by_id', 'mended_for', 'wrong'];"
).replace(
    "{MENDS}",
    """
  if new.state = 'withdrawn' and old.state <> 'withdrawn' or (new.mended_at, new.mended_by_id,
       new.mended_for, new.wrong) is distinct from
       (old.mended_at, old.mended_by_id, old.mended_for, old.wrong) then
    if old.mended_at is not null or not pg_has_role(current_user, 'houvast_owner', 'member')
       or to_jsonb(new) - mended - 'state' is distinct from to_jsonb(old) - mended - 'state'
       or not (new.state = old.state and old.state = 'sent'
               or new.state = 'withdrawn' and old.state in ('decided', 'sent')) then
      raise exception 'an offer of help stays as it was decided'
        using errcode = 'check_violation', constraint = 'an_offer_stays_as_decided';
    end if;
    return new;
  end if;
""",
)

MENDS = f"""
create function cooperation_mend_offer(wanted uuid, why text, pieces text[], put_right_by date)
returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  o {OFFER}; s tracks_signal; t tracks_track; keeps date;
begin
  if not ({TEAM}) or not exists (select from accounts_user me where me.id = {USER}
       and me.is_active and me.suspended_at is null) then
    raise exception 'only the triage of Veiligheid takes an offer back'
      using errcode = 'insufficient_privilege';
  end if;
  select * into o from {OFFER} where id = wanted and {HERE} and destroy_on > houvast_today()
    and state in ('decided', 'sent') and mended_at is null and exists (
      select from {SIGNAL} seen where seen.offer_id = wanted
         and seen.person_id <> all (sharing_closed_to_me())) for update;
  if o.id is null then
    raise exception 'this offer cannot be taken back'
      using errcode = 'check_violation', constraint = 'offer_is_mended';
  end if;
  if o.state = 'sent' then
    select * into s from tracks_signal where id = o.signal_id for update;
  end if;
  if why <> 'wrong' and (o.state = 'decided' or s.state in ('received', 'in_triage')
                         and s.destroy_on > houvast_today()) then
    update {OFFER} set state = 'withdrawn', mended_at = houvast_now(), mended_by_id = {USER},
      mended_for = why where id = o.id;
    if o.state = 'decided' then
      update {SIGNAL} set offer_id = null where offer_id = o.id;
    else
      update tracks_rung set state = 'answered', left_at = houvast_now()
        where signal_id = s.id and state = 'raised';
      update tracks_rung set destroy_on = houvast_today() where signal_id = s.id;
      update tracks_signalfacts set destroy_on = houvast_today() where signal_id = s.id;
      update people_nickname set destroy_on = houvast_today() where person_id = s.person_id;
      update people_identity set destroy_on = houvast_today() where person_id = s.person_id;
      update people_person set destroy_on = houvast_today() where id = s.person_id;
      update tracks_signal set destroy_on = houvast_today() where id = s.id;
    end if;
    return 'withdrawn';
  end if;
  update {OFFER} set mended_at = houvast_now(), mended_by_id = {USER}, mended_for = why,
    wrong = pieces where id = o.id;
  select * into t from tracks_track where signal_id = s.id and state <> 'closed';
  keeps := coalesce(t.destroy_on, s.destroy_on);
  insert into {TASK} (id, municipality_id, controller, destroy_on, person_id, signal_id, track_id,
      why, wrong, made_at, due)
    select gen_random_uuid(), s.municipality_id, 'college', keeps, coalesce(t.person_id, s.person_id),
      s.id, one, why, pieces, houvast_now(), put_right_by
      from (select null::uuid union select t.id where t.id is not null) receiver (one);
  insert into tracks_notice (id, municipality_id, controller, destroy_on, to_user_id, kind, at)
    select gen_random_uuid(), s.municipality_id, 'college', houvast_today() + 90, one,
      'entry_corrected', houvast_now()
      from (select t.lead_coach_id where t.id is not null union select m.user_id
              from accounts_membership m join accounts_user u on u.id = m.user_id
             where m.municipality_id = s.municipality_id and m.role = 'triage_member'
               and m.since <= houvast_now() and m.until > houvast_now()
               and u.is_active and u.suspended_at is null) told (one);
  return 'corrected';
end $$;
revoke all on function cooperation_mend_offer from public;
grant execute on function cooperation_mend_offer to {APP};

create function cooperation_stays_withdrawn() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from {OFFER} o where o.signal_id = old.id and o.state = 'withdrawn')
     and old.destroy_on <= houvast_today() then
    raise exception 'this was taken back'
      using errcode = 'check_violation', constraint = 'offer_was_withdrawn';
  end if;
  return new;
end $$;
create trigger stays_withdrawn before update on tracks_signal for each row
  when (new.state is distinct from old.state or new.destroy_on > old.destroy_on)
  execute function cooperation_stays_withdrawn();

create function cooperation_correction_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare goes text[] := array['confirmed_at', 'confirmed_by_id', 'destroy_on'];
begin
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or old.confirmed_at is not null and (new.confirmed_at, new.confirmed_by_id)
        is distinct from (old.confirmed_at, old.confirmed_by_id) then
    raise exception 'a correction stays as it was sent'
      using errcode = 'check_violation', constraint = 'correction_stays';
  end if;
  return new;
end $$;
create trigger stays before update on {TASK} for each row
  execute function cooperation_correction_stays();

create function cooperation_correction_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {TASK} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger correction_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_correction_destroyed_together();
"""  # security definer: Veiligheid ends what it gave, and reads nothing of what the college made of it


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0017_taken_back")]

    operations = [
        force(TASK),
        seen_by_triggers(TASK),
        closed_to_who_is_near(TASK, "person_id"),
        policy(TASK, "made_by_a_correction", "insert", OWNER, "true"),
        policy(TASK, "moved_together", "update", OWNER, "true"),
        policy(TASK, "seen_by_who_has_it", "select", APP, f"{here(TASK)} and {HAS_IT}"),
        changed(
            TASK,
            "confirmed_by_who_has_it",
            f"{here(TASK)} and confirmed_at is null and {HAS_IT}",
            f"{HERE} and confirmed_by_id = {USER}",
        ),
        policy(
            "tracks_notice",
            "left_by_a_correction",
            "insert",
            OWNER,
            "kind = 'entry_corrected'",
        ),
        migrations.RunSQL(NOW, BEFORE),
        migrations.RunSQL(
            MENDS,
            "drop function cooperation_correction_destroyed_together cascade;"
            " drop function cooperation_correction_stays cascade;"
            " drop function cooperation_stays_withdrawn cascade;"
            " drop function cooperation_mend_offer",
        ),
    ]
