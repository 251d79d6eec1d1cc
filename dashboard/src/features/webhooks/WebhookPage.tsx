import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  changeWebhook,
  type Delivery,
  deleteWebhook,
  deliveryList,
  replayDelivery,
  rotateSecret,
  testWebhook,
  webhookList,
} from '@/api/remote'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { useConfirm } from '@/ui/Confirm'
import { Dialog } from '@/ui/Dialog'
import { JsonView } from '@/ui/JsonView'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { useAction } from '@/ui/useAction'
import { SecretOnce } from './SecretOnce'

const route = getRouteApi('/app/webhooks/$id')

export default function WebhookPage() {
  const { id } = route.useParams()
  const { data: webhooks } = useQuery(webhookList)
  const webhook = webhooks?.find((each) => each.id === id)
  const { run, busy } = useAction(['webhooks'])
  const confirm = useConfirm()
  const navigate = useNavigate()
  const [secret, setSecret] = useState<string>()
  const rotate = async () => setSecret((await run(() => rotateSecret(id)))?.secret)
  const remove = async () => {
    const body = `${webhook?.url ?? 'It'} is told nothing any more.`
    if (await confirm({ title: 'Delete 1 endpoint?', body, verb: 'Delete 1 endpoint', danger: true })) {
      await navigate({ to: '/webhooks' })
      await run(() => deleteWebhook(id), 'Deleted')
    }
  }
  return (
    <PageFrame
      title="Endpoint"
      heading={webhook?.url}
      actions={
        <>
          <Button busy={busy} onClick={() => void run(() => testWebhook(id), 'A test is on its way')}>
            Send a test
          </Button>
          <Button onClick={() => void rotate()}>New secret</Button>
          {webhook && (
            <Button onClick={() => void run(() => changeWebhook(id, { active: !webhook.active }), 'Saved')}>
              {webhook.active ? 'Disable' : 'Enable'}
            </Button>
          )}
          <Button onClick={() => void remove()}>Delete…</Button>
        </>
      }
    >
      <Deliveries id={id} />
      <Dialog
        open={secret !== undefined}
        onClose={() => setSecret(undefined)}
        title="New secret"
        description="The old one signs as well until it is retired."
      >
        {secret && <SecretOnce secret={secret} />}
      </Dialog>
    </PageFrame>
  )
}

function Deliveries({ id }: { id: string }) {
  const deliveries = useQuery({ ...deliveryList(id), refetchInterval: 5_000 })
  const { run, busy } = useAction(['webhooks', id])
  const [shown, setShown] = useState<Delivery>()
  const columns: Column<Delivery>[] = [
    {
      key: 'type',
      header: 'What',
      cell: (delivery) => (
        <button type="button" className="font-medium hover:underline" onClick={() => setShown(delivery)}>
          {delivery.type}
        </button>
      ),
    },
    {
      key: 'state',
      header: 'State',
      cell: ({ state, status }) => (
        <Badge tone={state === 'delivered' ? 'green' : state === 'failed' ? 'red' : 'amber'}>
          {state}
          {status ? ` ${status}` : ''}
        </Badge>
      ),
    },
    { key: 'attempt', header: 'Attempt', right: true, cell: ({ attempt }) => attempt },
    { key: 'at', header: 'When', cell: ({ createdAt }) => <Age at={createdAt} /> },
    {
      key: 'replay',
      header: <span className="sr-only">Actions</span>,
      right: true,
      cell: (delivery) => (
        <Button small busy={busy} onClick={() => void run(() => replayDelivery(delivery.id), 'Sent again')}>
          Send again
        </Button>
      ),
    },
  ]
  return (
    <Panel title="Deliveries">
      <Loaded
        query={deliveries}
        isEmpty={(items) => items.length === 0}
        empty={<Empty title="Nothing was delivered yet" />}
      >
        {(items) => (
          <Table
            caption="Deliveries, newest first"
            columns={columns}
            rows={items}
            rowKey={(each) => each.id}
          />
        )}
      </Loaded>
      <Dialog open={shown !== undefined} onClose={() => setShown(undefined)} title={shown?.type ?? ''} wide>
        {shown?.error && <p className="text-red">{shown.error}</p>}
        {shown?.request && <JsonView text={shown.request} name="request.json" />}
        {shown?.response && (
          <pre className="whitespace-pre-wrap break-words font-mono text-xs">{shown.response}</pre>
        )}
      </Dialog>
    </Panel>
  )
}
