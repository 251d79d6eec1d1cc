import { Link } from '@tanstack/react-router'
import type { Fire } from '@/api/schedules'
import { Badge } from '@/ui/Badge'
import { Age } from '@/ui/Time'

const SKIPPED: Record<string, string> = {
  missed: 'nobody was there in time',
  overlap: 'the one before was unfinished',
}

/** What came of a due moment: a job, or why none. */
export function FireResult({ fire: { fireAt, jobId, skipped } }: { fire: Fire }) {
  return (
    <span className="flex items-center gap-2">
      <Age at={fireAt} />
      {jobId ? (
        <Link to="/jobs/$id" params={{ id: jobId }} className="text-accent-text hover:underline">
          its job
        </Link>
      ) : (
        <Badge tone="amber">{skipped ? (SKIPPED[skipped] ?? skipped) : 'no job'}</Badge>
      )}
    </span>
  )
}
