import { useQuery } from '@tanstack/react-query'
import { type HistoryEntry, type JobDetail, jobHistory } from '@/api/jobs'
import { isJobState } from '@/api/states'
import { StateBadge } from '@/ui/Badge'
import { Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Moment } from '@/ui/Time'
import { actorWords } from './JobFacts'

const COLUMNS: Column<HistoryEntry>[] = [
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
  { key: 'change', header: 'What', cell: ({ change }) => change.replaceAll('_', ' ') },
  { key: 'to', header: 'State', cell: ({ to }) => (isJobState(to) ? <StateBadge state={to} /> : '–') },
  { key: 'actor', header: 'Who', cell: ({ actor }) => actorWords(actor) },
  { key: 'reason', header: 'Why', phone: 'wide', cell: ({ reason }) => reason ?? '–' },
]

/** Every change, who made it, and why. */
export function History({ job }: { job: JobDetail }) {
  const history = useQuery(jobHistory(job.id))
  return (
    <Loaded query={history} rows={4}>
      {(items) => (
        <Table
          caption="History of the job, newest first"
          columns={COLUMNS}
          rows={items}
          rowKey={({ at, change }) => `${at} ${change}`}
        />
      )}
    </Loaded>
  )
}
