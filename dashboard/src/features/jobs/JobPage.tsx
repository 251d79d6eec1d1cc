import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type JobDetail, jobDetail } from '@/api/jobs'
import { useLiveJob, usePolling } from '@/api/live'
import { STATES } from '@/api/states'
import { StateBadge } from '@/ui/Badge'
import { shortId } from '@/ui/format'
import { PageFrame, Panel } from '@/ui/Layout'
import { ErrorBox, Skeleton, Stale } from '@/ui/States'
import { Attempts } from './Attempts'
import { JobActionBar } from './JobActionBar'
import { JobFacts } from './JobFacts'
import { JobTabs } from './JobTabs'
import { NowPanel } from './NowPanel'
import { useLiveDetail } from './useLiveDetail'
import { WhyWaiting } from './WhyWaiting'

const route = getRouteApi('/app/jobs/$id')

export default function JobPage() {
  const { id } = route.useParams()
  const refetchInterval = usePolling(2_000)
  const job = useQuery({ ...jobDetail(id), refetchInterval })
  useLiveDetail(id)
  if (!job.data) {
    return (
      <PageFrame title={`Job ${shortId(id)}`}>
        <Panel>
          {job.error ? <ErrorBox error={job.error} onRetry={() => void job.refetch()} /> : <Skeleton />}
        </Panel>
      </PageFrame>
    )
  }
  return (
    <>
      {job.error ? <Stale since={job.dataUpdatedAt} error={job.error} /> : null}
      <Detail fetched={job.data} />
    </>
  )
}

function Detail({ fetched }: { fetched: JobDetail }) {
  const job = useLiveJob(fetched)
  const waits = !STATES[job.state].final && job.state !== 'running'
  return (
    <PageFrame
      title={job.name ?? `${job.type} ${shortId(job.id)}`}
      heading={
        <span className="flex flex-wrap items-center gap-2.5">
          <span className="truncate">{job.name ?? job.type}</span>
          <span aria-live="polite">
            <StateBadge state={job.state} />
          </span>
        </span>
      }
      note={<span className="break-all font-mono text-xs text-ink-3">{job.id}</span>}
      actions={<JobActionBar job={job} />}
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <NowPanel job={job} />
          {waits && <WhyWaiting job={job} />}
          <JobTabs job={job} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="Details" pad>
            <JobFacts job={job} />
          </Panel>
          <Attempts job={job} />
        </div>
      </div>
    </PageFrame>
  )
}
