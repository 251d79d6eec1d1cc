import { ChartLine, Table2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from './Button'
import { clock } from './format'
import { Panel } from './Layout'
import type { Series } from './TimeChart'
import { useZone } from './time'

const TimeChart = lazy(() => import('./TimeChart'))

type Props = {
  title: string
  /** What the chart says, in a sentence. */
  sentence: string
  times: readonly string[]
  series: readonly Series[]
  format?: (value: number) => string
}

export function Chart({ title, sentence, times, series, format = String }: Props) {
  const [table, setTable] = useState(false)
  return (
    <Panel
      title={title}
      actions={
        <Button small kind="ghost" icon={table ? ChartLine : Table2} onClick={() => setTable(!table)}>
          {table ? 'Show as chart' : 'Show as table'}
        </Button>
      }
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2 px-4 pt-3">
        <p className="text-ink-2">{sentence}</p>
        <Legend series={series} />
      </div>
      <div className="px-2 pb-2 pt-1">
        {table ? (
          <Numbers caption={title} times={times} series={series} format={format} />
        ) : (
          <Suspense fallback={<div className="h-40" />}>
            <TimeChart times={times} series={series} format={format} />
          </Suspense>
        )}
      </div>
    </Panel>
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex gap-3 text-xs text-ink-2">
      {series.map(({ label, colour }) => (
        <li key={label} className="flex items-center gap-1.5">
          <svg viewBox="0 0 12 4" className="h-1 w-3" aria-hidden>
            <rect width="12" height="4" rx="2" fill={`var(${colour})`} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}

function Numbers({
  caption,
  times,
  series,
  format,
}: {
  caption: string
  times: readonly string[]
  series: readonly Series[]
  format: (value: number) => string
}) {
  const zone = useZone()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={`${caption} as a table`} className="h-40 overflow-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-panel text-left text-xs text-ink-3">
          <tr>
            <th scope="col" className="px-2 py-1 font-medium">
              Time
            </th>
            {series.map(({ label }) => (
              <th key={label} scope="col" className="px-2 py-1 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((at, row) => (
            <tr key={at} className="border-t">
              <td className="num px-2 py-1">{clock(at, zone)}</td>
              {series.map(({ label, values }) => (
                <td key={label} className="num px-2 py-1 text-right">
                  {typeof values[row] === 'number' ? format(values[row]) : '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
