import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { type JobFilter, jobCounts, jobList } from '@/api/jobs'
import { usePaused, usePolling } from '@/api/live'
import { useMay } from '@/api/session'
import { JOB_STATES } from '@/api/states'
import { Button } from '@/ui/Button'
import { plural } from '@/ui/format'
import { PageFrame, Panel } from '@/ui/Layout'
import { Loaded } from '@/ui/States'
import { BulkBar } from './BulkBar'
import { EmptyJobs } from './EmptyJobs'
import { FilterBar } from './FilterBar'
import { Histogram } from './Histogram'
import { JobTable } from './JobTable'
import { StateTabs } from './StateTabs'
import { type JobsSearch, toFilter } from './search'
import { useFresh } from './useFresh'
import { useSelection } from './useSelection'

const PAGE = 50
const NONE: readonly never[] = []

type Props = { search: JobsSearch; onSearch: (search: JobsSearch) => void; onNew?: () => void; all?: boolean }

export function JobsView({ search, onSearch, onNew, all = false }: Props) {
  const filter = useMemo(() => toFilter(search), [search])
  const mayWrite = useMay('jobs:write')
  const paused = usePaused()
  const rowPolling = usePolling(3_000)
  const countPolling = usePolling(5_000, 30_000)
  const list = useQuery({
    ...jobList(filter, search.cursor, PAGE, all ? 'all' : 'own'),
    refetchInterval: rowPolling,
    refetchOnWindowFocus: !paused,
    placeholderData: (before) => before,
  })
  const counted = useQuery({
    ...jobCounts(filter),
    refetchInterval: countPolling,
    refetchOnWindowFocus: !paused,
    enabled: !all,
  })
  const everything = useQuery({ ...jobCounts({}), enabled: !all && list.data?.items.length === 0 })
  const jobs = list.data?.items ?? NONE
  const known = useMemo(() => new Set(jobs.map(({ id }) => id)), [jobs])
  const { refetch } = list
  const refresh = useCallback(() => void refetch(), [refetch])
  const fresh = useFresh(filter, known, all, refresh)
  const selection = useSelection(jobs)
  const change = useCallback(
    (next: Partial<JobFilter>) => onSearch({ ...search, ...next, cursor: undefined } as JobsSearch),
    [onSearch, search],
  )
  const total =
    counted.data && (filter.state ?? JOB_STATES).reduce((sum, state) => sum + (counted.data?.[state] ?? 0), 0)
  return (
    <PageFrame
      title={all ? 'All jobs' : 'Jobs'}
      {...(all ? { note: 'Of every tenant' } : {})}
      actions={
        onNew && mayWrite ? (
          <Button kind="primary" icon={Plus} onClick={onNew}>
            New job
          </Button>
        ) : null
      }
    >
      <Panel>
        <StateTabs
          counts={counted.data}
          chosen={filter.state ?? []}
          onChoose={(state) => change({ state: state.length > 0 ? state : undefined })}
        />
        <FilterBar filter={filter} onChange={change} tenants={all} />
        {!all && !filter.q && <Histogram filter={filter} onPick={(from, to) => change({ from, to })} />}
        {mayWrite && !all && (
          <BulkBar
            selection={selection}
            filter={filter}
            total={total}
            pageFull={jobs.every(({ id }) => selection.ids.has(id))}
          />
        )}
        {fresh > 0 && !search.cursor && (
          <button
            type="button"
            onClick={refresh}
            className="w-full border-b bg-blue-soft py-1.5 text-center font-medium text-blue hover:underline"
          >
            {plural(fresh, 'new job')}: show
          </button>
        )}
        <Loaded
          query={list}
          rows={12}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyJobs
              filter={filter}
              hidden={everything.data?.total}
              onClear={() => onSearch({})}
              mayWrite={mayWrite}
            />
          }
        >
          {() => <JobTable jobs={jobs} selection={selection} selectable={mayWrite && !all} tenants={all} />}
        </Loaded>
        <Pager
          cursor={search.cursor}
          next={list.data?.nextCursor}
          onGo={(cursor) => onSearch({ ...search, cursor })}
        />
      </Panel>
    </PageFrame>
  )
}

type PagerProps = {
  cursor: string | undefined
  next: string | null | undefined
  onGo: (cursor: string | undefined) => void
}

function Pager({ cursor, next, onGo }: PagerProps) {
  if (!cursor && !next) {
    return null
  }
  return (
    <nav aria-label="Pages of the list" className="flex justify-between border-t px-3 py-2">
      <Button small disabled={!cursor} onClick={() => onGo(undefined)}>
        Newest
      </Button>
      <Button small disabled={!next} onClick={() => onGo(next ?? undefined)}>
        Older
      </Button>
    </nav>
  )
}
