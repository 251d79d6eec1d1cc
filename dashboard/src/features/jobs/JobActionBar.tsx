import { useNavigate } from '@tanstack/react-router'
import { Ban, CopyPlus, Pencil, Play, RotateCcw, Trash2 } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { base } from '@/api/base'
import type { JobDetail } from '@/api/jobs'
import { STATES } from '@/api/states'
import { Button } from '@/ui/Button'
import { CopyButton } from '@/ui/CopyButton'
import { useCommands } from '@/ui/commands'
import { useShortcuts } from '@/ui/shortcuts'
import { ACTION_WORDS, type SimpleAction, useJobActions } from './useJobActions'

// Forms are fetched when somebody wants one.
const EditJobDialog = lazy(() => import('./EditJobDialog'))
const RetryDialog = lazy(() => import('./RetryDialog'))

const ICONS = { run: Play, cancel: Ban, retry: RotateCcw, delete: Trash2 } as const

/** Only what is legal in this state. */
export function JobActionBar({ job }: { job: JobDetail }) {
  const { act, legal, mayWrite } = useJobActions()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'edit' | 'retry'>()
  const run = (action: SimpleAction) =>
    action === 'retry'
      ? setOpen('retry')
      : void act(action, job).then((done) => {
          if (done && action === 'delete') {
            void navigate({ to: '/jobs' })
          }
        })
  const actions = STATES[job.state].actions.filter(
    (action): action is SimpleAction => action !== 'edit' && legal(job, action),
  )
  useShortcuts({
    ...(legal(job, 'retry') ? { r: () => run('retry') } : {}),
    ...(legal(job, 'cancel') ? { c: () => run('cancel') } : {}),
  })
  const key = actions.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same commands while the same actions are legal
  const commands = useMemo(
    () =>
      actions.map((action) => ({
        id: action,
        label: `${ACTION_WORDS[action]} this job`,
        group: 'This job',
        run: () => run(action),
      })),
    [key, job.id],
  )
  useCommands(commands)
  return (
    <>
      {actions.map((action) => (
        <Button
          key={action}
          icon={ICONS[action]}
          kind={action === 'retry' || action === 'run' ? 'primary' : 'plain'}
          onClick={() => run(action)}
        >
          {ACTION_WORDS[action]}
        </Button>
      ))}
      {legal(job, 'edit') && (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      )}
      {mayWrite && (
        <Button icon={CopyPlus} onClick={() => void navigate({ to: '/jobs/new', search: { like: job.id } })}>
          Another like it
        </Button>
      )}
      <CopyButton text={asCurl(job)} label="Copy as curl" words="Copy as curl" />
      <Suspense>
        {open === 'edit' && <EditJobDialog job={job} onClose={() => setOpen(undefined)} />}
        {open === 'retry' && <RetryDialog job={job} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  )
}

/** Submits the same job again, from a shell. */
export function asCurl(job: Pick<JobDetail, 'type' | 'name' | 'queue' | 'priority' | 'dataText'>): string {
  const fields = JSON.stringify({
    type: job.type,
    name: job.name ?? undefined,
    queue: job.queue,
    priority: job.priority,
  })
  const body = `${fields.slice(0, -1)},"data":${job.dataText}}`.replaceAll("'", "'\\''")
  return [
    `curl ${location.origin}${base}api/v1/jobs`,
    '-H "Authorization: Bearer $ERRAND_KEY"',
    "-H 'Content-Type: application/json'",
    `-d '${body}'`,
  ].join(' \\\n  ')
}
