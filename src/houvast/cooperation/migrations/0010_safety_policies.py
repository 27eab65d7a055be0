"""The compartment of Veiligheid: its triage alone comes in, and one function lets one thing out.

What goes out is how to reach somebody. The function makes a person, a name and a signal of the
college that carry no key of what they came from; only the record in the compartment does.
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
    once,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

SIGNAL, NAME = "cooperation_safetysignal", "cooperation_safetyname"
POLICE, OFFER = "cooperation_policefacts", "cooperation_helpoffer"
HERE = f"municipality_id = {MUNICIPALITY}"
TEAM = f"{purpose('safety_triage')} and {serves('safety_triage_member')}"
COLLEGE = f"{purpose('intake')} and {serves('triage_member')}"
WATCHES = (
    f"({purpose('subject_rights')} and {serves('privacy_officer')}"
    f" or {purpose('oversight')} and {serves('fg')})"
)


def grounded(code, kind):
    """SQL: the mayor's ground for this kind holds today; asked once for a statement."""
    asked = (
        f"sharing_ground_holds({MUNICIPALITY}, '{code}', 'burgemeester', '{kind}', 'safety_triage')"
    )
    return once(asked)


ORDER, NAMED, GIVEN = grounded("G03", "SF"), grounded("G03", "ID"), grounded("G08", "PJ")

PERSON_OF_OFFER = f"""
create function cooperation_person_of_offer(one uuid) returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if sharing_closed_to_me() = array[]::uuid[] then return null; end if;
  return (select person_id from {SIGNAL} where offer_id = one);
end $$;
"""  # for nearly everybody nothing is closed, and then nothing is looked up

MOVES = f"""
create function cooperation_safety_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  goes text[] := array['state', 'necessity', 'proportionality', 'subsidiarity', 'answer',
    'sent_back', 'answered_by_id', 'answered_at', 'offer_id', 'destroy_on'];
begin
  if tg_op = 'INSERT' then
    if not exists (select from people_person p where p.id = new.person_id
                   and p.municipality_id = new.municipality_id and p.controller = 'burgemeester')
       or not exists (select from tracks_entrycriterion c
                      join accounts_programme g on g.id = c.programme_id
                      where c.id = new.criterion_id and g.municipality_id = new.municipality_id) then
      raise exception 'a signal of Veiligheid stays in its compartment'
        using errcode = 'check_violation', constraint = 'safety_stays_in_its_compartment';
    end if;
    if new.state <> 'received' or new.offer_id is not null or not {ORDER}
       or (new.source = 'police' and not {GIVEN}) then
      raise exception 'a signal of Veiligheid begins as received, on a ground'
        using errcode = 'check_violation', constraint = 'safety_begins_on_a_ground';
    end if;
    return new;
  end if;
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or old.state in ('taken_up', 'turned_down')
        and to_jsonb(new) - 'destroy_on' is distinct from to_jsonb(old) - 'destroy_on'
     or new.destroy_on > old.destroy_on and new.state = old.state
     or new.state <> old.state and (old.state, new.state) not in (('received', 'in_triage'),
        ('in_triage', 'turned_down'), ('in_triage', 'taken_up')) then
    raise exception 'a signal of Veiligheid moves step by step'
      using errcode = 'check_violation', constraint = 'safety_moves_step_by_step';
  end if;
  if new.state = 'taken_up' and old.state <> 'taken_up'
     and not exists (select from {OFFER} o where o.id = new.offer_id and o.state = 'sent') then
    raise exception 'help is offered with a record of it'
      using errcode = 'check_violation', constraint = 'safety_offers_with_a_record';
  end if;
  if new.offer_id is distinct from old.offer_id and new.offer_id is not null and not exists (
       select from {OFFER} o join {NAME} n on n.person_id = new.person_id
       where o.id = new.offer_id and o.municipality_id = new.municipality_id
         and o.state = 'decided' and new.state = 'in_triage' and (o.needs_second or (
           new.source <> 'police' and n.birth_date is not null
           and n.birth_date + interval '18 years' <= houvast_today()))) then
    raise exception 'a second person looks along with an offer of help'
      using errcode = 'check_violation', constraint = 'safety_second_person_looks_along';
  end if;
  return new;
end $$;
create trigger moves before insert or update on {SIGNAL}
  for each row execute function cooperation_safety_moves();

create function cooperation_safety_destroyed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {NAME} set destroy_on = new.destroy_on where person_id = new.person_id;
  update {POLICE} set destroy_on = least(new.destroy_on, keep_until) where signal_id = new.id;
  update people_person set destroy_on = new.destroy_on where id = new.person_id;
  return null;
end $$;
create trigger destroyed_together after update of destroy_on on {SIGNAL}
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_safety_destroyed();

create function cooperation_police_stay() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare goes text[] := array['allowed_on', 'allowed_by', 'destroy_on'];
begin
  if tg_op = 'INSERT' then
    if not exists (select from {SIGNAL} s where s.id = new.signal_id
                   and s.person_id = new.person_id and s.source = 'police') then
      raise exception 'what police gave stands with its signal'
        using errcode = 'check_violation', constraint = 'police_facts_with_their_signal';
    end if;
    return new;
  end if;
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or (old.allowed_on is not null and (new.allowed_on, new.allowed_by)
         is distinct from (old.allowed_on, old.allowed_by)) then
    raise exception 'what police gave stays as it was given'
      using errcode = 'check_violation', constraint = 'police_facts_stay';
  end if;
  return new;
end $$;
create trigger stays before insert or update on {POLICE}
  for each row execute function cooperation_police_stay();

create function cooperation_offer_moves() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  looked text[] := array['second_id', 'second_at', 'state', 'sent_at', 'signal_id', 'tell_by'];
  told text[] := array['told_on', 'told_how', 'told_in', 'told_words', 'told_by_id'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'decided' or new.second_id is not null then
      raise exception 'an offer of help begins as a decision'
        using errcode = 'check_violation', constraint = 'an_offer_begins_as_a_decision';
    end if;
    return new;
  end if;
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
create trigger moves before insert or update on {OFFER}
  for each row execute function cooperation_offer_moves();
"""  # security definer: they look at rows of the compartment for whoever moves one of them;
# the last one is not, and so knows the function that sends from anybody else

SENDS = f"""
create function cooperation_send_offer(wanted uuid, answer_day date, keep_until date, keep_here date)
returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  o {OFFER}; s {SIGNAL}; n {NAME};
  person uuid := gen_random_uuid(); made uuid := gen_random_uuid(); team uuid;
begin
  if not ({TEAM}) or not exists (select from accounts_user me where me.id = {USER}
       and me.is_active and me.suspended_at is null) then
    raise exception 'only the triage of Veiligheid offers help'
      using errcode = 'insufficient_privilege';
  end if;
  select * into o from {OFFER} where id = wanted and {HERE} and state = 'decided' for update;
  select * into s from {SIGNAL} where offer_id = o.id and {HERE} and state = 'in_triage'
    and destroy_on > houvast_today() and person_id <> all (sharing_closed_to_me()) for update;
  select * into n from {NAME} where person_id = s.person_id;
  if n.person_id is null or not {NAMED} or exists (select from {POLICE} p
       where p.signal_id = s.id and p.no_onward and p.allowed_on is null) then
    raise exception 'this help cannot be offered'
      using errcode = 'check_violation', constraint = 'help_cannot_be_offered';
  end if;
  select m.team_id into team from accounts_membership m join accounts_user u on u.id = m.user_id
    where m.municipality_id = o.municipality_id and m.role = 'triage_member'
      and m.since <= houvast_now() and m.until > houvast_now()
      and u.is_active and u.suspended_at is null
    order by u.name, m.id limit 1;
  if team is null then
    select t.id into team from accounts_team t join accounts_organisation g on g.id = t.organisation_id
      where g.municipality_id = o.municipality_id and g.controller = 'college' order by t.name limit 1;
  end if;
  insert into people_person (id, municipality_id, controller, destroy_on)
    values (person, o.municipality_id, 'college', keep_until);
  insert into people_nickname (person_id, municipality_id, controller, destroy_on, text)
    values (person, o.municipality_id, 'college', keep_until, left(coalesce(
      case when 'nickname' = any (o.what) then nullif(n.nickname, '') end,
      case when 'given_name' = any (o.what) then nullif(n.given_name, '') end,
      case when 'family_name' = any (o.what) then nullif(n.family_name, '') end), 60));
  insert into people_identity (person_id, municipality_id, controller, destroy_on, given_name,
      family_name, phone, preferred_channel)
    values (person, o.municipality_id, 'college', keep_until,
      case when 'given_name' = any (o.what) then n.given_name else '' end,
      case when 'family_name' = any (o.what) then n.family_name else '' end,
      case when 'phone' = any (o.what) then n.phone else '' end, '');
  insert into tracks_signal (id, municipality_id, controller, destroy_on, person_id, team_id, state,
      entered_by_id, received_at, answer_by, referred_to)
    values (made, o.municipality_id, 'college', keep_until, person, team, 'received', {USER},
      houvast_now(), answer_day, '');
  insert into tracks_signalfacts (signal_id, municipality_id, controller, destroy_on, behaviour,
      kind, opinion, source, observed_on, necessity, proportionality, subsidiarity, answer)
    values (made, o.municipality_id, 'college', keep_until, '', 'decision', '', 'safety',
      houvast_today(), '', '', '', '');
  update {OFFER} set state = 'sent', sent_at = houvast_now(), signal_id = made,
    tell_by = houvast_today() where id = o.id;
  update {SIGNAL} set state = 'taken_up', answered_by_id = {USER}, answered_at = houvast_now(),
    destroy_on = keep_here where id = s.id;
  return made;
end $$;
revoke all on function cooperation_send_offer from public;
grant execute on function cooperation_send_offer to {APP};
"""  # security definer: Veiligheid writes nothing at the college but this, and the college reads nothing here


def made_by_offer(table):
    return policy(table, "made_by_an_offer_of_help", "insert", OWNER, "true")


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0009_safety"), ("sharing", "0011_leads_not_while_suspended")]

    operations = [
        *(force(one) for one in (SIGNAL, NAME, POLICE, OFFER)),
        *(seen_by_triggers(one) for one in (SIGNAL, NAME, POLICE, OFFER)),
        *(
            policy(one, "moved_together", "update", OWNER, "true")
            for one in (SIGNAL, NAME, POLICE, OFFER)
        ),
        migrations.RunSQL(PERSON_OF_OFFER, "drop function cooperation_person_of_offer cascade"),
        *(closed_to_who_is_near(one, "person_id") for one in (SIGNAL, NAME, POLICE)),
        closed_to_who_is_near(OFFER, "tracks_person_of_signal(signal_id)"),
        migrations.RunSQL(
            f"create policy not_for_who_is_near_there on {OFFER} as restrictive for all to {APP}"
            " using (coalesce(cooperation_person_of_offer(id)"
            " <> all ((select sharing_closed_to_me())::uuid[]), true))",
            f"drop policy not_for_who_is_near_there on {OFFER}",
        ),
        policy(
            SIGNAL, "seen_by_its_triage", "select", APP, f"{here(SIGNAL)} and {TEAM} and {ORDER}"
        ),
        policy(
            SIGNAL,
            "entered_by_its_triage",
            "insert",
            APP,
            f"{HERE} and entered_by_id = {USER} and state = 'received' and {TEAM} and {ORDER}",
        ),
        changed(
            SIGNAL, "answered_by_its_triage", f"{here(SIGNAL)} and {TEAM}", f"{HERE} and {TEAM}"
        ),
        policy(NAME, "seen_by_its_triage", "select", APP, f"{here(NAME)} and {TEAM} and {NAMED}"),
        policy(NAME, "entered_by_its_triage", "insert", APP, f"{HERE} and {TEAM} and {NAMED}"),
        policy(
            POLICE, "seen_by_its_triage", "select", APP, f"{here(POLICE)} and {TEAM} and {GIVEN}"
        ),
        policy(POLICE, "entered_by_its_triage", "insert", APP, f"{HERE} and {TEAM} and {GIVEN}"),
        changed(
            POLICE,
            "allowed_by_its_source",
            f"{here(POLICE)} and {TEAM} and {GIVEN} and exists (select from {SIGNAL} s"
            f" where s.id = {POLICE}.signal_id and s.entered_by_id = {USER})",
            f"{HERE} and {TEAM}",
        ),
        policy(OFFER, "seen_by_who_offers", "select", APP, f"{here(OFFER)} and {TEAM}"),
        policy(
            OFFER,
            "seen_by_who_receives",
            "select",
            APP,
            f"{here(OFFER)} and state = 'sent' and {COLLEGE}",
        ),
        policy(OFFER, "seen_by_who_watches", "select", APP, f"{here(OFFER)} and {WATCHES}"),
        policy(
            OFFER,
            "decided_by_its_triage",
            "insert",
            APP,
            f"{HERE} and decided_by_id = {USER} and state = 'decided' and {TEAM}",
        ),
        changed(OFFER, "moved_by_its_triage", f"{here(OFFER)} and {TEAM}", f"{HERE} and {TEAM}"),
        policy(
            "people_person",
            "seen_by_triage_of_the_mayor",
            "select",
            APP,
            f"{here('people_person')} and controller = 'burgemeester' and {TEAM}",
        ),
        policy(
            "people_person",
            "for_the_mayor",
            "insert",
            APP,
            f"{HERE} and controller = 'burgemeester' and {TEAM}",
        ),
        *(
            made_by_offer(one)
            for one in (
                "people_person",
                "people_nickname",
                "people_identity",
                "tracks_signal",
                "tracks_signalfacts",
            )
        ),
        migrations.RunSQL(
            "create policy not_in_the_name_of_veiligheid on tracks_signalfacts as restrictive"
            f" for insert to {APP} with check (source <> 'safety')",
            "drop policy not_in_the_name_of_veiligheid on tracks_signalfacts",
        ),
        policy(
            "sharing_tie",
            "said_at_veiligheid",
            "insert",
            APP,
            f"{HERE} and entered_by_id = {USER} and user_id = {USER} and ended_at is null"
            f" and said_by = 'colleague' and {TEAM} and exists (select from {SIGNAL} s"
            " where s.person_id = sharing_tie.person_id"
            " and s.municipality_id = sharing_tie.municipality_id)",
        ),
        migrations.RunSQL(
            MOVES,
            "drop function cooperation_safety_moves cascade;"
            " drop function cooperation_safety_destroyed cascade;"
            " drop function cooperation_police_stay cascade;"
            " drop function cooperation_offer_moves cascade",
        ),
        migrations.RunSQL(SENDS, "drop function cooperation_send_offer"),
    ]
