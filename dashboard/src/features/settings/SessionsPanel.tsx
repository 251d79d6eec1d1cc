import { useQuery } from '@tanstack/react-query'
import { endSession, type Session, sessionList } from '@/api/accounts'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Panel } from '@/ui/Layout'
import { Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { useAction } from '@/ui/useAction'

export function SessionsPanel() {
  const sessions = useQuery(sessionList)
  const { run, busy } = useAction(sessionList.queryKey)
  const columns: Column<Session>[] = [
    {
      key: 'device',
      header: 'Where',
      bare: true,
      phone: 'wide',
      cell: ({ device, current }) => (
        <span className="flex items-center gap-2">
          {device} {current && <Badge tone="green">this one</Badge>}
        </span>
      ),
    },
    { key: 'address', header: 'Address', cell: ({ address }) => address ?? '–' },
    { key: 'since', header: 'Since', cell: ({ createdAt }) => <Age at={createdAt} /> },
    { key: 'seen', header: 'Seen', cell: ({ lastSeenAt }) => <Age at={lastSeenAt} /> },
    {
      key: 'end',
      header: <span className="sr-only">Actions</span>,
      right: true,
      phone: 'corner',
      cell: ({ id, current }) =>
        !current && (
          <Button small busy={busy} onClick={() => void run(() => endSession(id), 'Signed out there')}>
            Sign out
          </Button>
        ),
    },
  ]
  return (
    <Panel title="Where you are signed in">
      <Loaded query={sessions} rows={2}>
        {(items) => <Table caption="Your sessions" columns={columns} rows={items} rowKey={({ id }) => id} />}
      </Loaded>
    </Panel>
  )
}
