"""That youth help is involved is read by who coaches, and noted by who leads: nobody else knows it."""

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
    purpose,
    seen_by_triggers,
)

TABLE = "cooperation_carecontact"
HERE = f"municipality_id = {MUNICIPALITY}"
GUIDES = purpose("guidance")
COACHES = f"{GUIDES} and {held(f'{TABLE}.person_id', 'lead', 'second', 'former')}"
LEADS = f"{GUIDES} and {held(f'{TABLE}.person_id', 'lead')}"

STAYS = f"""
create function cooperation_care_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare goes text[] := array['until_on', 'ended_by_id', 'destroy_on'];
begin
  if tg_op = 'INSERT' then
    if new.until_on is not null or not exists (
         select from sharing_partnership p
          where p.municipality_id = new.municipality_id
            and p.organisation_id = new.organisation_id and p.state = 'in_force'
            and p.kind = 'covenant' and p.joined_on <= houvast_today()
            and (p.left_on is null or p.left_on >= houvast_today())) then
      raise exception 'youth help lies with a partner of the register'
        using errcode = 'check_violation', constraint = 'youth_help_of_a_partner';
    end if;
    return new;
  end if;
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or (old.until_on is not null and to_jsonb(new) - 'destroy_on'
         is distinct from to_jsonb(old) - 'destroy_on') then
    raise exception 'a reference stays as it was'
      using errcode = 'check_violation', constraint = 'youth_help_stays';
  end if;
  return new;
end $$;
create trigger stays before insert or update on {TABLE}
  for each row execute function cooperation_care_stays();
create function cooperation_care_destroyed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {TABLE} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger care_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_care_destroyed();
"""  # security definer: the register is asked and the day moves, whoever acts


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0026_care")]

    operations = [
        force(TABLE),
        seen_by_triggers(TABLE),
        closed_to_who_is_near(TABLE, "person_id"),
        policy(TABLE, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(TABLE, "seen_by_coaches", "select", APP, f"{here(TABLE)} and {COACHES}"),
        policy(
            TABLE,
            "noted_by_the_lead",
            "insert",
            APP,
            f"{HERE} and noted_by_id = {USER} and {LEADS}",
        ),
        changed(
            TABLE,
            "ended_by_the_lead",
            f"{here(TABLE)} and {LEADS}",
            f"{HERE} and ended_by_id = {USER}",
        ),
        migrations.RunSQL(
            f"alter table {TABLE} add constraint {TABLE}_of_person foreign key"
            " (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {TABLE} drop constraint {TABLE}_of_person",
        ),
        migrations.RunSQL(
            STAYS,
            "drop function cooperation_care_stays cascade;"
            " drop function cooperation_care_destroyed cascade",
        ),
    ]
