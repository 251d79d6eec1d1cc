import { useMemo } from 'react'
import type { Minute } from '@/api/stats'
import { Chart } from '@/ui/Chart'
import { count, duration, isoMs, isoWords, plural } from '@/ui/format'
import type { Series } from '@/ui/TimeChart'

const sum = (minutes: readonly Minute[], of: (minute: Minute) => number) =>
  minutes.reduce((total, each) => total + of(each), 0)

export function Charts({ minutes }: { minutes: Minute[] }) {
  const times = useMemo(() => minutes.map(({ at }) => at), [minutes])
  const throughput = useMemo<Series[]>(
    () => [
      { label: 'Completed', colour: '--green', values: minutes.map(({ completed }) => completed) },
      { label: 'Failed', colour: '--red', values: minutes.map(({ failed }) => failed) },
      { label: 'Retried', colour: '--amber', values: minutes.map(({ retried }) => retried) },
    ],
    [minutes],
  )
  const waits = useMemo<Series[]>(
    () => [
      { label: 'Wait p50', colour: '--sky', values: minutes.map(({ wait }) => isoMs(wait.p50) ?? null) },
      { label: 'Wait p95', colour: '--violet', values: minutes.map(({ wait }) => isoMs(wait.p95) ?? null) },
    ],
    [minutes],
  )
  const runs = useMemo<Series[]>(
    () => [
      { label: 'Run p50', colour: '--sky', values: minutes.map(({ run }) => isoMs(run.p50) ?? null) },
      { label: 'Run p95', colour: '--violet', values: minutes.map(({ run }) => isoMs(run.p95) ?? null) },
    ],
    [minutes],
  )
  const completed = sum(minutes, (minute) => minute.completed)
  const failed = sum(minutes, (minute) => minute.failed)
  const last = minutes.findLast(({ run }) => run.p50 !== null)
  return (
    <>
      <Chart
        title="Throughput by minute"
        sentence={`In the last hour ${plural(completed, 'job')} completed and ${count(failed)} failed.`}
        times={times}
        series={throughput}
        format={count}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Chart
          title="Time waited"
          sentence={
            last
              ? `Lately half waited ${isoWords(last.wait.p50)} at most.`
              : 'Nothing ended in the last hour.'
          }
          times={times}
          series={waits}
          format={duration}
        />
        <Chart
          title="Time run"
          sentence={
            last ? `Lately half ran ${isoWords(last.run.p50)} at most.` : 'Nothing ended in the last hour.'
          }
          times={times}
          series={runs}
          format={duration}
        />
      </div>
    </>
  )
}
