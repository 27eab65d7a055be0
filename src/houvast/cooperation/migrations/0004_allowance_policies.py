"""A yes is given by who may, for no longer than it holds; what is shared on it ends with it."""

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
    seen_by_triggers,
)

YES = "cooperation_allowance"
HERE = f"municipality_id = {MUNICIPALITY}"
LEAD = held(f"{YES}.person_id", "lead")

STAYS = """
create function cooperation_allowance_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  goes text[] := array['state', 'withdrawn_at', 'destroy_on'];
  born date;
  today date := houvast_today();
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
       or (new.state <> old.state and (old.state, new.state) <> ('given', 'withdrawn')) then
      raise exception 'a yes stays as it was given'
        using errcode = 'check_violation', constraint = 'allowance_stays';
    end if;
    if new.state = 'withdrawn' and exists (
         select from cooperation_sharing where allowance_id = new.id
           and state in ('decided', 'sent', 'acknowledged', 'corrected')) then
      raise exception 'what is shared on it ends first'
        using errcode = 'check_violation', constraint = 'allowance_ends_what_is_shared';
    end if;
    return new;
  end if;
  select birth_date into born from people_identity where person_id = new.person_id;
  if born is null or born + interval '12 years' > today
     or (new.state = 'given' and born + interval '16 years' > today and new.parent = '')
     or new.state not in ('given', 'refused')
     or new.until > today + interval '12 months'
     or exists (select from unnest(array[12, 16, 18]) age
                where born + age * interval '1 year' > today
                  and new.until > born + age * interval '1 year' + interval '1 day')
     or exists (select from accounts_organisation
                where id = new.to_id and kind = 'municipality') then
    raise exception 'a yes is given by who may, to who may ask, and not for longer than it holds'
      using errcode = 'check_violation', constraint = 'allowance_holds';
  end if;
  return new;
end $$;
create trigger stays before insert or update on cooperation_allowance
  for each row execute function cooperation_allowance_stays();
create function cooperation_yes_first() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.state = 'sent' and old.state = 'decided' and new.ground = 'G04' and not exists (
       select from cooperation_allowance yes where yes.id = new.allowance_id
         and yes.person_id = new.person_id and yes.to_id = new.to_organisation_id
         and yes.state = 'given' and yes.until > houvast_today()
         and yes.scope in ('help_partner_contact', 'lift_secrecy_of')
         and new.until <= yes.until::timestamp at time zone 'Europe/Amsterdam' for share) then
    raise exception 'on consent nothing is shared without a yes that holds'
      using errcode = 'check_violation', constraint = 'yes_first';
  end if;
  return new;
end $$;
create trigger yes_first before update on cooperation_sharing
  for each row execute function cooperation_yes_first();
create function cooperation_allowance_destroyed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update cooperation_allowance set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger allowance_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_allowance_destroyed();
"""  # security definer: a birth date is asked here that the policies may not show


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0003_allowance")]

    operations = [
        force(YES),
        seen_by_triggers(YES),
        closed_to_who_is_near(YES, "person_id"),
        policy(YES, "destroyed_with_the_track", "update", OWNER, "true"),
        migrations.RunSQL(
            f"alter table {YES} add constraint {YES}_of_person foreign key (track_id, person_id)"
            " references tracks_track (id, person_id)",
            f"alter table {YES} drop constraint {YES}_of_person",
        ),
        policy(
            YES,
            "seen_by_holder",
            "select",
            APP,
            f"{here(YES)} and {held(f'{YES}.person_id', 'lead', 'second', 'former')}",
        ),
        policy(YES, "asked_by_lead", "insert", APP, f"{HERE} and asked_by_id = {USER} and {LEAD}"),
        changed(YES, "taken_back", f"{here(YES)} and {LEAD}", HERE),
        migrations.RunSQL(
            STAYS,
            "drop function cooperation_allowance_stays cascade;"
            " drop function cooperation_yes_first cascade;"
            " drop function cooperation_allowance_destroyed cascade",
        ),
    ]
