"""The coordinator has a deputy, named by the programme manager; no seat of the two stays empty."""

from django.db import migrations, models
from django.db.models import Q

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    policy,
    purpose,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"

STEERS = f"""
create function accounts_steers_programme() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select {purpose("process_steering")} and {serves("programme_manager")}
$$
"""  # security definer: a policy on memberships cannot itself look at memberships

ONLY_ENDS = """
create or replace function accounts_membership_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from accounts_user join accounts_team using (municipality_id)
      where accounts_user.id = new.user_id and accounts_team.id = new.team_id
        and municipality_id = new.municipality_id;
    if not found then
      raise exception 'a membership stays inside its municipality' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (new.user_id, new.team_id, new.municipality_id, new.role, new.since, new.granted_by_id,
      new.is_deputy)
     is distinct from
     (old.user_id, old.team_id, old.municipality_id, old.role, old.since, old.granted_by_id,
      old.is_deputy)
     or new.until > old.until then
    raise exception 'a membership can only end' using errcode = 'check_violation';
  end if;
  return new;
end $$
"""  # as in 0002, and a deputy does not become the coordinator

ONE_DEPUTY = """
create function accounts_one_deputy() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_municipality where id = new.municipality_id for no key update;
  if exists (select from accounts_membership where municipality_id = new.municipality_id
             and is_deputy and until > new.since) then
    raise exception 'one deputy at a time'
      using errcode = 'check_violation', constraint = 'one_deputy_at_a_time';
  end if;
  if exists (select from accounts_membership where user_id = new.user_id
             and role = 'process_coordinator' and until > new.since)
     or not exists (select from accounts_user where id = new.user_id and is_active
                    and suspended_at is null) then
    raise exception 'the deputy is another than the coordinator, and is there'
      using errcode = 'check_violation', constraint = 'deputy_is_another';
  end if;
  return new;
end $$;
create trigger one_deputy before insert on accounts_membership
  for each row when (new.is_deputy) execute function accounts_one_deputy();
"""  # the lock on the municipality makes two at once wait for each other

SEATS = """
create function accounts_seat_is_kept(place uuid, seat text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from accounts_municipality where id = place for no key update;
  if not exists (select from accounts_membership m join accounts_user u on u.id = m.user_id
                 where m.municipality_id = place and m.role = seat and not m.is_deputy
                   and m.since <= houvast_now() and m.until > houvast_now()
                   and u.is_active and u.suspended_at is null) then
    raise exception 'no municipality is without a coordinator and a programme manager'
      using errcode = 'check_violation', constraint = 'seat_is_kept';
  end if;
end $$;
create function accounts_role_leaves_a_seat() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin perform accounts_seat_is_kept(new.municipality_id, new.role); return null; end $$;
create function accounts_user_leaves_a_seat() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare seat text;
begin
  for seat in select distinct role from accounts_membership
    where user_id = new.id and not is_deputy and until > houvast_now()
      and role in ('process_coordinator', 'programme_manager') order by role loop
    perform accounts_seat_is_kept(new.municipality_id, seat);
  end loop;
  return null;
end $$;
create constraint trigger seat_is_kept after update of until on accounts_membership
  deferrable initially deferred for each row
  when (old.until <> new.until and not old.is_deputy
        and old.role in ('process_coordinator', 'programme_manager'))
  execute function accounts_role_leaves_a_seat();
create constraint trigger seat_is_kept after update of is_active on accounts_user
  deferrable initially deferred for each row when (old.is_active and not new.is_active)
  execute function accounts_user_leaves_a_seat();
"""  # who is suspended goes at once, for anyone; an empty seat is told the same night

SEATS_UNDO = """
drop function accounts_user_leaves_a_seat cascade; drop function accounts_role_leaves_a_seat cascade;
drop function accounts_seat_is_kept
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_suspended_for_a_reason")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="is_deputy",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=Q(is_deputy=False)
                | Q(role="process_coordinator", granted_by__isnull=False),
                name="deputy_of_the_coordinator",
            ),
        ),
        migrations.RunSQL(ONLY_ENDS, migrations.RunSQL.noop),
        migrations.RunSQL(STEERS, "drop function accounts_steers_programme"),
        migrations.RunSQL(ONE_DEPUTY, "drop function accounts_one_deputy cascade"),
        migrations.RunSQL(SEATS, SEATS_UNDO),
        migrations.RunSQL(
            "alter policy given_by_an_administrator on accounts_membership with check"
            f" ({HERE} and granted_by_id = {USER} and not is_deputy and accounts_administers())",
            "alter policy given_by_an_administrator on accounts_membership with check"
            f" ({HERE} and granted_by_id = {USER} and accounts_administers())",
        ),
        policy(
            "accounts_membership",
            "deputy_named_by_the_programme_manager",
            "insert",
            APP,
            f"{HERE} and granted_by_id = {USER} and is_deputy and accounts_steers_programme()",
        ),
        changed(
            "accounts_membership",
            "deputy_ended_by_the_programme_manager",
            f"{HERE} and is_deputy and user_id <> {USER} and accounts_steers_programme()",
            HERE,
        ),
    ]
