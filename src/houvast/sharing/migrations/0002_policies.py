"""Who sees which person follows from live assignments; from here on no one else does."""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    PURPOSE,
    USER,
    changed,
    force,
    held,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
READERS_OF_ID = ("lead", "second", "work", "former", "door")

LEADS = f"""
create function sharing_leads(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_assignment
                 where person_id = person and user_id = {USER} and capacity = 'lead'
                   and purpose = {PURPOSE} and municipality_id = {MUNICIPALITY}
                   and since <= houvast_now() and until > houvast_now())
$$
"""  # security definer: a policy on assignments cannot itself look at assignments

NOBODY_HOLDS = f"""
create function sharing_nobody_holds(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from sharing_assignment
                     where person_id = person and until > houvast_now()
                       and (capacity = 'lead' or user_id <> {USER}))
$$
"""  # tracks 0002 writes it anew, with the tracks in it

ONLY_ENDS = f"""
create function sharing_assignment_only_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from accounts_user where id = new.user_id and municipality_id = new.municipality_id;
    if not found then
      raise exception 'an assignment stays inside its municipality' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (new.person_id, new.user_id, new.municipality_id, new.purpose, new.capacity, new.since)
     is distinct from
     (old.person_id, old.user_id, old.municipality_id, old.purpose, old.capacity, old.since)
     or new.until > old.until
     or (new.granted_by_id is distinct from old.granted_by_id
         and (old.granted_by_id is not null or new.granted_by_id <> {USER}))
     or (new.confirm_by is distinct from old.confirm_by
         and new.granted_by_id is not distinct from old.granted_by_id) then
    raise exception 'an assignment can only end, or be confirmed by a second person'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger only_ends before insert or update on sharing_assignment
  for each row execute function sharing_assignment_only_ends();
"""

COORDINATES = f"{purpose('process_steering')} and {serves('process_coordinator')}"
OWN = f"user_id = {USER} and purpose = {PURPOSE}"
SAME_PLACE = [
    migrations.RunSQL(
        f"alter table {table} add constraint {table}_stays_here foreign key"
        " (person_id, municipality_id) references people_person (id, municipality_id)",
        f"alter table {table} drop constraint {table}_stays_here",
    )
    for table in ("people_nickname", "people_identity", "sharing_assignment")
]


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0001_initial"),
        ("people", "0001_initial"),
        ("accounts", "0002_roles_and_working_days"),
    ]

    operations = [
        migrations.RunSQL(LEADS, "drop function sharing_leads"),
        migrations.RunSQL(NOBODY_HOLDS, "drop function sharing_nobody_holds"),
        migrations.RunSQL(ONLY_ENDS, "drop function sharing_assignment_only_ends cascade"),
        migrations.RunSQL(
            "alter table people_person add constraint person_of_place unique (id, municipality_id)",
            "alter table people_person drop constraint person_of_place",
        ),
        *SAME_PLACE,
        force("people_person"),
        policy(
            "people_person",
            "seen_by_holder",
            "select",
            APP,
            f"{here('people_person')} and {held('people_person.id')}",
        ),
        policy(
            "people_person",
            "added_here",
            "insert",
            APP,
            f"{HERE} and {purpose('guidance', 'intake')}",
        ),
        changed(
            "people_person",
            "changed_by_lead",
            f"{here('people_person')} and {held('people_person.id', 'lead')}",
            HERE,
        ),
        force("people_nickname"),
        policy(
            "people_nickname",
            "seen_by_holder",
            "select",
            APP,
            f"{here('people_nickname')} and {held('people_nickname.person_id')}",
        ),
        policy(
            "people_nickname",
            "added_by_lead",
            "insert",
            APP,
            f"{HERE} and {held('people_nickname.person_id', 'lead')}",
        ),
        changed(
            "people_nickname",
            "changed_by_lead",
            f"{here('people_nickname')} and {held('people_nickname.person_id', 'lead')}",
            HERE,
        ),
        force("people_identity"),
        policy(
            "people_identity",
            "seen_by_holder",
            "select",
            APP,
            f"{here('people_identity')} and {held('people_identity.person_id', *READERS_OF_ID)}",
        ),
        policy(
            "people_identity",
            "added_by_lead",
            "insert",
            APP,
            f"{HERE} and {held('people_identity.person_id', 'lead')}",
        ),
        changed(
            "people_identity",
            "changed_by_lead",
            f"{here('people_identity')} and {held('people_identity.person_id', 'lead')}",
            HERE,
        ),
        force("sharing_assignment"),
        seen_by_triggers("sharing_assignment"),
        policy(
            "sharing_assignment",
            "own_led_or_steered",
            "select",
            APP,
            f"{here('sharing_assignment')} and ({OWN} or sharing_leads(person_id)"
            f" or ({COORDINATES}))",
        ),
        policy(
            "sharing_assignment",
            "granted_by_lead_or_steering",
            "insert",
            APP,
            f"{HERE} and granted_by_id = {USER} and (sharing_leads(person_id) or ({COORDINATES}))",
        ),
        policy(
            "sharing_assignment",
            "own_find",
            "insert",
            APP,
            f"{HERE} and user_id = {USER} and granted_by_id is null and capacity = 'lead'"
            f" and purpose = 'guidance' and {purpose('guidance')}"
            f" and {serves('outreach_coach', 'work_coach')} and sharing_nobody_holds(person_id)",
        ),
        changed(
            "sharing_assignment",
            "ended_or_confirmed",
            f"{here('sharing_assignment')} and ({OWN} or sharing_leads(person_id)"
            f" or ({COORDINATES}))",
            HERE,
        ),
    ]
