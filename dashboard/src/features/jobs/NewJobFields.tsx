import { useQuery } from '@tanstack/react-query'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import { jobList } from '@/api/jobs'
import { queueList } from '@/api/queues'
import { Button } from '@/ui/Button'
import { SelectField, TextField } from '@/ui/Field'
import { type JobDraft, PRESETS } from './newJob'

const BUILT_IN = ['simulate', 'noop']

export function NewJobFields({ form }: { form: UseFormReturn<JobDraft> }) {
  const { register, formState, control, setValue } = form
  const { errors } = formState
  const when = useWatch({ control, name: 'when' })
  const priority = useWatch({ control, name: 'priority' })
  const { data: queues } = useQuery(queueList())
  const { data: recent } = useQuery(jobList({}, undefined, 50))
  const types = [...new Set([...BUILT_IN, ...(recent?.items.map(({ type }) => type) ?? [])])]
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label="Type"
        list="types"
        autoComplete="off"
        error={errors.type?.message}
        hint="What is to be done: it selects the handler"
        {...register('type')}
      />
      <datalist id="types">
        {types.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <TextField
        label="Name"
        placeholder="For people"
        maxLength={200}
        error={errors.name?.message}
        {...register('name')}
      />
      <TextField
        label="Queue"
        list="queues"
        autoComplete="off"
        error={errors.queue?.message}
        {...register('queue')}
      />
      <datalist id="queues">
        {queues?.items.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="flex items-end gap-1.5">
        <TextField
          label="Priority"
          type="number"
          className="flex-1"
          error={errors.priority?.message}
          {...register('priority')}
        />
        {PRESETS.map(([word, value]) => (
          <Button
            key={word}
            small
            className="mb-0.5"
            aria-pressed={priority === String(value)}
            kind={priority === String(value) ? 'primary' : 'plain'}
            onClick={() => setValue('priority', String(value))}
          >
            {word}
          </Button>
        ))}
      </div>
      <SelectField label="When" {...register('when')}>
        <option value="now">As soon as possible</option>
        <option value="delay">After a while</option>
        <option value="at">At a time</option>
        <option value="hold">When somebody says so (held)</option>
      </SelectField>
      {when === 'delay' && (
        <TextField
          label="After"
          error={errors.delay?.message}
          hint="90s, 5m, 2h, 1d"
          {...register('delay')}
        />
      )}
      {when === 'at' && (
        <TextField label="At" type="datetime-local" error={errors.at?.message} {...register('at')} />
      )}
      <TextField
        label="Attempts at most"
        type="number"
        error={errors.maxAttempts?.message}
        {...register('maxAttempts')}
      />
      <TextField
        label="Tags"
        hint="With commas between them"
        error={errors.tags?.message}
        {...register('tags')}
      />
      <TextField
        label="Idempotency key"
        hint="The same key twice makes one job"
        error={errors.key?.message}
        {...register('key')}
      />
    </div>
  )
}
