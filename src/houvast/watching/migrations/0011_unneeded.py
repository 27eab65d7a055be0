"""An emergency that was not needed is a breach, unless shown otherwise (T-59).

Who reviews it may be a team lead, who sees no breach and writes none down: a trigger does.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, OWNER, USER, policy, purpose, serves

BREACH, GLASS = "watching_breach", "tracks_breakglass"
HERE = f"municipality_id = {MUNICIPALITY}"
LOOKS = (
    f"(({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('security_review')} and {serves('security_officer')}))"
)
NOT_OWN = f"user_id is distinct from {USER}"


def seen(only):
    return f"""
create or replace function watching_seen_in_breach(one uuid) returns table (person uuid,
  opened bigint, listed bigint, first_at timestamptz, last_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare breach {BREACH};
begin
  select * into breach from {BREACH} where id = one and {HERE} and {NOT_OWN} and {LOOKS};
  if breach.user_id is null then return; end if;
  return query
  select looked.who, count(*) filter (where looked.alone), count(*) filter (where not looked.alone),
         min(looked.at), max(looked.at)
    from (
      select e.at, cardinality(e.shown) = 1 as alone, unnest(e.shown) as who
        from audit_entry e
       where e.municipality_id = breach.municipality_id and e.actor_id = breach.user_id
         and e.at >= breach.since and e.at <= breach.until and e.refusal = ''
         and cardinality(e.shown) > 0{only}) looked
   group by looked.who;
end $$;
"""  # security definer: the application reads no trail; it gets pseudonyms and times of one breach


OPENS = f"""
create function watching_emergency_unneeded() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into {BREACH} (id, municipality_id, controller, user_id, of_emergency, what, since, until, known_at,
      due_at, opened_by_id, opened_at, destroy_on, report, report_why, persons, persons_why)
    values (gen_random_uuid(), new.municipality_id, new.controller, new.user_id, true,
      left('Noodtoegang die niet nodig was. ' || new.note, 500), new.since, new.until,
      houvast_now(), houvast_now() + interval '72 hours', new.reviewed_by_id, houvast_now(),
      houvast_today() + 1830, '', '', '', '');
  return null;
end $$;
create trigger unneeded_is_a_breach after update of verdict on {GLASS} for each row
  when (old.verdict = '' and new.verdict = 'not_justified')
  execute function watching_emergency_unneeded();
"""  # security definer: who reviews may not write down a breach himself


class Migration(migrations.Migration):
    dependencies = [("watching", "0010_breach_of_emergency"), ("tracks", "0069_glass_policies")]

    operations = [
        policy(BREACH, "opened_by_a_review", "insert", OWNER, "true"),
        migrations.RunSQL(
            seen(" and (not breach.of_emergency or e.purpose = 'emergency')"), seen("")
        ),
        migrations.RunSQL(OPENS, "drop function watching_emergency_unneeded cascade"),
    ]
