import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { apiKeyList, createApiKey } from '@/api/access'
import { sentence } from '@/api/problem'
import { useMe } from '@/api/session'
import { Button } from '@/ui/Button'
import { CopyButton } from '@/ui/CopyButton'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { Checkbox, FormError, SelectField, TextField } from '@/ui/Field'
import { useAction } from '@/ui/useAction'

type Form = { name: string; scopes: string[]; queues: string; days: string }

const SCOPES = [
  ['jobs:read', 'See jobs'],
  ['jobs:write', 'Submit and change jobs'],
  ['work', 'Claim and run jobs'],
] as const

const DAY = 86_400_000

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { admin } = useMe()
  const [failure, setFailure] = useState<unknown>()
  const [made, setMade] = useState<string>()
  const { run, busy } = useAction(apiKeyList.queryKey)
  const { register, handleSubmit } = useForm<Form>({
    defaultValues: { name: '', scopes: ['jobs:read', 'jobs:write'], queues: '', days: '90' },
  })
  const submit = handleSubmit(async ({ name, scopes, queues, days }) => {
    const limited = queues
      .split(',')
      .map((queue) => queue.trim())
      .filter(Boolean)
    const expiresAt = days ? new Date(Date.now() + Number(days) * DAY).toISOString() : undefined
    try {
      const { key } = await createApiKey({
        name: name.trim(),
        scopes,
        ...(limited.length > 0 ? { queues: limited } : {}),
        ...(expiresAt ? { expiresAt } : {}),
      })
      setMade(key)
      await run(async () => true)
    } catch (problem) {
      setFailure(problem)
    }
  })
  if (made) {
    return (
      <Dialog open onClose={onClose} title="Your new key" description="Copy it now: it is not shown again.">
        <p className="flex items-center justify-between gap-2 rounded-md bg-sunken px-3 py-2 font-mono text-xs">
          <span className="break-all">{made}</span>
          <CopyButton text={made} label="Copy the key" />
        </p>
        <DialogActions>
          <Button kind="primary" onClick={onClose}>
            I have kept it
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <Dialog open onClose={onClose} title="New API key">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <TextField label="Name" required autoFocus hint="What uses it" {...register('name')} />
        <fieldset className="flex flex-col gap-1.5">
          <legend className="pb-1 text-xs font-medium text-ink-2">It may</legend>
          {SCOPES.map(([scope, words]) => (
            <Checkbox key={scope} label={words} value={scope} {...register('scopes')} />
          ))}
          {admin && <Checkbox label="Everything, in every tenant" value="admin" {...register('scopes')} />}
        </fieldset>
        <TextField
          label="Only in these queues"
          hint="With commas between them; empty for all"
          {...register('queues')}
        />
        <SelectField label="Expires" {...register('days')}>
          <option value="30">in 30 days</option>
          <option value="90">in 90 days</option>
          <option value="365">in a year</option>
          <option value="">never</option>
        </SelectField>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" type="submit" busy={busy}>
            Make the key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
