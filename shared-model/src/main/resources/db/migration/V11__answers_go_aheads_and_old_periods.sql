-- All answers to keys stand in one table, with the version that their ETag names: a schedule's row
-- is edited and deleted, so it cannot tell what was answered when it was created. Keys that
-- schedules were created with are forgotten by this; they are kept for a day only.
alter table schedule
  drop constraint a_schedule_is_created_once_by_a_key,
  drop column idempotency_key,
  drop column request_hash;

alter table idempotency add column version int;

-- A queue that is no longer manual recalls all of its own.
create index go_ahead_of_queue on go_ahead (tenant_id, queue);

-- Forgets finished jobs of a period row by row, for a period of which too much lives to end it. The
-- outcomes go first: one that was reopened in the same moment is not found any more, and its job
-- lives on. 'other' stands for the default partitions.
create function forget_jobs(part text, keep_since timestamptz, most int) returns int
  language plpgsql
as $$
declare
  parent text;
  forgotten uuid[];
begin
  perform set_config('errand.housekeeping', 'on', true);
  if part <> 'other' then
    -- Whoever ends the period waits until this is done; one that is gone has no such tables.
    perform from period where name = part for key share;
    if not found then
      return 0;
    end if;
  end if;
  execute format(
    'with gone as (
       delete from %1$I
       where id = any (array (
         select id from %1$I where finished_at < $1 order by id limit $2
       ))
       returning id
     )
     select coalesce(array_agg(id), ''{}'') from gone', 'outcome_' || part)
  into forgotten
  using keep_since, most;
  foreach parent in array tables_by_period() loop
    execute format('delete from %I where %I = any ($1)',
      parent || '_' || part, case when parent in ('job', 'outcome') then 'id' else 'job_id' end)
    using forgotten;
  end loop;
  delete from unique_key where job_id = any (forgotten);
  return cardinality(forgotten);
end
$$;

-- Workers of the version before this one still call it.
create or replace function forget_carried(keep_since timestamptz, most int) returns int
  language sql
as $$ select forget_jobs('other', keep_since, most) $$;
