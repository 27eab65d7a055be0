"""What was shared with the case table is seen there, each kind by whom it may reach.

A fact is seen at an open table of today, at the case of its own track, while its decision lives. A
standing partner sees the kinds that may reach a partner at all and that its covenant names (T-16).
"""

from django.db import migrations

from houvast.database.policies import APP, MUNICIPALITY, USER, here, policy, purpose

FACT = "cooperation_sharedfact"

RECEIVES = f"""
create function meetings_seat_receives(one uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case when seat.role <> 'standing_partner' then '{{PL,PM,WI,SF}}'::text[] else array(
      select kind from unnest('{{PL,PM,SF}}'::text[]) kind where exists (
        select from accounts_membership serving
          join accounts_team team on team.id = serving.team_id
         where serving.user_id = seat.user_id and serving.municipality_id = seat.municipality_id
           and serving.role = seat.role
           and serving.since <= houvast_now() and serving.until > houvast_now()
           and sharing_partner_may_receive(seat.municipality_id, team.organisation_id, kind)))
    end
    from meetings_tableseat seat where seat.id = one and seat.municipality_id = {MUNICIPALITY}
$$
"""  # security definer: nobody at the table sees in which team a partner serves

SHOWN = f"""
create function meetings_facts_shown() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select item.track_id, meetings_seat_receives(seat.id) as kinds
      from meetings_tableseat seat
      join meetings_itemseat joins on joins.seat_id = seat.id
      join meetings_tableitem item on item.id = joins.item_id
     where seat.user_id = {USER} and seat.municipality_id = {MUNICIPALITY}
       and item.id = any (meetings_items_shown()))
  select coalesce(array_agg(distinct fact.id), '{{}}') from mine
    join {FACT} fact on fact.track_id = mine.track_id and fact.kind = any (mine.kinds)
   where cooperation_table_until(fact.id) is not null
$$
"""  # security definer: it asks the decision, which nobody sees at the table

CLOSED = """
revoke all on function {0} from public;
grant execute on function {0} to houvast_app;
"""


def function(text, name):
    return migrations.RunSQL(text + ";" + CLOSED.format(name), f"drop function {name} cascade")


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_agreement_policies"),
        ("cooperation", "0006_open_at_the_table"),
    ]

    operations = [
        function(RECEIVES, "meetings_seat_receives"),
        function(SHOWN, "meetings_facts_shown"),
        policy(
            FACT,
            "shared_with_the_table",
            "select",
            APP,
            f"{here(FACT)} and {purpose('case_table')}"
            " and id = any ((select meetings_facts_shown())::uuid[])",
        ),
    ]
