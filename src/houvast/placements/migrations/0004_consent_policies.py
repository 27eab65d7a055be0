"""A yes per workplace that nobody can write around: who sees it, what it holds, and until when.

The lead coach writes; who stands in or coached before reads; the work coach has his own questions.
The lines are facts about work: whoever may see the placement sees what the employer gets.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    held,
    here,
    policy,
    seen_by_triggers,
)

HERE = f"municipality_id = {MUNICIPALITY}"
CONSENT, LINE = "placements_consent", "placements_toldline"
OWN = f"asked_by_id = {USER}"
MAY = f"({held(f'{CONSENT}.person_id', 'lead')} or ({held(f'{CONSENT}.person_id', 'work')} and {OWN}))"
READS = f"({held(f'{CONSENT}.person_id', 'lead', 'second', 'former')} or {MAY})"


def tied(table, name, columns, to):
    return migrations.RunSQL(
        f"alter table {table} add constraint {name} foreign key ({columns}) references {to}",
        f"alter table {table} drop constraint {name}",
    )


CONSENT_POLICIES = [
    force(CONSENT),
    seen_by_triggers(CONSENT),
    policy(CONSENT, "destroyed_with_the_track", "update", OWNER, "true"),
    policy(CONSENT, "seen_by_holder", "select", APP, f"{here(CONSENT)} and {READS}"),
    policy(
        CONSENT, "asked_by_coach", "insert", APP, f"{HERE} and state = 'asked' and {OWN} and {MAY}"
    ),
    changed(CONSENT, "answered_by_coach", f"{here(CONSENT)} and {MAY}", HERE),
    tied(
        CONSENT,
        "consent_of_the_placements_person",
        "placement_id, person_id",
        "placements_placement (id, person_id)",
    ),
    tied(
        CONSENT,
        "consent_of_the_tracks_person",
        "track_id, person_id",
        "tracks_track (id, person_id)",
    ),
]
LINE_POLICIES = [
    force(LINE),
    seen_by_triggers(LINE),
    policy(LINE, "destroyed_with_the_track", "update", OWNER, "true"),
    policy(
        LINE,
        "seen_by_holder",
        "select",
        APP,
        f"{here(LINE)} and {held(f'{LINE}.person_id', 'lead', 'second', 'work', 'former')}",
    ),
    policy(
        LINE,
        "added_by_coach",
        "insert",
        APP,
        f"{HERE} and {held(f'{LINE}.person_id', 'lead', 'work')}",
    ),
    tied(
        LINE,
        "line_of_the_consents_person",
        "consent_id, person_id",
        "placements_consent (id, person_id)",
    ),
    tied(LINE, "line_of_the_tracks_person", "track_id, person_id", "tracks_track (id, person_id)"),
]

STAYS = """
create function placements_consent_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  born date;
  today date := houvast_today();
begin
  if (new.placement_id, new.person_id, new.track_id, new.municipality_id, new.scope, new.words,
      new.fields, new.asked_by_id, new.asked_at)
     is distinct from
     (old.placement_id, old.person_id, old.track_id, old.municipality_id, old.scope, old.words,
      old.fields, old.asked_by_id, old.asked_at)
     or (old.state <> 'asked' and (new.how, new.parent, new.helped_by, new.until, new.answered_at)
         is distinct from (old.how, old.parent, old.helped_by, old.until, old.answered_at))
     or (new.state <> old.state and (old.state, new.state) not in (
       ('asked', 'given'), ('asked', 'refused'), ('asked', 'expired'), ('given', 'withdrawn')))
  then
    raise exception 'a yes stays as it was given'
      using errcode = 'check_violation', constraint = 'consent_stays';
  end if;
  if old.state = 'asked' and new.state = 'given' then
    select birth_date into born from people_identity where person_id = new.person_id;
    if born is null
       or (born + interval '16 years' > today and new.parent = '')
       or new.until > today + interval '12 months'
       or exists (select from unnest(array[12, 16, 18]) age
                  where born + age * interval '1 year' > today
                    and new.until > born + age * interval '1 year' + interval '1 day') then
      raise exception 'a yes is given by who may, and not for longer than it holds'
        using errcode = 'check_violation', constraint = 'consent_holds';
    end if;
  end if;
  return new;
end $$;
create trigger stays before update on placements_consent
  for each row execute function placements_consent_stays();
"""  # security definer: a birth date is asked here that the policies may not show

WHOLE = """
create function placements_consent_is_whole() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if cardinality(new.fields) = 0
     or array(select unnest(new.fields) order by 1)
        is distinct from array(select line.field::varchar from placements_toldline line
                               where line.consent_id = new.id order by 1) then
    raise exception 'a question has the lines that it names, no more and no less'
      using errcode = 'check_violation', constraint = 'consent_is_whole';
  end if;
  return null;
end $$;
create constraint trigger is_whole after insert on placements_consent
  deferrable initially deferred for each row execute function placements_consent_is_whole();
create function placements_line_is_named() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from placements_consent asked where asked.id = new.consent_id
                 and new.field = any(asked.fields)
                 and (asked.state = 'asked'
                      or pg_has_role(session_user, 'houvast_owner', 'member'))) then
    raise exception 'a line belongs to a question that names it'
      using errcode = 'check_violation', constraint = 'line_is_named';
  end if;
  return new;
end $$;
create trigger is_named before insert on placements_toldline
  for each row execute function placements_line_is_named();
"""  # security definer: what is counted is all that there is, not what the asker may see

TOLD = """
create function placements_note_told_until() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update placements_placement set (told_as, told_until) = (
    select id, until from placements_consent
    where placement_id = new.placement_id and state = 'given')
  where id = new.placement_id;
  return null;
end $$;
create trigger note_told_until after update of state on placements_consent
  for each row execute function placements_note_told_until();
create function placements_yes_stands_behind() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from placements_placement one where one.id = new.placement_id
             and one.state in ('wanted', 'introduced') and one.told_until is null) then
    raise exception 'without a yes there is no introduction'
      using errcode = 'check_violation', constraint = 'yes_stands_behind';
  end if;
  return null;
end $$;
create constraint trigger yes_stands_behind after update of state on placements_consent
  deferrable initially deferred for each row execute function placements_yes_stands_behind();
"""  # security definer: the date on the placement is written by the yes and by nobody else

BEFORE_AN_EMPLOYER_HEARS = """
create function placements_yes_first() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if (new.state <> 'proposed' or new.told_until is not null or new.told_as is not null)
       and not pg_has_role(session_user, 'houvast_owner', 'member') then
      raise exception 'a placement begins as a proposal'
        using errcode = 'check_violation', constraint = 'placement_begins_as_a_proposal';
    end if;
    return new;
  end if;
  if (new.told_as, new.told_until) is distinct from (old.told_as, old.told_until)
     and pg_trigger_depth() < 2 then
    raise exception 'until when an employer may be told follows from the yes'
      using errcode = 'check_violation', constraint = 'told_until_follows';
  end if;
  if new.state <> old.state and new.state in ('wanted', 'introduced', 'agreed')
     and (new.told_until is null or new.told_until <= houvast_today()) then
    raise exception 'an employer hears no name without a yes that holds'
      using errcode = 'check_violation', constraint = 'yes_first';
  end if;
  if new.state <> old.state and new.state = 'introduced' and not exists (
       select from people_identity who
       where who.person_id = new.person_id and who.birth_date is not null) then
    raise exception 'no introduction while the birth date is unknown'
      using errcode = 'check_violation', constraint = 'birth_date_first';
  end if;
  return new;
end $$;
create trigger yes_first before insert or update on placements_placement
  for each row execute function placements_yes_first();
"""  # security definer: as above. Who loads a whole history at once does so as the owner

DESTROYED_TOGETHER = """
create or replace function placements_destroyed_together() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update placements_placement set destroy_on = new.destroy_on where track_id = new.id;
  update placements_aftercaremoment set destroy_on = new.destroy_on where track_id = new.id;{more}
  return null;
end $$;
"""
MORE = """
  update placements_consent set destroy_on = new.destroy_on where track_id = new.id;
  update placements_toldline set destroy_on = new.destroy_on where track_id = new.id;"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0003_consent"), ("tracks", "0002_policies")]

    operations = [
        *CONSENT_POLICIES,
        *LINE_POLICIES,
        migrations.RunSQL(STAYS, "drop function placements_consent_stays cascade"),
        migrations.RunSQL(
            WHOLE,
            "drop function placements_consent_is_whole cascade;"
            " drop function placements_line_is_named cascade",
        ),
        migrations.RunSQL(
            TOLD,
            "drop function placements_note_told_until cascade;"
            " drop function placements_yes_stands_behind cascade",
        ),
        migrations.RunSQL(BEFORE_AN_EMPLOYER_HEARS, "drop function placements_yes_first cascade"),
        migrations.RunSQL(DESTROYED_TOGETHER.format(more=MORE), DESTROYED_TOGETHER.format(more="")),
    ]
