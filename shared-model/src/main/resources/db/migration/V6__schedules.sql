-- Jobs that are made again and again. People edit definitions; the workers alone move positions and
-- record fires, so that no two tools write one table.

-- A definition. The template was checked when it was written, like a job that is submitted: its
-- columns are what each fire stores, job is the text that people see again.
create table schedule (
  id uuid primary key,
  tenant_id uuid not null,
  name text not null,
  cron text,
  every_ms bigint,
  timezone text collate "C" not null,
  dst_gap text not null,
  dst_overlap text not null,
  overlap text not null,
  misfire text not null,
  catch_up_ms bigint not null,
  job text not null,
  job_type text collate "C" not null,
  job_queue text collate "C" not null,
  job_priority smallint not null,
  job_held boolean not null,
  job_max_attempts smallint not null,
  job_backoff_first_ms bigint not null,
  job_backoff_cap_ms bigint not null,
  job_backoff_factor double precision not null,
  job_backoff_jitter double precision not null,
  job_data text,
  job_name text,
  job_description text,
  job_metadata text,
  job_tags text[] not null,
  job_timeout_ms bigint,
  job_concurrency_key text collate "C",
  paused_at timestamptz,
  -- Only fires after this moment count: of the creation, of a new timing, of a pause and its end.
  since timestamptz not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  version int not null default 1,
  idempotency_key text collate "C",
  request_hash bytea,
  constraint a_schedule_has_its_name_to_itself unique (tenant_id, name),
  constraint a_schedule_is_created_once_by_a_key unique (tenant_id, idempotency_key),
  constraint a_schedule_has_either_cron_or_every check ((cron is null) <> (every_ms is null)),
  constraint a_gap_is_skipped_or_run_after check (dst_gap in ('skip', 'run_after')),
  constraint an_overlap_fires_first_second_or_both
    check (dst_overlap in ('first', 'second', 'both')),
  constraint an_unfinished_job_is_allowed_skipped_for_or_cancelled
    check (overlap in ('allow', 'skip', 'cancel_running')),
  constraint a_missed_fire_is_skipped_made_up_once_or_all
    check (misfire in ('skip', 'once', 'all'))
);

create index schedule_list on schedule (tenant_id, id desc);

-- Where a schedule is in its own time. Belongs to the timing that began at since: where that is no
-- longer the schedule's, a worker places it anew.
create table schedule_position (
  schedule_id uuid primary key references schedule on delete cascade,
  tenant_id uuid not null,
  since timestamptz not null,
  next_fire_at timestamptz
);

create index schedule_position_due on schedule_position (next_fire_at)
  where next_fire_at is not null;

-- What came of each fire. The key is the promise that a fire makes at most one job.
create table fire (
  schedule_id uuid not null references schedule on delete cascade,
  fire_at timestamptz not null,
  tenant_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  job_id uuid,
  skipped text,
  constraint a_fire_makes_one_job primary key (schedule_id, fire_at),
  constraint a_fire_makes_a_job_or_says_why_not check ((job_id is null) <> (skipped is null))
);

do $$
declare
  name text;
begin
  foreach name in array array ['schedule', 'schedule_position', 'fire'] loop
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
