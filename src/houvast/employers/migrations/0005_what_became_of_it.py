"""What became of a promise, who knows whom no more, and talks that were written anew.

An acquaintance only ends, or comes back on the same day. A talk is corrected by its maker only, at
the same employer, once: a composite key and a unique one say so.
"""

import django.db.models.deletion
from django.db import migrations, models

from houvast.database.policies import MUNICIPALITY, changed, here, purpose, serves

HERE = f"municipality_id = {MUNICIPALITY}"
STAFF = (
    f"{purpose('guidance', 'work_income', 'placement')}"
    f" and {serves('outreach_coach', 'work_coach', 'account_manager')}"
)
ENDED_BY_STAFF = changed(
    "employers_knownby", "ended_by_staff", f"{here('employers_knownby')} and {STAFF}", HERE
)

OWN_TALK = """
alter table employers_conversation add constraint own_talk_corrected
  foreign key (replaces_id, employer_id, made_by_id)
  references employers_conversation (id, employer_id, made_by_id)
"""
OWN_TALK_UNDO = "alter table employers_conversation drop constraint own_talk_corrected"

OLD_ONES = """
alter table employers_employerpromise no force row level security;
update employers_employerpromise set reason = 'Niet vastgelegd.' where state = 'not_kept';
set constraints all immediate;
alter table employers_employerpromise force row level security;
"""
"""Promises that were broken before a reason was asked: the owner sees them only without FORCE."""

ONLY_ENDS = """
create function employers_known_only_ends() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.employer_id, new.municipality_id, new.made_by_id, new.contact_id, new.user_id, new.how,
      new.since) is distinct from
     (old.employer_id, old.municipality_id, old.made_by_id, old.contact_id, old.user_id, old.how,
      old.since)
     or (old.ended_on is not null and new.ended_on is distinct from old.ended_on
         and not (new.ended_on is null and old.ended_on = houvast_today())) then
    raise exception 'an acquaintance only ends'
      using errcode = 'check_violation', constraint = 'known_only_ends';
  end if;
  return new;
end $$;
create trigger only_ends before update on employers_knownby
  for each row execute function employers_known_only_ends();
"""


class Migration(migrations.Migration):
    dependencies = [("employers", "0004_questions")]

    operations = [
        migrations.RemoveConstraint(
            model_name="knownby",
            name="known_once",
        ),
        migrations.AddField(
            model_name="conversation",
            name="correction",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="conversation",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="employers.conversation",
            ),
        ),
        migrations.AddField(
            model_name="employerpromise",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RunSQL(OLD_ONES, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="knownby",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                fields=("id", "employer", "made_by"), name="conversation_of_its_maker"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(fields=("replaces",), name="corrected_once"),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("replaces__isnull", True)),
                    models.Q(
                        ("replaces__isnull", False), models.Q(("correction", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="correction_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="employerpromise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_kept"), models.Q(("reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "not_kept"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="broken_promise_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="knownby",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("contact", "user"),
                name="known_once",
            ),
        ),
        migrations.RunSQL(OWN_TALK, OWN_TALK_UNDO),
        ENDED_BY_STAFF,
        migrations.RunSQL(ONLY_ENDS, "drop function employers_known_only_ends cascade"),
    ]
