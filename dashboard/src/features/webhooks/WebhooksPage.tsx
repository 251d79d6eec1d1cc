import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useState } from 'react'
import { isMissing } from '@/api/problem'
import { type Webhook, webhookList } from '@/api/remote'
import { useMay } from '@/api/session'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { NewWebhookDialog } from './NewWebhookDialog'

const COLUMNS: Column<Webhook>[] = [
  {
    key: 'url',
    header: 'Endpoint',
    bare: true,
    phone: 'wide',
    cell: ({ id, url }) => (
      <Link to="/webhooks/$id" params={{ id }} className="break-all font-medium hover:underline">
        {url}
      </Link>
    ),
  },
  {
    key: 'events',
    header: 'Told of',
    cell: ({ events }) => (
      <span className="flex flex-wrap gap-1">
        {events.map((type) => (
          <Badge key={type}>{type}</Badge>
        ))}
      </span>
    ),
  },
  {
    key: 'enabled',
    header: 'State',
    cell: ({ enabled }) => <Badge tone={enabled ? 'green' : 'red'}>{enabled ? 'enabled' : 'disabled'}</Badge>,
  },
  { key: 'made', header: 'Made', cell: ({ createdAt }) => <Age at={createdAt} /> },
]

export default function WebhooksPage() {
  const webhooks = useQuery(webhookList)
  const mayWrite = useMay('jobs:write')
  const [adding, setAdding] = useState(false)
  const missing = isMissing(webhooks.error)
  return (
    <PageFrame
      title="Webhooks"
      actions={
        mayWrite &&
        !missing && (
          <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
            New endpoint
          </Button>
        )
      }
    >
      <Panel>
        {missing ? (
          <Empty icon={WebhookIcon} title="This server has no webhooks" />
        ) : (
          <Loaded
            query={webhooks}
            isEmpty={(items) => items.length === 0}
            empty={
              <Empty icon={WebhookIcon} title="No endpoints yet">
                An endpoint is told when jobs start, end or fail, with a signature that proves it is us.
              </Empty>
            }
          >
            {(items) => (
              <Table caption="Webhook endpoints" columns={COLUMNS} rows={items} rowKey={({ id }) => id} />
            )}
          </Loaded>
        )}
      </Panel>
      {adding && <NewWebhookDialog onClose={() => setAdding(false)} />}
    </PageFrame>
  )
}
