import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { cancelJob, deleteJob, type Job, jobKeys, retryJob, runJob } from '@/api/jobs'
import { useMay } from '@/api/session'
import { allows, type JobAction } from '@/api/states'
import { useConfirm } from '@/ui/Confirm'
import { shortId } from '@/ui/format'
import { say, sayError } from '@/ui/toast'

export type SimpleAction = Exclude<JobAction, 'edit'>

export const ACTION_WORDS = {
  run: 'Run now',
  cancel: 'Cancel',
  retry: 'Retry',
  delete: 'Delete',
} as const satisfies Record<SimpleAction, string>

const CALLS = {
  run: runJob,
  cancel: cancelJob,
  retry: (id: string) => retryJob(id),
  delete: deleteJob,
} as const

const DONE = {
  run: 'It runs as soon as a worker has room',
  cancel: 'Cancelled, or told to stop',
  retry: 'Back in its queue, with fresh attempts',
  delete: 'Deleted',
} as const satisfies Record<SimpleAction, string>

/** What may be done with one job, and doing it. */
export function useJobActions() {
  const queries = useQueryClient()
  const confirm = useConfirm()
  const mayWrite = useMay('jobs:write')
  const act = useCallback(
    async (action: SimpleAction, job: Job): Promise<boolean> => {
      if (action === 'delete') {
        const name = job.name ?? `${job.type} ${shortId(job.id)}`
        const yes = await confirm({
          title: 'Delete 1 job?',
          body: `“${name}” disappears from all lists. This cannot be undone.`,
          verb: 'Delete 1 job',
          danger: true,
        })
        if (!yes) {
          return false
        }
      }
      try {
        await CALLS[action](job.id)
        say(DONE[action])
      } catch (failure) {
        sayError(failure)
        return false
      }
      await queries.invalidateQueries({ queryKey: jobKeys.all })
      return true
    },
    [queries, confirm],
  )
  const legal = useCallback(
    (job: Job, action: JobAction): boolean => mayWrite && allows(job.state, action),
    [mayWrite],
  )
  return useMemo(() => ({ act, legal, mayWrite }), [act, legal, mayWrite])
}
