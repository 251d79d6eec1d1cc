import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, Clock, LoaderCircle } from 'lucide-react'
import { type Attempt, type JobDetail, jobAttempts } from '@/api/jobs'
import { usePolling } from '@/api/live'
import { cx } from '@/ui/cx'
import { duration } from '@/ui/format'
import { Panel } from '@/ui/Layout'
import { Loaded } from '@/ui/States'
import { Age, Moment } from '@/ui/Time'

const LOOKS: Record<string, { icon: typeof Clock; className: string; word: string }> = {
  completed: { icon: CircleCheck, className: 'text-green', word: 'completed' },
  failed: { icon: CircleX, className: 'text-red', word: 'failed' },
  running: { icon: LoaderCircle, className: 'animate-spin text-blue', word: 'running' },
}

/** The timeline: each try, by whom, for how long, what went wrong, and how long until the next. */
export function Attempts({ job }: { job: JobDetail }) {
  const refetchInterval = usePolling(2_000)
  const attempts = useQuery({ ...jobAttempts(job.id), refetchInterval })
  return (
    <Panel title="Attempts">
      <Loaded
        query={attempts}
        rows={3}
        isEmpty={(items) => items.length === 0}
        empty={<p className="px-4 py-3 text-ink-2">None yet.</p>}
      >
        {(items) => (
          <ol className="flex flex-col px-4 py-3">
            {[...items]
              .sort((a, b) => b.number - a.number)
              .map((attempt) => (
                <AttemptItem key={`${attempt.number}-${attempt.startedAt}`} attempt={attempt} />
              ))}
          </ol>
        )}
      </Loaded>
    </Panel>
  )
}

function AttemptItem({ attempt }: { attempt: Attempt }) {
  const { number, outcome, worker, startedAt, finishedAt, error, retryAt } = attempt
  const {
    icon: Icon,
    className,
    word,
  } = LOOKS[outcome] ?? { icon: Clock, className: 'text-ink-3', word: outcome }
  const took =
    startedAt && finishedAt
      ? duration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)))
      : undefined
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      <Icon className={cx('mt-0.5 size-4 shrink-0 bg-panel', className)} aria-hidden />
      <div className="min-w-0 text-sm">
        <p>
          <span className="font-medium">Attempt {number}</span> {word}
          {took && <span className="text-ink-3"> in {took}</span>}
        </p>
        <p className="text-xs text-ink-3">
          {startedAt && <Moment at={startedAt} />}
          {worker && ` on ${worker}`}
        </p>
        {error && (
          <p className="mt-0.5 break-words text-xs text-red">
            {error.code}: {error.message}
          </p>
        )}
        {retryAt && (
          <p className="mt-0.5 text-xs text-ink-3">
            next attempt <Age at={retryAt} />
          </p>
        )}
      </div>
    </li>
  )
}
