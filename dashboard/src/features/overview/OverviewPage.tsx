import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { usePaused, usePolling } from '@/api/live'
import { type Stats, stats } from '@/api/stats'
import { buttonClass } from '@/ui/Button'
import { PageFrame, Panel } from '@/ui/Layout'
import { ErrorBox, Skeleton, Stale } from '@/ui/States'
import { Attention } from './Attention'
import { Charts } from './Charts'
import { FirstRun } from './FirstRun'
import { Tiles } from './Tiles'

export default function OverviewPage() {
  const paused = usePaused()
  const refetchInterval = usePolling(5_000, 15_000)
  const figures = useQuery({ ...stats, refetchInterval, refetchOnWindowFocus: !paused })
  return (
    <PageFrame
      title="Overview"
      actions={
        <Link to="/jobs/new" className={buttonClass('primary')}>
          <Plus className="size-3.5" aria-hidden />
          New job
        </Link>
      }
    >
      {figures.data ? (
        <>
          {figures.error ? <Stale since={figures.dataUpdatedAt} error={figures.error} /> : null}
          <Figures data={figures.data} />
        </>
      ) : (
        <Panel>
          {figures.error ? (
            <ErrorBox error={figures.error} onRetry={() => void figures.refetch()} />
          ) : (
            <Skeleton />
          )}
        </Panel>
      )}
    </PageFrame>
  )
}

function Figures({ data }: { data: Stats }) {
  if (data.states.total === 0) {
    return <FirstRun workers={data.workers.alive} />
  }
  return (
    <>
      <Tiles stats={data} />
      <Charts minutes={data.minutes} />
      <Attention stats={data} />
    </>
  )
}
