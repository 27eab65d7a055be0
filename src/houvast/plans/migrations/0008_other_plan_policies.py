"""A check of another municipality is of elsewhere, holds together, and is taken back as a whole."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    changed,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serving,
)

LOOKS = f"{purpose('figures')} and {serving('policy_officer', 'programme_manager')}"
MADE = f"municipality_id = {MUNICIPALITY} and {LOOKS}"
TABLE = "plans_otherplan"

HOLDS = """
create function plans_answers_hold(answers jsonb) returns boolean
language sql immutable set search_path = public, pg_temp as $$
  select jsonb_typeof(answers) = 'array' and jsonb_array_length(answers) > 0
    and not exists (select from jsonb_array_elements(answers) one where not coalesce(
      one->>'id' ~ '^P[0-9]{2}$' and one->>'level' ~ '^[0-4]$' and one->>'passages' ~ '^[0-9]+$'
      and one->>'state' in ('open', 'looked', 'confirmed', 'not_found')
      and (one->>'state' = 'confirmed') = (one->>'level' <> '0')
      and (one->>'state' = 'confirmed') = (one->>'passages' <> '0'), false))
    and (select count(*) = count(distinct one->>'id') from jsonb_array_elements(answers) one)
$$;

create function plans_otherplan_stands() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - array['withdrawn_by_id', 'withdrawn_at', 'answers', 'facts']
       is distinct from to_jsonb(old) - array['withdrawn_by_id', 'withdrawn_at', 'answers', 'facts']
       or old.withdrawn_at is not null or new.withdrawn_at is null then
      raise exception 'what another municipality gave stays as it was, or goes'
        using errcode = 'check_violation', constraint = 'other_plan_stays';
    end if;
    perform plans_by_a_person(new.withdrawn_by_id, new.withdrawn_at);
    return new;
  end if;
  perform plans_by_a_person(new.brought_by_id, new.brought_at);
  if new.withdrawn_at is not null or new.signed_at > houvast_now()
     or jsonb_typeof(new.facts) <> 'array' or not plans_answers_hold(new.answers) then
    raise exception 'a check of elsewhere was signed off, and says of each question what holds'
      using errcode = 'check_violation', constraint = 'other_plan_holds';
  end if;
  if exists (select from accounts_municipality where id = new.municipality_id
             and lower(btrim(name)) = lower(btrim(new.town))) then
    raise exception 'a plan of our own is read by ourselves'
      using errcode = 'check_violation', constraint = 'other_plan_is_of_elsewhere';
  end if;
  return new;
end $$;
create trigger stands before insert or update on plans_otherplan
  for each row execute function plans_otherplan_stands();
"""  # security definer: it looks at the name of the municipality, whatever this person may see


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_other_plans")]

    operations = [
        migrations.RunSQL(
            HOLDS,
            "drop function plans_otherplan_stands cascade; drop function plans_answers_hold",
        ),
        force(TABLE),
        seen_by_triggers(TABLE),
        policy(TABLE, "seen_here", "select", APP, f"{here(TABLE)} and {LOOKS}"),
        policy(TABLE, "written_here", "insert", APP, MADE),
        changed(TABLE, "taken_back", f"{here(TABLE)} and withdrawn_at is null and {LOOKS}", MADE),
    ]
