"""A guest sees one question and what was shared for it, and the next statement nothing any more.

Answered, stopped, past its term, the decision gone, the partner gone, the role gone, suspended: each
is asked at each statement, by one function that gives the questions that are open to who looks.
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
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

QUESTION, ANSWER, FACT = (
    *("cooperation_guestquestion", "cooperation_partneranswer"),
    "cooperation_sharedfact",
)
HERE = f"municipality_id = {MUNICIPALITY}"
READS = ("lead", "second", "former")
OFFICER = f"{purpose('subject_rights')} and {serves('privacy_officer')}"
SUPERVISES = f"{purpose('oversight')} and {serves('fg')}"
OPEN_TO_ME = "(select cooperation_questions_shown())::uuid[]"

RESTS = """
create function cooperation_question_rests(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cooperation_guestquestion asked
    join cooperation_sharing share on share.id = asked.sharing_id
   where asked.id = one and share.receiver = 'partner'
     and share.to_organisation_id = asked.organisation_id
     and share.state in ('sent', 'acknowledged', 'corrected') and share.until > houvast_now()
     and share.destroy_on > houvast_today()
     and sharing_partner_takes_part(asked.municipality_id, asked.organisation_id)
     and cooperation_is_guest_of(asked.guest_id, asked.municipality_id, asked.organisation_id))
$$;
"""  # security definer: decision and role are asked, whoever may see them

IS_GUEST = """
create function cooperation_is_guest_of(who uuid, place uuid, partner uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts_membership serving
    join accounts_team team on team.id = serving.team_id
    join accounts_user guest on guest.id = serving.user_id
   where serving.user_id = who and serving.municipality_id = place
     and serving.role = 'partner_guest' and team.organisation_id = partner
     and serving.since <= houvast_now() and serving.until > houvast_now()
     and guest.is_active and guest.suspended_at is null)
$$;
revoke all on function cooperation_is_guest_of from public;
"""

SHOWN = f"""
create function cooperation_questions_shown() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(asked.id), '{{}}') from {QUESTION} asked
   where asked.guest_id = {USER} and asked.municipality_id = {MUNICIPALITY}
     and {PURPOSE} = 'guidance'
     and asked.answered_at is null and asked.ended_at is null and asked.until > houvast_now()
     and asked.destroy_on > houvast_today() and cooperation_question_rests(asked.id)
$$;
create function cooperation_guest_facts() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(fact.id), '{{}}') from {QUESTION} asked
    join cooperation_sharing share on share.id = asked.sharing_id
    join {FACT} fact on fact.sharing_id = share.id
   where asked.id = any (cooperation_questions_shown())
     and fact.dropped_at is null and fact.kind in ('ID', 'PL', 'SF')
     and sharing_ground_holds(share.municipality_id, share.ground, share.from_controller,
                              fact.kind, share.purpose)
     and sharing_partner_may_receive(share.municipality_id, share.to_organisation_id, fact.kind)
$$;
create function cooperation_answers_to(one uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(track.lead_coach_id, asked.asked_by_id) from {QUESTION} asked
    join tracks_track track on track.id = asked.track_id
   where asked.id = one and one = any (cooperation_questions_shown())
$$;
"""  # security definer: a guest sees no decision, only what it opens

WAITS = f"""
create function cooperation_guest_waits(who uuid, shared uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_user where id = who and municipality_id = {MUNICIPALITY}
    for no key update;
  return exists (select from {QUESTION} other
    where (other.guest_id = who or other.sharing_id = shared)
      and other.municipality_id = {MUNICIPALITY}
      and other.answered_at is null and other.ended_at is null
      and other.until > houvast_now() and cooperation_question_rests(other.id));
end $$;
"""  # security definer: who asks does not see what others asked; the account is locked till the end

MOVES = f"""
create function cooperation_question_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  goes text[] := array['answered_at', 'ended_at', 'ended_by_id', 'why_ended', 'destroy_on'];
  share cooperation_sharing;
  days integer;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
       or ((old.answered_at is not null or old.ended_at is not null)
           and to_jsonb(new) - 'destroy_on' is distinct from to_jsonb(old) - 'destroy_on')
       or (new.answered_at is distinct from old.answered_at and (new.guest_id is distinct from {USER}
           or not exists (select from {ANSWER} said where said.question_id = new.id)))
       or (new.ended_at is distinct from old.ended_at
           and new.ended_by_id is distinct from {USER}) then
      raise exception 'a question ends once, by its answer or by who stops it'
        using errcode = 'check_violation', constraint = 'question_ends_once';
    end if;
    return new;
  end if;
  if not cooperation_is_guest_of(new.guest_id, new.municipality_id, new.organisation_id) then
    raise exception 'a question goes to a guest of that partner'
      using errcode = 'check_violation', constraint = 'question_to_a_guest';
  end if;
  if not sharing_partner_takes_part(new.municipality_id, new.organisation_id) then
    raise exception 'without a covenant no guest is asked'
      using errcode = 'check_violation', constraint = 'question_under_a_covenant';
  end if;
  select * into share from cooperation_sharing where id = new.sharing_id for share;
  if share.track_id is distinct from new.track_id or share.person_id is distinct from new.person_id
     or share.municipality_id is distinct from new.municipality_id
     or share.receiver <> 'partner' or share.to_organisation_id <> new.organisation_id
     or share.state not in ('sent', 'acknowledged', 'corrected') or share.until <= houvast_now()
     or share.until < new.until then
    raise exception 'a question rests on a decision to share that lives as long'
      using errcode = 'check_violation', constraint = 'question_on_a_decision';
  end if;
  select (tracks_terms_on(track.programme_id, houvast_today())).guest_days into days
    from tracks_track track where track.id = new.track_id;
  if new.until > (houvast_today() + least(coalesce(days, 14), 14) + 1)::timestamp
       at time zone 'Europe/Amsterdam' or new.answered_at is not null or new.ended_at is not null
     or new.asked_at <> houvast_now() then
    raise exception 'a question begins now and ends within its days'
      using errcode = 'check_violation', constraint = 'question_within_its_days';
  end if;
  if cooperation_guest_waits(new.guest_id, new.sharing_id) then
    raise exception 'a guest has one question'
      using errcode = 'check_violation', constraint = 'one_question_of_a_guest';
  end if;
  return new;
end $$;
create trigger moves before insert or update on {QUESTION}
  for each row execute function cooperation_question_moves();
create function cooperation_question_answered() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update cooperation_sharing set state = 'ended', ended_by_id = new.guest_id,
         ended_at = new.answered_at
   where id = new.sharing_id and one_answer and state in ('sent', 'acknowledged', 'corrected');
  return null;
end $$;
create trigger answered after update on {QUESTION} for each row
  when (old.answered_at is null and new.answered_at is not null)
  execute function cooperation_question_answered();
"""  # security definer: it asks decision, role and terms, and ends what was for one answer

STAYS = f"""
create function cooperation_answer_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  goes text[] := array['read_by_id', 'read_at', 'destroy_on'];
begin
  if tg_op = 'INSERT' then
    if new.read_at is not null or new.answered_at <> houvast_now() or not exists (
         select from {QUESTION} asked join accounts_organisation partner
             on partner.id = asked.organisation_id
          where asked.id = new.question_id and asked.guest_id = new.answered_by_id
            and asked.person_id = new.person_id and asked.track_id = new.track_id
            and asked.municipality_id = new.municipality_id
            and partner.name = new.source) then
      raise exception 'an answer is of the guest who was asked, for his partner'
        using errcode = 'check_violation', constraint = 'answer_of_the_guest';
    end if;
    return new;
  end if;
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or (old.read_at is not null and (new.read_at, new.read_by_id)
         is distinct from (old.read_at, old.read_by_id)) then
    raise exception 'what was answered stays as it was answered'
      using errcode = 'check_violation', constraint = 'answer_stays';
  end if;
  return new;
end $$;
create trigger stays before insert or update on {ANSWER}
  for each row execute function cooperation_answer_stays();
create function cooperation_guests_destroyed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {QUESTION} set destroy_on = new.destroy_on where track_id = new.id;
  update {ANSWER} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger guests_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_guests_destroyed();
create function cooperation_answered_whole() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from {QUESTION} asked
                  where asked.id = new.question_id and asked.answered_at is not null) then
    raise exception 'an answer ends its question'
      using errcode = 'check_violation', constraint = 'answer_ends_its_question';
  end if;
  return null;
end $$;
create constraint trigger ends_its_question after insert on {ANSWER}
  deferrable initially deferred for each row execute function cooperation_answered_whole();
"""  # security definer: a guest sees no question any more once it was answered
UNDO = """
drop function cooperation_answered_whole cascade;
drop function cooperation_guests_destroyed cascade;
drop function cooperation_answer_stays cascade;
drop function cooperation_question_answered cascade;
drop function cooperation_question_moves cascade;
"""


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
        ("cooperation", "0011_guests"),
        ("sharing", "0013_takes_part"),
        ("tracks", "0071_guest_questions"),
        ("accounts", "0016_guests"),
    ]

    operations = [
        *closed(QUESTION),
        *closed(ANSWER),
        tied(
            ANSWER,
            "answer_to_its_question",
            "question_id, person_id",
            f"{QUESTION} (id, person_id)",
        ),
        migrations.RunSQL(
            IS_GUEST + RESTS + SHOWN + WAITS,
            "drop function cooperation_guest_waits;"
            " drop function cooperation_answers_to;"
            " drop function cooperation_guest_facts cascade;"
            " drop function cooperation_questions_shown cascade;"
            " drop function cooperation_question_rests cascade;"
            " drop function cooperation_is_guest_of cascade",
        ),
        policy(
            QUESTION,
            "seen_by_who_guides",
            "select",
            APP,
            f"{here(QUESTION)} and {held(f'{QUESTION}.person_id', *READS)}",
        ),
        policy(
            QUESTION,
            "open_to_the_guest",
            "select",
            APP,
            f"{HERE} and id = any ({OPEN_TO_ME})",
        ),
        policy(
            QUESTION,
            "seen_by_who_watches",
            "select",
            APP,
            f"{here(QUESTION)} and (({OFFICER}) or ({SUPERVISES}))",
        ),
        policy(
            QUESTION,
            "asked_by_lead",
            "insert",
            APP,
            f"{HERE} and asked_by_id = {USER} and {held(f'{QUESTION}.person_id', 'lead')}",
        ),
        changed(
            QUESTION,
            "stopped",
            f"{here(QUESTION)} and ({held(f'{QUESTION}.person_id', 'lead')} or ({OFFICER}))",
            HERE,
        ),
        changed(QUESTION, "answered", f"{HERE} and id = any ({OPEN_TO_ME})", HERE),
        policy(
            ANSWER,
            "read_by_who_guides",
            "select",
            APP,
            f"{here(ANSWER)} and {held(f'{ANSWER}.person_id', *READS)}",
        ),
        policy(
            ANSWER,
            "given_by_the_guest",
            "insert",
            APP,
            f"{HERE} and answered_by_id = {USER} and question_id = any ({OPEN_TO_ME})",
        ),
        changed(
            ANSWER,
            "marked_as_read",
            f"{here(ANSWER)} and {held(f'{ANSWER}.person_id', 'lead')}",
            f"{HERE} and read_by_id = {USER}",
        ),
        policy(
            FACT,
            "shared_with_a_guest",
            "select",
            APP,
            f"{here(FACT)} and id = any ((select cooperation_guest_facts())::uuid[])",
        ),
        migrations.RunSQL(MOVES + STAYS, UNDO),
    ]
