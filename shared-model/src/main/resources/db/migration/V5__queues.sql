-- What a queue may do, and the order of jobs that must not run side by side.

-- Settings of a queue. A queue without a row has none: it exists as soon as it is named.
create table queue (
  tenant_id uuid not null,
  name text collate "C" not null,
  concurrency int,
  rate_count int,
  rate_per_ms bigint,
  per_key_concurrency int,
  manual boolean not null default false,
  paused_at timestamptz,
  paused_by text,
  pause_reason text,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (tenant_id, name),
  constraint a_limit_is_at_least_one
    check (concurrency >= 1 and rate_count >= 1 and rate_per_ms >= 1 and per_key_concurrency >= 1),
  constraint a_rate_has_a_count_and_a_time check ((rate_count is null) = (rate_per_ms is null))
);

-- How many jobs of a queue with a rate limit were started when, in steps of a thousandth of the
-- limit's time. What lies further back than that time no longer counts.
create table queue_start (
  tenant_id uuid not null,
  queue text collate "C" not null,
  at timestamptz not null,
  counts_until timestamptz not null,
  jobs int not null
);

create index queue_start_window on queue_start (tenant_id, queue, at);

-- Jobs of manual queues that somebody lets run. Stays until the job is final, so that its retries run
-- too; a job that is retried by hand waits to be let run again.
create table go_ahead (
  job_id uuid primary key,
  tenant_id uuid not null,
  queue text collate "C" not null,
  at timestamptz not null default clock_timestamp()
);

-- How much of a busy worker a tenant gets beside others; 1 for those without a row.
create table tenant_share (
  tenant_id uuid primary key,
  weight smallint not null,
  constraint a_weight_is_from_1_to_100 check (weight between 1 and 100)
);

-- A key is its job's until the job is final; then the next job may take it.
create table unique_key (
  tenant_id uuid not null,
  key text collate "C" not null,
  job_id uuid not null,
  primary key (tenant_id, key)
);

create index unique_key_of_job on unique_key (job_id);

alter table waiting add column concurrency_key text collate "C";
alter table lease add column concurrency_key text collate "C";
alter table lease add column limited boolean not null default false;
-- Paid for only by jobs with keys and queues with limits.
create index lease_limited on lease (tenant_id, queue) where limited;
create index lease_of_key on lease (tenant_id, queue, concurrency_key)
  where concurrency_key is not null;

-- The type comes before the priority, so that a claim never walks over jobs that it cannot run.
-- A job is moved when its place in the index cannot be told from its row in job.
alter table ready add column concurrency_key text collate "C";
alter table ready add column admitted boolean not null default false;
alter table ready add column moved boolean not null default false;
alter table ready no force row level security; -- so that its owner sees the rows
update ready set moved = true where place <> id;
alter table ready force row level security;
drop index ready_claim;
drop index ready_moved;
create index ready_claim on ready (tenant_id, queue, type, priority desc, place);
create index ready_moved on ready (id) where moved;
create index ready_of_key on ready (tenant_id, queue, concurrency_key)
  where concurrency_key is not null;

-- Pending jobs that wait in line behind another one of their key. ready has only those at the head,
-- so a claim never walks over a line. Same columns as ready.
create table in_line (like ready including defaults);
create index in_line_next on in_line (tenant_id, queue, concurrency_key, priority desc, place);
create index in_line_by_id on in_line (id);

-- Keys whose line has moved: somebody joined, left or finished. The next claim looks at them, under
-- its lock, and lets in whoever is next. A note too many does no harm.
create table key_change (
  tenant_id uuid not null,
  queue text collate "C" not null,
  concurrency_key text collate "C" not null
);

-- A job with a key stands in line until it is let in. A trigger, because jobs become ready in many
-- ways and none of them may forget it; its condition costs others nothing.
create function stand_in_line() returns trigger language plpgsql as $$
begin
  insert into in_line select new.*;
  insert into key_change values (new.tenant_id, new.queue, new.concurrency_key);
  return null;
end
$$;

create trigger a_job_with_a_key_stands_in_line
  before insert on ready for each row
  when (new.concurrency_key is not null and not new.admitted)
  execute function stand_in_line();

create function note_key_change() returns trigger language plpgsql as $$
begin
  insert into key_change values (old.tenant_id, old.queue, old.concurrency_key);
  return null;
end
$$;

create trigger the_line_moves_when_its_head_leaves
  after delete on ready for each row
  when (old.concurrency_key is not null)
  execute function note_key_change();

create trigger the_line_moves_when_an_attempt_ends
  after delete on lease for each row
  when (old.concurrency_key is not null)
  execute function note_key_change();

do $$
declare
  name text;
begin
  foreach name in array array [
    'queue', 'queue_start', 'go_ahead', 'unique_key', 'in_line', 'key_change'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to errand_app, errand_engine', name);
    execute format(
      'create policy a_tenant_sees_its_own on %I to errand_app
         using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', name);
    execute format('create policy the_engine_serves_all on %I to errand_engine using (true)', name);
    execute format(
      'create policy the_owner_keeps_house on %I to current_user
         using (current_setting(''errand.housekeeping'', true) = ''on'')', name);
  end loop;
end
$$;

grant select, insert, update, delete on tenant_share to errand_engine;
