"""Answers to questions about areas are kept, and stay as they came out."""

from django.db import migrations, models

STAYS = """
create function areas_answer_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.found is null
     and (new.id, new.level, new.year, new.outcome, new.determinants, new.fewest, new.tables,
          new.method)
       = (old.id, old.level, old.year, old.outcome, old.determinants, old.fewest, old.tables,
          old.method) then
    return new;
  end if;
  raise exception 'an answer stays as it came out'
    using errcode = 'check_violation', constraint = 'answer_stays';
end $$;
create trigger stays before update or delete on areas_answer
  for each row execute function areas_answer_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("level", models.CharField(max_length=8)),
                ("year", models.SmallIntegerField()),
                ("outcome", models.CharField(max_length=40)),
                ("determinants", models.JSONField()),
                ("fewest", models.PositiveSmallIntegerField()),
                ("tables", models.JSONField()),
                ("method", models.CharField(max_length=8)),
                ("asked_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("runs", models.PositiveSmallIntegerField(default=0)),
                ("found", models.JSONField(null=True)),
                ("counted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ("gemeente", "wijk", "buurt")),
                            ("fewest__gte", 100),
                            ("year__range", (1990, 2100)),
                            models.Q(("outcome", ""), _negated=True),
                        ),
                        name="answer_is_of_a_question",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted_at__isnull", True), ("found__isnull", True)),
                            models.Q(
                                ("began_at__isnull", False),
                                ("counted_at__isnull", False),
                                ("found__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answer_is_found_at_a_moment",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAYS, "drop function areas_answer_stays cascade"),
    ]
