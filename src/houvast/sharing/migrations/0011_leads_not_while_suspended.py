"""Who is suspended leads nobody as long as it lasts: the last way past the roles is closed too."""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, PURPOSE, USER, serves

ROLE = serves("outreach_coach", "work_coach")
COMES_IN = f"""
   and not exists (select from accounts_user who
                   where who.id = {USER} and who.suspended_at is not null)"""


def leads(only=""):
    """Whether the acting user leads a person; a policy on assignments asks it."""
    return f"""
create or replace function sharing_leads(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_assignment
                 where person_id = person and user_id = {USER} and capacity = 'lead'
                   and purpose = {PURPOSE} and municipality_id = {MUNICIPALITY}
                   and since <= houvast_now() and until > houvast_now()) and {ROLE}{only}
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0010_at_the_case_table"),
        ("accounts", "0011_not_while_suspended"),
    ]

    operations = [migrations.RunSQL(leads(COMES_IN), leads())]
