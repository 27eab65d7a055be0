-- Who may call which function. Sent by the owner after each `migrate`; running it again changes nothing.
-- PostgreSQL lets everybody call a new function. The application keeps that; the role of a replica may
-- ask the clock and the numbers of Overzicht, and nothing else: most functions look past the row policies.
do $$
declare one regprocedure;
begin
  for one in
    select oid::regprocedure from pg_proc
     where pronamespace = 'public'::regnamespace and pg_get_userbyid(proowner) = current_user
       and has_function_privilege('public', oid, 'execute')
  loop
    execute format('revoke execute on function %s from public', one);
    execute format('grant execute on function %s to houvast_app', one);
  end loop;
  for one in
    select oid::regprocedure from pg_proc
     where pronamespace = 'public'::regnamespace and proname in ('houvast_now', 'houvast_today')
  loop
    execute format('grant execute on function %s to houvast_auditor', one);
  end loop;
  if exists (select from pg_roles where rolname = 'houvast_figures') then
    for one in
      select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace
         and proname in ('houvast_now', 'houvast_today', 'tracks_figures')
    loop
      execute format('grant execute on function %s to houvast_figures', one);
    end loop;
  end if;
end $$;
