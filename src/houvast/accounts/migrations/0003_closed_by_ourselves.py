"""A municipality closes days of its own, ahead; a holiday of the law stays closed (README 29)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import MUNICIPALITY, USER, serves

DAYS_ONLY_AHEAD = f"""
create function accounts_day_is_closed_ahead() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.day, new.municipality_id) is distinct from (old.day, old.municipality_id)
     or old.day <= houvast_today() then
    raise exception 'a day that has come counts as it did'
      using errcode = 'check_violation', constraint = 'days_change_ahead';
  end if;
  if new.is_open = (new.closed_by_id is not null)
     or (not old.is_open and old.closed_by_id is null) then
    raise exception 'a day is closed by somebody, and a holiday of the law stays closed'
      using errcode = 'check_violation', constraint = 'closed_by_somebody';
  end if;
  if old.municipality_id is distinct from {MUNICIPALITY}
     or coalesce(new.closed_by_id, {USER}) is distinct from {USER}
     or not {serves("programme_manager")} then
    raise exception 'the programme manager closes and opens days'
      using errcode = 'check_violation', constraint = 'days_closed_by_programme_manager';
  end if;
  return new;
end $$;
create trigger closed_ahead before update on accounts_workingday
  for each row execute function accounts_day_is_closed_ahead();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles_and_working_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="workingday",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(DAYS_ONLY_AHEAD, "drop function accounts_day_is_closed_ahead cascade"),
    ]
