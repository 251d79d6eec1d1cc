import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { JobFilter } from '@/api/jobs'
import { queueList } from '@/api/queues'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { SelectField, TextField } from '@/ui/Field'
import { fromInput, toInput } from '@/ui/localInput'

type Props = {
  filter: JobFilter
  onApply: (change: Partial<JobFilter>) => void
  onClose: () => void
  tenants?: boolean
}

type Form = { type: string; queue: string; tag: string; from: string; to: string; tenant: string }

export default function FilterDialog({ filter, onApply, onClose, tenants }: Props) {
  const { data: queues } = useQuery(queueList())
  const { register, handleSubmit } = useForm<Form>({
    defaultValues: {
      type: filter.type ?? '',
      queue: filter.queue ?? '',
      tag: filter.tag ?? '',
      from: toInput(filter.from),
      to: toInput(filter.to),
      tenant: filter.tenant ?? '',
    },
  })
  const submit = handleSubmit(({ from, to, type, queue, tag, tenant }) =>
    onApply({
      type: type.trim() || undefined,
      queue: queue || undefined,
      tag: tag.trim() || undefined,
      from: fromInput(from),
      to: fromInput(to),
      ...(tenants ? { tenant: tenant.trim() || undefined } : {}),
    }),
  )
  const phone = matchMedia('(max-width: 640px)').matches
  const names = queues?.items.map(({ name }) => name) ?? []
  return (
    <Dialog open onClose={onClose} title="Filter" {...(phone ? { sheet: 'bottom' as const } : {})}>
      <form onSubmit={submit} className="grid grid-cols-2 gap-3">
        <TextField label="Type" placeholder="report.render" {...register('type')} />
        <SelectField label="Queue" {...register('queue')}>
          <option value="">Any</option>
          {filter.queue && !names.includes(filter.queue) && <option>{filter.queue}</option>}
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
        <TextField label="Tag" className="col-span-2" {...register('tag')} />
        <TextField label="Created since" type="datetime-local" {...register('from')} />
        <TextField label="Created before" type="datetime-local" {...register('to')} />
        {tenants && <TextField label="Tenant (its id)" className="col-span-2" {...register('tenant')} />}
        <div className="col-span-2">
          <DialogActions>
            <Button
              onClick={() =>
                onApply({
                  type: undefined,
                  queue: undefined,
                  tag: undefined,
                  from: undefined,
                  to: undefined,
                  tenant: undefined,
                })
              }
            >
              Clear
            </Button>
            <Button kind="primary" type="submit">
              Apply
            </Button>
          </DialogActions>
        </div>
      </form>
    </Dialog>
  )
}
