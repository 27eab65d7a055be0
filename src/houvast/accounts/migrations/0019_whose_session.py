"""Whose a session is stands beside it, so that somebody sees and ends his own alone (ASVS 7.5.2).

An installation of before this has the table already, from the application of Django for sessions.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE = """
create table if not exists django_session (
  session_key varchar(40) primary key,
  session_data text not null,
  expire_date timestamptz not null
);
create index if not exists django_session_expire_date_a5c62663 on django_session (expire_date);
alter table django_session add column user_id uuid references accounts_user (id) on delete cascade;
create index sessions_of_user on django_session (user_id) where user_id is not null;
"""

STATE = migrations.CreateModel(
    name="SignedIn",
    fields=[
        (
            "session_key",
            models.CharField(
                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
            ),
        ),
        ("session_data", models.TextField(verbose_name="session data")),
        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
        (
            "user",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ],
    options={"db_table": "django_session"},
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0018_plan_scopes")]

    operations = [
        migrations.RunSQL(TABLE, "alter table django_session drop column user_id", [STATE]),
    ]
