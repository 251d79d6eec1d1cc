import { useQuery } from '@tanstack/react-query'
import { Hourglass } from 'lucide-react'
import { type JobDetail, jobExplanation } from '@/api/jobs'
import { usePaused } from '@/api/live'
import { Panel } from '@/ui/Layout'
import { Age, Moment } from '@/ui/Time'

/** Why it does not run, in the order in which it meets what keeps it. */
export function WhyWaiting({ job }: { job: JobDetail }) {
  const paused = usePaused()
  const { data } = useQuery({ ...jobExplanation(job.id), refetchInterval: paused ? false : 5_000 })
  if (!data) {
    return null
  }
  return (
    <Panel title="Why it is waiting">
      <ul className="divide-y">
        {data.reasons.map(({ code, detail, until }) => (
          <li key={code} className="flex items-start gap-3 px-4 py-2.5">
            <Hourglass className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden />
            <div className="min-w-0">
              <p className="break-words">{detail}</p>
              {until && (
                <p className="text-xs text-ink-3">
                  until <Moment at={until} /> (<Age at={until} />)
                </p>
              )}
            </div>
          </li>
        ))}
        {data.reasons.length === 0 && (
          <li className="px-4 py-2.5 text-ink-2">Nothing keeps it: it starts any moment.</li>
        )}
      </ul>
      {data.estimatedStart && (
        <p className="border-t px-4 py-2 text-xs text-ink-3">
          Starts about <Age at={data.estimatedStart} />, at the present pace.
        </p>
      )}
    </Panel>
  )
}
