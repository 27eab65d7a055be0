"""Work wishes keep the occupations that were chosen by name, beside the unit groups rules read.

What is written stays closed: a unit group is one of the short list, or the group of an occupation
that an imported list has. So no word of anybody's own can stand here.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

SHORT_LIST = (
    *("2166", "2512", "2513", "3423", "3512", "3521", "4110", "4222", "4226", "4321", "5120"),
    *("5131", "5141", "5142", "5153", "5164", "5223", "5230", "5311", "5312", "5321", "5322"),
    *("5414", "6113", "6121", "7112", "7115", "7121", "7126", "7127", "7131", "7212", "7231"),
    *("7233", "7234", "7411", "7422", "7511", "7512", "7522", "7531", "8160", "8322", "8332"),
    *("8344", "9112", "9214", "9312", "9313", "9321", "9329", "9333", "9334", "9411", "9412"),
    *("9611", "9621"),
)

OF_A_LIST = f"""
create function matching_occupations_are_of_a_list() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  of_chosen text[] := array(select distinct isco::text from reference_occupation
                             where concept = any(new.concepts) and isco = any(new.occupations));
begin
  if exists (select from unnest(new.concepts) as chosen(key) where not exists
             (select from reference_occupation
               where concept = chosen.key and isco = any(new.occupations))) then
    raise exception 'a chosen occupation is in a list, and its group is wished'
      using errcode = 'check_violation', constraint = 'wishes_concepts_are_of_a_list';
  end if;
  if not new.occupations::text[] <@ (of_chosen || '{{{",".join(SHORT_LIST)}}}'::text[]) then
    raise exception 'an occupation is of the short list, or of one that was chosen'
      using errcode = 'check_violation', constraint = 'wishes_occupations_are_of_a_list';
  end if;
  return new;
end $$;
create trigger occupations_are_of_a_list before insert or update of occupations, concepts
  on matching_workwishes for each row execute function matching_occupations_are_of_a_list();
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_policies"), ("reference", "0002_kept_as_it_came")]

    operations = [
        migrations.RemoveConstraint(
            model_name="workwishes", name="wishes_occupations_are_of_the_list"
        ),
        migrations.AddField(
            model_name="workwishes",
            name="concepts",
            field=ArrayField(models.UUIDField(), blank=True, db_default=[], default=list),
        ),
        migrations.AddConstraint(
            model_name="workwishes",
            constraint=models.CheckConstraint(
                name="wishes_name_three_occupations",
                condition=Q(occupations__len__lte=3) & Q(concepts__len__lte=3),
            ),
        ),
        migrations.RunSQL(OF_A_LIST, "drop function matching_occupations_are_of_a_list cascade"),
    ]
