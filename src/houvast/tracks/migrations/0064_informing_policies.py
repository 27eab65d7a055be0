"""The duty to tell, kept by the database: by when, whom, with which proof, and who lets it wait.

T-34 the day only comes closer · T-35 nothing is taken up without it · T-36 told has a proof, and
a proof is never changed · T-37 waiting has an end within three months, a second person, and on a
repeat a decision · T-32 who has a say hears it below an age, and as long as no age is known.
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
    once,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

MOMENT, PROOF, HOLD = "tracks_informationmoment", "tracks_proofoftelling", "tracks_hold"
HERE = f"municipality_id = {MUNICIPALITY}"
READERS = ("lead", "second", "former")
GUIDING = purpose("guidance")
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
OFFICER = f"{purpose('subject_rights')} and {serves('privacy_officer')}"
WATCHES = f"({OFFICER}) or ({purpose('oversight')} and {serves('fg')})"


def watched(table):
    """The privacy officer carries out and the FG supervises: both see that it is kept."""
    return policy(table, "seen_by_who_watches", "select", APP, f"{here(table)} and {once(WATCHES)}")


def notices(table):
    """Class SH: who guides reads it, and who watches."""
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(
            table,
            "seen_by_coach",
            "select",
            APP,
            f"{here(table)} and {GUIDING} and {held(f'{table}.person_id', *READERS)}",
        ),
        watched(table),
        closed_to_who_is_near(table, "person_id"),
        migrations.RunSQL(
            f"alter table {table} add constraint {table.removeprefix('tracks_')}_of_the_tracks_person"
            " foreign key (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {table} drop constraint {table.removeprefix('tracks_')}_of_the_tracks_person",
        ),
    ]


def leads(table):
    return f"{GUIDING} and {held(f'{table}.person_id', 'lead')}"


POLICIES = [
    watched("tracks_track"),
    watched(MOMENT),
    policy(MOMENT, "seen_by_the_safety_net", "select", APP, f"{here(MOMENT)} and {JOB}"),
    policy(MOMENT, "beside_the_young_person", "insert", OWNER, "audience = 'representative'"),
    changed(
        MOMENT,
        "waits_by_the_second_person",
        f"{here(MOMENT)} and {OFFICER}",
        f"{HERE} and state in ('postponed', 'left_out')",
    ),
    *notices(PROOF),
    policy(
        PROOF,
        "by_who_told_it",
        "insert",
        APP,
        f"{HERE} and told_by_id = {USER} and recorded_at = houvast_now() and {leads(PROOF)}",
    ),
    *notices(HOLD),
    policy(
        HOLD,
        "asked_by_lead",
        "insert",
        APP,
        f"{HERE} and asked_by_id = {USER} and asked_at = houvast_now() and state = 'asked'"
        f" and {leads(HOLD)}",
    ),
    changed(
        HOLD,
        "answered_by_the_second_person",
        f"{here(HOLD)} and state = 'asked' and {OFFICER}",
        f"{HERE} and state in ('agreed', 'declined') and answered_by_id = {USER}",
    ),
]

YOUNG = """
create function tracks_is_young(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select extract(year from age(houvast_today()::timestamp, who.birth_date::timestamp))
            < coalesce((tracks_terms_on(track.programme_id, houvast_today())).representative_below, 16)
       from people_identity who where who.person_id = track.person_id
        and who.birth_date is not null), true)
  from tracks_track track where track.id = one
$$;
revoke all on function tracks_is_young from public;
"""  # an age that is not known counts as not met (T-33)

BESIDE = """
create function tracks_tell_beside(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tracks_is_young(one) then
    insert into tracks_informationmoment (id, municipality_id, controller, destroy_on, person_id,
      track_id, audience, state, since, due)
    select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, track_id,
           'representative', 'planned', since, due
      from tracks_informationmoment where track_id = one and audience = 'young_person'
    on conflict (track_id, audience) do update set state = 'planned'
      where tracks_informationmoment.state = 'not_needed';
  else
    update tracks_informationmoment set state = 'not_needed', postponed_until = null
     where track_id = one and audience = 'representative' and state in ('planned', 'postponed');
  end if;
end $$;
revoke all on function tracks_tell_beside from public;
create function tracks_tells_beside() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin perform tracks_tell_beside(new.track_id); return null; end $$;
create trigger tells_beside after insert on tracks_informationmoment for each row
  when (new.audience = 'young_person') execute function tracks_tells_beside();
create function tracks_age_is_known() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tracks_tell_beside(id) from tracks_track
    where person_id = new.person_id and state <> 'closed';
  return null;
end $$;
create trigger age_is_known after insert on people_identity
  for each row execute function tracks_age_is_known();
create trigger age_is_mended after update of birth_date on people_identity for each row
  when (new.birth_date is distinct from old.birth_date) execute function tracks_age_is_known();
"""
BESIDE_UNDO = """
drop function tracks_age_is_known cascade; drop function tracks_tells_beside cascade;
drop function tracks_tell_beside
"""

GROWN_UP = f"""
create function tracks_grown_up() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare number integer;
begin
  update tracks_informationmoment set state = 'not_needed', postponed_until = null
   where municipality_id = {MUNICIPALITY} and audience = 'representative'
     and state in ('planned', 'postponed') and not tracks_is_young(track_id) and {JOB};
  get diagnostics number = row_count;
  return number;
end $$;
revoke all on function tracks_grown_up from public;
grant execute on function tracks_grown_up to {APP};
"""  # security definer: the job learns that it is so, and no birth date

BY_WHEN = """
create function tracks_tell_by(one uuid, on_day date) returns void
language sql security definer set search_path = public, pg_temp as $$
  update tracks_informationmoment set due = greatest(since, on_day)
   where track_id = one and state in ('planned', 'postponed') and due > greatest(since, on_day)
$$;
revoke all on function tracks_tell_by from public;
create function tracks_first_contact() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tracks_tell_by(new.track_id, (new.at at time zone 'Europe/Amsterdam')::date);
  return null;
end $$;
create trigger first_contact after insert on tracks_contact for each row
  when (new.is_real and new.state = 'stands') execute function tracks_first_contact();
"""
BY_WHEN_UNDO = "drop function tracks_first_contact cascade; drop function tracks_tell_by"

MOVES = """
create function tracks_information_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.due > old.due then
    raise exception 'the day to tell by only comes closer'
      using errcode = 'check_violation', constraint = 'tell_by_only_comes_closer';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
       ('planned', 'told'), ('planned', 'postponed'), ('planned', 'left_out'),
       ('planned', 'not_needed'), ('postponed', 'told'), ('postponed', 'left_out'),
       ('postponed', 'not_needed'), ('left_out', 'not_needed'), ('not_needed', 'planned'))
     or old.state = 'told' and (new.told_on, new.told_by_id) is distinct from
                               (old.told_on, old.told_by_id) then
    raise exception 'what was told stays told'
      using errcode = 'check_violation', constraint = 'information_moves';
  end if;
  return new;
end $$;
create trigger moves before update on tracks_informationmoment
  for each row execute function tracks_information_moves();
create trigger only_changes before update on tracks_informationmoment for each row execute function
  tracks_only_changes('destroy_on', 'state', 'due', 'postponed_until', 'told_on', 'told_by_id');
"""
MOVES_UNDO = """
drop trigger only_changes on tracks_informationmoment;
drop function tracks_information_moves cascade;
"""

PROVED = """
create function tracks_information_is_proved() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare now_so tracks_informationmoment;
begin
  select * into now_so from tracks_informationmoment where id = new.id;
  if not found then return null; end if;
  if now_so.state = 'told' and not exists (
       select from tracks_proofoftelling where moment_id = now_so.id and "on" = now_so.told_on) then
    raise exception 'told has a proof'
      using errcode = 'check_violation', constraint = 'told_has_a_proof';
  end if;
  if now_so.state = 'postponed' and not exists (
       select from tracks_hold where moment_id = now_so.id and state = 'agreed' and kind = 'later'
          and until = now_so.postponed_until)
     or now_so.state = 'left_out' and not exists (
       select from tracks_hold where moment_id = now_so.id and state = 'agreed'
          and kind = 'leave_out') then
    raise exception 'a second person agreed that it waits'
      using errcode = 'check_violation', constraint = 'waiting_was_agreed';
  end if;
  if now_so.state = 'not_needed' and tracks_is_young(now_so.track_id) then
    raise exception 'who has a say hears it below an age'
      using errcode = 'check_violation', constraint = 'representative_hears_it';
  end if;
  return null;
end $$;
create constraint trigger is_proved after insert or update of state, postponed_until, told_on
  on tracks_informationmoment deferrable initially deferred for each row
  when (new.state <> 'planned') execute function tracks_information_is_proved();
"""

PLANNED = """
create function tracks_has_a_moment_to_tell(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from tracks_informationmoment
                 where track_id = one and audience = 'young_person') then
    raise exception 'a track has a moment at which the young person hears of it'
      using errcode = 'check_violation', constraint = 'track_has_a_moment_to_tell';
  end if;
end $$;
revoke all on function tracks_has_a_moment_to_tell from public;
create function tracks_track_is_told() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin perform tracks_has_a_moment_to_tell(new.id); return null; end $$;
create constraint trigger is_told after insert on tracks_track
  deferrable initially deferred for each row execute function tracks_track_is_told();
create constraint trigger is_told_again after update of state on tracks_track
  deferrable initially deferred for each row
  when (new.state <> 'closed' and new.state <> old.state) execute function tracks_track_is_told();
create function tracks_taken_up_is_told() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare found_track uuid;
begin
  if not exists (select from tracks_track where signal_id = new.id) then
    raise exception 'what is taken up has a track'
      using errcode = 'check_violation', constraint = 'taken_up_has_a_track';
  end if;
  for found_track in select id from tracks_track where signal_id = new.id loop
    perform tracks_has_a_moment_to_tell(found_track);
  end loop;
  return null;
end $$;
create constraint trigger taken_up_is_told after insert or update of state on tracks_signal
  deferrable initially deferred for each row
  when (new.state = 'taken_up') execute function tracks_taken_up_is_told();
"""
PLANNED_UNDO = """
drop function tracks_taken_up_is_told cascade; drop function tracks_track_is_told cascade;
drop function tracks_has_a_moment_to_tell
"""

NO_PARENTS = """
create function tracks_parents_of_a_child() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tracks_informationmoment m where m.id = new.moment_id
               and m.audience = 'representative')
     and not exists (select from people_identity where person_id = new.person_id
                       and birth_date is not null) then
    raise exception 'parents hear it of a child, and an age is known first'
      using errcode = 'check_violation', constraint = 'parents_hear_it_of_a_child';
  end if;
  return new;
end $$;
create trigger parents_of_a_child before insert on tracks_proofoftelling
  for each row execute function tracks_parents_of_a_child();
"""

WAITS = """
create function tracks_hold_is_asked() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare about tracks_informationmoment;
begin
  select * into about from tracks_informationmoment where id = new.moment_id for update;
  new.repeats := exists (select from tracks_hold
                         where moment_id = new.moment_id and state = 'agreed');
  if about.state not in ('planned', 'postponed') or about.track_id <> new.track_id then
    raise exception 'what was told cannot wait'
      using errcode = 'check_violation', constraint = 'only_what_waits_can_wait';
  end if;
  if new.kind = 'leave_out' and about.audience <> 'representative' then
    raise exception 'a young person always hears it'
      using errcode = 'check_violation', constraint = 'a_young_person_is_told';
  end if;
  if new.until <= (new.asked_at at time zone 'Europe/Amsterdam')::date
     or new.until > (new.asked_at at time zone 'Europe/Amsterdam')::date + interval '3 months' then
    raise exception 'waiting ends within three months'
      using errcode = 'check_violation', constraint = 'hold_ends_within_three_months';
  end if;
  return new;
end $$;
create trigger is_asked before insert on tracks_hold
  for each row execute function tracks_hold_is_asked();
create function tracks_hold_answered_once() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if old.state <> 'asked' and to_jsonb(new) - 'destroy_on'
       is distinct from to_jsonb(old) - 'destroy_on' then
    raise exception 'what was answered stays answered'
      using errcode = 'check_violation', constraint = 'hold_answered_once';
  end if;
  return new;
end $$;
create trigger answered_once before update on tracks_hold
  for each row execute function tracks_hold_answered_once();
create trigger only_changes before update on tracks_hold for each row execute function
  tracks_only_changes('destroy_on', 'state', 'answered_by_id', 'answered_at', 'answer',
                      'decided_by', 'decided_on', 'document', 'fg_on', 'fg_advice');
create trigger only_changes before update on tracks_proofoftelling for each row execute function
  tracks_only_changes('destroy_on');
"""
WAITS_UNDO = """
drop trigger only_changes on tracks_proofoftelling; drop trigger only_changes on tracks_hold;
drop function tracks_hold_answered_once cascade; drop function tracks_hold_is_asked cascade;
"""

ANSWERS = f"""
create function tracks_telling_answers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from tracks_informationmoment where track_id = new.track_id
                  and state in ('planned', 'postponed')
                  and coalesce(postponed_until, due) < houvast_today()) then
    update tracks_rung set state = 'answered', left_at = houvast_now(), answered_by_id = {USER}
     where track_id = new.track_id and cause = 'inform' and state = 'raised';
  end if;
  return null;
end $$;
create trigger answers after update of state, postponed_until on tracks_informationmoment
  for each row execute function tracks_telling_answers();
"""  # the privacy officer who lets it wait has no rung of his own to close

FOLLOWS = """
create function tracks_telling_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tracks_proofoftelling set destroy_on = new.destroy_on where track_id = new.id;
  update tracks_hold set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger telling_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function tracks_telling_destroyed_together();
"""

SENDER = f"""
create function tracks_sender_is_set() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' or new.municipality_id is distinct from {MUNICIPALITY}
     or new.set_by_id is distinct from {USER} or not {serves("privacy_officer")} then
    raise exception 'the privacy officer says who sends the letters, and a newer one comes beside it'
      using errcode = 'check_violation', constraint = 'sender_set_by_privacy_officer';
  end if;
  return new;
end $$;
create trigger is_set before insert or update on tracks_lettersender
  for each row execute function tracks_sender_is_set();
"""

EVERY_TRACK = """
alter table tracks_informationmoment no force row level security;
insert into tracks_informationmoment (id, municipality_id, controller, destroy_on, person_id,
  track_id, audience, state, since, due)
select gen_random_uuid(), m.municipality_id, m.controller, m.destroy_on, m.person_id, m.track_id,
       'representative', 'planned', m.since, m.due
  from tracks_informationmoment m join tracks_track t on t.id = m.track_id and t.state <> 'closed'
 where m.audience = 'young_person' and tracks_is_young(m.track_id);
set constraints all immediate;
set constraints all deferred;
alter table tracks_informationmoment force row level security;
"""  # tracks that run already


class Migration(migrations.Migration):
    dependencies = [
        ("tracks", "0063_informing"),
        ("sharing", "0009_ties"),
        ("people", "0003_phone_numbers"),
    ]

    operations = [
        *POLICIES,
        migrations.RunSQL(YOUNG, "drop function tracks_is_young"),
        migrations.RunSQL(EVERY_TRACK, migrations.RunSQL.noop),
        migrations.RunSQL(BESIDE, BESIDE_UNDO),
        migrations.RunSQL(GROWN_UP, "drop function tracks_grown_up"),
        migrations.RunSQL(BY_WHEN, BY_WHEN_UNDO),
        migrations.RunSQL(MOVES, MOVES_UNDO),
        migrations.RunSQL(PROVED, "drop function tracks_information_is_proved cascade"),
        migrations.RunSQL(PLANNED, PLANNED_UNDO),
        migrations.RunSQL(NO_PARENTS, "drop function tracks_parents_of_a_child cascade"),
        migrations.RunSQL(WAITS, WAITS_UNDO),
        migrations.RunSQL(ANSWERS, "drop function tracks_telling_answers cascade"),
        migrations.RunSQL(FOLLOWS, "drop function tracks_telling_destroyed_together cascade"),
        migrations.RunSQL(SENDER, "drop function tracks_sender_is_set cascade"),
    ]
