import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { JobDetail } from '@/api/jobs'
import { Badge } from '@/ui/Badge'
import { isoWords, shortId } from '@/ui/format'
import { Facts } from '@/ui/Layout'
import { Moment } from '@/ui/Time'

export const actorWords = (actor: string): string => {
  const [kind, id] = actor.split(':')
  return id && id.length > 12 ? `${kind} ${shortId(id)}` : actor.replace(':', ' ')
}

const linkClass = 'text-accent-text hover:underline'

/** What a job was asked to be; what is not set is not shown. */
export function JobFacts({ job }: { job: JobDetail }) {
  const facts: [string, ReactNode][] = []
  const add = (label: string, value: ReactNode) => {
    if (value !== null && value !== undefined && value !== '') {
      facts.push([label, value])
    }
  }
  const moment = (at: string | null) => at && <Moment at={at} />
  add(
    'Type',
    <Link to="/jobs" search={{ type: job.type }} className={linkClass}>
      {job.type}
    </Link>,
  )
  add(
    'Queue',
    <Link to="/queues/$name" params={{ name: job.queue }} className={linkClass}>
      {job.queue}
    </Link>,
  )
  add('Priority', job.priority)
  add('Attempts', `${job.attempt} of ${job.maxAttempts}`)
  add('Submitted', moment(job.createdAt))
  add('By', actorWords(job.createdBy))
  add('Due', job.runAt !== job.createdAt && moment(job.runAt))
  add('Started', moment(job.startedAt))
  add('Finished', moment(job.finishedAt))
  add('Deadline', moment(job.deadlineAt))
  add('Time-out', job.timeout && isoWords(job.timeout))
  add('One at a time', job.concurrencyKey)
  add('Unique as', job.uniqueKey)
  add('Node', job.assignedNode)
  add(
    'Schedule',
    job.scheduleId && (
      <Link to="/schedules/$id" params={{ id: job.scheduleId }} className={linkClass}>
        {shortId(job.scheduleId)}
      </Link>
    ),
  )
  add(
    'Tags',
    job.tags.length > 0 && (
      <span className="flex flex-wrap gap-1">
        {job.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
    ),
  )
  return (
    <div className="flex flex-col gap-3">
      {job.description && <p className="text-ink-2">{job.description}</p>}
      <Facts facts={facts.filter(([, value]) => value !== false)} />
    </div>
  )
}
