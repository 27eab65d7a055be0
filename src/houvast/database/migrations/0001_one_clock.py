"""The one clock that policies, triggers and Python ask. Only the owner can replace it."""

from django.db import migrations

NOW = """
create function houvast_now() returns timestamptz language sql stable parallel safe
as 'select now()'
"""
TODAY = """
create function houvast_today() returns date language sql stable parallel safe
as 'select (houvast_now() at time zone ''Europe/Amsterdam'')::date'
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(NOW, "drop function houvast_now"),
        migrations.RunSQL(TODAY, "drop function houvast_today"),
    ]
