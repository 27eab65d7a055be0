"""The app adds entries in its own name and can read none; the auditor reads them."""

from django.db import migrations

from houvast.database.policies import APP, AUDITOR, MUNICIPALITY, OWNER, USER, force, policy

OWN_NAME = f"actor_id = {USER} and municipality_id = {MUNICIPALITY}"

RIGHTS = """
revoke all on audit_entry, audit_processingline from houvast_app;
grant insert on audit_entry to houvast_app;
grant usage on schema public to houvast_auditor;
grant select on audit_entry, audit_processingline to houvast_auditor;
"""

LINES = """
create function audit_processing_lines() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into audit_processingline
    (municipality_id, operation, at, activity, data_subject, destroy_on)
  select new.municipality_id, new.id, new.at, new.purpose, person, new.destroy_on
    from unnest(new.shown) person;
  return null;
end $$;
create trigger processing_lines after insert on audit_entry
  for each row when (cardinality(new.shown) > 0) execute function audit_processing_lines();
"""  # by the database, so that no code can forget the line of a person


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        force("audit_entry"),
        force("audit_processingline"),
        policy("audit_entry", "added_in_own_name", "insert", APP, OWN_NAME),
        policy("audit_entry", "read_by_auditor", "select", AUDITOR, "true"),
        policy("audit_processingline", "written_by_the_trigger", "insert", OWNER, "true"),
        policy("audit_processingline", "read_by_auditor", "select", AUDITOR, "true"),
        migrations.RunSQL(LINES, "drop function audit_processing_lines cascade"),
    ]
