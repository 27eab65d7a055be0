"""A workplace keeps which occupation was chosen by name: one that an imported list has."""

from django.db import migrations, models

OF_A_LIST = """
create function employers_occupation_is_of_a_list() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists
     (select from reference_occupation where concept = new.concept and isco = new.isco) then
    raise exception 'a chosen occupation is in a list, and the code is of its group'
      using errcode = 'check_violation', constraint = 'workplace_concept_is_of_a_list';
  end if;
  return new;
end $$;
create trigger occupation_is_of_a_list before insert or update of concept, isco
  on employers_workplace for each row when (new.concept is not null)
  execute function employers_occupation_is_of_a_list();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("employers", "0010_tables_that_a_job_brings_in"),
        ("reference", "0002_kept_as_it_came"),
    ]

    operations = [
        migrations.AddField(
            model_name="workplace", name="concept", field=models.UUIDField(blank=True, null=True)
        ),
        migrations.RunSQL(OF_A_LIST, "drop function employers_occupation_is_of_a_list cascade"),
    ]
