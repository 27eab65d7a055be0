-- What the roles may do in one database. Sent by its owner before each `migrate`.
-- No DELETE: nothing personal is removed by the application; sessions and jobs get it where they live.
grant usage on schema public to houvast_app, houvast_auditor;
alter default privileges in schema public grant select, insert, update on tables to houvast_app;
alter default privileges in schema public grant usage, select on sequences to houvast_app;
do $$
begin
  if exists (select from pg_roles where rolname = 'houvast_figures') then
    grant usage on schema public to houvast_figures;
  end if;
end $$;
