"""A device says how many letters wait on it; the safety net tells when it is silent for days."""

from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, USER, changed, here, policy, purpose

DEVICE = "capture_device"
IS_JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)
SILENT = f"{here(DEVICE)} and waiting > 0 and {IS_JOB}"
TOLD = f"municipality_id = {MUNICIPALITY} and {IS_JOB}"
STAYS = """
drop trigger stays on capture_device;
create trigger stays before update on capture_device for each row execute function
  capture_device_stays('seen_at', 'destroy_on', 'name', 'lost_at', 'lost_by_id', 'proof'{more});
"""
MORE = ", 'waiting', 'told_of_silence', 'cleared_at', 'cleared'"
GUARD = f"""
create function capture_device_says() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.seen_at, new.waiting, new.cleared_at, new.cleared)
     is distinct from (old.seen_at, old.waiting, old.cleared_at, old.cleared)
     and (old.user_id is distinct from {USER}
          or old.cleared_at is not null and (new.cleared_at, new.cleared)
             is distinct from (old.cleared_at, old.cleared)) then
    raise exception 'a device speaks for itself, and is emptied once'
      using errcode = 'check_violation', constraint = 'device_speaks_for_itself';
  end if;
  return new;
end $$;
create trigger says before update on capture_device for each row
  execute function capture_device_says();
"""
BACK = "drop trigger says on capture_device; drop function capture_device_says"


class Migration(migrations.Migration):
    dependencies = [
        ("capture", "0006_quarantine"),
    ]

    operations = [
        migrations.AddField(
            model_name="device",
            name="cleared",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="device",
            name="cleared_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="device",
            name="told_of_silence",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="device",
            name="waiting",
            field=models.PositiveIntegerField(default=0),
        ),
        policy(DEVICE, "silent_for_the_net", "select", APP, SILENT),
        changed(DEVICE, "told_by_the_net", SILENT, TOLD),
        migrations.RunSQL(STAYS.format(more=MORE), STAYS.format(more="")),
        migrations.RunSQL(GUARD, BACK),
    ]
