-- The outside world is told what happened: docs/adr/0011 has the why.

-- Endpoints, edited by people. What the engine learns of them is in webhook_standing, so that no two
-- tools write one table.
create table webhook (
  id uuid primary key,
  tenant_id uuid not null,
  url text not null,
  description text,
  events text[] collate "C" not null,
  queue text collate "C",
  job_type text collate "C",
  enabled boolean not null,
  -- What the engine found out before that moment no longer counts.
  enabled_at timestamptz not null,
  -- Sealed under a key of this installation that is not in these tables' rows.
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamptz,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  version int not null,
  idempotency_key text collate "C",
  request_hash bytea,
  constraint a_webhook_is_of_known_events check (
    cardinality(events) > 0 and events <@ array [
      'job.submitted', 'job.started', 'job.completed', 'job.failed', 'job.cancelled', 'job.retrying'
    ] collate "C"
  ),
  constraint a_webhook_is_created_once_per_key unique (tenant_id, idempotency_key)
);

create index webhook_list on webhook (tenant_id, id desc);

-- How the engine found an endpoint. Written when that changes, not at every delivery.
create table webhook_standing (
  webhook_id uuid primary key,
  tenant_id uuid not null,
  failing_since timestamptz,
  disabled_at timestamptz,
  reason text
);

-- What there is to tell, and to whom: the endpoints that are on. Hot statements probe it once each.
create view webhook_listener with (security_invoker = true) as
select w.id as webhook_id, w.tenant_id, event.name as event, w.queue, w.job_type
from webhook w
cross join lateral unnest(w.events) as event(name)
where w.enabled and not coalesce(
  -- Looked up one by one: it must not depend on how many endpoints others have.
  (select s.disabled_at > w.enabled_at from webhook_standing s where s.webhook_id = w.id limit 1),
  false
);

create sequence webhook_event_id as bigint;

-- Changes of jobs that somebody listens to, written by the statements that made them. A worker turns
-- each into deliveries and takes it away.
create table webhook_event (
  id bigint not null default nextval('webhook_event_id'),
  tenant_id uuid not null,
  job_id uuid not null,
  event text collate "C" not null,
  state text collate "C" not null,
  attempt smallint not null,
  at timestamptz not null default clock_timestamp()
) with (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  vacuum_truncate = off
);

create index webhook_event_order on webhook_event (id);

-- One message to one endpoint; replaying it is another one of the same message. Its id is also the id
-- of the job that carries it out.
create table webhook_delivery (
  id uuid primary key,
  tenant_id uuid not null,
  webhook_id uuid not null,
  message_id uuid not null,
  event text collate "C" not null,
  job_id uuid,
  body text not null,
  state text not null default 'pending',
  attempts smallint not null default 0,
  status smallint,
  error text,
  next_attempt_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  constraint a_delivery_is_pending_delivered_or_failed
    check (state in ('pending', 'delivered', 'failed'))
);

create index webhook_delivery_list on webhook_delivery (tenant_id, webhook_id, id desc);

-- What was sent and what came back.
create table webhook_attempt (
  delivery_id uuid not null,
  attempt smallint not null,
  tenant_id uuid not null,
  at timestamptz not null,
  duration_ms int not null,
  url text not null,
  request_headers text not null,
  status smallint,
  response_headers text,
  response_body text,
  error text,
  primary key (delivery_id, attempt)
);

do $$
declare
  name text;
begin
  foreach name in array array [
    'webhook', 'webhook_standing', 'webhook_event', 'webhook_delivery', 'webhook_attempt'
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

grant select on webhook_listener to errand_app, errand_engine;
grant usage on sequence webhook_event_id to errand_app, errand_engine;

-- One line for each endpoint, of which five are carried out side by side: an endpoint that hangs holds
-- five attempts, and no other waits for it.
alter table queue no force row level security; -- so that its owner may write the row
insert into queue (tenant_id, name, per_key_concurrency)
values ('00000000-0000-7000-8000-000000000001', 'webhooks', 5);
alter table queue force row level security;

-- What Errand does for all tenants must not get the part of one.
insert into tenant_share (tenant_id, weight)
values ('00000000-0000-7000-8000-000000000001', 20)
on conflict (tenant_id) do nothing;
