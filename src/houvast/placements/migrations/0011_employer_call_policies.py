"""The employer is rung after the start only where the young person said yes to that, as long as it holds.

A yes of before was not asked this: until it is asked anew, nobody rings.
"""

from django.db import migrations

NOTE = """
create or replace function placements_note_told_until() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update placements_placement set (told_as, told_until{column}) = (
    select id, until{value} from placements_consent
    where placement_id = new.placement_id and state = 'given')
  where id = new.placement_id and exists (
    select from placements_consent where placement_id = new.placement_id and state = 'given');
  update placements_placement set told_as = null, told_until = null{none}
  where id = new.placement_id and told_as is not null and not exists (
    select from placements_consent where placement_id = new.placement_id and state = 'given');
  return null;
end $$;
drop trigger note_told_until on placements_consent;
create trigger note_told_until after update of {when} on placements_consent
  for each row execute function placements_note_told_until();
"""
WITH_CALLS = NOTE.format(
    column=", may_call", value=", calls = 'given'", none=", may_call = false", when="state, calls"
)
WITHOUT = NOTE.format(column="", value="", none="", when="state")

FOLLOWS = """
create function placements_may_call_follows() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (tg_op = 'INSERT' and new.may_call and not pg_has_role(session_user, 'houvast_owner', 'member'))
     or (tg_op = 'UPDATE' and new.may_call <> old.may_call and pg_trigger_depth() < 2) then
    raise exception 'whether an employer may be rung follows from the yes'
      using errcode = 'check_violation', constraint = 'may_call_follows';
  end if;
  return new;
end $$;
create trigger may_call_follows before insert or update on placements_placement
  for each row execute function placements_may_call_follows();
create function placements_calls_stay() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.calls <> old.calls and not (
       (old.state = 'asked' and new.state = 'given' and new.calls in ('given', 'refused'))
       or (old.state = 'given' and new.state = 'given'
           and old.calls = 'given' and new.calls = 'withdrawn')) then
    raise exception 'a yes to calls comes with the yes, and is only taken back'
      using errcode = 'check_violation', constraint = 'calls_stay';
  end if;
  return new;
end $$;
create trigger calls_stay before update on placements_consent
  for each row execute function placements_calls_stay();
create function placements_called_under_a_yes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from placements_placement where id = new.placement_id
                 and may_call and told_until > houvast_today()) then
    raise exception 'an employer is rung under a yes that holds'
      using errcode = 'check_violation', constraint = 'called_under_a_yes';
  end if;
  return new;
end $$;
create trigger under_a_yes before update on placements_aftercaremoment
  for each row when (new.side = 'employer' and new.state <> old.state)
  execute function placements_called_under_a_yes();
"""  # security definer: the placement is asked as it is


class Migration(migrations.Migration):
    dependencies = [("placements", "0010_employer_calls")]

    operations = [
        migrations.RunSQL(WITH_CALLS, WITHOUT),
        migrations.RunSQL(
            FOLLOWS,
            "drop function placements_may_call_follows cascade;"
            " drop function placements_calls_stay cascade;"
            " drop function placements_called_under_a_yes cascade",
        ),
    ]
