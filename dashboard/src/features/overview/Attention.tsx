import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CirclePause, CircleX, Cpu } from 'lucide-react'
import type { ReactNode } from 'react'
import { queueList } from '@/api/queues'
import type { Stats } from '@/api/stats'
import { plural } from '@/ui/format'
import { Panel } from '@/ui/Layout'
import { Age } from '@/ui/Time'

type Item = { key: string; icon: typeof Cpu; tone: string; words: ReactNode; note: ReactNode }

/** What a person should look at: paused queues, missing workers, what fails most. */
export function Attention({ stats }: { stats: Stats }) {
  const { data: queues } = useQuery(queueList())
  const items: Item[] = []
  const { workers, states, topErrors } = stats
  if (workers.alive === 0) {
    items.push({
      key: 'workers',
      icon: Cpu,
      tone: 'text-red',
      words: 'No worker is alive',
      note: `${plural(states.pending, 'job')} wait. Start one: ./errand worker`,
    })
  }
  for (const { name, paused, depth } of queues?.items ?? []) {
    if (paused) {
      items.push({
        key: `queue ${name}`,
        icon: CirclePause,
        tone: 'text-amber',
        words: (
          <Link to="/queues/$name" params={{ name }} className="hover:underline">
            Queue {name} is paused
          </Link>
        ),
        note: (
          <>
            {paused.reason ?? 'Without a reason'}, <Age at={paused.at} />; {plural(depth.pending ?? 0, 'job')}{' '}
            wait
          </>
        ),
      })
    }
  }
  for (const { code, message, count, lastAt, sampleJob } of topErrors) {
    items.push({
      key: `error ${code} ${message}`,
      icon: CircleX,
      tone: 'text-red',
      words: (
        <Link to="/jobs/$id" params={{ id: sampleJob }} className="hover:underline">
          {message}
        </Link>
      ),
      note: (
        <>
          {plural(count, 'failure')} in 24 h, the last <Age at={lastAt} /> ({code})
        </>
      ),
    })
  }
  return (
    <Panel title="Needs attention">
      {items.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-4 text-ink-2">
          <CircleCheck className="size-4 text-green" aria-hidden /> Nothing. Queues run, workers are there,
          nothing has failed in 24 h.
        </p>
      ) : (
        <ul className="divide-y">
          {items.map(({ key, icon: Icon, tone, words, note }) => (
            <li key={key} className="flex items-start gap-3 px-4 py-2.5">
              <Icon className={`mt-0.5 size-4 shrink-0 ${tone}`} aria-hidden />
              <div className="min-w-0">
                <p className="truncate font-medium">{words}</p>
                <p className="text-xs text-ink-3">{note}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
