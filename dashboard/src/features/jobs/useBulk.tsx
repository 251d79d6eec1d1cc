import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { JobFilter } from '@/api/jobs'
import { type BulkAction, type BulkTarget, dryRun, startBulk } from '@/api/operations'
import { useConfirm } from '@/ui/Confirm'
import { plural } from '@/ui/format'
import { useZone } from '@/ui/time'
import { sayError } from '@/ui/toast'
import { filterWords } from './filterWords'

/** Above this many, even what can be undone asks first. */
const ASK_ABOVE = 100

export const BULK_WORDS = {
  retry: 'Retry',
  cancel: 'Cancel',
  delete: 'Delete',
  run: 'Run',
} as const satisfies Record<BulkAction, string>

/** Counts first, says what it would touch, and acts only on that count. */
export function useBulk(onStarted: () => void) {
  const confirm = useConfirm()
  const navigate = useNavigate()
  const zone = useZone()
  const [busy, setBusy] = useState<BulkAction>()
  const start = async (action: BulkAction, target: BulkTarget) => {
    setBusy(action)
    try {
      const { count, sample } = await dryRun(action, target)
      const whole = 'filter' in target
      const asks = action === 'delete' || whole || count > ASK_ABOVE
      const body = (
        <Touched count={count} filter={whole ? target.filter : undefined} sample={sample} zone={zone} />
      )
      const verb = `${BULK_WORDS[action]} ${plural(count, 'job')}`
      if (
        count > 0 &&
        (!asks ||
          (await confirm({
            title: `${verb}?`,
            body,
            verb,
            danger: action === 'delete' || action === 'cancel',
          })))
      ) {
        const { id } = await startBulk(action, target, count)
        onStarted()
        await navigate({ to: '/operations/$id', params: { id } })
      }
    } catch (failure) {
      sayError(failure)
    } finally {
      setBusy(undefined)
    }
  }
  return { start, busy }
}

type TouchedProps = {
  count: number
  filter: JobFilter | undefined
  sample: { id: string; type: string; name: string | null }[]
  zone: 'local' | 'utc'
}

function Touched({ count, filter, sample, zone }: TouchedProps) {
  return (
    <span className="flex flex-col gap-2">
      <span>
        This touches <strong>{plural(count, 'job')}</strong>
        {filter ? (
          <>
            : <strong>{filterWords(filter, zone)}</strong>
          </>
        ) : (
          ' that you have selected'
        )}
        . Those whose state does not allow it are skipped, with the reason.
      </span>
      <span className="flex flex-col text-xs text-ink-3">
        {sample.slice(0, 5).map(({ id, type, name }) => (
          <Link key={id} to="/jobs/$id" params={{ id }} className="truncate font-mono hover:underline">
            {name ?? type} · {id}
          </Link>
        ))}
        {count > 5 && sample.length > 0 && (
          <span>and {plural(count - Math.min(5, sample.length), 'other')}</span>
        )}
      </span>
    </span>
  )
}
