import { useEffect, useRef, useState } from 'react'
import type { JobDetail, LogLevel, LogLine } from '@/api/jobs'
import { Button } from '@/ui/Button'
import { cx } from '@/ui/cx'
import { Checkbox } from '@/ui/Field'
import { clock } from '@/ui/format'
import { download } from '@/ui/JsonView'
import { useZone, type Zone } from '@/ui/time'
import { useLogs } from './useLogs'

const COLOURS: Record<string, string> = {
  error: 'text-red',
  warn: 'text-amber',
  info: 'text-blue',
  debug: 'text-ink-3',
}

/** Lines as they come. Following stops when somebody scrolls back. */
export function Logs({ job }: { job: JobDetail }) {
  const [level, setLevel] = useState<LogLevel>('debug')
  const [follow, setFollow] = useState(true)
  const zone = useZone()
  const { lines, failed } = useLogs(job, level)
  const box = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line scrolls
  useEffect(() => {
    if (follow && box.current) {
      box.current.scrollTop = box.current.scrollHeight
    }
  }, [lines.length, follow])
  const text = () =>
    lines
      .map(({ at, level: word, attempt, message }) => `${at} ${word.toUpperCase()} [${attempt}] ${message}`)
      .join('\n')
  return (
    <div>
      <div className="flex flex-wrap items-center gap-3 border-b px-3 py-1.5">
        <label className="flex items-center gap-1.5 text-xs text-ink-3">
          From level
          <select
            value={level}
            onChange={(event) => setLevel(event.target.value as LogLevel)}
            className="field h-7 w-auto text-xs"
          >
            <option>debug</option>
            <option>info</option>
            <option>warn</option>
            <option>error</option>
          </select>
        </label>
        <Checkbox label="Follow" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
        <span className="flex-1 text-right text-xs text-amber">
          {failed && 'New lines cannot be fetched'}
        </span>
        <Button small onClick={() => download(`${job.id}.log`, text(), 'text/plain')}>
          Download
        </Button>
      </div>
      <section
        ref={box}
        aria-label="Log lines"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onWheel={(event) => event.deltaY < 0 && setFollow(false)}
        className="max-h-96 min-h-24 overflow-auto p-3 font-mono text-xs leading-5"
      >
        {lines.length === 0 ? (
          <p className="font-sans text-sm text-ink-2">
            No lines{level === 'debug' ? ' yet' : ` from ${level} up`}.
          </p>
        ) : (
          lines.map((line) => <Line key={line.id} line={line} zone={zone} />)
        )}
      </section>
    </div>
  )
}

function Line({ line: { at, level, attempt, message }, zone }: { line: LogLine; zone: Zone }) {
  return (
    <div className="flex gap-3">
      <time dateTime={at} className="shrink-0 text-ink-3">
        {clock(at, zone, true)}
      </time>
      <span className={cx('w-10 shrink-0', COLOURS[level])}>{level}</span>
      <span className="shrink-0 text-ink-3" title={`Attempt ${attempt}`}>
        #{attempt}
      </span>
      <span className="min-w-0 whitespace-pre-wrap break-words">{message}</span>
    </div>
  )
}
