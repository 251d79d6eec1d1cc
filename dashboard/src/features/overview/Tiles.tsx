import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { jobCounts } from '@/api/jobs'
import { usePolling } from '@/api/live'
import type { JobState } from '@/api/states'
import type { Stats } from '@/api/stats'
import { count, isoWords } from '@/ui/format'
import { Sparkline } from '@/ui/Sparkline'

const DAY = 86_400_000
const STEP = 300_000

type Tile = {
  label: string
  value: string
  note: string
  search: { state: JobState[]; from?: string }
  line?: number[]
  alarm?: boolean
}

/** Four figures, each a way to what it counts. */
export function Tiles({ stats: { states, minutes, oldestPendingAge, workers } }: { stats: Stats }) {
  // Moves every five minutes: a key that changes each second would never be in the cache.
  const step = Math.floor(Date.now() / STEP) * STEP
  const from = useMemo(() => new Date(step - DAY).toISOString(), [step])
  const refetchInterval = usePolling(10_000, 30_000)
  const day = useQuery({ ...jobCounts({ from }), refetchInterval })
  const failed = day.data?.failed
  const tiles: Tile[] = [
    {
      label: 'Pending',
      value: count(states.pending),
      note: `${count(states.retrying)} more wait to be retried`,
      search: { state: ['pending'] },
    },
    {
      label: 'Running',
      value: count(states.running),
      note: `${count(workers.slots)} slots on ${count(workers.alive)} ${workers.alive === 1 ? 'worker' : 'workers'}`,
      search: { state: ['running'] },
      line: minutes.map(({ completed }) => completed),
    },
    {
      label: 'Failed in 24 h',
      value: failed === undefined ? '–' : count(failed),
      note: `${count(states.failed)} in all`,
      search: { state: ['failed'], from },
      line: minutes.map(({ failed: each }) => each),
      alarm: (failed ?? 0) > 0,
    },
    {
      label: 'Oldest waiting',
      value: isoWords(oldestPendingAge, 'none'),
      note: 'ready, and not started yet',
      search: { state: ['pending'] },
    },
  ]
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {tiles.map(({ label, value, note, search, line, alarm }) => (
        <Link
          key={label}
          to="/jobs"
          search={search}
          className="relative min-w-0 overflow-hidden rounded-lg border bg-panel p-4 shadow-panel transition-colors hover:border-line-strong"
        >
          <p className="truncate text-ink-2">{label}</p>
          <p className={`num mt-1 text-2xl font-semibold tracking-tight ${alarm ? 'text-red' : ''}`}>
            {value}
          </p>
          <p className="mt-0.5 truncate text-xs text-ink-3">{note}</p>
          {line && (
            <Sparkline
              values={line}
              label={`${label}: the last hour`}
              className="absolute bottom-4 right-4 hidden h-7 w-20 sm:block"
            />
          )}
        </Link>
      ))}
    </div>
  )
}
