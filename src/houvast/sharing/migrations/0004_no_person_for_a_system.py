"""Nobody gives a linked system access to a person."""

from django.db import migrations, models

NO_PERSON = """
create function sharing_no_person_for_a_system() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from accounts_user where id = new.user_id and system_of_id is not null) then
    raise exception 'a linked system reaches no person'
      using errcode = 'check_violation', constraint = 'no_person_for_a_system';
  end if;
  return new;
end $$;
create trigger no_person_for_a_system before insert on sharing_assignment
  for each row execute function sharing_no_person_for_a_system();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_linked_systems"),
        ("sharing", "0003_what_waits"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assignment",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("guidance", "guidance"),
                    ("work_income", "work_income"),
                    ("placement", "placement"),
                    ("intake", "intake"),
                    ("safety_triage", "safety_triage"),
                    ("safety_pga", "safety_pga"),
                    ("case_table", "case_table"),
                    ("process_steering", "process_steering"),
                    ("safety_net", "safety_net"),
                    ("known_here", "known_here"),
                    ("own_page", "own_page"),
                    ("subject_rights", "subject_rights"),
                    ("oversight", "oversight"),
                    ("security_review", "security_review"),
                    ("emergency", "emergency"),
                    ("figures", "figures"),
                    ("retention", "retention"),
                    ("work_exchange", "work_exchange"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunSQL(NO_PERSON, "drop function sharing_no_person_for_a_system cascade"),
    ]
