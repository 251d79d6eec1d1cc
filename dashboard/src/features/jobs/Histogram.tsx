import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Counts, type JobFilter, jobCounts } from '@/api/jobs'
import { usePolling } from '@/api/live'
import { JOB_STATES } from '@/api/states'
import { clock, plural } from '@/ui/format'
import { useZone } from '@/ui/time'

const BARS = 12
const SPANS = { hour: 5 * 60_000, day: 2 * 3_600_000 } as const

type Props = { filter: JobFilter; onPick: (from: string, to: string) => void }

/** How many of the matching jobs were submitted when; a bar narrows the list to its time. */
export function Histogram({ filter, onPick }: Props) {
  const [span, setSpan] = useState<keyof typeof SPANS>('hour')
  const zone = useZone()
  const width = SPANS[span]
  const refetchInterval = usePolling(15_000, 15_000)
  const end = Math.ceil(Date.now() / width) * width
  const buckets = useMemo(
    () =>
      Array.from({ length: BARS }, (_, at) => {
        const from = end - (BARS - at) * width
        return { from: new Date(from).toISOString(), to: new Date(from + width).toISOString() }
      }),
    [end, width],
  )
  const totals = useQueries({
    queries: buckets.map(({ from, to }, at) => ({
      ...jobCounts({ ...filter, from, to }),
      // What is past changes only by deletion.
      staleTime: at === BARS - 1 ? 10_000 : 300_000,
      refetchInterval: at === BARS - 1 ? refetchInterval : (false as const),
    })),
    combine: (answers) => answers.map(({ data }) => (data ? matching(data, filter) : 0)),
  })
  const top = Math.max(1, ...totals)
  return (
    <div className="hidden items-end gap-3 border-b px-3 py-2 sm:flex">
      <fieldset className="flex h-9 flex-1 items-end gap-px" aria-label="Jobs submitted over time">
        {buckets.map(({ from, to }, at) => {
          const words = `${plural(totals[at] ?? 0, 'job')}, ${clock(from, zone)}–${clock(to, zone)}`
          return (
            <button
              key={from}
              type="button"
              title={words}
              aria-label={words}
              onClick={() => onPick(from, to)}
              className="group flex h-full flex-1 items-end rounded-sm hover:bg-hover"
            >
              <span
                className="w-full rounded-sm bg-accent opacity-35 group-hover:opacity-100"
                style={{ height: `${totals[at] ? Math.max(8, ((totals[at] ?? 0) / top) * 100) : 3}%` }}
              />
            </button>
          )
        })}
      </fieldset>
      <label className="flex items-center gap-1.5 text-xs text-ink-3">
        Submitted
        <select
          value={span}
          onChange={(event) => setSpan(event.target.value === 'day' ? 'day' : 'hour')}
          className="field h-7 w-auto text-xs"
        >
          <option value="hour">last hour</option>
          <option value="day">last 24 hours</option>
        </select>
      </label>
    </div>
  )
}

const matching = (counts: Counts, { state }: JobFilter): number =>
  (state ?? JOB_STATES).reduce((sum, each) => sum + counts[each], 0)
