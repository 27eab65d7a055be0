"""A programme sets its own agreements: from a day on, by its manager, and nothing is overwritten."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import MUNICIPALITY, USER, purpose, serves

TERMS_ON = """
create function tracks_terms_on(programme uuid, on_day date) returns tracks_promise
language sql stable set search_path = public, pg_temp as $$
  select one from tracks_promise one where one.programme_id = programme and one.valid_from <= on_day
   order by one.version desc limit 1
$$;
"""
HOLDS = """
create or replace function tracks_promise_holds(one uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  track tracks_track; planned tracks_nextmoment; lead uuid; doors integer; grace integer;
begin
  select * into track from tracks_track where id = one;  -- as it is at commit, not as it was
  if not found then return; end if;
  perform from accounts_user where id = track.lead_coach_id and is_active
    and municipality_id = track.municipality_id for share;
  if not found and track.state <> 'closed' then
    raise exception 'a track needs an active lead coach'
      using errcode = 'check_violation', constraint = 'track_has_active_lead';
  end if;
  select user_id into lead from tracks_leadcoachhistory where track_id = one and until is null;
  if track.state <> 'closed' and lead is distinct from track.lead_coach_id then
    raise exception 'the history of lead coaches ends with the lead coach'
      using errcode = 'check_violation', constraint = 'lead_is_in_history';
  end if;
  select * into planned from tracks_nextmoment where track_id = one and state = 'planned';
  select count(*) into doors from tracks_door where track_id = one and until is null;
  if (track.state = 'closed') <> (doors = 1) then
    raise exception 'a closed track, and only a closed one, has a door'
      using errcode = 'check_violation', constraint = 'closed_track_has_a_door';
  end if;
  if track.state in ('proposed', 'closed') then
    if planned.id is not null then
      raise exception 'only a running track has a planned moment'
        using errcode = 'check_violation', constraint = 'planned_moment_on_running_track';
    end if;
    return;
  end if;
  if planned.id is null then
    raise exception 'a running track has a planned next moment'
      using errcode = 'check_violation', constraint = 'running_track_has_next_moment';
  end if;
  select greatest((tracks_terms_on(track.programme_id, houvast_today())).next_moment_grace,
                  (tracks_terms_on(track.programme_id, houvast_today() - 1)).next_moment_grace)
    into grace;  -- a shorter grace counts from the second day: the ladder asks first
  if (select count(*) from accounts_workingday where municipality_id = track.municipality_id
        and is_open and day > planned.due and day <= houvast_today()) > coalesce(grace, 1)
     and not exists (select from tracks_rung where track_id = one and cause = 'moment'
                     and state = 'raised') then
    raise exception 'a stale moment is on the ladder'
      using errcode = 'check_violation', constraint = 'stale_moment_is_on_the_ladder';
  end if;
end $$;
"""
COACHES = f"""
create or replace function tracks_coaches() returns table (
  id uuid, name varchar, team varchar, team_id uuid, role varchar, held bigint, bound integer,
  steered boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (u.name, u.id) u.id, u.name, t.name, t.id, m.role,
    (select count(*) from tracks_track k where k.lead_coach_id = u.id
       and k.state in ('open', 'aftercare')),
    (select case m.role when 'work_coach' then p.caseload_warn_work
            else p.caseload_warn_outreach end
       from tracks_promise p join accounts_programme g on g.id = p.programme_id
      where g.municipality_id = {MUNICIPALITY} and p.valid_from <= houvast_today()
      order by g.name, p.version desc limit 1),
    {purpose("process_steering")} and ({serves("process_coordinator")}
      or {serves("team_lead", team="t.id")})
  from accounts_membership m
    join accounts_user u on u.id = m.user_id join accounts_team t on t.id = m.team_id
  where m.municipality_id = {MUNICIPALITY} and m.role in ('outreach_coach', 'work_coach')
    and m.since <= houvast_now() and m.until > houvast_now()
    and u.is_active and u.suspended_at is null
    and {purpose("guidance", "intake", "process_steering")}
  order by u.name, u.id, m.since
$$
"""

SET_BY = f"""
create function tracks_agreement_is_set() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare place uuid;
begin
  select municipality_id into place from accounts_programme where id = new.programme_id;
  if new.set_by_id is null then
    if exists (select from accounts_membership
                where municipality_id = place and role = 'programme_manager') then
      raise exception 'an agreement is set by somebody'
        using errcode = 'check_violation', constraint = 'agreement_set_by_somebody';
    end if;
    return new;
  end if;
  if place is distinct from {MUNICIPALITY} or new.set_by_id is distinct from {USER}
     or not {serves("programme_manager")} then
    raise exception 'the programme manager sets the agreements'
      using errcode = 'check_violation', constraint = 'agreement_set_by_programme_manager';
  end if;
  if new.valid_from < houvast_today() then
    raise exception 'an agreement begins today or later'
      using errcode = 'check_violation', constraint = 'agreement_lies_ahead';
  end if;
  return new;
end $$;
create trigger is_set before insert on tracks_promise
  for each row execute function tracks_agreement_is_set();
create trigger is_set before insert on tracks_entrycriterion
  for each row execute function tracks_agreement_is_set();
create function tracks_promise_in_order() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' or exists (select from tracks_promise where programme_id = new.programme_id
                                  and valid_from > new.valid_from) then
    raise exception 'an agreement stays as it was made, and a newer one begins later'
      using errcode = 'check_violation', constraint = 'agreements_in_order';
  end if;
  select coalesce(max(version), 0) + 1 into new.version
    from tracks_promise where programme_id = new.programme_id;
  return new;
end $$;
create trigger in_order before insert or update on tracks_promise
  for each row execute function tracks_promise_in_order();
create function tracks_criterion_only_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare place uuid;
begin
  select municipality_id into place from accounts_programme where id = old.programme_id;
  if to_jsonb(new) - array['valid_until', 'ended_by_id', 'end_reason']
       is distinct from to_jsonb(old) - array['valid_until', 'ended_by_id', 'end_reason']
     or old.valid_until is not null or new.valid_until < houvast_today()
     or place is distinct from {MUNICIPALITY} or new.ended_by_id is distinct from {USER}
     or not {serves("programme_manager")} then
    raise exception 'a criterion only ends, by the programme manager'
      using errcode = 'check_violation', constraint = 'criterion_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before update on tracks_entrycriterion
  for each row execute function tracks_criterion_only_ends();
"""
SET_BY_UNDO = """
drop function tracks_agreement_is_set cascade; drop function tracks_promise_in_order cascade;
drop function tracks_criterion_only_ends cascade
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_closed_by_ourselves"),
        ("tracks", "0019_known_here"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="promise",
            name="one_promise_a_day",
        ),
        migrations.AddField(
            model_name="entrycriterion",
            name="end_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="entrycriterion",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="entrycriterion",
            name="set_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="entrycriterion",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="promise",
            name="first_real_contact",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="promise",
            name="first_weeks_at_work",
            field=models.PositiveSmallIntegerField(default=8),
        ),
        migrations.AddField(
            model_name="promise",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="promise",
            name="rungs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="version",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="promise",
            name="set_at",
            field=models.DateTimeField(
                db_default=models.Func(function="houvast_now", output_field=models.DateTimeField())
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="set_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="silent_aftercare",
            field=models.PositiveSmallIntegerField(default=45),
        ),
        migrations.AddField(
            model_name="promise",
            name="silent_at_work",
            field=models.PositiveSmallIntegerField(default=21),
        ),
        migrations.AddField(
            model_name="promise",
            name="silent_first_at_work",
            field=models.PositiveSmallIntegerField(default=7),
        ),
        migrations.AddField(
            model_name="promise",
            name="silent_getting_acquainted",
            field=models.PositiveSmallIntegerField(default=7),
        ),
        migrations.AddField(
            model_name="promise",
            name="silent_getting_ready",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="promise",
            name="silent_planning",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="promise",
            name="silent_seeking_workplace",
            field=models.PositiveSmallIntegerField(default=7),
        ),
        migrations.AddField(
            model_name="promise",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.UniqueConstraint(
                fields=("programme", "version"), name="versions_follow"
            ),
        ),
        migrations.AddConstraint(
            model_name="entrycriterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_by", None),
                    models.Q(
                        ("valid_until__isnull", False), models.Q(("end_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="who_ends_a_criterion_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_below__gt", models.F("age_from")), ("age_from__gte", 12)),
                name="nobody_below_twelve",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_moment_grace__gte", 1),
                    models.Q(
                        ("rungs", []),
                        models.Q(
                            ("rungs__0__gte", 1), ("rungs__0__lte", models.F("next_moment_grace"))
                        ),
                        _connector="OR",
                    ),
                ),
                name="ladder_asks_before_a_moment_is_stale",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("rungs", []), ("rungs__len", 4), _connector="OR"),
                name="ladder_has_four_rungs",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("set_by", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="who_sets_terms_says_why",
            ),
        ),
        migrations.RunSQL(TERMS_ON, migrations.RunSQL.noop),
        migrations.RunSQL(HOLDS, migrations.RunSQL.noop),
        migrations.RunSQL(COACHES, migrations.RunSQL.noop),
        migrations.RunSQL(SET_BY, SET_BY_UNDO),
    ]
