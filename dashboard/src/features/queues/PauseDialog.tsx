import { useForm } from 'react-hook-form'
import { pauseQueue, type Queue } from '@/api/queues'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { TextField } from '@/ui/Field'
import { useAction } from '@/ui/useAction'

export function PauseDialog({ queue: { name }, onClose }: { queue: Queue; onClose: () => void }) {
  const { register, handleSubmit } = useForm<{ reason: string }>()
  const { run, busy } = useAction(['queues'], ['stats'])
  const submit = handleSubmit(async ({ reason }) => {
    if (await run(() => pauseQueue(name, reason.trim() || undefined), `${name} is paused`)) {
      onClose()
    }
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Pause ${name}`}
      description="Nothing of it starts until it is resumed. What runs goes on."
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField
          label="Reason"
          hint="For those who wonder"
          maxLength={500}
          autoFocus
          {...register('reason')}
        />
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" type="submit" busy={busy}>
            Pause
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
