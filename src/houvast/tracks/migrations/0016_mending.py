"""What was wrong is put right by a new row, and what was a slip is taken back within the quarter.

A contact is replaced or undone once; the row itself stays as it was written. A moment that an undone
act left comes back as long as its day has not passed.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    changed,
    held,
    here,
    policy,
    purpose,
)

TABLE = "tracks_contact"
GUIDING = purpose("guidance")
LEADS = held("tracks_contact.person_id", "lead")
WRITES = held("tracks_contact.person_id", "lead", "second")
WITHIN = "interval '15 minutes'"

ON_ONE_TRACK = """
alter table tracks_contact add constraint contact_on_track unique (id, track_id);
alter table tracks_nextmoment add constraint moment_on_track unique (id, track_id);
alter table tracks_contact add constraint contact_replaces_on_its_track
  foreign key (replaces_id, track_id) references tracks_contact (id, track_id);
alter table tracks_contact add constraint contact_gave_moment_of_its_track
  foreign key (moment_id, track_id) references tracks_nextmoment (id, track_id);
alter table tracks_nextmoment add constraint moment_follows_on_its_track
  foreign key (follows_id, track_id) references tracks_nextmoment (id, track_id);
"""
ON_ONE_TRACK_UNDO = """
alter table tracks_nextmoment drop constraint moment_follows_on_its_track;
alter table tracks_contact drop constraint contact_gave_moment_of_its_track;
alter table tracks_contact drop constraint contact_replaces_on_its_track;
alter table tracks_nextmoment drop constraint moment_on_track;
alter table tracks_contact drop constraint contact_on_track;
"""

CORRECTS = """
create function tracks_contact_corrects() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from tracks_contact was where was.id = new.replaces_id
    and (was.made_by_id, was.recorded_at, was.moment_id)
        is not distinct from (new.made_by_id, new.recorded_at, new.moment_id)
    and new.at <= was.recorded_at and new.state = 'stands';
  if not found then
    raise exception 'a correction says how the same contact was'
      using errcode = 'check_violation', constraint = 'correction_of_the_same_contact';
  end if;
  update tracks_contact set state = 'replaced', mended_at = houvast_now()
    where id = new.replaces_id and state = 'stands';
  if not found then
    raise exception 'a contact is mended once'
      using errcode = 'check_violation', constraint = 'contact_mended_once';
  end if;
  return null;
end $$;
create trigger corrects after insert on tracks_contact
  for each row when (new.replaces_id is not null) execute function tracks_contact_corrects();
"""  # security definer: who corrects may write a row, and not what became of the old one

MENDED_ONCE = f"""
create function tracks_contact_mended_once() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - array['state', 'mended_at', 'destroy_on']
     is distinct from to_jsonb(old) - array['state', 'mended_at', 'destroy_on'] then
    raise exception 'what was written stays as it was written'
      using errcode = 'check_violation', constraint = 'row_stays_as_written';
  end if;
  if (new.state, new.mended_at) is not distinct from (old.state, old.mended_at) then
    return new;
  end if;
  if old.state <> 'stands' or new.mended_at <> houvast_now()
     or (new.state = 'replaced'
         and not exists (select from tracks_contact where replaces_id = old.id))
     or (new.state = 'undone' and (old.made_by_id <> {USER}
         or old.recorded_at < houvast_now() - {WITHIN}
         or not exists (select from tracks_nextmoment where id = old.moment_id
                        and state = 'undone' and left_at = houvast_now()))) then
    raise exception 'a contact is put right by another, or undone right after it was noted'
      using errcode = 'check_violation', constraint = 'contact_mended_once';
  end if;
  return new;
end $$;
create trigger mended_once before update on tracks_contact
  for each row execute function tracks_contact_mended_once();
"""  # security definer: what it depends on are rows of the same track, seen or not

MOMENTS_ONLY_END = f"""
create or replace function tracks_moment_only_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare undone boolean; corrected boolean;
begin
  if tg_op = 'INSERT' then
    if new.state = 'planned' and new.due < houvast_today() then
      raise exception 'a next moment may not lie in the past'
        using errcode = 'check_violation', constraint = 'next_moment_lies_ahead';
    end if;
    return new;
  end if;
  if (new.track_id, new.person_id, new.due, new.planned_at, new.planned_by_id, new.follows_id)
     is distinct from
     (old.track_id, old.person_id, old.due, old.planned_at, old.planned_by_id, old.follows_id) then
    raise exception 'a next moment can only be left; another day is another moment'
      using errcode = 'check_violation', constraint = 'next_moment_only_ends';
  end if;
  if new.state = old.state then return new; end if;
  if new.state = 'undone' and (old.state <> 'planned' or old.follows_id is null
       or old.planned_by_id <> {USER} or old.planned_at < houvast_now() - {WITHIN}
       or new.left_at <> houvast_now()) then
    raise exception 'a next moment is undone right after it was planned, by who planned it'
      using errcode = 'check_violation', constraint = 'moment_undone_at_once';
  end if;
  if old.state = 'planned' then return new; end if;
  select exists (select from tracks_nextmoment after where after.follows_id = old.id
                 and after.state = 'undone' and after.left_at = houvast_now()),
         exists (select from tracks_contact was
                 join tracks_nextmoment after on after.id = was.moment_id
                 where after.follows_id = old.id and was.state = 'replaced'
                 and was.mended_at = houvast_now())
    into undone, corrected;
  if old.state = 'undone' or new.state = 'undone'
     or not ((undone and (new.state <> 'planned' or new.due >= houvast_today()))
             or (corrected and new.state <> 'planned')) then
    raise exception 'a next moment that was left comes back only with an undo'
      using errcode = 'check_violation', constraint = 'next_moment_only_ends';
  end if;
  return new;
end $$;
"""
MOMENTS_ONLY_END_UNDO = """
create or replace function tracks_moment_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state = 'planned' and new.due < houvast_today() then
      raise exception 'a next moment may not lie in the past'
        using errcode = 'check_violation', constraint = 'next_moment_lies_ahead';
    end if;
  elsif (new.track_id, new.person_id, new.due, new.planned_at, new.planned_by_id)
        is distinct from (old.track_id, old.person_id, old.due, old.planned_at, old.planned_by_id)
        or (old.state <> 'planned' and new.state <> old.state) then
    raise exception 'a next moment can only be left; another day is another moment'
      using errcode = 'check_violation', constraint = 'next_moment_only_ends';
  end if;
  return new;
end $$;
"""

UNDONE_WITH_ITS_CONTACT = """
create function tracks_undone_with_its_contact() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tracks_contact where moment_id = new.id and state = 'stands') then
    raise exception 'a moment is undone together with the contact that it came from'
      using errcode = 'check_violation', constraint = 'undone_with_its_contact';
  end if;
  return null;
end $$;
create constraint trigger undone_with_its_contact after update on tracks_nextmoment
  deferrable initially deferred for each row when (new.state = 'undone')
  execute function tracks_undone_with_its_contact();
"""

POLICIES = [
    policy(
        TABLE,
        "corrected_by_lead",
        "insert",
        APP,
        f"municipality_id = {MUNICIPALITY} and replaces_id is not null"
        f" and corrected_by_id = {USER} and {GUIDING} and {LEADS}",
    ),
    changed(
        TABLE,
        "mended_by_maker_or_lead",
        f"{here(TABLE)} and {GUIDING} and ((made_by_id = {USER} and {WRITES}) or {LEADS})",
        f"municipality_id = {MUNICIPALITY} and {GUIDING} and state in ('stands', 'undone')",
    ),
]
CORRECTED_IN_ONES_OWN_NAME = (
    f"create policy corrected_in_ones_own_name on {TABLE} as restrictive for insert to {APP}"
    f" with check (corrected_by_id is null or corrected_by_id = {USER})"
)
KEY = {"blank": True, "null": True, "on_delete": django.db.models.deletion.PROTECT}
STATES = ("planned", "kept", "missed", "moved", "undone")
MENDED = ("stands", "replaced", "undone")


class Migration(migrations.Migration):
    dependencies = [("tracks", "0015_moves_and_signals_on_the_ladder")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="corrected_by",
            field=models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, **KEY),
        ),
        migrations.AddField(
            model_name="contact",
            name="mended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="replaces",
            field=models.OneToOneField(related_name="replacement", to="tracks.contact", **KEY),
        ),
        migrations.AddField(
            model_name="contact",
            name="state",
            field=models.CharField(
                choices=[(one, one) for one in MENDED], default="stands", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="contactdetail",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="nextmoment",
            name="follows",
            field=models.ForeignKey(related_name="+", to="tracks.nextmoment", **KEY),
        ),
        migrations.AlterField(
            model_name="nextmoment",
            name="state",
            field=models.CharField(choices=[(one, one) for one in STATES], max_length=8),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("mended_at__isnull", True), ("state", "stands"))
                | models.Q(models.Q(("state", "stands"), _negated=True), mended_at__isnull=False),
                name="mended_contact_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(corrected_by__isnull=True, replaces__isnull=True)
                | models.Q(corrected_by__isnull=False, replaces__isnull=False),
                name="correction_replaces_something",
            ),
        ),
        migrations.RunSQL(ON_ONE_TRACK, ON_ONE_TRACK_UNDO),
        migrations.RunSQL(MENDED_ONCE, "drop function tracks_contact_mended_once cascade"),
        migrations.RunSQL(CORRECTS, "drop function tracks_contact_corrects cascade"),
        migrations.RunSQL(MOMENTS_ONLY_END, MOMENTS_ONLY_END_UNDO),
        migrations.RunSQL(
            UNDONE_WITH_ITS_CONTACT, "drop function tracks_undone_with_its_contact cascade"
        ),
        *POLICIES,
        migrations.RunSQL(
            CORRECTED_IN_ONES_OWN_NAME, f"drop policy corrected_in_ones_own_name on {TABLE}"
        ),
    ]
