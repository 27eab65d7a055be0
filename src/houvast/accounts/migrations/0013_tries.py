"""How often a password or a code was tried, for all web processes together (Django's table cache).

Nothing of it is worth keeping: unlogged, so that it stays out of backups and replicas.
"""

from django.db import migrations

TABLE = """
create unlogged table houvast_tries (
  cache_key varchar(255) primary key,
  value text not null,
  expires timestamptz not null
);
create index houvast_tries_expires on houvast_tries (expires);
revoke all on houvast_tries from houvast_app;
grant select, insert, update, delete on houvast_tries to houvast_app;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_identities")]

    operations = [migrations.RunSQL(TABLE, "drop table houvast_tries")]
