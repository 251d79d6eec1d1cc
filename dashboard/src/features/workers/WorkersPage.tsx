import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Cpu } from 'lucide-react'
import { usePolling } from '@/api/live'
import { stats } from '@/api/stats'
import { count, plural } from '@/ui/format'
import { PageFrame, Panel } from '@/ui/Layout'
import { ProgressBar } from '@/ui/Progress'
import { Empty, Loaded } from '@/ui/States'

/** What the server tells of its workers: how many are alive, and how much they can hold. */
export default function WorkersPage() {
  const refetchInterval = usePolling(3_000, 5_000)
  const figures = useQuery({ ...stats, refetchInterval })
  return (
    <PageFrame title="Workers" note="Processes that claim jobs and run them" narrow>
      <Loaded
        query={figures}
        isEmpty={({ workers }) => workers.alive === 0}
        empty={
          <Panel>
            <Empty icon={Cpu} title="No worker is alive">
              A worker counts as alive while it gives a sign. Jobs that were with a lost one run again after
              their lease. Start one: <code className="font-mono text-xs">./errand worker</code>
            </Empty>
          </Panel>
        }
      >
        {({ workers, states }) => (
          <Panel title={`${plural(workers.alive, 'worker')} alive`} pad>
            <div className="flex flex-col gap-3">
              <p>
                <Link
                  to="/jobs"
                  search={{ state: ['running'] }}
                  className="text-accent-text underline underline-offset-2"
                >
                  {plural(states.running, 'job')} of yours
                </Link>{' '}
                on {plural(workers.slots, 'slot')}; {count(states.pending)} more could start.
              </p>
              <ProgressBar
                percent={workers.slots === 0 ? 0 : Math.round((states.running / workers.slots) * 100)}
                label="Slots that your jobs take"
              />
              <p className="text-xs text-ink-3">
                Workers serve all tenants, fairly. A slot is one attempt at a time. A worker that is silent
                for longer than its lease is taken for dead, and its jobs run again elsewhere.
              </p>
            </div>
          </Panel>
        )}
      </Loaded>
    </PageFrame>
  )
}
