"""Only the owner brings in an edition, whole, in one transaction; afterwards nobody changes it."""

from django.db import migrations

RIGHTS = """
revoke insert, update on reference_edition, reference_place, reference_occupation, reference_group
  from houvast_app;
"""

KEPT = """
create function reference_kept() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'reference_edition' and tg_op = 'UPDATE' then
    if (new.id, new.kind, new.checksum, new.name, new.rows, new.imported_at)
       is not distinct from (old.id, old.kind, old.checksum, old.name, old.rows, old.imported_at)
       and new.current_since > old.current_since then
      return new;
    end if;
  end if;
  raise exception 'an edition stays as it came'
    using errcode = 'check_violation', constraint = 'edition_stays';
end $$;
create trigger kept before update or delete on reference_edition
  for each row execute function reference_kept();
create trigger kept before update or delete on reference_place
  for each row execute function reference_kept();
create trigger kept before update or delete on reference_occupation
  for each row execute function reference_kept();
create trigger kept before update or delete on reference_group
  for each row execute function reference_kept();
"""

WHOLE = """
create function reference_came_with_its_edition() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from added join reference_edition edition on edition.id = added.edition_id
              where edition.imported_at <> houvast_now()) then
    raise exception 'an edition stays as it came'
      using errcode = 'check_violation', constraint = 'edition_stays';
  end if;
  return null;
end $$;
create trigger with_its_edition after insert on reference_place referencing new table as added
  for each statement execute function reference_came_with_its_edition();
create trigger with_its_edition after insert on reference_occupation referencing new table as added
  for each statement execute function reference_came_with_its_edition();
create trigger with_its_edition after insert on reference_group referencing new table as added
  for each statement execute function reference_came_with_its_edition();

create function reference_is_whole() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.rows <> (select count(*) from reference_place where edition_id = new.id)
               + (select count(*) from reference_occupation where edition_id = new.id)
               + (select count(*) from reference_group where edition_id = new.id) then
    raise exception 'an edition comes in whole'
      using errcode = 'check_violation', constraint = 'edition_is_whole';
  end if;
  return null;
end $$;
create constraint trigger whole after insert on reference_edition
  deferrable initially deferred for each row execute function reference_is_whole();
"""  # in one transaction the clock stands still: rows of another moment are rows of another import


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial"), ("database", "0001_one_clock")]

    operations = [
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(KEPT, "drop function reference_kept cascade"),
        migrations.RunSQL(
            WHOLE,
            "drop function reference_came_with_its_edition cascade;"
            " drop function reference_is_whole cascade",
        ),
    ]
