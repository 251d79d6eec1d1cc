import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { changeUser, type User, userList } from '@/api/access'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { useConfirm } from '@/ui/Confirm'
import { PageFrame, Panel } from '@/ui/Layout'
import { Menu } from '@/ui/Menu'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { useAction } from '@/ui/useAction'
import { NewUserDialog } from './NewUserDialog'

const route = getRouteApi('/app/admin/users')

const COLUMNS: Column<User>[] = [
  {
    key: 'who',
    header: 'Who',
    bare: true,
    phone: 'wide',
    cell: ({ name, email, username, admin }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="font-medium">{name ?? username ?? email}</span>
        {name && <span className="truncate text-xs text-ink-3">{email ?? username}</span>}
        {admin && <Badge tone="violet">admin</Badge>}
      </span>
    ),
  },
  { key: 'tenant', header: 'Tenant', cell: ({ tenant }) => tenant.name },
  { key: 'role', header: 'Role', cell: ({ role }) => role },
  {
    key: 'status',
    header: 'Status',
    cell: ({ active, emailVerified }) => (
      <Badge tone={active ? (emailVerified ? 'green' : 'amber') : 'gray'}>
        {active ? (emailVerified ? 'active' : 'not verified') : 'inactive'}
      </Badge>
    ),
  },
  {
    key: 'last',
    header: 'Signed in',
    cell: ({ lastLoginAt }) => (lastLoginAt ? <Age at={lastLoginAt} /> : 'never'),
  },
  {
    key: 'menu',
    header: <span className="sr-only">Actions</span>,
    phone: 'corner',
    className: 'w-9',
    cell: (user) => <UserMenu user={user} />,
  },
]

export default function UsersPage() {
  const { q, cursor } = route.useSearch()
  const navigate = route.useNavigate()
  const users = useQuery({ ...userList(q, cursor), placeholderData: (before) => before })
  const [adding, setAdding] = useState(false)
  return (
    <PageFrame
      title="Users"
      note="Of every tenant"
      actions={
        <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
          New user
        </Button>
      }
    >
      <Panel>
        <div className="border-b px-3 py-2">
          <input
            type="search"
            aria-label="Search by address, username or name"
            placeholder="Address, username or name"
            defaultValue={q ?? ''}
            onChange={(event) =>
              void navigate({ to: '.', search: { q: event.target.value || undefined }, replace: true })
            }
            className="field sm:max-w-xs"
          />
        </div>
        <Loaded
          query={users}
          isEmpty={({ items }) => items.length === 0}
          empty={<Empty title="Nobody matches">Search for something else.</Empty>}
        >
          {({ items }) => <Table caption="Users" columns={COLUMNS} rows={items} rowKey={({ id }) => id} />}
        </Loaded>
        {users.data?.nextCursor && (
          <div className="flex justify-end border-t px-3 py-2">
            <Button
              small
              onClick={() =>
                void navigate({ to: '.', search: { q, cursor: users.data.nextCursor ?? undefined } })
              }
            >
              More
            </Button>
          </div>
        )}
      </Panel>
      {adding && <NewUserDialog onClose={() => setAdding(false)} />}
    </PageFrame>
  )
}

function UserMenu({ user: { id, name, email, username, active, admin } }: { user: User }) {
  const { run } = useAction(['users'])
  const confirm = useConfirm()
  const who = name ?? username ?? email ?? 'this user'
  const change = async (
    body: string,
    verb: string,
    to: { active?: boolean; admin?: boolean },
    danger = false,
  ) => {
    if (await confirm({ title: `${verb} 1 user?`, body, verb, danger })) {
      await run(() => changeUser(id, to), 'In effect within five seconds, everywhere')
    }
  }
  return (
    <Menu
      label={`Actions for ${who}`}
      items={[
        admin
          ? {
              label: 'No longer admin…',
              danger: true,
              onSelect: () =>
                void change(
                  `${who} keeps what the role in the tenant allows.`,
                  'Demote',
                  { admin: false },
                  true,
                ),
            }
          : {
              label: 'Make admin…',
              onSelect: () =>
                void change(`${who} may do everything, in every tenant.`, 'Promote', { admin: true }),
            },
        active
          ? {
              label: 'Deactivate…',
              danger: true,
              onSelect: () =>
                void change(
                  `${who} is signed out everywhere, and their keys stop working.`,
                  'Deactivate',
                  { active: false },
                  true,
                ),
            }
          : {
              label: 'Activate',
              onSelect: () => void run(() => changeUser(id, { active: true }), 'Active again'),
            },
      ]}
    />
  )
}
