"""Each entry leaves its digest to be sealed, and seals follow each other in a chain.

Nothing here holds a lock while somebody works: an entry adds a row, and one function of the owner
takes the rows that are committed and chains them. What commits late is in the next seal.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from houvast.database.policies import (
    APP,
    AUDITOR,
    MUNICIPALITY,
    OWNER,
    USER,
    force,
    policy,
)

OWN_NAME = f"actor_id = {USER} and municipality_id = {MUNICIPALITY} and at = houvast_now()"

RIGHTS = """
alter table audit_entry alter came_from set default '';
revoke all on audit_waiting, audit_seal from houvast_app;
revoke all on sequence audit_waiting_id_seq, audit_seal_id_seq from houvast_app;
grant select on audit_waiting, audit_seal to houvast_auditor;
"""

MICROSECONDS = "(extract(epoch from {}) * 1000000)::bigint"

DIGEST = f"""
create function audit_digest(entry audit_entry, lines jsonb) returns bytea
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(convert_to(jsonb_build_array('houvast entry 1', entry.id, entry.municipality_id,
    entry.controller, entry.actor_id, {MICROSECONDS.format("entry.at")}, entry.role,
    entry.purpose, entry.verb, entry.refusal, entry.subject, to_jsonb(entry.shown), entry.token,
    entry.trace, entry.came_from, entry.took, entry.destroy_on, lines)::text, 'UTF8'))
$$;
revoke all on function audit_digest from public;
"""  # the same bytes as `digest` in audit/rules/chain.py, which a test holds beside it

LINE = f"""jsonb_build_array(municipality_id, activity, data_subject, trace, came_from, status,
      {MICROSECONDS.format("at")}, {MICROSECONDS.format("ended_at")}, destroy_on)"""

FOLLOW = f"""
create function audit_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare lines jsonb := '[]';
begin
  if cardinality(new.shown) > 0 then
    with line as (
      select new.municipality_id, new.id as operation, coalesce(new.trace, new.id) as trace,
             new.came_from, new.at, new.at + coalesce(new.took, 0) * interval '1 microsecond'
               as ended_at, case new.refusal when '' then 1 else 2 end as status,
             new.purpose as activity, person as data_subject, new.destroy_on, place
        from unnest(new.shown) with ordinality shown (person, place)
    ), written as (
      insert into audit_processingline (municipality_id, operation, trace, came_from, at, ended_at,
          status, activity, data_subject, destroy_on)
        select municipality_id, operation, trace, came_from, at, ended_at, status, activity,
               data_subject, destroy_on from line order by place)
    select jsonb_agg({LINE} order by place) into lines from line;
  end if;
  insert into audit_waiting (municipality_id, entry, digest, at)
    values (new.municipality_id, new.id, audit_digest(new, lines), houvast_now());
  return null;
end $$;
revoke all on function audit_follow from public;
drop trigger processing_lines on audit_entry;
drop function audit_processing_lines;
create trigger followed after insert on audit_entry for each row execute function audit_follow();
"""  # by the database, so that no code can forget the line of a person or the digest of an entry

EARLIER = f"""
alter table audit_entry no force row level security;
alter table audit_processingline no force row level security;
update audit_processingline set trace = operation, ended_at = at where trace is null;
insert into audit_waiting (municipality_id, entry, digest, at)
select entry.municipality_id, entry.id, audit_digest(entry, coalesce((
    select jsonb_agg({LINE} order by id) from audit_processingline where operation = entry.id),
    '[]')), houvast_now()
  from audit_entry entry order by entry.at, entry.id;
alter table audit_entry force row level security;
alter table audit_processingline force row level security;
"""  # what was there before is sealed as it was found

SEAL = f"""
create function audit_seal_up(place uuid, waited interval) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  made integer := 0; last audit_seal; seal audit_seal; taken integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit_seal ' || place::text, 0));
  select count(*) into taken from (
    select from audit_waiting where municipality_id = place limit 1000) few;
  if taken < 1000 and not exists (
      select from audit_waiting where municipality_id = place and at <= houvast_now() - waited) then
    return 0;
  end if;
  select * into last from audit_seal where municipality_id = place order by number desc limit 1;
  loop
    with first as (
      select id from audit_waiting where municipality_id = place order by id limit 1000
    ), gone as (
      delete from audit_waiting waiting using first where waiting.id = first.id
      returning waiting.id, waiting.entry, waiting.digest)
    select count(*), array_agg(entry order by id), string_agg(digest, ''::bytea order by id)
      into seal.many, seal.entries, seal.digests from gone;
    exit when seal.many = 0;
    seal.municipality_id := place;
    seal.number := coalesce(last.number, 0) + 1;
    seal.total := coalesce(last.total, 0) + seal.many;
    seal.sealed_at := houvast_now();
    seal.root := sha256(seal.digests);
    seal.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    seal.hash := sha256(convert_to(jsonb_build_array('houvast seal 1', place, seal.number, seal.many,
      seal.total, {MICROSECONDS.format("seal.sealed_at")}, encode(seal.root, 'hex'),
      encode(seal.previous, 'hex'))::text, 'UTF8'));
    insert into audit_seal (municipality_id, number, many, total, sealed_at, root, previous, hash,
        entries, digests)
      values (seal.municipality_id, seal.number, seal.many, seal.total, seal.sealed_at, seal.root,
        seal.previous, seal.hash, seal.entries, seal.digests);
    made := made + 1;
    last := seal;
    exit when seal.many < 1000;
  end loop;
  return made;
end $$;
revoke all on function audit_seal_up from public;
grant execute on function audit_seal_up to {APP};
"""  # security definer: the application may neither read the digests nor write a seal

KEY = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}
PLACE = "accounts.municipality"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_token_of_a_system")]

    operations = [
        migrations.AddField("entry", "trace", models.UUIDField(blank=True, null=True)),
        migrations.AddField(
            "entry", "came_from", models.CharField(blank=True, default="", max_length=16)
        ),
        migrations.AddField("entry", "took", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField("processingline", "trace", models.UUIDField(null=True)),
        migrations.AddField(
            "processingline",
            "came_from",
            models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddField(
            "processingline", "status", models.PositiveSmallIntegerField(default=1)
        ),
        migrations.AddField("processingline", "ended_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "processingline", models.Index(fields=["operation"], name="processing_operation")
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("municipality", models.ForeignKey(to=PLACE, db_constraint=False, **KEY)),
                ("entry", models.UUIDField()),
                ("digest", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "id"], name="audit_waiting_for")]
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("municipality", models.ForeignKey(to=PLACE, **KEY)),
                ("number", models.PositiveIntegerField()),
                ("many", models.PositiveIntegerField()),
                ("total", models.BigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("root", models.BinaryField(max_length=32)),
                ("previous", models.BinaryField(max_length=32)),
                ("hash", models.BinaryField(max_length=32)),
                (
                    "entries",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField()),
                ),
                ("digests", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["municipality", "number"], name="audit_seals_follow_each_other"
                    )
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(DIGEST, "drop function audit_digest"),
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
        migrations.AlterField("processingline", "trace", models.UUIDField()),
        migrations.AlterField("processingline", "ended_at", models.DateTimeField()),
        migrations.RunSQL(SEAL, "drop function audit_seal_up"),
        force("audit_waiting"),
        policy("audit_waiting", "written_by_the_trigger", "insert", OWNER, "true"),
        policy("audit_waiting", "for_the_seal", "select", OWNER, "true"),
        policy("audit_waiting", "sealed", "delete", OWNER, "true"),
        policy("audit_waiting", "read_by_auditor", "select", AUDITOR, "true"),
        force("audit_seal"),
        policy("audit_seal", "follows_the_last", "insert", OWNER, "true"),
        policy("audit_seal", "last_one", "select", OWNER, "true"),
        policy("audit_seal", "read_by_auditor", "select", AUDITOR, "true"),
        migrations.RunSQL(
            f"alter policy added_in_own_name on audit_entry with check ({OWN_NAME})",
            migrations.RunSQL.noop,
        ),
    ]
