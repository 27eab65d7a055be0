"""A device has a name, and may be lost: then nothing comes in from it, whoever asks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    here,
    policy,
    purpose,
    serves,
)

DEVICE, ITEM = "capture_device", "capture_sealeditem"
HERE = f"municipality_id = {MUNICIPALITY}"


def steered(table: str) -> str:
    """SQL: the actor steers a team in which the owner of the device coaches, or all of them."""
    return f"""{purpose("process_steering")} and ({serves("process_coordinator")}
  or exists (select from accounts_membership coaching where coaching.user_id = {table}.user_id
     and coaching.municipality_id = {MUNICIPALITY}
     and coaching.role in ('outreach_coach', 'work_coach')
     and coaching.since <= houvast_now() and coaching.until > houvast_now()
     and {serves("team_lead", team="coaching.team_id")}))"""


FUNCTIONS = f"""
create function capture_stands(asked uuid, who uuid) returns table (lost boolean, heard boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {DEVICE} one where one.device = asked and one.lost_at is not null)
      or who is null and exists (select from {DEVICE} one
           join accounts_user owner on owner.id = one.user_id
          where one.device = asked and (owner.suspended_at is not null or not owner.is_active)),
    exists (select from {DEVICE} one where one.device = asked and one.user_id = who
       and one.seen_at > houvast_now() - interval '1 day')
$$;
create function capture_numbers_of(asked uuid) returns integer[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct one.number), '{{}}')
    from {DEVICE} mine join {ITEM} one on one.device = mine.device
     and one.municipality_id = mine.municipality_id
   where mine.id = asked and mine.municipality_id = {MUNICIPALITY}
     and (mine.user_id = {USER} or {steered("mine")})
$$;
create function capture_device_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    raise exception 'a device stays whose it is'
      using errcode = 'check_violation', constraint = 'sent_stays_as_it_came';
  end if;
  if new.name is distinct from old.name and old.user_id is distinct from {USER} then
    raise exception 'its owner gives a device its name'
      using errcode = 'check_violation', constraint = 'named_by_its_owner';
  end if;
  if (new.lost_at, new.lost_by_id) is distinct from (old.lost_at, old.lost_by_id)
     and (old.lost_at is not null and new.lost_at is not null
          or new.lost_at is not null and new.lost_by_id is distinct from {USER}
          or new.lost_at is null and old.user_id is not distinct from {USER}) then
    raise exception 'who says that it is lost is named, and another gives it back'
      using errcode = 'check_violation', constraint = 'given_back_by_another';
  end if;
  return new;
end $$;
drop trigger stays on {DEVICE};
create trigger stays before update on {DEVICE} for each row execute function
  capture_device_stays('seen_at', 'destroy_on', 'name', 'lost_at', 'lost_by_id');
create function capture_nothing_of_a_lost_device() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from {DEVICE} one where one.device = new.device and one.lost_at is not null)
  then
    raise exception 'nothing comes in from a device that is lost'
      using errcode = 'check_violation', constraint = 'nothing_of_a_lost_device';
  end if;
  return new;
end $$;
create trigger not_of_a_lost_device before insert on {ITEM} for each row
  execute function capture_nothing_of_a_lost_device();
"""
BACK = f"""
drop trigger not_of_a_lost_device on {ITEM};
drop function capture_nothing_of_a_lost_device;
drop trigger stays on {DEVICE};
create trigger stays before update on {DEVICE} for each row
  execute function capture_stays_as_it_came('seen_at', 'destroy_on');
drop function capture_device_stays, capture_numbers_of, capture_stands;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("capture", "0003_mended"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="device",
            name="name",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="device", name="lost_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="device",
            name="lost_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                name="somebody_said_that_it_is_lost",
                condition=models.Q(
                    models.Q(("lost_at", None), ("lost_by", None)),
                    models.Q(("lost_at__isnull", False), ("lost_by__isnull", False)),
                    _connector="OR",
                ),
            ),
        ),
        policy(DEVICE, "steered", "select", APP, f"{here(DEVICE)} and {steered(DEVICE)}"),
        changed(
            DEVICE,
            "lost_or_found",
            f"{here(DEVICE)} and {steered(DEVICE)}",
            f"{HERE} and {steered(DEVICE)}",
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
