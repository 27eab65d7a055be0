"""What is written beside what police gave stands with it, when somebody says that it holds of it.

A signal says for each of its texts where it stands. The database asks that somebody answered, that
what holds something of police is of their row and class, and that it stays when it is decided.
"""

from django.db import migrations

from houvast.database.policies import (
    MUNICIPALITY,
    USER,
    changed,
    here,
    once,
    purpose,
    serves,
)

SIGNAL, NAME = "cooperation_safetysignal", "cooperation_safetyname"
POLICE, OFFER = "cooperation_policefacts", "cooperation_helpoffer"
HERE = f"municipality_id = {MUNICIPALITY}"
TEAM = f"{purpose('safety_triage')} and {serves('safety_triage_member')}"


def grounded(code, kind):
    """SQL: the mayor's ground for this kind holds today; asked once for a statement."""
    asked = (
        f"sharing_ground_holds({MUNICIPALITY}, '{code}', 'burgemeester', '{kind}', 'safety_triage')"
    )
    return once(asked)


ORDER, GIVEN = grounded("G03", "SF"), grounded("G08", "PJ")

MOVES = f"""
create or replace function cooperation_safety_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  goes text[] := array['state', 'necessity', 'proportionality', 'subsidiarity', 'answer',
    'sent_back', 'answered_by_id', 'answered_at', 'offer_id', 'destroy_on'<WITH>];
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
<ASKS>  if new.state = 'taken_up' and old.state <> 'taken_up'
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
"""
STAYS = f"""
create or replace function cooperation_police_stay() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare goes text[] := array['allowed_on', 'allowed_by', 'destroy_on'<TEXTS>];
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
         is distinct from (old.allowed_on, old.allowed_by))<KEEPS> then
    raise exception 'what police gave stays as it was given'
      using errcode = 'check_violation', constraint = 'police_facts_stay';
  end if;
  return new;
end $$;
"""
ASKS = f"""  if exists (select from unnest(new.with_police) one where not exists (
       select from {POLICE} p where p.signal_id = new.id and case one
         when 'offer' then p.necessity <> '' and p.proportionality <> '' and p.subsidiarity <> ''
         when 'answer' then p.answer <> '' else p.sent_back <> '' end)) then
    raise exception 'what holds something of police stands with what they gave'
      using errcode = 'check_violation', constraint = 'it_stands_with_what_police_gave';
  end if;
"""
BESIDE = ("necessity", "proportionality", "subsidiarity", "answer", "sent_back")
TEXTS = "".join(f", '{one}'" for one in BESIDE)
KEEPS = f"""
     or ((new.allowed_on, new.allowed_by) is distinct from (old.allowed_on, old.allowed_by)
         and not exists (select from {SIGNAL} s
                         where s.id = new.signal_id and s.entered_by_id = {USER}))
     or (({", ".join(f"new.{one}" for one in BESIDE)})
         is distinct from ({", ".join(f"old.{one}" for one in BESIDE)})
         and exists (select from {SIGNAL} s
                     where s.id = new.signal_id and s.state in ('taken_up', 'turned_down')))"""


def put(text, **parts):
    for name in ("WITH", "ASKS", "TEXTS", "KEEPS"):
        text = text.replace(f"<{name}>", parts.get(name, ""))
    return text


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0030_police_words")]

    operations = [
        migrations.RunSQL(
            put(MOVES, WITH=", 'with_police', 'without_police'", ASKS=ASKS), put(MOVES)
        ),
        migrations.RunSQL(put(STAYS, TEXTS=TEXTS, KEEPS=KEEPS), put(STAYS)),
        changed(
            POLICE,
            "written_beside_by_its_triage",
            f"{here(POLICE)} and {TEAM} and {GIVEN}",
            f"{HERE} and {TEAM} and {GIVEN}",
        ),
    ]
