import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import {
  changeMember,
  type Member,
  memberList,
  type Role,
  removeMember,
  resendInvitation,
} from '@/api/access'
import { useMe } from '@/api/session'
import { Badge, type Tone } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { useConfirm } from '@/ui/Confirm'
import { PageFrame, Panel } from '@/ui/Layout'
import { Menu, type MenuItem } from '@/ui/Menu'
import { Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { useAction } from '@/ui/useAction'
import { InviteDialog } from './InviteDialog'

const TONES = {
  active: 'green',
  inactive: 'gray',
  pending: 'amber',
  expired: 'red',
} as const satisfies Record<Member['status'], Tone>

export default function MembersPage() {
  const members = useQuery(memberList())
  const [inviting, setInviting] = useState(false)
  const me = useMe()
  const columns: Column<Member>[] = [
    {
      key: 'who',
      header: 'Who',
      bare: true,
      phone: 'wide',
      cell: ({ id, name, email, username }) => (
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="font-medium">{name ?? username ?? email}</span>
          {name && <span className="truncate text-xs text-ink-3">{email ?? username}</span>}
          {id === me.id && <Badge>you</Badge>}
        </span>
      ),
    },
    { key: 'role', header: 'Role', cell: (member) => <RoleSelect member={member} /> },
    {
      key: 'status',
      header: 'Status',
      cell: ({ status }) => <Badge tone={TONES[status]}>{status === 'pending' ? 'invited' : status}</Badge>,
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
      cell: (member) => <MemberMenu member={member} />,
    },
  ]
  return (
    <PageFrame
      title="Members"
      note={`People of ${me.tenant.name}`}
      narrow
      actions={
        <Button kind="primary" icon={Plus} onClick={() => setInviting(true)}>
          Invite
        </Button>
      }
    >
      <Panel>
        <Loaded query={members}>
          {({ items }) => (
            <Table caption="Members and invitations" columns={columns} rows={items} rowKey={({ id }) => id} />
          )}
        </Loaded>
      </Panel>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </PageFrame>
  )
}

function RoleSelect({ member: { id, role, status, name, email } }: { member: Member }) {
  const { run, busy } = useAction(['members'])
  if (status !== 'active') {
    return role
  }
  return (
    <select
      aria-label={`Role of ${name ?? email}`}
      value={role}
      disabled={busy}
      onChange={(event) => void run(() => changeMember(id, { role: event.target.value as Role }), 'Saved')}
      className="field h-7 w-auto"
    >
      <option>owner</option>
      <option>member</option>
      <option>viewer</option>
    </select>
  )
}

function MemberMenu({ member: { id, status, name, email } }: { member: Member }) {
  const { run } = useAction(['members'])
  const confirm = useConfirm()
  const invited = status === 'pending' || status === 'expired'
  const remove = async () => {
    const who = name ?? email ?? 'this person'
    const question = invited
      ? {
          title: 'Withdraw 1 invitation?',
          body: `The link that ${who} was mailed stops working.`,
          verb: 'Withdraw',
        }
      : {
          title: 'Deactivate 1 member?',
          body: `${who} is signed out everywhere, and their keys stop working.`,
          verb: 'Deactivate',
        }
    if (await confirm({ ...question, danger: true })) {
      await run(() => removeMember(id), 'Done')
    }
  }
  const items: MenuItem[] = invited
    ? [
        { label: 'Mail it again', onSelect: () => void run(() => resendInvitation(id), 'It is on its way') },
        { label: 'Withdraw…', danger: true, onSelect: () => void remove() },
      ]
    : status === 'active'
      ? [{ label: 'Deactivate…', danger: true, onSelect: () => void remove() }]
      : [
          {
            label: 'Activate',
            onSelect: () => void run(() => changeMember(id, { active: true }), 'Active again'),
          },
        ]
  return <Menu label={`Actions for ${name ?? email}`} items={items} />
}
