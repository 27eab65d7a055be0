-- Sent after each `migrate`: the tables from which the application removes rows. None is a record of ours.
grant delete on django_session, mfa_authenticator to houvast_app;
do $$
declare one text;
begin
  for one in select tablename from pg_tables where tablename like 'procrastinate%' loop
    execute format('grant delete on %I to houvast_app', one);
  end loop;
end $$;
