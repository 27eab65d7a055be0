"""What a receiver has not handled in time asks on the ladder, and handling it is the answer (T-23).

The ladder is of the tracks, below this part; so the safety net learns here of which track or entry
something is late, since when and whose it is, and nothing of what was shared.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    USER,
    here,
    once,
    policy,
    purpose,
    serves,
)

TASK, ENTRY = "cooperation_pushedtask", "cooperation_entrycorrection"
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
WATCHES = (
    f"({purpose('subject_rights')} and {serves('privacy_officer')})"
    f" or ({purpose('oversight')} and {serves('fg')})"
)
LATE = """
    select task.track_id, null::uuid as signal_id, task.due,
           case share.receiver when 'colleague' then share.to_user_id end as receiver
      from cooperation_pushedtask task join cooperation_sharing share on share.id = task.sharing_id
      join tracks_track track on track.id = task.track_id and track.state <> 'closed'
     where task.confirmed_at is null and task.due < houvast_today()
       and task.destroy_on > houvast_today() and {of_task}
    union all
    select track.id, null::uuid, entry.due, null::uuid
      from cooperation_entrycorrection entry
      join tracks_track track on track.id = entry.track_id and track.state <> 'closed'
     where entry.confirmed_at is null and entry.due < houvast_today()
       and entry.destroy_on > houvast_today() and {of_entry}
    union all
    select null::uuid, signal.id, entry.due, null::uuid
      from cooperation_entrycorrection entry
      join tracks_signal signal on signal.id = entry.signal_id
       and signal.state not in ('received', 'in_triage') and signal.destroy_on > houvast_today()
     where entry.track_id is null and entry.confirmed_at is null and entry.due < houvast_today()
       and entry.destroy_on > houvast_today() and {of_entry}
"""
HERE = {
    "of_task": f"task.municipality_id = {MUNICIPALITY}",
    "of_entry": f"entry.municipality_id = {MUNICIPALITY}",
}
SAME = {
    "of_task": "task.track_id = of_track",
    "of_entry": "coalesce(entry.track_id, entry.signal_id) = coalesce(of_track, of_signal)",
}
"""A signal that waits for its first answer asks for that, and who answers it reads what is wrong."""

CLIMBS = f"""
create function cooperation_late_corrections() returns table (
  track_id uuid, signal_id uuid, since date, receivers uuid[])
language sql stable security definer set search_path = public, pg_temp as $$
  select late.track_id, late.signal_id, min(late.due),
         array_remove(array_agg(distinct late.receiver), null)
    from ({LATE.format(**HERE)}) late where {JOB} group by 1, 2 order by 3, 1, 2
$$;
revoke all on function cooperation_late_corrections from public;
grant execute on function cooperation_late_corrections to {APP};

create function cooperation_correction_answers() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  of_track uuid := new.track_id;
  of_signal uuid := case when new.track_id is null
                         then (to_jsonb(new) ->> 'signal_id')::uuid end;
begin
  perform pg_advisory_xact_lock(
    hashtextextended('corrections ' || coalesce(of_track, of_signal)::text, 0));
  if not exists ({LATE.format(**SAME)}) then
    update tracks_rung set state = 'answered', left_at = houvast_now(), answered_by_id = {USER}
     where cause = 'correction' and state = 'raised'
       and (track_id = of_track or signal_id = of_signal);
  end if;
  return null;
end $$;
create trigger answers after update of confirmed_at on {TASK} for each row
  when (old.confirmed_at is null and new.confirmed_at is not null)
  execute function cooperation_correction_answers();
create trigger answers after update of confirmed_at on {ENTRY} for each row
  when (old.confirmed_at is null and new.confirmed_at is not null)
  execute function cooperation_correction_answers();
"""  # security definer: a colleague of Werk & Inkomen handles it, and sees no rung of the track


def watched(table):
    """The privacy officer carries out and the FG supervises: both see that it is handled."""
    return policy(table, "seen_by_who_watches", "select", APP, f"{here(table)} and {once(WATCHES)}")


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0022_restriction_policies"),
        ("tracks", "0080_late_corrections"),
    ]

    operations = [
        watched(TASK),
        watched(ENTRY),
        migrations.RunSQL(
            CLIMBS,
            "drop function cooperation_correction_answers cascade;"
            " drop function cooperation_late_corrections",
        ),
    ]
