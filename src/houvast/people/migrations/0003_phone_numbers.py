"""Phone numbers are kept as they can be rung: +31612345678. What was no number is left empty."""

from django.db import migrations, models

REWRITE = """
update people_identity set phone = regexp_replace(
  regexp_replace(regexp_replace(phone, '[^0-9+]', '', 'g'), '^00', '+'), '^0', '+31')
where phone <> '';
update people_identity set phone = '' where phone !~ '^(\\+[1-9][0-9]{7,14})?$';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_found_by_exact_name"),
        ("tracks", "0002_policies"),  # lets the owner see and rewrite the rows
    ]

    operations = [
        migrations.RunSQL(REWRITE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.CheckConstraint(
                condition=models.Q(phone="") | models.Q(phone__regex=r"^\+[1-9][0-9]{7,14}$"),
                name="phone_can_be_rung",
            ),
        ),
    ]
