import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ScrollText, ShieldCheck } from 'lucide-react'
import { type AuditRow, auditList, verifyAudit } from '@/api/access'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { plural, shortId } from '@/ui/format'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Moment } from '@/ui/Time'
import { useAction } from '@/ui/useAction'

const route = getRouteApi('/app/admin/audit')

const COLUMNS: Column<AuditRow>[] = [
  { key: 'seq', header: 'No', right: true, phone: 'hide', cell: ({ seq }) => seq },
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
  {
    key: 'actor',
    header: 'Who',
    className: 'max-w-48 truncate',
    cell: ({ actorName, actor, actorKind }) =>
      actorName ?? (actor ? `${actorKind} ${shortId(actor)}` : actorKind),
  },
  { key: 'action', header: 'What', cell: ({ action }) => <Badge>{action}</Badge> },
  { key: 'subject', header: 'Whom', className: 'max-w-48 truncate', cell: ({ subject }) => subject ?? '–' },
  {
    key: 'tenant',
    header: 'Tenant',
    phone: 'hide',
    cell: ({ tenant }) => (tenant ? <span className="font-mono text-xs">{shortId(tenant)}</span> : '–'),
  },
  { key: 'address', header: 'From', phone: 'hide', cell: ({ address }) => address ?? '–' },
  {
    key: 'detail',
    header: 'Detail',
    phone: 'wide',
    className: 'max-w-72',
    cell: ({ detail }) =>
      detail ? (
        <code className="block truncate font-mono text-xs text-ink-2" title={JSON.stringify(detail)}>
          {JSON.stringify(detail)}
        </code>
      ) : (
        '–'
      ),
  },
]

export default function AuditPage() {
  const { cursor, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const rows = useQuery({ ...auditList(filter, cursor), placeholderData: (before) => before })
  const { run, busy } = useAction()
  const verify = () =>
    run(verifyAudit, ({ sound, rows, broken }) =>
      sound
        ? `All ${plural(rows, 'entry', 'entries')} are as they were written`
        : `Broken after ${plural(rows, 'sound entry', 'sound entries')}: ${JSON.stringify(broken)}`,
    )
  return (
    <PageFrame
      title="Audit"
      note="What admins did, and what concerned the safety of accounts"
      actions={
        <Button icon={ShieldCheck} busy={busy} onClick={() => void verify()}>
          Check the log
        </Button>
      }
    >
      <Panel>
        <div className="border-b px-3 py-2">
          <input
            type="search"
            aria-label="Only this action"
            placeholder="Action, such as user.changed"
            defaultValue={filter.action ?? ''}
            onChange={(event) =>
              void navigate({
                to: '.',
                search: { ...filter, action: event.target.value || undefined },
                replace: true,
              })
            }
            className="field sm:max-w-xs"
          />
        </div>
        <Loaded
          query={rows}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <Empty icon={ScrollText} title="No entries">
              Nothing was done yet, or the filter hides it.
            </Empty>
          }
        >
          {({ items }) => (
            <Table
              caption="Audit log, newest first"
              columns={COLUMNS}
              rows={items}
              rowKey={({ seq }) => String(seq)}
            />
          )}
        </Loaded>
        {rows.data?.nextCursor && (
          <div className="flex justify-end border-t px-3 py-2">
            <Button
              small
              onClick={() =>
                void navigate({ to: '.', search: { ...filter, cursor: rows.data.nextCursor ?? undefined } })
              }
            >
              Older
            </Button>
          </div>
        )}
      </Panel>
    </PageFrame>
  )
}
