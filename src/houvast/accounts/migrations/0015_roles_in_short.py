"""Ask for one's role by a function, where policies ask inside the policies of another table.

A question about somebody's access brought along the policies of `sharing_assignment`, and those the
ones of `accounts_membership`, for each of the twenty tables of a file: a plan of 2,600 lines, of
which the database spent nine tenths of its time on putting up and taking down.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, once, seen_anew

SUSPENDED = f"""
create function accounts_suspended() returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from accounts_user who
                 where who.id = {USER} and who.suspended_at is not null);
end
$$
"""
SERVES = f"""
create function accounts_serves(wanted text[]) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from accounts_membership serving
                 where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}
                   and serving.role = any (wanted)
                   and serving.since <= houvast_now() and serving.until > houvast_now())
     and not accounts_suspended();
end
$$
"""  # plpgsql keeps its plan for the session; a function in sql is planned at each statement before 18
IS_JOB = f"""
create function accounts_is_job() returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from accounts_user job where job.id = {USER} and job.is_system
                 and job.municipality_id = {MUNICIPALITY});
end
$$
"""
COMES_IN = once(
    "not exists (select from accounts_user who"
    f" where who.id = {USER} and who.suspended_at is not null)"
)  # as in 0011


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_a_role_of_veiligheid")]

    operations = [
        migrations.RunSQL(SUSPENDED, "drop function accounts_suspended"),
        migrations.RunSQL(SERVES, "drop function accounts_serves"),
        migrations.RunSQL(IS_JOB, "drop function accounts_is_job"),
        seen_anew(
            "accounts_membership",
            "known_before_signing_in",
            f"user_id is distinct from {USER} or {COMES_IN}",
            f"user_id is distinct from {USER} or not accounts_suspended()",
        ),
    ]
