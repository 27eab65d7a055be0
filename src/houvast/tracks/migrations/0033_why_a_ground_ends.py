"""A ground ends for a reason of the list, and on the same day that can be taken back."""

from django.db import migrations, models

from houvast.database.policies import MUNICIPALITY, USER, serves

ONLY_ENDS = f"""
create or replace function tracks_criterion_only_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place uuid; ending constant text[] := array['valid_until', 'ended_by_id', 'end_kind', 'end_reason'];
  kept boolean := new.valid_until is null and new.ended_by_id is null and new.end_kind = ''
    and new.end_reason = '' and old.ended_by_id is not null
    and old.valid_until = houvast_today();
begin
  select municipality_id into place from accounts_programme where id = old.programme_id;
  if to_jsonb(new) - ending is distinct from to_jsonb(old) - ending
     or place is distinct from {MUNICIPALITY} or not {serves("programme_manager")}
     or not kept and (old.valid_until is not null or new.valid_until < houvast_today()
                      or new.ended_by_id is distinct from {USER}) then
    raise exception 'a criterion only ends, by the programme manager'
      using errcode = 'check_violation', constraint = 'criterion_only_ends';
  end if;
  return new;
end $$;
"""
ENDED_IN_WORDS = """
alter table tracks_entrycriterion disable trigger only_ends;
update tracks_entrycriterion set end_kind = 'other' where ended_by_id is not null;
alter table tracks_entrycriterion enable trigger only_ends;
"""
KINDS = ("decision", "same", "misread", "not_ours", "other")


class Migration(migrations.Migration):
    dependencies = [("tracks", "0032_access_that_never_began")]

    operations = [
        migrations.RemoveConstraint(
            model_name="entrycriterion", name="who_ends_a_criterion_says_why"
        ),
        migrations.AddField(
            model_name="entrycriterion",
            name="end_kind",
            field=models.CharField(
                blank=True, choices=[(one, one) for one in KINDS], default="", max_length=10
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(ENDED_IN_WORDS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="entrycriterion",
            constraint=models.CheckConstraint(
                name="who_ends_a_criterion_says_why",
                condition=models.Q(ended_by=None)
                | models.Q(valid_until__isnull=False) & ~models.Q(end_kind=""),
            ),
        ),
        migrations.AddConstraint(
            model_name="entrycriterion",
            constraint=models.CheckConstraint(
                name="end_of_a_criterion_of_the_list",
                condition=models.Q(end_kind__in=["", *KINDS])
                & (~models.Q(end_kind="other") | ~models.Q(end_reason="")),
            ),
        ),
        migrations.RunSQL(ONLY_ENDS, migrations.RunSQL.noop),
    ]
