-- A job's state is the table its row stands in: waiting, ready, lease or outcome. Single statements
-- move rows between them; nothing is updated in place on the hot path. docs/adr/0002 has the why.

create sequence lease_token as bigint;

-- Every boot of a worker process is a row of its own, so that a restarted process that reuses its
-- name is never taken for its predecessor.
create table worker (
  id int generated always as identity primary key,
  name text not null,
  host text not null,
  version text not null,
  slots int not null,
  types text[] not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  stopped_at timestamptz
);

-- Types that some worker has ever registered, with the JSON Schema of their input and how many
-- attempts their jobs have that do not say.
create table job_type (
  name text collate "C" primary key,
  input_schema json,
  max_attempts smallint not null,
  registered_at timestamptz not null default now()
);

-- What was asked for. Written once; edited only by people. The moment of submission is in the id.
create table job (
  id uuid primary key,
  tenant_id uuid not null,
  queue text collate "C" not null,
  type text collate "C" not null,
  priority smallint not null,
  max_attempts smallint not null,
  last_attempt smallint not null,
  version int not null default 1,
  backoff_first_ms bigint not null,
  backoff_cap_ms bigint not null,
  backoff_factor real not null,
  backoff_jitter real not null,
  created_by text collate "C" not null,
  -- json, not jsonb: what a client sent comes back byte for byte, and a claim need not rebuild it.
  data json,
  name text,
  description text,
  metadata json,
  tags text[],
  run_at timestamptz,
  deadline_at timestamptz,
  timeout_ms bigint,
  traceparent text,
  hidden_at timestamptz,
  constraint a_priority_is_from_minus_1000_to_1000 check (priority between -1000 and 1000),
  constraint a_job_has_at_least_one_attempt check (max_attempts >= 1 and last_attempt >= 1)
);

create index job_list on job (tenant_id, id desc);

create table waiting (
  id uuid primary key,
  tenant_id uuid not null,
  queue text collate "C" not null,
  type text collate "C" not null,
  priority smallint not null,
  attempt smallint not null,
  state text not null,
  due_at timestamptz,
  constraint a_waiting_job_is_held_scheduled_or_retrying
    check (state in ('held', 'scheduled', 'retrying')),
  constraint only_a_held_job_has_no_due_time check ((state = 'held') = (due_at is null))
);

create index waiting_due on waiting (due_at) where due_at is not null;
create index waiting_list on waiting (tenant_id, id desc);

-- place orders equal priorities: the id for a fresh job, the moment it became due for one that
-- waited, so that retries go behind work of the same priority.
create table ready (
  tenant_id uuid not null,
  queue text collate "C" not null,
  priority smallint not null,
  place uuid not null,
  id uuid not null,
  type text collate "C" not null,
  attempt smallint not null
) with (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off
);

create index ready_claim on ready (tenant_id, queue, priority desc, place);
-- A fresh job is found by its place; only those that waited need a way by id.
create index ready_moved on ready (id) where place <> id;

create table lease (
  id uuid primary key,
  tenant_id uuid not null,
  queue text collate "C" not null,
  type text collate "C" not null,
  priority smallint not null,
  attempt smallint not null,
  worker int not null,
  token bigint not null,
  started_at timestamptz not null,
  lease_until timestamptz not null,
  cancel_requested_at timestamptz,
  progress smallint,
  message text
) with (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off
);

create table outcome (
  id uuid primary key,
  tenant_id uuid not null,
  state text not null,
  attempt smallint not null,
  worker int,
  started_at timestamptz,
  finished_at timestamptz not null,
  result json,
  error_code text,
  error_message text,
  constraint an_outcome_is_completed_failed_or_cancelled
    check (state in ('completed', 'failed', 'cancelled'))
);

create index outcome_unsuccessful on outcome (tenant_id, state, id desc) where state <> 'completed';

-- Attempts that failed. The running one is the lease, the last good one the outcome.
create table attempt (
  job_id uuid not null,
  attempt smallint not null,
  tenant_id uuid not null,
  worker int,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  error_code text not null,
  error_message text not null,
  retry_at timestamptz,
  primary key (job_id, attempt)
);

create table job_log (
  job_id uuid not null,
  id bigint generated always as identity,
  tenant_id uuid not null,
  attempt smallint not null,
  at timestamptz not null,
  level text not null,
  message text not null,
  primary key (job_id, id),
  constraint a_level_is_debug_info_warn_or_error check (level in ('debug', 'info', 'warn', 'error'))
);

-- What a handler wants its next attempt to know.
create table checkpoint (
  job_id uuid primary key,
  tenant_id uuid not null,
  state json not null
);

-- What people did. What the engine did is read from the rows it left behind.
create table history (
  job_id uuid not null,
  id bigint generated always as identity,
  tenant_id uuid not null,
  at timestamptz not null default now(),
  change text not null,
  actor text not null,
  from_state text,
  to_state text,
  reason text,
  primary key (job_id, id)
);

-- Jobs that must be over by a moment. Kept apart so that jobs without a deadline pay nothing.
create table deadline (
  deadline_at timestamptz not null,
  job_id uuid not null,
  tenant_id uuid not null,
  primary key (deadline_at, job_id)
);

-- Answers already given, for requests that carried an Idempotency-Key.
create table idempotency (
  tenant_id uuid not null,
  route text collate "C" not null,
  key text collate "C" not null,
  request_hash bytea not null,
  status smallint not null,
  location text,
  body text not null,
  created_at timestamptz not null default now(),
  constraint an_idempotency_key_is_used_once primary key (tenant_id, route, key)
);

create index idempotency_age on idempotency (created_at);

-- The place of a job that became due at a moment: among those submitted then.
create function place_at(moment timestamptz, id uuid) returns uuid
  language sql immutable parallel safe
  return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0')
    || substr(replace(id::text, '-', ''), 13))::uuid;
