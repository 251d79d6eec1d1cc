import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { base } from '@/api/base'
import type { Counts } from '@/api/jobs'
import { usePolling } from '@/api/live'
import { JOB_STATES } from '@/api/states'
import { adminStats } from '@/api/stats'
import { healthQuery } from '@/api/system'
import { StateBadge } from '@/ui/Badge'
import { count, isoWords, plural } from '@/ui/format'
import { Facts, PageFrame, Panel } from '@/ui/Layout'
import { Loaded } from '@/ui/States'

const PLACES = [
  ['q/swagger-ui', 'Every call of the API'],
  ['q/metrics', 'Metrics for Prometheus'],
  ['q/health', 'Health, as programs read it'],
] as const

export default function SystemPage() {
  const refetchInterval = usePolling(5_000, 10_000)
  const health = useQuery({ ...healthQuery, refetchInterval })
  const figures = useQuery({ ...adminStats, refetchInterval })
  return (
    <PageFrame title="System" narrow>
      <Panel title="Health">
        <Loaded query={health} rows={3}>
          {({ checks }) => (
            <ul className="divide-y">
              {checks.map(({ name, status }) => (
                <li key={name} className="flex items-center gap-2 px-4 py-2">
                  {status === 'UP' ? (
                    <CircleCheck className="size-4 text-green" aria-hidden />
                  ) : (
                    <CircleX className="size-4 text-red" aria-hidden />
                  )}
                  {name}
                  <span className="ml-auto text-ink-3">{status === 'UP' ? 'well' : 'not well'}</span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Panel>
      <Panel title="Jobs of all tenants" pad>
        <Loaded query={figures} rows={4}>
          {({ states, workers, oldestPendingAge }) => (
            <Facts
              facts={[
                ['Jobs', <StateCounts key="jobs" counts={states} />],
                ['Workers', `${plural(workers.alive, 'worker')} alive, ${plural(workers.slots, 'slot')}`],
                ['Oldest waits', isoWords(oldestPendingAge, 'nothing waits')],
              ]}
            />
          )}
        </Loaded>
      </Panel>
      <Panel title="Elsewhere">
        <ul className="divide-y">
          {PLACES.map(([path, words]) => (
            <li key={path}>
              <a href={base + path} className="flex justify-between px-4 py-2 hover:bg-hover">
                {words} <code className="font-mono text-xs text-ink-3">/{path}</code>
              </a>
            </li>
          ))}
        </ul>
      </Panel>
    </PageFrame>
  )
}

function StateCounts({ counts }: { counts: Counts }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
      {JOB_STATES.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <StateBadge state={state} />
          <span className="num">{count(counts[state])}</span>
        </li>
      ))}
    </ul>
  )
}
