import { Link, useNavigate } from '@tanstack/react-router'
import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { base } from '@/api/base'
import { submitJob } from '@/api/jobs'
import { useMay } from '@/api/session'
import { Button } from '@/ui/Button'
import { plural } from '@/ui/format'
import { Panel } from '@/ui/Layout'
import { useAction } from '@/ui/useAction'

/** What to do with an Errand that has not done anything yet. */
export function FirstRun({ workers }: { workers: number }) {
  const navigate = useNavigate()
  const mayWrite = useMay('jobs:write')
  const { run, busy } = useAction(['stats'], ['jobs'])
  const demo = async () => {
    const job = await run(() =>
      submitJob({ type: 'simulate', name: 'My first job' }, '{"durationMs":8000,"steps":16}'),
    )
    if (job) {
      await navigate({ to: '/jobs/$id', params: { id: job.id } })
    }
  }
  return (
    <Panel title="First steps">
      <ol className="divide-y">
        <Step done title="An account">
          You are in, and alone in your tenant.
        </Step>
        <Step done={workers > 0} title="A worker">
          {workers > 0 ? `${plural(workers, 'worker')} alive.` : 'Start one: ./errand worker'}
        </Step>
        <Step done={false} title="A first job">
          <span className="block pb-2">It pretends to work for eight seconds, and you can watch it.</span>
          {mayWrite && (
            <Button kind="primary" busy={busy} onClick={() => void demo()}>
              Submit a demo job
            </Button>
          )}
        </Step>
        <Step done={false} title="A job of your own">
          Programs submit over the API. Look at{' '}
          <Link to="/jobs/new" className="text-accent-text underline">
            the form
          </Link>{' '}
          or at{' '}
          <a className="text-accent-text underline" href={`${base}q/swagger-ui`}>
            every call
          </a>
          .
        </Step>
      </ol>
    </Panel>
  )
}

function Step({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  const Icon = done ? CircleCheck : CircleDashed
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon className={`mt-0.5 size-4 shrink-0 ${done ? 'text-green' : 'text-ink-3'}`} aria-hidden />
      <div>
        <p className="font-medium">
          {title}
          <span className="sr-only">{done ? ' (done)' : ' (to do)'}</span>
        </p>
        <div className="text-ink-2">{children}</div>
      </div>
    </li>
  )
}
