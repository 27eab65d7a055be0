"""A lost device proves to be it and its letters are held; another than its owner lets them in."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

DEVICE, ITEM = "capture_device", "capture_sealeditem"
HELD, RELEASE = "capture_heldletter", "capture_heldrelease"
HERE = f"municipality_id = {MUNICIPALITY}"
PROTECT = django.db.models.deletion.PROTECT
COACHES = ("outreach_coach", "work_coach")
MOST = 2000


def steered(table: str) -> str:
    """SQL: the actor steers a team in which the owner of the device coaches, or all of them."""
    return f"""{purpose("process_steering")} and ({serves("process_coordinator")}
  or exists (select from accounts_membership coaching where coaching.user_id = {table}.user_id
     and coaching.municipality_id = {MUNICIPALITY}
     and coaching.role in ('outreach_coach', 'work_coach')
     and coaching.since <= houvast_now() and coaching.until > houvast_now()
     and {serves("team_lead", team="coaching.team_id")}))"""


LET_IN = f"""exists (select from {RELEASE} let_in where let_in.device_id = {HELD}.device_id
  and let_in.at >= {HELD}.received_at)"""
MINE = f"{HELD}.made_by_id = {USER} and {purpose('guidance')} and {serves(*COACHES)} and {LET_IN}"
OF_ANOTHER = f"""exists (select from {DEVICE} lost where lost.id = {RELEASE}.device_id
  and lost.municipality_id = {RELEASE}.municipality_id
  and lost.user_id is distinct from {USER} and {steered("lost")})"""
OWN_DEVICE = f"""exists (select from {DEVICE} mine where mine.id = {RELEASE}.device_id
  and mine.user_id = {USER})"""
SEEN = f"({OWN_DEVICE} or {OF_ANOTHER})"
CUT_OFF = """(exists (select from capture_device lost
         where lost.device = one.device and lost.lost_at is not null)
     or exists (select from accounts_user owner where owner.id = one.user_id
         and (owner.suspended_at is not null or not owner.is_active)))"""

FUNCTIONS = f"""
create function capture_proves(asked uuid, said varchar) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select one.municipality_id from {DEVICE} one
   where one.device = asked and one.proof = said and said <> '' and {CUT_OFF} limit 1
$$;
create function capture_hold(item uuid, asked uuid, said varchar, maker uuid, nr integer,
  hashed varchar, name_of_key varchar, locked text, once text, bytes text, until date)
returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine {DEVICE};
  there varchar;
begin
  select one.* into mine from {DEVICE} one
   where one.device = asked and one.user_id = maker and one.municipality_id = {MUNICIPALITY}
     and one.proof = said and said <> '' and {CUT_OFF} for update;
  if not found then
    return 'unproven';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(item::text, 0));
  select digest into there from {HELD} where id = item
   union all select digest from {ITEM} where id = item limit 1;
  if there is not null then
    return case when there = hashed then 'held' else 'other' end;
  end if;
  if (select count(*) from {HELD} one where one.device_id = mine.id and one.state <> 'taken')
     >= {MOST} then
    return 'full';
  end if;
  insert into {HELD} (id, municipality_id, controller, destroy_on, device_id, made_by_id, number,
                      digest, received_at, state, key_id, sealed_key, nonce, content)
  values (item, mine.municipality_id, mine.controller, until, mine.id, maker, nr, hashed,
          houvast_now(), 'held', name_of_key, locked, once, bytes);
  update {DEVICE} set destroy_on = greatest(destroy_on, until) where id = mine.id;
  return 'held';
end $$;
create function capture_takes_in(asked uuid, who uuid, item uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from {DEVICE} one where one.device = asked and one.lost_at is not null)
      or exists (select from {HELD} join {DEVICE} one on one.id = {HELD}.device_id
          where {HELD}.id = item and {HELD}.made_by_id = who and one.device = asked and {LET_IN})
$$;
create function capture_quarantine(asked uuid) returns table (device_id uuid, waiting integer,
  shut integer, first timestamptz, last timestamptz, let_in_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select mine.id, count(*) filter (where one.state = 'held')::integer,
    count(*) filter (where one.state = 'shut')::integer,
    min(one.received_at) filter (where one.state <> 'taken'),
    max(one.received_at) filter (where one.state <> 'taken'),
    (select max(let_in.at) from {RELEASE} let_in where let_in.device_id = mine.id)
  from {DEVICE} mine join {HELD} one on one.device_id = mine.id
  where mine.municipality_id = {MUNICIPALITY} and (asked is null or mine.id = asked)
    and one.destroy_on > houvast_today()
    and (mine.user_id = {USER} and {purpose("guidance")} or {steered("mine")})
  group by mine.id
$$;
create function capture_held_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv
     or old.state = 'taken' and new.state <> 'taken' or new.state = 'held' and old.state <> 'held'
     or new.state <> 'taken' and (new.key_id, new.sealed_key, new.nonce, new.content)
        is distinct from (old.key_id, old.sealed_key, old.nonce, old.content)
     or new.state = 'taken' and not exists (select from {ITEM} one where one.id = new.id
         and one.digest = new.digest and one.made_by_id = new.made_by_id) then
    raise exception 'what is held stays as it came, until it went the way of any letter'
      using errcode = 'check_violation', constraint = 'held_stays_as_it_came';
  end if;
  return new;
end $$;
create trigger stays before update on {HELD} for each row execute function
  capture_held_stays('destroy_on', 'state', 'key_id', 'sealed_key', 'nonce', 'content');
create trigger stays before update on {RELEASE} for each row execute function
  capture_stays_as_it_came('destroy_on');
create function capture_let_in_now() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.at is distinct from houvast_now() then
    raise exception 'what is let in is what came until now'
      using errcode = 'check_violation', constraint = 'let_in_until_now';
  end if;
  return new;
end $$;
create trigger let_in_now before insert on {RELEASE} for each row
  execute function capture_let_in_now();
"""
BACK = f"""
drop trigger let_in_now on {RELEASE};
drop trigger stays on {RELEASE};
drop trigger stays on {HELD};
drop function capture_let_in_now, capture_held_stays, capture_quarantine, capture_takes_in,
  capture_hold, capture_proves;
"""

NOT_OF_A_LOST = """
create or replace function capture_nothing_of_a_lost_device() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from capture_device one where one.device = new.device
      and one.lost_at is not null){but} then
    raise exception 'nothing comes in from a device that is lost'
      using errcode = 'check_violation', constraint = 'nothing_of_a_lost_device';
  end if;
  return new;
end $$;
"""
BUT = f"""
     and not exists (select from {HELD} join {DEVICE} one on one.id = {HELD}.device_id
      where {HELD}.id = new.id and {HELD}.digest = new.digest and one.device = new.device
        and {HELD}.made_by_id = new.made_by_id and {LET_IN})"""

PROOF = f"""
create function capture_proof_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.proof is distinct from old.proof
     and (old.proof <> '' or old.user_id is distinct from {USER} or old.lost_at is not null) then
    raise exception 'the first secret that a device says stays'
      using errcode = 'check_violation', constraint = 'proof_stays';
  end if;
  return new;
end $$;
create trigger proof_stays before update on {DEVICE} for each row
  execute function capture_proof_stays();
drop trigger stays on {DEVICE};
create trigger stays before update on {DEVICE} for each row execute function
  capture_device_stays('seen_at', 'destroy_on', 'name', 'lost_at', 'lost_by_id', 'proof');
"""
PROOF_BACK = f"""
drop trigger stays on {DEVICE};
create trigger stays before update on {DEVICE} for each row execute function
  capture_device_stays('seen_at', 'destroy_on', 'name', 'lost_at', 'lost_by_id');
drop trigger proof_stays on {DEVICE};
drop function capture_proof_stays;
"""


def to(model: str) -> models.ForeignKey:
    """A foreign key as every table here has it."""
    return models.ForeignKey(on_delete=PROTECT, related_name="+", to=model)


def kept() -> list[tuple[str, models.Field]]:
    """What every row here has: for which controller, and until when."""
    choices = [("burgemeester", "burgemeester"), ("college", "college")]
    return [
        ("controller", models.CharField(choices=choices, default="college", max_length=12)),
        ("destroy_on", models.DateField()),
        ("municipality", to("accounts.municipality")),
        ("device", to("capture.device")),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0016_guests"),
        ("capture", "0005_sought_place"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="device",
            name="proof",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="HeldLetter",
            fields=[
                *kept(),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("made_by", to(settings.AUTH_USER_MODEL)),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("held", "held"), ("taken", "taken"), ("shut", "shut")],
                        max_length=8,
                    ),
                ),
                ("key_id", models.CharField(blank=True, max_length=16)),
                ("sealed_key", models.TextField(blank=True)),
                ("nonce", models.TextField(blank=True)),
                ("content", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["device", "state"], name="held_of_device")],
                "constraints": [
                    models.CheckConstraint(
                        name="what_is_held_stays_sealed",
                        condition=models.Q(
                            models.Q(
                                ("content", ""),
                                ("key_id", ""),
                                ("nonce", ""),
                                ("sealed_key", ""),
                                ("state", "taken"),
                            ),
                            models.Q(
                                ("state__in", ["held", "shut"]),
                                models.Q(("key_id", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldRelease",
            fields=[
                *kept(),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("released_by", to(settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["device", "-at"], name="releases_of_device")],
            },
        ),
        force(HELD),
        seen_by_triggers(HELD),
        policy(HELD, "held_at_the_door", "insert", OWNER, "true"),
        policy(HELD, "let_in_of_oneself", "select", APP, f"{here(HELD)} and {MINE}"),
        changed(HELD, "taken_in_by_its_maker", f"{here(HELD)} and {MINE}", f"{HERE} and {MINE}"),
        force(RELEASE),
        seen_by_triggers(RELEASE),
        policy(
            RELEASE,
            "let_in_by_another",
            "insert",
            APP,
            f"{HERE} and released_by_id = {USER} and {OF_ANOTHER}",
        ),
        policy(
            RELEASE,
            "of_own_device",
            "select",
            APP,
            f"{here(RELEASE)} and ({OWN_DEVICE} or {OF_ANOTHER})",
        ),
        policy(DEVICE, "kept_with_its_letters", "update", OWNER, "true"),
        migrations.RunSQL(FUNCTIONS, BACK),
        migrations.RunSQL(NOT_OF_A_LOST.format(but=BUT), NOT_OF_A_LOST.format(but="")),
        migrations.RunSQL(PROOF, PROOF_BACK),
    ]
