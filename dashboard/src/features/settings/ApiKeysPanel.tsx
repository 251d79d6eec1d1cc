import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { type ApiKey, apiKeyList, revokeApiKey } from '@/api/access'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { useConfirm } from '@/ui/Confirm'
import { Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { useAction } from '@/ui/useAction'
import { NewKeyDialog } from './NewKeyDialog'

export function ApiKeysPanel() {
  const keys = useQuery(apiKeyList)
  const { run } = useAction(apiKeyList.queryKey)
  const confirm = useConfirm()
  const [making, setMaking] = useState(false)
  const revoke = async ({ id, name }: ApiKey) => {
    const body = `Programs that use “${name}” are refused within five seconds. This cannot be undone.`
    if (await confirm({ title: 'Revoke 1 key?', body, verb: 'Revoke 1 key', danger: true })) {
      await run(() => revokeApiKey(id), 'Revoked')
    }
  }
  const columns: Column<ApiKey>[] = [
    {
      key: 'name',
      header: 'Key',
      bare: true,
      phone: 'wide',
      cell: ({ name, hint }) => (
        <span className="flex items-baseline gap-2">
          <span className="font-medium">{name}</span>
          <span className="font-mono text-xs text-ink-3">{hint}</span>
        </span>
      ),
    },
    {
      key: 'scopes',
      header: 'May',
      cell: ({ scopes, queues }) => (
        <span className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
          {queues.map((queue) => (
            <Badge key={queue} tone="sky">
              {queue}
            </Badge>
          ))}
        </span>
      ),
    },
    {
      key: 'used',
      header: 'Used',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Age at={lastUsedAt} /> : 'never'),
    },
    {
      key: 'expires',
      header: 'Expires',
      cell: ({ expiresAt }) => (expiresAt ? <Age at={expiresAt} /> : 'never'),
    },
    {
      key: 'revoke',
      header: <span className="sr-only">Actions</span>,
      right: true,
      phone: 'corner',
      cell: (key) => (
        <Button small onClick={() => void revoke(key)}>
          Revoke
        </Button>
      ),
    },
  ]
  return (
    <Panel
      title="API keys"
      actions={
        <Button small icon={Plus} onClick={() => setMaking(true)}>
          New key
        </Button>
      }
    >
      <Loaded
        query={keys}
        rows={2}
        isEmpty={(items) => items.length === 0}
        empty={
          <Empty icon={KeyRound} title="No keys yet">
            Programs sign in with a key, which may do less than you.
          </Empty>
        }
      >
        {(items) => <Table caption="API keys" columns={columns} rows={items} rowKey={({ id }) => id} />}
      </Loaded>
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </Panel>
  )
}
