"""What is shared may also be shown at the case table: the grounds that came along say so."""

from django.db import migrations

NEW = """
create function sharing_ground_came_along() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.proposed_by_id is null and new.code in ('G01', 'G02', 'G03') then
    new.purposes := new.purposes || '{case_table}'::text[];
  end if;
  return new;
end $$;
create trigger came_along before insert on sharing_ground
  for each row execute function sharing_ground_came_along();
"""  # security definer: it belongs to what the owner ships


class Migration(migrations.Migration):
    dependencies = [("sharing", "0009_ties")]

    operations = [
        migrations.RunSQL(
            """
alter table sharing_ground disable trigger moves;
update sharing_ground set purposes = purposes || '{case_table}'::text[]
 where code in ('G01', 'G02', 'G03') and proposed_by_id is null
   and not 'case_table' = any (purposes);
alter table sharing_ground enable trigger moves;
""",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(NEW, "drop function sharing_ground_came_along cascade"),
    ]
