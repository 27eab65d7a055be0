"""Until when a decision to share opens a fact to those at a case table, at this moment.

Under the purpose `case_table` nobody sees the decision itself: only until when it lets look.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, PURPOSE

UNTIL = f"""
create function cooperation_table_until(one uuid) returns timestamptz
language sql stable security definer set search_path = public, pg_temp as $$
  select share.until from cooperation_sharedfact fact
    join cooperation_sharing share on share.id = fact.sharing_id
   where fact.id = one and {PURPOSE} = 'case_table' and fact.municipality_id = {MUNICIPALITY}
     and fact.dropped_at is null and share.receiver = 'table'
     and share.state in ('sent', 'acknowledged', 'corrected') and share.until > houvast_now()
     and share.destroy_on > houvast_today()
     and sharing_ground_holds(share.municipality_id, share.ground, share.from_controller,
                              fact.kind, share.purpose)
$$;
revoke all on function cooperation_table_until from public;
grant execute on function cooperation_table_until to houvast_app;
"""  # security definer: no policy shows the decision to who sits at the table


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0005_first_disclosure"),
        ("sharing", "0011_leads_not_while_suspended"),
    ]

    operations = [migrations.RunSQL(UNTIL, "drop function cooperation_table_until")]
