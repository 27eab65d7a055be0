"""Whether an organisation takes part today: under a covenant, and with no contract that is over."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY

TAKES_PART = f"""
create function sharing_partner_takes_part(place uuid, partner uuid)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_partnership p
                 where p.municipality_id = place and place = {MUNICIPALITY}
                   and p.organisation_id = partner and p.state = 'in_force'
                   and p.kind = 'covenant' and p.joined_on <= houvast_today()
                   and (p.left_on is null or p.left_on >= houvast_today()))
     and not exists (select from sharing_partnership p
                     where p.municipality_id = place and p.organisation_id = partner
                       and p.state = 'in_force' and p.kind <> 'covenant'
                       and p.left_on < houvast_today())
$$
"""  # security definer: asked by policies and triggers, as `sharing_partner_may_receive`


class Migration(migrations.Migration):
    dependencies = [("sharing", "0012_access_in_short")]

    operations = [
        migrations.RunSQL(TAKES_PART, "drop function sharing_partner_takes_part"),
    ]
