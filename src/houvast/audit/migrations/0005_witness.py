"""What a witness was told of our chains, what we were told as a witness, and how far each chain is."""

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
    purpose,
    serves,
)

WATCHERS = ("auditor", "security_officer", "fg", "functional_admin", "programme_manager")
MAY_SEE = f"({purpose('safety_net')} or {serves(*WATCHERS)})"
JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user where id = {USER} and is_system"
    f" and municipality_id = {MUNICIPALITY})"
)

RIGHTS = """
revoke all on audit_anchor, audit_witnessed from houvast_app;
revoke all on sequence audit_anchor_id_seq, audit_witnessed_id_seq from houvast_app;
grant select on audit_anchor, audit_witnessed to houvast_auditor;
"""

NOTE = f"""
create function audit_note_anchor(seal integer, total bigint, hash bytea, at timestamptz,
  body bytea, key bytea, signature bytea, answer bytea, witness bytea, answer_signature bytea)
returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not ({JOB}) then
    raise exception 'only the job of a municipality tells its witness'
      using errcode = 'insufficient_privilege';
  end if;
  insert into audit_anchor (municipality_id, seal, total, hash, at, body, key, signature, answer,
      witness, answer_signature, answered_at)
    values ({MUNICIPALITY}, seal, total, hash, at, body, key, signature, answer, witness,
      answer_signature, houvast_now())
    on conflict do nothing;
end $$;
revoke all on function audit_note_anchor from public;
grant execute on function audit_note_anchor to {APP};
"""  # security definer: the application may not write what a witness answered in another way

STATE = f"""
create function audit_state() returns table (waiting bigint, waiting_since timestamptz,
  seal integer, total bigint, hash bytea, sealed_at timestamptz, told integer,
  answered_at timestamptz, untold_since timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not {MAY_SEE} then
    raise exception 'how far the chain is, is for who watches it'
      using errcode = 'insufficient_privilege';
  end if;
  return query
  select queue.many, queue.since, last.number, last.total, last.hash, last.sealed_at, anchor.seal,
         anchor.answered_at,
         (select min(s.sealed_at) from audit_seal s where s.municipality_id = {MUNICIPALITY}
             and s.number = coalesce(anchor.seal, 0) + 1)
    from (select count(*) as many, min(w.at) as since from audit_waiting w
           where w.municipality_id = {MUNICIPALITY}) queue
    left join lateral (select * from audit_seal s where s.municipality_id = {MUNICIPALITY}
                        order by s.number desc limit 1) last on true
    left join lateral (select * from audit_anchor a where a.municipality_id = {MUNICIPALITY}
                        order by a.seal desc limit 1) anchor on true;
end $$;
revoke all on function audit_state from public;
grant execute on function audit_state to {APP};
"""  # security definer: numbers about a chain, from tables that the application does not read

TAKES = f"""
create function audit_witness_takes(of_key bytea, place uuid, a_seal integer, a_total bigint,
  a_hash bytea, a_body bytea, a_signature bytea, an_answer bytea, an_answer_signature bytea)
returns table (answer bytea, answer_signature bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare last audit_witnessed;
begin
  perform pg_advisory_xact_lock(
    hashtextextended('audit_witness ' || encode(of_key, 'hex') || place::text, 0));
  select * into last from audit_witnessed w where w.key = of_key and w.municipality = place
    order by w.seal desc limit 1;
  if last.id is not null and last.seal = a_seal and last.hash = a_hash and last.total = a_total then
    return query select last.answer, last.answer_signature;
    return;
  end if;
  if last.id is not null and (last.seal >= a_seal or last.total >= a_total) then
    return;
  end if;
  insert into audit_witnessed (key, municipality, seal, total, hash, body, signature, answer,
      answer_signature, received_at)
    values (of_key, place, a_seal, a_total, a_hash, a_body, a_signature, an_answer,
      an_answer_signature, houvast_now());
  return query select an_answer, an_answer_signature;
end $$;
revoke all on function audit_witness_takes from public;
grant execute on function audit_witness_takes to {APP};
"""  # security definer: only added to, and only ever further

KEPT = f"""
create function audit_witness_kept(of_key bytea, place uuid, after integer)
returns table (body bytea, signature bytea, answer bytea, answer_signature bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select body, signature, answer, answer_signature from audit_witnessed
   where key = of_key and municipality = place and seal > after order by seal limit 500
$$;
revoke all on function audit_witness_kept from public;
grant execute on function audit_witness_kept to {APP};
"""  # security definer: the table itself is closed

KEY = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}
SHORT = {"max_length": 64}


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_sealed")]

    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("municipality", models.ForeignKey(to="accounts.municipality", **KEY)),
                ("seal", models.PositiveIntegerField()),
                ("total", models.BigIntegerField()),
                ("hash", models.BinaryField(**SHORT)),
                ("at", models.DateTimeField()),
                ("body", models.BinaryField()),
                ("key", models.BinaryField(**SHORT)),
                ("signature", models.BinaryField(**SHORT)),
                ("answer", models.BinaryField()),
                ("witness", models.BinaryField(**SHORT)),
                ("answer_signature", models.BinaryField(**SHORT)),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["municipality", "seal"], name="audit_a_seal_is_told_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Witnessed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(**SHORT)),
                ("municipality", models.UUIDField()),
                ("seal", models.PositiveIntegerField()),
                ("total", models.BigIntegerField()),
                ("hash", models.BinaryField(**SHORT)),
                ("body", models.BinaryField()),
                ("signature", models.BinaryField(**SHORT)),
                ("answer", models.BinaryField()),
                ("answer_signature", models.BinaryField(**SHORT)),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["key", "municipality", "seal"], name="audit_witnessed_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(NOTE, "drop function audit_note_anchor"),
        migrations.RunSQL(STATE, "drop function audit_state"),
        migrations.RunSQL(TAKES, "drop function audit_witness_takes"),
        migrations.RunSQL(KEPT, "drop function audit_witness_kept"),
        force("audit_anchor"),
        policy("audit_anchor", "told_by_the_job", "insert", OWNER, "true"),
        policy("audit_anchor", "last_one", "select", OWNER, "true"),
        policy("audit_anchor", "read_by_auditor", "select", AUDITOR, "true"),
        force("audit_witnessed"),
        policy("audit_witnessed", "taken", "insert", OWNER, "true"),
        policy("audit_witnessed", "given_back", "select", OWNER, "true"),
        policy("audit_witnessed", "read_by_auditor", "select", AUDITOR, "true"),
    ]
