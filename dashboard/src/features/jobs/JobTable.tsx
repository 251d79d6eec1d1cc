import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { Job } from '@/api/jobs'
import { useShortcuts } from '@/ui/shortcuts'
import { type Column, Table } from '@/ui/Table'
import { JOB_COLUMNS, JobRow, TENANT_COLUMN } from './JobRow'
import { useJobActions } from './useJobActions'
import type { Selection } from './useSelection'

type Props = { jobs: readonly Job[]; selection: Selection; selectable: boolean; tenants: boolean }

export function JobTable({ jobs, selection, selectable, tenants }: Props) {
  const [current, setCurrent] = useState(-1)
  const { toggle, ids, everything } = selection
  const columns = useMemo(() => {
    const rest = tenants ? [...JOB_COLUMNS.slice(0, 2), TENANT_COLUMN, ...JOB_COLUMNS.slice(2)] : JOB_COLUMNS
    return selectable ? [...rest] : rest
  }, [tenants, selectable])
  useJobKeys(jobs, current, setCurrent, (index, upToHere) => selectable && toggle(index, upToHere))
  const onPoint = useCallback((index: number) => setCurrent(index), [])
  const withBox = useMemo(
    () => (selectable ? [selectColumn(jobs, selection), ...columns] : columns),
    [selectable, jobs, selection, columns],
  )
  return (
    <Table
      caption="Jobs, newest first"
      columns={withBox}
      rows={jobs}
      rowKey={({ id }) => id}
      renderRow={(job, index) => (
        <JobRow
          key={job.id}
          job={job}
          index={index}
          columns={withBox}
          selected={everything || ids.has(job.id)}
          current={index === current}
          onPoint={onPoint}
        />
      )}
    />
  )
}

function selectColumn(jobs: readonly Job[], { ids, everything, toggle, setPage }: Selection): Column<Job> {
  const whole = jobs.length > 0 && (everything || jobs.every(({ id }) => ids.has(id)))
  return {
    key: 'box',
    header: (
      <input
        type="checkbox"
        aria-label="Select this page"
        checked={whole}
        onChange={(event) => setPage(event.target.checked)}
        className="size-3.5 align-middle accent-accent"
      />
    ),
    className: 'w-8 pr-0',
    phone: 'hide',
    cell: ({ id, name, type }) => (
      <input
        type="checkbox"
        aria-label={`Select ${name ?? type}`}
        checked={everything || ids.has(id)}
        onChange={() => {}}
        onClick={(event) =>
          toggle(
            jobs.findIndex((job) => job.id === id),
            event.shiftKey,
          )
        }
        className="size-3.5 align-middle accent-accent"
      />
    ),
  }
}

const shifted = (run: () => void) => Object.fromEntries([['X', run]])

function useJobKeys(
  jobs: readonly Job[],
  current: number,
  setCurrent: (index: number) => void,
  toggle: (index: number, upToHere: boolean) => void,
) {
  const navigate = useNavigate()
  const { act, legal } = useJobActions()
  const move = (step: number) => {
    const next = Math.max(0, Math.min(jobs.length - 1, current + step))
    setCurrent(next)
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const job = jobs[current]
  const when = (action: 'retry' | 'cancel') => {
    if (job && legal(job, action)) {
      void act(action, job)
    }
  }
  const open = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('a, button')) {
      ;(event.target.closest('a, button') as HTMLElement).click()
    } else if (job) {
      void navigate({ to: '/jobs/$id', params: { id: job.id } })
    }
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => current >= 0 && toggle(current, false),
    ...shifted(() => current >= 0 && toggle(current, true)),
    r: () => when('retry'),
    c: () => when('cancel'),
    ...(job ? { Enter: open } : {}),
  })
}
