import type { Schedule } from '@/api/schedules'
import { isoWords } from '@/ui/format'
import { cronWords } from './cronWords'

export function Timing({
  schedule: { cron, every, timezone },
}: {
  schedule: Pick<Schedule, 'cron' | 'every' | 'timezone'>
}) {
  if (every) {
    return <span>every {isoWords(every)}</span>
  }
  const words = cron ? cronWords(cron) : undefined
  return (
    <span>
      {words ?? <code className="font-mono text-xs">{cron}</code>}
      {words && <code className="ml-2 font-mono text-xs text-ink-3">{cron}</code>}
      <span className="text-xs text-ink-3"> {timezone}</span>
    </span>
  )
}
