import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  changeWebhook,
  type Delivery,
  deleteWebhook,
  deliveryDetail,
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
            <Button onClick={() => void run(() => changeWebhook(id, { enabled: !webhook.enabled }), 'Saved')}>
              {webhook.enabled ? 'Disable' : 'Enable'}
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
      key: 'event',
      header: 'What',
      cell: (delivery) => (
        <button type="button" className="font-medium hover:underline" onClick={() => setShown(delivery)}>
          {delivery.event}
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
    { key: 'attempt', header: 'Attempt', right: true, cell: ({ attempts }) => attempts },
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
      <Dialog open={shown !== undefined} onClose={() => setShown(undefined)} title={shown?.event ?? ''} wide>
        {shown && <Sendings id={shown.id} />}
      </Dialog>
    </Panel>
  )
}

/** Each attempt: what was sent, and what came back. */
function Sendings({ id }: { id: string }) {
  const delivery = useQuery(deliveryDetail(id))
  return (
    <Loaded
      query={delivery}
      rows={4}
      isEmpty={({ sendings }) => !sendings?.length}
      empty={<p className="text-ink-2">Nothing was sent yet.</p>}
    >
      {({ sendings }) => (
        <ol className="flex flex-col gap-4">
          {sendings?.map(({ attempt, at, request, response, error }) => (
            <li key={attempt} className="flex flex-col gap-2">
              <p className="font-medium">
                Attempt {attempt}, <Age at={at} />:{' '}
                {response ? `answered ${response.status}` : (error ?? 'no answer')}
              </p>
              <div className="rounded-md border">
                <JsonView text={request.body} name="request.json" />
              </div>
              {response?.body && (
                <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words rounded-md bg-sunken p-3 font-mono text-xs">
                  {response.body}
                </pre>
              )}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}
