-- Keeping finished jobs must not slow the living ones, and forgetting them must not be a mass delete.
-- Ids carry their time, so a range of ids is a period of submissions: the tables that only grow are
-- cut into one partition for each period, and retention drops whole partitions. docs/adr/0007.
--
-- Payloads become text: they are checked at the edge, come back byte for byte, and neither
-- submission nor claim spends anything on them.

do $$
declare
  name text;
begin
  foreach name in array array ['job', 'outcome', 'attempt', 'job_log', 'history', 'checkpoint'] loop
    -- Security that is forced would hide the rows from their owner, who moves them now.
    execute format('alter table %I no force row level security', name);
    execute format('create temporary table %I on commit drop as table %I', name || '_before', name);
    execute format('drop table %I', name);
  end loop;
end
$$;

create sequence job_log_id as bigint;
create sequence history_id as bigint;

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
  data text,
  name text,
  description text,
  metadata text,
  tags text[],
  run_at timestamptz,
  deadline_at timestamptz,
  timeout_ms bigint,
  traceparent text,
  concurrency_key text collate "C",
  unique_key text collate "C",
  schedule_id uuid,
  hidden_at timestamptz,
  constraint a_priority_is_from_minus_1000_to_1000 check (priority between -1000 and 1000),
  constraint a_job_has_at_least_one_attempt check (max_attempts >= 1 and last_attempt >= 1)
) partition by range (id);

create index job_list on job (tenant_id, id desc) where hidden_at is null;

create table outcome (
  id uuid primary key,
  tenant_id uuid not null,
  state text not null,
  attempt smallint not null,
  worker int,
  started_at timestamptz,
  finished_at timestamptz not null,
  result text,
  error_code text,
  error_message text,
  hidden boolean not null default false,
  constraint an_outcome_is_completed_failed_or_cancelled
    check (state in ('completed', 'failed', 'cancelled'))
) partition by range (id);

create index outcome_unsuccessful on outcome (tenant_id, state, id desc)
  where state <> 'completed' and not hidden;

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
) partition by range (job_id);

create index attempt_recent on attempt (tenant_id, finished_at desc);

create table job_log (
  job_id uuid not null,
  id bigint not null default nextval('job_log_id'),
  tenant_id uuid not null,
  attempt smallint not null,
  at timestamptz not null,
  level text not null,
  message text not null,
  primary key (job_id, id),
  constraint a_level_is_debug_info_warn_or_error check (level in ('debug', 'info', 'warn', 'error'))
) partition by range (job_id);

-- What people did. What the engine did is read from the rows it left behind.
create table history (
  job_id uuid not null,
  id bigint not null default nextval('history_id'),
  tenant_id uuid not null,
  at timestamptz not null default now(),
  change text not null,
  actor text not null,
  from_state text,
  to_state text,
  reason text,
  primary key (job_id, id)
) partition by range (job_id);

-- What a handler wants its next attempt to know.
create table checkpoint (
  job_id uuid primary key,
  tenant_id uuid not null,
  state text not null
) partition by range (job_id);

-- One partition of each of these tables.
create table period (
  name text primary key,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  constraint a_period_begins_where_no_other_does unique (begins_at),
  constraint a_period_ends_after_it_begins check (ends_at > begins_at)
);

-- The first id of a moment.
create function id_at(moment timestamptz) returns uuid
  language sql immutable parallel safe
  return place_at(moment, '00000000-0000-0000-0000-000000000000');

create function tables_by_period() returns text[]
  language sql immutable
  return array ['job', 'outcome', 'attempt', 'job_log', 'history', 'checkpoint'];

-- Makes room for the jobs submitted between two moments. Attached, not created in place, because
-- that lets submissions go on. False if somebody else made it, or if jobs of that time are already
-- in the default partitions: they stay there.
create function begin_period(begins timestamptz, ends timestamptz) returns boolean
  language plpgsql
  set lock_timeout = '500ms'
as $$
declare
  parent text;
  name text := to_char(begins at time zone 'UTC', 'YYYYMMDD_HH24MI');
begin
  insert into period values (name, begins, ends) on conflict do nothing;
  if not found then
    return false;
  end if;
  foreach parent in array tables_by_period() loop
    execute format('create table %I (like %I including all)', parent || '_' || name, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
      parent, parent || '_' || name, id_at(begins), id_at(ends));
  end loop;
  return true;
exception
  when check_violation then
    return false;
end
$$;

do $$
declare
  parent text;
begin
  foreach parent in array tables_by_period() loop
    execute format('create table %I partition of %I default', parent || '_other', parent);
  end loop;
  perform begin_period(day, day + interval '1 day')
  from generate_series(
    date_trunc('day', now(), 'UTC'), date_trunc('day', now(), 'UTC') + interval '3 days', '1 day'
  ) as day;
end
$$;

insert into job (
  id, tenant_id, queue, type, priority, max_attempts, last_attempt, version,
  backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by, data, name,
  description, metadata, tags, run_at, deadline_at, timeout_ms, traceparent, hidden_at
)
select
  id, tenant_id, queue, type, priority, max_attempts, last_attempt, version,
  backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by, data::text, name,
  description, metadata::text, tags, run_at, deadline_at, timeout_ms, traceparent, hidden_at
from job_before;
insert into outcome
select id, tenant_id, state, attempt, worker, started_at, finished_at, result::text, error_code,
  error_message
from outcome_before;
insert into attempt select * from attempt_before;
insert into job_log (job_id, tenant_id, attempt, at, level, message)
select job_id, tenant_id, attempt, at, level, message from job_log_before order by id;
insert into history (job_id, tenant_id, at, change, actor, from_state, to_state, reason)
select job_id, tenant_id, at, change, actor, from_state, to_state, reason
from history_before
order by id;
insert into checkpoint select job_id, tenant_id, state::text from checkpoint_before;

-- Both walls again. The owner sees rows only while it says that it keeps house.
do $$
declare
  name text;
begin
  foreach name in array tables_by_period() loop
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

grant usage on sequence job_log_id, history_id to errand_engine, errand_app;
grant select, update on period to errand_engine, errand_app;

-- Forgets a period: its partitions go, except what is not finished or has finished lately, which is
-- carried over into the default partitions. Every job that stands in no other table has an outcome,
-- so its absence tells the living. False if too much of it lives for a short lock.
--
-- The living are found before anything is locked. What they have is fetched by their ids, so that
-- the tables are locked for as long as that little takes, whatever the period holds.
create function end_period(ended text, keep_since timestamptz, most_carried int) returns boolean
  language plpgsql
  set lock_timeout = '500ms'
as $$
declare
  parent text;
  part text;
  gone period;
  living uuid[];
begin
  perform set_config('errand.housekeeping', 'on', true);
  -- Whoever reopens a job of this period holds a lock on its row: the set of the living below can
  -- only shrink from here on.
  delete from period where name = ended returning * into gone;
  if not found then
    return false;
  end if;
  execute format(
    'select coalesce(array_agg(id), ''{}'')
     from (
       select j.id
       from %I j
       left join %I o on o.id = j.id
       where o.id is null or o.finished_at >= $1
       limit $2
     ) as living', 'job_' || ended, 'outcome_' || ended)
  into living
  using keep_since, most_carried + 1;
  if cardinality(living) > most_carried then
    raise exception using errcode = 'program_limit_exceeded', message = 'too many jobs live';
  end if;
  foreach parent in array tables_by_period() loop
    execute format('alter table %I detach partition %I', parent, parent || '_' || ended);
  end loop;
  foreach parent in array tables_by_period() loop
    part := parent || '_' || ended;
    execute format('insert into %I select * from %I p where p.%I = any ($1)',
      parent, part, case when parent in ('job', 'outcome') then 'id' else 'job_id' end)
    using living;
    execute format('drop table %I', part);
  end loop;
  -- Keys of jobs that are gone are free; nobody asks for most of them again.
  delete from unique_key k
  where k.job_id >= id_at(gone.begins_at) and k.job_id < id_at(gone.ends_at)
    and k.job_id <> all (living);
  return true;
exception
  when program_limit_exceeded then
    return false; -- the block is rolled back as a whole, the period stays
end
$$;

-- What the default partitions hold is forgotten row by row: it is little. The outcomes go first:
-- one that was reopened in the same moment is not found any more, and its job lives on.
create function forget_carried(keep_since timestamptz, most int) returns int
  language plpgsql
as $$
declare
  parent text;
  forgotten uuid[];
begin
  perform set_config('errand.housekeeping', 'on', true);
  with gone as (
    delete from outcome_other
    where id = any (array (
      select id from outcome_other where finished_at < keep_since limit most
    ))
    returning id
  )
  select coalesce(array_agg(id), '{}') into forgotten from gone;
  foreach parent in array tables_by_period() loop
    execute format('delete from %I where %I = any ($1)',
      parent || '_other', case when parent in ('job', 'outcome') then 'id' else 'job_id' end)
    using forgotten;
  end loop;
  delete from unique_key where job_id = any (forgotten);
  return cardinality(forgotten);
end
$$;
