"""Plans are of one municipality, and open for who makes policy there and who manages.

What the machine wrote stays as it was. A mark is of the person who acts, at this moment, and
quotes the plan; another takes its place and it stays. Nobody but a person says that nothing was
found, and not while something is confirmed. Means count only once an amount was accepted.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    forgets,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serving,
    waits_a_day,
)

LOOKS = f"{purpose('figures')} and {serving('policy_officer', 'programme_manager')}"
MADE = f"municipality_id = {MUNICIPALITY} and {LOOKS}"
WRITTEN_BY_THE_MACHINE = (
    "plans_document", "plans_catalogue", "plans_version", "plans_passage", "plans_reading",
    "plans_suggestion",
)  # fmt: skip
BY_PEOPLE = ("plans_mark", "plans_fact", "plans_followup")

MARKS = f"""
create function plans_open(of uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('plan reading ' || of, 0));
  if exists (select from plans_reading where id = of and finished_at is not null) then
    raise exception 'a reading that is finished is opened again first'
      using errcode = 'check_violation', constraint = 'reading_is_open';
  end if;
end $$;

create function plans_by_a_person(who uuid, at timestamptz) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  if who is distinct from {USER} or at is distinct from houvast_now()
     or not exists (select from accounts_user where id = who and not is_system) then
    raise exception 'a person decides, under the own name and now'
      using errcode = 'check_violation', constraint = 'decided_by_a_person';
  end if;
end $$;

create function plans_confirmed(of uuid, question text, piece uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from plans_mark where reading_id = of and about = question
    and (piece is null or passage_id = piece) and decision in ('proves', 'partly')
    and replaced_at is null)
$$;

create function plans_mark_arrives() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plans_open(new.reading_id);
  perform plans_by_a_person(new.by_id, new.at);
  if new.replaced_at is not null or not exists (
    select from plans_reading r join plans_catalogue c on c.id = r.catalogue_id
     where r.id = new.reading_id and r.municipality_id = new.municipality_id
       and jsonb_path_exists(c.content, '$.*[*] ? (@.id == $id)',
                             jsonb_build_object('id', new.about))
       and (new.other = '' or jsonb_path_exists(c.content, '$.criteria[*] ? (@.id == $id)',
                                                jsonb_build_object('id', new.other)))) then
    raise exception 'a mark is about a question of this reading'
      using errcode = 'check_violation', constraint = 'mark_is_about_a_question';
  end if;
  if new.passage_id is not null and not exists (
    select from plans_reading r join plans_version v on v.id = r.version_id
      join plans_passage p on p.version_id = v.id
     where r.id = new.reading_id and p.id = new.passage_id and not p.personal
       and position(new.quote in substr(v.text, p.begins + 1, p.ends - p.begins)) > 0) then
    raise exception 'a mark quotes the plan, and nothing about a person'
      using errcode = 'check_violation', constraint = 'mark_quotes_the_plan';
  end if;
  if new.decision = 'not_found' and plans_confirmed(new.reading_id, new.about, null) then
    raise exception 'something is confirmed here'
      using errcode = 'check_violation', constraint = 'not_found_without_support';
  end if;
  if new.level = 3 and not exists (
    select from plans_fact where reading_id = new.reading_id and about = new.about
       and passage_id = new.passage_id and kind in ('money', 'fte') and withdrawn_at is null) then
    raise exception 'means need an amount that was accepted'
      using errcode = 'check_violation', constraint = 'means_need_an_amount';
  end if;
  update plans_mark set replaced_at = houvast_now()
   where reading_id = new.reading_id and about = new.about and replaced_at is null
     and (passage_id is not distinct from new.passage_id
          or new.decision in ('proves', 'partly') and decision = 'not_found');
  return new;
end $$;
create trigger arrives before insert on plans_mark
  for each row execute function plans_mark_arrives();
"""  # security definer: the mark before makes place for the next one, whoever made it

FACTS = """
create function plans_fact_stands() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plans_open(new.reading_id);
  if tg_op = 'INSERT' then
    perform plans_by_a_person(new.accepted_by_id, new.accepted_at);
    if new.withdrawn_at is not null
       or not plans_confirmed(new.reading_id, new.about, new.passage_id) then
      raise exception 'a fact stands in a passage that was confirmed'
        using errcode = 'check_violation', constraint = 'fact_of_a_confirmed_passage';
    end if;
    if new.kind <> 'number' and plans_confirmed(new.reading_id, 'RF5', new.passage_id) then
      raise exception 'money for enforcement is no money for work'
        using errcode = 'check_violation', constraint = 'enforcement_is_no_work';
    end if;
    return new;
  end if;
  if to_jsonb(new) - 'withdrawn_at' is distinct from to_jsonb(old) - 'withdrawn_at'
     or new.withdrawn_at is distinct from houvast_now() then
    raise exception 'a fact stays as it was accepted'
      using errcode = 'check_violation', constraint = 'fact_stays';
  end if;
  if exists (select from plans_mark m where m.reading_id = new.reading_id and m.level = 3
       and m.about = new.about and m.passage_id = new.passage_id and m.replaced_at is null)
     and not exists (select from plans_fact f where f.reading_id = new.reading_id
       and f.about = new.about and f.passage_id = new.passage_id and f.id <> new.id
       and f.kind in ('money', 'fte') and f.withdrawn_at is null) then
    raise exception 'means need an amount that was accepted'
      using errcode = 'check_violation', constraint = 'means_need_an_amount';
  end if;
  return new;
end $$;
create trigger stands before insert or update on plans_fact
  for each row execute function plans_fact_stands();
"""

REST = """
create function plans_followup_stands() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform plans_by_a_person(new.by_id, new.at);
    if new.done_at is not null or not exists (select from plans_mark
         where reading_id = new.reading_id and about = new.about and replaced_at is null) then
      raise exception 'somebody looked before something is done about it'
        using errcode = 'check_violation', constraint = 'follow_up_of_a_gap';
    end if;
    return new;
  end if;
  if to_jsonb(new) - array['done_at', 'done_by_id']
     is distinct from to_jsonb(old) - array['done_at', 'done_by_id'] then
    raise exception 'what was agreed stays as it was'
      using errcode = 'check_violation', constraint = 'follow_up_stays';
  end if;
  perform plans_by_a_person(new.done_by_id, new.done_at);
  return new;
end $$;
create trigger stands before insert or update on plans_followup
  for each row execute function plans_followup_stands();

create function plans_reading_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare said text[] := array['responsible', 'responsible_by_id', 'finished_at', 'finished_by_id'];
begin
  perform pg_advisory_xact_lock(hashtextextended('plan reading ' || new.id, 0));
  if to_jsonb(new) - said is distinct from to_jsonb(old) - said
     or (new.finished_at is not null and old.finished_at is not null
         and to_jsonb(new) is distinct from to_jsonb(old)) then
    raise exception 'a reading stays of its version'
      using errcode = 'check_violation', constraint = 'reading_stays';
  end if;
  if new.finished_at is not null and old.finished_at is null then
    perform plans_by_a_person(new.finished_by_id, new.finished_at);
  end if;
  if new.responsible is distinct from old.responsible then
    perform plans_by_a_person(new.responsible_by_id, houvast_now());
  end if;
  return new;
end $$;
create trigger moves before update on plans_reading
  for each row execute function plans_reading_moves();
create function plans_reading_begins() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.responsible <> '' or new.finished_at is not null then
    raise exception 'nothing is decided before somebody reads'
      using errcode = 'check_violation', constraint = 'reading_begins_open';
  end if;
  return new;
end $$;
create trigger begins before insert on plans_reading
  for each row execute function plans_reading_begins();
"""

UNDO = """
drop function plans_mark_arrives, plans_fact_stands, plans_followup_stands, plans_reading_moves,
  plans_reading_begins cascade;
drop function plans_confirmed, plans_by_a_person, plans_open
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.RunSQL(MARKS + FACTS + REST, UNDO),
        *waits_a_day("plans_arrival", f"({LOOKS})"),
        forgets("plans_forget_arrivals", "plans_arrival"),
        *(
            one
            for table in (*WRITTEN_BY_THE_MACHINE, *BY_PEOPLE)
            for one in (
                force(table),
                seen_by_triggers(table),
                policy(table, "seen_here", "select", APP, f"{here(table)} and {LOOKS}"),
                policy(table, "written_here", "insert", APP, MADE),
            )
        ),
        policy("plans_mark", "replaced_by_the_next", "update", OWNER, "true"),
        *(
            changed(table, "gone_on_with", f"{here(table)} and {LOOKS}", MADE)
            for table in ("plans_reading", "plans_fact", "plans_followup")
        ),
    ]
