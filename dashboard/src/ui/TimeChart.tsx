import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { clock } from './format'
import { useDark } from './theme'
import { useZone } from './time'

export type Series = { label: string; colour: string; values: readonly (number | null)[] }

type Props = { times: readonly string[]; series: readonly Series[]; format?: (value: number) => string }

const HEIGHT = 160

const colourOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Lines over time. What they say stands beside them in words and as a table. */
export default function TimeChart({ times, series, format = String }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const zone = useZone()
  const dark = useDark()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const element = box.current
    if (!element) {
      return
    }
    const axis = {
      stroke: colourOf('--ink-3'),
      grid: { stroke: colourOf('--line'), width: 1 },
      ticks: { show: false },
      font: '11px Inter, sans-serif',
    }
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { size: 6 } },
        scales: { x: { time: true }, y: { range: (_, __, top) => [0, Math.max(top * 1.1, 1e-9)] } },
        axes: [
          { ...axis, space: 60, size: 24, values: (_, ticks) => ticks.map((at) => clock(at * 1000, zone)) },
          { ...axis, size: 60, values: (_, ticks) => ticks.map(format) },
        ],
        series: [
          {},
          ...series.map(({ label, colour, values }, at) => ({
            label,
            stroke: colourOf(colour),
            width: 1.5,
            // A value between two gaps would not show as a line.
            points: values.includes(null) ? { size: 4, width: 0, fill: colourOf(colour) } : { show: false },
            ...(at === 0 ? { fill: `${colourOf(colour)}1f` } : {}),
          })),
        ],
      },
      [times.map((at) => Date.parse(at) / 1000), ...series.map(({ values }) => [...values])],
      element,
    )
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [times, series, zone, dark, format])
  return <div ref={box} aria-hidden className="h-40 w-full" />
}
