-- Work on many jobs at once, and the figures that people watch.

-- One action on every job that matches a filter. Only jobs with smaller ids than its own existed
-- when it was asked for. Workers do it in batches; position is the last job that they looked at.
create table operation (
  id uuid primary key,
  tenant_id uuid not null,
  action text not null,
  states text[] not null,
  type text collate "C",
  queue text collate "C",
  tag text,
  text text,
  created_from timestamptz,
  created_to timestamptz,
  ids uuid[] not null,
  state text not null default 'running',
  position uuid not null default '00000000-0000-0000-0000-000000000000',
  total bigint not null,
  done bigint not null default 0,
  skipped_for text[] not null default '{}',
  skipped bigint[] not null default '{}',
  created_by text collate "C" not null,
  created_at timestamptz not null default clock_timestamp(),
  worked_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  constraint an_action_is_retry_cancel_delete_or_run
    check (action in ('retry', 'cancel', 'delete', 'run')),
  constraint an_operation_is_running_completed_aborted_or_failed
    check (state in ('running', 'completed', 'aborted', 'failed')),
  constraint only_a_running_operation_has_no_end
    check ((state = 'running') = (finished_at is null)),
  constraint every_reason_has_a_count check (cardinality(skipped_for) = cardinality(skipped))
);

create index operation_list on operation (tenant_id, id desc);
-- The one that waited longest is next, so that a long one does not hold up a short one.
create index operation_open on operation (worked_at) where state = 'running';

-- What ended in a minute, as one worker saw it. Values are the worker's whole minute, so that
-- writing them again does no harm. The arrays count durations: the first below a millisecond, each
-- further one twice as long.
create table figure (
  tenant_id uuid not null,
  minute timestamptz not null,
  queue text collate "C" not null,
  worker int not null,
  completed int not null,
  failed int not null,
  retried int not null,
  cancelled int not null,
  wait_ms int[] not null,
  run_ms int[] not null,
  primary key (tenant_id, minute, queue, worker)
);

create index figure_by_minute on figure (minute);

do $$
declare
  name text;
begin
  foreach name in array array ['operation', 'figure'] loop
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

-- Workers that are long gone are forgotten.
grant delete on worker to errand_engine;
