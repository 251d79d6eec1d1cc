import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CirclePause, Layers, Plus } from 'lucide-react'
import { useState } from 'react'
import { usePolling } from '@/api/live'
import { type Queue, queueList } from '@/api/queues'
import { useMay } from '@/api/session'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { count, isoWords } from '@/ui/format'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { LimitsDialog } from './LimitsDialog'
import { QueueMenu } from './QueueMenu'

const depth = (name: string) => (queue: Queue) => count(queue.depth[name] ?? 0)

export const limitsWords = ({ concurrency, rateLimit, perKeyConcurrency, manual }: Queue): string =>
  [
    manual && 'by hand only',
    concurrency !== null && `${count(concurrency)} at once`,
    rateLimit !== null && `${count(rateLimit.count)} per ${isoWords(rateLimit.per)}`,
    perKeyConcurrency !== null && `${count(perKeyConcurrency)} per key`,
  ]
    .filter(Boolean)
    .join(', ') || 'none'

const COLUMNS: Column<Queue>[] = [
  {
    key: 'name',
    header: 'Queue',
    phone: 'wide',
    bare: true,
    cell: ({ name, paused }) => (
      <span className="flex items-center gap-2">
        <Link to="/queues/$name" params={{ name }} className="font-medium hover:underline">
          {name}
        </Link>
        {paused && (
          <Badge tone="amber" {...(paused.reason ? { title: paused.reason } : {})}>
            <CirclePause className="size-3.5" aria-hidden />
            Paused
          </Badge>
        )}
      </span>
    ),
  },
  { key: 'pending', header: 'Pending', right: true, cell: depth('pending') },
  { key: 'running', header: 'Running', right: true, cell: depth('running') },
  { key: 'scheduled', header: 'Scheduled', right: true, phone: 'hide', cell: depth('scheduled') },
  { key: 'retrying', header: 'Retrying', right: true, phone: 'hide', cell: depth('retrying') },
  { key: 'held', header: 'Held', right: true, phone: 'hide', cell: depth('held') },
  {
    key: 'oldest',
    header: 'Oldest waits',
    right: true,
    cell: ({ oldestPendingAge }) => isoWords(oldestPendingAge),
  },
  {
    key: 'limits',
    header: 'Limits',
    cell: (queue) => <span className="text-ink-2">{limitsWords(queue)}</span>,
  },
  {
    key: 'menu',
    header: <span className="sr-only">Actions</span>,
    phone: 'corner',
    className: 'w-9',
    cell: (queue) => <QueueMenu queue={queue} />,
  },
]

export default function QueuesPage() {
  const refetchInterval = usePolling(3_000, 10_000)
  const queues = useQuery({ ...queueList(), refetchInterval })
  const mayWrite = useMay('jobs:write')
  const [adding, setAdding] = useState(false)
  return (
    <PageFrame
      title="Queues"
      actions={
        mayWrite && (
          <Button icon={Plus} onClick={() => setAdding(true)}>
            Limit a queue
          </Button>
        )
      }
    >
      <Panel>
        <Loaded
          query={queues}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <Empty icon={Layers} title="No queues yet">
              A queue is there as soon as a job names it, or when it gets a limit.
            </Empty>
          }
        >
          {({ items }) => (
            <Table caption="Queues by name" columns={COLUMNS} rows={items} rowKey={({ name }) => name} />
          )}
        </Loaded>
      </Panel>
      {adding && <LimitsDialog onClose={() => setAdding(false)} />}
    </PageFrame>
  )
}
