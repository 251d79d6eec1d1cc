import { Ban, Play, RotateCcw, Trash2, X } from 'lucide-react'
import type { JobFilter } from '@/api/jobs'
import type { BulkAction, BulkTarget } from '@/api/operations'
import { Button, IconButton } from '@/ui/Button'
import { count, plural } from '@/ui/format'
import { BULK_WORDS, useBulk } from './useBulk'
import type { Selection } from './useSelection'

const ACTIONS: [BulkAction, typeof Play][] = [
  ['retry', RotateCcw],
  ['run', Play],
  ['cancel', Ban],
  ['delete', Trash2],
]

type Props = { selection: Selection; filter: JobFilter; total: number | undefined; pageFull: boolean }

/** "25 selected: select all 12 340 that match". */
export function BulkBar({ selection, filter, total, pageFull }: Props) {
  const { start, busy } = useBulk(selection.clear)
  const chosen = selection.ids.size
  if (chosen === 0 && !selection.everything) {
    return null
  }
  const target: BulkTarget = selection.everything ? { filter } : { ids: [...selection.ids] }
  return (
    <section
      aria-label="Selected jobs"
      className="sticky top-0 z-10 flex flex-wrap items-center gap-2 border-b bg-accent-soft px-3 py-1.5"
    >
      <span role="status" className="font-medium text-accent-text">
        {selection.everything
          ? `All ${total === undefined ? '' : count(total)} that match`
          : `${plural(chosen, 'job')} selected`}
      </span>
      {!selection.everything && pageFull && total !== undefined && total > chosen && (
        <Button small kind="ghost" onClick={selection.selectEverything}>
          Select all {count(total)} that match
        </Button>
      )}
      <span className="flex-1" />
      {ACTIONS.map(([action, icon]) => (
        <Button
          key={action}
          small
          icon={icon}
          busy={busy === action}
          disabled={busy !== undefined}
          onClick={() => void start(action, target)}
        >
          {BULK_WORDS[action]}
        </Button>
      ))}
      <IconButton icon={X} label="Select nothing" onClick={selection.clear} />
    </section>
  )
}
