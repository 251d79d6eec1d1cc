import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Job } from '@/api/jobs'
import { useLiveJob } from '@/api/live'
import { STATES } from '@/api/states'
import { StateBadge } from '@/ui/Badge'
import { cx } from '@/ui/cx'
import { duration, shortId } from '@/ui/format'
import { Menu } from '@/ui/Menu'
import { ProgressBar } from '@/ui/Progress'
import { type Column, Row } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { useNow } from '@/ui/time'
import { ACTION_WORDS, type SimpleAction, useJobActions } from './useJobActions'

export const JOB_COLUMNS: Column<Job>[] = [
  {
    key: 'state',
    header: 'State',
    bare: true,
    phone: 'wide',
    cell: ({ state }) => <StateBadge state={state} />,
  },
  {
    key: 'job',
    header: 'Job',
    bare: true,
    phone: 'wide',
    className: 'max-w-72',
    cell: (job) => <Name job={job} />,
  },
  {
    key: 'id',
    header: 'Id',
    phone: 'hide',
    cell: ({ id }) => <span className="font-mono text-xs text-ink-3">{shortId(id)}</span>,
  },
  { key: 'queue', header: 'Queue', cell: ({ queue }) => queue },
  { key: 'priority', header: 'Priority', right: true, phone: 'hide', cell: ({ priority }) => priority },
  {
    key: 'attempt',
    header: 'Attempt',
    right: true,
    cell: ({ attempt, maxAttempts }) => `${attempt}/${maxAttempts}`,
  },
  { key: 'progress', header: 'Progress', className: 'w-36', cell: (job) => <ProgressCell job={job} /> },
  { key: 'age', header: 'Age', right: true, cell: ({ createdAt }) => <Age at={createdAt} short /> },
  { key: 'took', header: 'Took', right: true, cell: (job) => <Took job={job} /> },
  {
    key: 'menu',
    header: <span className="sr-only">Actions</span>,
    phone: 'corner',
    className: 'w-9',
    cell: (job) => <RowMenu job={job} />,
  },
]

export const TENANT_COLUMN: Column<Job> = {
  key: 'tenant',
  header: 'Tenant',
  cell: ({ tenant }) => <span className="font-mono text-xs text-ink-3">{shortId(tenant)}</span>,
}

function Name({ job }: { job: Job }) {
  return (
    <Link
      to="/jobs/$id"
      params={{ id: job.id }}
      className="flex min-w-0 items-baseline gap-2 hover:underline"
    >
      <span className="truncate font-medium">{job.name ?? job.type}</span>
      {job.name && <span className="truncate text-xs text-ink-3">{job.type}</span>}
    </Link>
  )
}

function ProgressCell({ job }: { job: Job }) {
  const { state, progress, error } = job
  if (state === 'running' && progress) {
    return (
      <span className="flex items-center gap-2">
        <ProgressBar percent={progress.percent} label="Progress" />
        <span className="num w-8 text-right text-xs text-ink-3">{progress.percent}%</span>
      </span>
    )
  }
  const failed = (state === 'failed' || state === 'retrying') && error
  return failed ? (
    <span className="block max-w-36 truncate text-xs text-red max-sm:max-w-full" title={error.message}>
      {error.message}
    </span>
  ) : (
    <span className="text-ink-3">–</span>
  )
}

function Took({ job: { startedAt, finishedAt, state } }: { job: Job }) {
  if (!startedAt || (!finishedAt && state !== 'running')) {
    return <span className="text-ink-3">–</span>
  }
  return finishedAt ? (
    duration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)))
  ) : (
    <Running since={startedAt} />
  )
}

function Running({ since }: { since: string }) {
  const now = useNow()
  return duration(Math.max(1000, Math.floor((now - Date.parse(since)) / 1000) * 1000))
}

function RowMenu({ job }: { job: Job }) {
  const { act, legal } = useJobActions()
  const actions = STATES[job.state].actions.filter(
    (action): action is SimpleAction => action !== 'edit' && legal(job, action),
  )
  return (
    <Menu
      label={`Actions for ${job.name ?? job.type} ${shortId(job.id)}`}
      items={
        actions.length > 0
          ? actions.map((action) => ({
              label: ACTION_WORDS[action],
              danger: action === 'delete',
              onSelect: () => void act(action, job),
            }))
          : [{ label: 'Nothing can be done', onSelect: () => {}, disabled: true }]
      }
    />
  )
}

type Props = {
  job: Job
  index: number
  columns: Column<Job>[]
  selected: boolean
  current: boolean
  onPoint: (index: number, event: React.MouseEvent) => void
}

/** Paints by itself when there is news of its job; stays where it is even when the filter no longer fits. */
export const JobRow = memo(function JobRow({ job, index, columns, selected, current, onPoint }: Props) {
  const newest = useLiveJob(job)
  return (
    <Row
      row={newest}
      columns={columns}
      data-row={index}
      data-job={job.id}
      aria-selected={selected}
      onMouseDown={(event) => onPoint(index, event)}
      className={cx(
        selected && 'bg-accent-soft',
        current && 'outline-2 -outline-offset-2 outline-accent-text',
      )}
    />
  )
})
