import { CircleX } from 'lucide-react'
import type { JobDetail } from '@/api/jobs'
import { duration } from '@/ui/format'
import { Panel } from '@/ui/Layout'
import { ProgressBar } from '@/ui/Progress'
import { useNow } from '@/ui/time'

/** What matters most of a job right now: how far it is, or what went wrong. */
export function NowPanel({ job }: { job: JobDetail }) {
  if (job.state === 'running') {
    return <RunningPanel job={job} />
  }
  if (job.error && (job.state === 'failed' || job.state === 'retrying')) {
    return (
      <Panel className="border-red/40">
        <div className="flex items-start gap-3 p-4">
          <CircleX className="mt-0.5 size-4 shrink-0 text-red" aria-hidden />
          <div className="min-w-0">
            <p className="break-words font-medium">{job.error.message}</p>
            <p className="mt-0.5 text-xs text-ink-3">
              {job.error.code}, attempt {job.attempt} of {job.maxAttempts}
            </p>
          </div>
        </div>
      </Panel>
    )
  }
  return null
}

function RunningPanel({ job: { progress, startedAt } }: { job: JobDetail }) {
  const now = useNow()
  const running = startedAt ? Math.max(0, now - Date.parse(startedAt)) : 0
  const percent = progress?.percent ?? 0
  const left = percent > 2 && percent < 100 ? (running / percent) * (100 - percent) : undefined
  return (
    <Panel pad>
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          <p className="font-medium">{progress?.message ?? 'Running'}</p>
          <p className="num text-ink-2">
            {progress && `${percent}% · `}
            {duration(Math.floor(running / 1000) * 1000)}
            {left !== undefined && ` · about ${duration(Math.max(1000, left))} left`}
          </p>
        </div>
        <ProgressBar percent={percent} label="Progress of this attempt" />
      </div>
    </Panel>
  )
}
