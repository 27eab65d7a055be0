"""A plan is of a scheme because a person said so; what another municipality says, its file says."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MOVES = """
create or replace function plans_reading_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare said text[] := array['responsible', 'responsible_by_id', 'scheme', 'scheme_by_id',
                             'finished_at', 'finished_by_id'];
begin
  perform pg_advisory_xact_lock(hashtextextended('plan reading ' || new.id, 0));
  if to_jsonb(new) - said is distinct from to_jsonb(old) - said
     or (new.finished_at is not null and old.finished_at is not null
         and to_jsonb(new) is distinct from to_jsonb(old)) then
    raise exception 'a reading stays of its version'
      using errcode = 'check_violation', constraint = 'reading_stays';
  end if;
  if new.finished_at is not null and old.finished_at is null then
    perform plans_by_a_person(new.finished_by_id, new.finished_at);
  end if;
  if new.responsible is distinct from old.responsible then
    perform plans_by_a_person(new.responsible_by_id, houvast_now());
  end if;
  if (new.scheme, new.scheme_by_id) is distinct from (old.scheme, old.scheme_by_id) then
    perform plans_by_a_person(new.scheme_by_id, houvast_now());
  end if;
  return new;
end $$;
create or replace function plans_reading_begins() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.responsible <> '' or new.scheme <> '' or new.finished_at is not null then
    raise exception 'nothing is decided before somebody reads'
      using errcode = 'check_violation', constraint = 'reading_begins_open';
  end if;
  return new;
end $$;
"""
BEFORE = """
create or replace function plans_reading_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare said text[] := array['responsible', 'responsible_by_id', 'finished_at', 'finished_by_id'];
begin
  perform pg_advisory_xact_lock(hashtextextended('plan reading ' || new.id, 0));
  if to_jsonb(new) - said is distinct from to_jsonb(old) - said
     or (new.finished_at is not null and old.finished_at is not null
         and to_jsonb(new) is distinct from to_jsonb(old)) then
    raise exception 'a reading stays of its version'
      using errcode = 'check_violation', constraint = 'reading_stays';
  end if;
  if new.finished_at is not null and old.finished_at is null then
    perform plans_by_a_person(new.finished_by_id, new.finished_at);
  end if;
  if new.responsible is distinct from old.responsible then
    perform plans_by_a_person(new.responsible_by_id, houvast_now());
  end if;
  return new;
end $$;
create or replace function plans_reading_begins() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.responsible <> '' or new.finished_at is not null then
    raise exception 'nothing is decided before somebody reads'
      using errcode = 'check_violation', constraint = 'reading_begins_open';
  end if;
  return new;
end $$;
"""
CODE = "^[A-Z][A-Z0-9_]{1,19}$"


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0008_other_plan_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "reading", "scheme", models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            "reading",
            "scheme_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "otherplan", "scheme", models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "reading",
            models.CheckConstraint(
                name="scheme_is_said_by_a_person",
                condition=models.Q(scheme="", scheme_by=None)
                | models.Q(scheme__regex=CODE, scheme_by__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "otherplan",
            models.CheckConstraint(
                name="other_plan_is_of_a_scheme",
                condition=models.Q(scheme="") | models.Q(scheme__regex=CODE),
            ),
        ),
        migrations.RunSQL(MOVES, BEFORE),
    ]  # fmt: skip
