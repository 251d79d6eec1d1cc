import { Link } from '@tanstack/react-router'
import { Inbox, SearchX } from 'lucide-react'
import type { JobFilter } from '@/api/jobs'
import { Button, buttonClass } from '@/ui/Button'
import { plural } from '@/ui/format'
import { Empty } from '@/ui/States'

type Props = { filter: JobFilter; hidden: number | undefined; onClear: () => void; mayWrite: boolean }

export function EmptyJobs({ filter, hidden, onClear, mayWrite }: Props) {
  const filtered = Object.keys(filter).length > 0
  if (filtered) {
    return (
      <Empty icon={SearchX} title="No job matches" action={<Button onClick={onClear}>Show every job</Button>}>
        {hidden === undefined ? 'The filter may hide some.' : `The filter hides ${plural(hidden, 'job')}.`}
      </Empty>
    )
  }
  return (
    <Empty
      icon={Inbox}
      title="No jobs yet"
      action={
        mayWrite && (
          <Link to="/jobs/new" className={buttonClass('primary')}>
            Submit the first one
          </Link>
        )
      }
    >
      Jobs that programs submit over the API appear here as they come.
    </Empty>
  )
}
