"""The wijk of a workplace, chosen by a person; and how much is offered in each, for policy.

A place counts whether somebody started on it or not: nothing of a track below the municipality
can be read from it.
"""

from django.conf import settings
from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, purpose, serves

OFFERED = f"""
create function employers_places_by_district()
returns table (district text, workplaces bigint, places bigint, old bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.district::text, count(*), sum(w.places)::bigint,
    coalesce(sum(w.places) filter (where w.confirmed_on < houvast_today() - 30), 0)::bigint
  from employers_workplace w
  where w.municipality_id = {MUNICIPALITY} and w.destroy_on > houvast_today()
    and w.state in ('offered', 'filled') and (w.end_on is null or w.end_on >= houvast_today())
    and {purpose("figures")} and {serves("programme_manager", "policy_officer")}
  group by w.district
$$;
revoke all on function employers_places_by_district from public;
grant execute on function employers_places_by_district to {APP};
"""  # security definer: who makes policy sees no workplace, only how many places there are


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0017_signed_out"),
        ("employers", "0021_title_in_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="workplace",
            name="district",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
        migrations.AddConstraint(
            model_name="workplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("district__regex", "^(WK[0-9]{4}[0-9A-Z]{2})?$")),
                name="workplace_district_is_a_wijk",
            ),
        ),
        migrations.RunSQL(OFFERED, "drop function employers_places_by_district"),
    ]
