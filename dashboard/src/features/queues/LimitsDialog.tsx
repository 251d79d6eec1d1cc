import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { isProblem, sentence } from '@/api/problem'
import { type Queue, setLimits } from '@/api/queues'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { Checkbox, FormError, TextField } from '@/ui/Field'
import { toIso } from '@/ui/format'
import { useAction } from '@/ui/useAction'

type Form = { name: string; concurrency: string; perKey: string; rate: string; per: string; manual: boolean }

const number = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** All limits of a queue: an empty field is no limit. */
export function LimitsDialog({ queue, onClose }: { queue?: Queue; onClose: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const { run, busy } = useAction(['queues'], ['jobs'])
  const { register, handleSubmit } = useForm<Form>({
    defaultValues: {
      name: queue?.name ?? '',
      concurrency: String(queue?.concurrency ?? ''),
      perKey: String(queue?.perKeyConcurrency ?? ''),
      rate: String(queue?.rateLimit?.count ?? ''),
      per: queue?.rateLimit?.per ?? '1m',
      manual: queue?.manual ?? false,
    },
  })
  const submit = handleSubmit(async ({ name, concurrency, perKey, rate, per, manual }) => {
    const count = number(rate)
    const limits = {
      concurrency: number(concurrency),
      perKeyConcurrency: number(perKey),
      rateLimit: count === null ? null : { count, per: toIso(per) ?? per },
      manual,
    }
    const call = () =>
      setLimits(queue?.name ?? name.trim(), limits, queue?.version).catch((problem) => {
        setFailure(problem)
        throw problem
      })
    if (await run(call, 'Saved')) {
      onClose()
    }
  })
  const words = isProblem(failure, 'stale_version')
    ? 'Somebody has changed them meanwhile. Close and look again.'
    : failure
      ? sentence(failure)
      : null
  return (
    <Dialog
      open
      onClose={onClose}
      title={queue ? `Limits of ${queue.name}` : 'Limit a queue'}
      description="An empty field is no limit."
    >
      <form onSubmit={submit} className="grid grid-cols-2 gap-3">
        {words && (
          <div className="col-span-2">
            <FormError>{words}</FormError>
          </div>
        )}
        {!queue && (
          <TextField
            label="Queue"
            className="col-span-2"
            required
            pattern="[a-z][a-z0-9-]{0,62}"
            {...register('name')}
          />
        )}
        <TextField label="At once" type="number" min={1} max={10000} {...register('concurrency')} />
        <TextField label="At once for one key" type="number" min={1} max={10000} {...register('perKey')} />
        <TextField label="Starts" type="number" min={1} max={1000000} {...register('rate')} />
        <TextField label="within" hint="10s, 1m, 1h" {...register('per')} />
        <div className="col-span-2">
          <Checkbox
            label="By hand only"
            hint="Nothing runs until somebody lets the next one run"
            {...register('manual')}
          />
        </div>
        <div className="col-span-2">
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
            <Button kind="primary" type="submit" busy={busy}>
              Save
            </Button>
          </DialogActions>
        </div>
      </form>
    </Dialog>
  )
}
