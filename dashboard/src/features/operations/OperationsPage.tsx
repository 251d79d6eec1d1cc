import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { usePolling } from '@/api/live'
import { type Operation, operationList } from '@/api/operations'
import { count } from '@/ui/format'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { OperationBadge } from './OperationBadge'
import { skippedOf, wireFilterWords } from './words'

const COLUMNS: Column<Operation>[] = [
  {
    key: 'action',
    header: 'Action',
    bare: true,
    phone: 'wide',
    cell: ({ id, action, filter }) => (
      <Link to="/operations/$id" params={{ id }} className="hover:underline">
        <span className="font-medium capitalize">{action}</span>{' '}
        <span className="text-ink-2">{wireFilterWords(filter)}</span>
      </Link>
    ),
  },
  { key: 'state', header: 'State', cell: ({ state }) => <OperationBadge state={state} /> },
  {
    key: 'done',
    header: 'Done',
    right: true,
    cell: ({ done, total }) => `${count(done)} of ${count(total)}`,
  },
  { key: 'skipped', header: 'Skipped', right: true, cell: ({ skipped }) => count(skippedOf(skipped)) },
  { key: 'when', header: 'Asked', right: true, cell: ({ createdAt }) => <Age at={createdAt} /> },
]

export default function OperationsPage() {
  const refetchInterval = usePolling(3_000, 5_000)
  const operations = useQuery({ ...operationList(), refetchInterval })
  return (
    <PageFrame title="Operations" note="Actions on many jobs at once">
      <Panel>
        <Loaded
          query={operations}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <Empty icon={ListChecks} title="Nothing has been done in bulk yet">
              Select jobs in the list, or all that match a filter, and retry, cancel, run or delete them
              together.
            </Empty>
          }
        >
          {({ items }) => (
            <Table
              caption="Operations, newest first"
              columns={COLUMNS}
              rows={items}
              rowKey={({ id }) => id}
            />
          )}
        </Loaded>
      </Panel>
    </PageFrame>
  )
}
