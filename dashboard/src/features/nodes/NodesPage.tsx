import { useQuery } from '@tanstack/react-query'
import { Plus, Server } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { isMissing, sentence } from '@/api/problem'
import { createNode, deleteNode, type NewNode, type Node, nodeList } from '@/api/remote'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { useConfirm } from '@/ui/Confirm'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { FormError, TextField } from '@/ui/Field'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { useNow } from '@/ui/time'
import { useAction } from '@/ui/useAction'

const STALE = 60_000
const GONE = 600_000

/** Amber after a minute of silence, red after ten. */
function Seen({ at }: { at: string | null }) {
  const now = useNow()
  if (!at) {
    return <Badge>never seen</Badge>
  }
  const silent = now - Date.parse(at)
  const [tone, word] =
    silent > GONE
      ? (['red', 'gone'] as const)
      : silent > STALE
        ? (['amber', 'stale'] as const)
        : (['green', 'here'] as const)
  return (
    <span className="flex items-center gap-2">
      <Badge tone={tone}>{word}</Badge> <Age at={at} />
    </span>
  )
}

export default function NodesPage() {
  const nodes = useQuery(nodeList)
  const { run } = useAction(['nodes'])
  const confirm = useConfirm()
  const [adding, setAdding] = useState(false)
  const missing = isMissing(nodes.error)
  const remove = async ({ id, name }: Node) => {
    const body = `${name} can fetch nothing any more. Jobs that are assigned to it wait for another.`
    if (await confirm({ title: 'Delete 1 node?', body, verb: 'Delete 1 node', danger: true })) {
      await run(() => deleteNode(id), 'Deleted')
    }
  }
  const columns: Column<Node>[] = [
    {
      key: 'name',
      header: 'Node',
      bare: true,
      phone: 'wide',
      cell: ({ name, email }) => (
        <span>
          <span className="font-medium">{name}</span> <span className="text-xs text-ink-3">{email}</span>
        </span>
      ),
    },
    { key: 'seen', header: 'Seen', cell: ({ lastSeenAt }) => <Seen at={lastSeenAt} /> },
    { key: 'made', header: 'Made', cell: ({ createdAt }) => <Age at={createdAt} /> },
    {
      key: 'delete',
      header: <span className="sr-only">Actions</span>,
      right: true,
      phone: 'corner',
      cell: (node) => (
        <Button small onClick={() => void remove(node)}>
          Delete
        </Button>
      ),
    },
  ]
  return (
    <PageFrame
      title="Nodes"
      note="Remote workers with an identity of their own"
      actions={
        !missing && (
          <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
            New node
          </Button>
        )
      }
    >
      <Panel>
        {missing ? (
          <Empty icon={Server} title="This server has no nodes" />
        ) : (
          <Loaded
            query={nodes}
            isEmpty={(items) => items.length === 0}
            empty={
              <Empty icon={Server} title="No nodes yet">
                A node fetches and reports only what is assigned to it.
              </Empty>
            }
          >
            {(items) => <Table caption="Nodes" columns={columns} rows={items} rowKey={({ id }) => id} />}
          </Loaded>
        )}
      </Panel>
      {adding && <NewNodeDialog onClose={() => setAdding(false)} />}
    </PageFrame>
  )
}

function NewNodeDialog({ onClose }: { onClose: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const { run } = useAction(['nodes'])
  const { register, handleSubmit, formState } = useForm<NewNode>()
  const submit = handleSubmit(async (node) => {
    try {
      await createNode(node)
      await run(async () => true, 'The node is made')
      onClose()
    } catch (problem) {
      setFailure(problem)
    }
  })
  return (
    <Dialog open onClose={onClose} title="New node">
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <TextField label="Name" required autoFocus {...register('name')} />
        <TextField label="E-mail" type="email" required {...register('email')} />
        <TextField
          label="Password"
          type="password"
          autoComplete="new-password"
          required
          {...register('password')}
        />
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" type="submit" busy={formState.isSubmitting}>
            Make it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
