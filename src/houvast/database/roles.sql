-- The four roles of an installation. Run once per server by its administrator, before `migrate`;
-- set the passwords separately. Running it again changes nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'houvast_owner') then
    create role houvast_owner login nosuperuser nobypassrls nocreaterole;
  end if;
  if not exists (select from pg_roles where rolname = 'houvast_app') then
    create role houvast_app login nosuperuser nobypassrls nocreaterole nocreatedb;
  end if;
  if not exists (select from pg_roles where rolname = 'houvast_auditor') then
    create role houvast_auditor login nosuperuser nobypassrls nocreaterole nocreatedb;
  end if;
  if not exists (select from pg_roles where rolname = 'houvast_figures') then
    create role houvast_figures login nosuperuser nobypassrls nocreaterole nocreatedb;
  end if;
end $$;

-- Row policies make long plans of short queries: compiling them costs more than it saves.
alter role houvast_app set jit = off;
alter role houvast_owner set jit = off;
alter role houvast_figures set jit = off;

-- It reads no table at all: it asks functions for numbers, on a replica.
alter role houvast_figures set default_transaction_read_only = on;
