import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { sentence } from '@/api/problem'
import { createWebhook, WEBHOOK_TYPES } from '@/api/remote'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { Checkbox, FormError, TextField } from '@/ui/Field'
import { useAction } from '@/ui/useAction'
import { SecretOnce } from './SecretOnce'

export function NewWebhookDialog({ onClose }: { onClose: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const [secret, setSecret] = useState<string>()
  const { run } = useAction(['webhooks'])
  const { register, handleSubmit, formState } = useForm<{ url: string; events: string[] }>({
    defaultValues: { url: '', events: ['job.completed', 'job.failed'] },
  })
  const submit = handleSubmit(async ({ url, events }) => {
    try {
      const made = await createWebhook(url.trim(), events)
      await run(async () => true)
      made.secret ? setSecret(made.secret) : onClose()
    } catch (problem) {
      setFailure(problem)
    }
  })
  return (
    <Dialog open onClose={onClose} title={secret ? 'The endpoint is made' : 'New endpoint'}>
      {secret ? (
        <SecretOnce secret={secret} />
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
          <FormError>{failure ? sentence(failure) : null}</FormError>
          <TextField label="URL" type="url" required autoFocus placeholder="https://" {...register('url')} />
          <fieldset className="grid grid-cols-2 gap-1.5">
            <legend className="pb-1 text-xs font-medium text-ink-2">It is told of</legend>
            {WEBHOOK_TYPES.map((type) => (
              <Checkbox key={type} label={type} value={type} {...register('events')} />
            ))}
          </fieldset>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
            <Button kind="primary" type="submit" busy={formState.isSubmitting}>
              Make it
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  )
}
