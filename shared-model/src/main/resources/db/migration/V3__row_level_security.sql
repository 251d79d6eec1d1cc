-- The second wall between tenants. Statements for one tenant run as errand_app and see the tenant
-- that their transaction named; the engine, which serves all, runs as errand_engine. Neither owns
-- the tables, and security is forced, so the owner sees nothing by accident either.

do $$
declare
  name text;
begin
  foreach name in array array ['errand_app', 'errand_engine'] loop
    begin
      execute format('create role %I nologin', name);
    exception
      when duplicate_object or unique_violation then null; -- another Errand in this cluster made it
    end;
    if not pg_has_role(current_user, name, 'member') or not exists (
      select from pg_roles where rolname = current_user and rolsuper
    ) then
      execute format('grant %I to %I', name, current_user);
    end if;
    execute format('grant usage on schema %I to %I', current_schema(), name);
  end loop;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array [
    'job', 'waiting', 'ready', 'lease', 'outcome', 'attempt', 'job_log', 'checkpoint', 'history',
    'deadline', 'idempotency'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to errand_app, errand_engine', name);
    execute format(
      'create policy a_tenant_sees_its_own on %I to errand_app
         using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', name);
    execute format('create policy the_engine_serves_all on %I to errand_engine using (true)', name);
  end loop;
end
$$;

grant select, insert, update on worker, job_type to errand_engine;
grant select on worker, job_type to errand_app;
grant usage on sequence lease_token to errand_engine;
-- A worker asks whether the schema is new enough before it starts.
grant select on flyway_schema_history to errand_engine;

-- Every service checks access tokens: it reads (and the first API makes) the signing keys, and asks
-- whether the user is still active.
grant select, insert on secret to errand_engine;
grant select on app_user, session, tenant to errand_engine;
