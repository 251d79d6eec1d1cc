import { zodResolver } from '@hookform/resolvers/zod'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { jobKeys, submitJob, submitMany } from '@/api/jobs'
import { Problem, sentence } from '@/api/problem'
import { Button } from '@/ui/Button'
import { FormError } from '@/ui/Field'
import { say } from '@/ui/toast'
import { JsonEditor } from './JsonEditor'
import { NewJobFields } from './NewJobFields'
import { draftSchema, type JobDraft, toNewJob } from './newJob'
import { SimulateToggles } from './SimulateToggles'

export function NewJobForm({ start }: { start: JobDraft }) {
  const form = useForm<JobDraft>({
    defaultValues: start,
    resolver: zodResolver(draftSchema) as never,
    mode: 'onBlur',
  })
  const { handleSubmit, formState, watch, setValue, setError } = form
  const [failure, setFailure] = useState<unknown>()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const tell = (problem: unknown) => {
    setFailure(problem)
    for (const { pointer, detail } of problem instanceof Problem ? problem.errors : []) {
      const name = pointer.startsWith('#/data') ? 'data' : pointer.slice(2).split('/')[0]
      if (name && name in start) {
        setError(name as keyof JobDraft, { message: `${pointer.slice(2)} ${detail}` })
      }
    }
  }
  const submit = handleSubmit(async (draft) => {
    setFailure(undefined)
    try {
      const times = Number(draft.times)
      if (times === 1) {
        const { id } = await submitJob(toNewJob(draft), draft.data, draft.key.trim() || undefined)
        await navigate({ to: '/jobs/$id', params: { id } })
      } else {
        const { created } = await submitMany(toNewJob(draft), draft.data, times)
        say(`${created} of ${times} jobs submitted`)
        await navigate({ to: '/jobs' })
      }
      await queries.invalidateQueries({ queryKey: jobKeys.all })
    } catch (problem) {
      tell(problem)
    }
  })
  const data = watch('data')
  const times = Number(watch('times'))
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <FormError>{failure ? sentence(failure) : null}</FormError>
      <NewJobFields form={form} />
      {watch('type') === 'simulate' && (
        <SimulateToggles data={data} onChange={(next) => setValue('data', next)} />
      )}
      <JsonEditor
        label="Data"
        value={data}
        onChange={(next) => setValue('data', next)}
        error={formState.errors.data?.message}
      />
      <div className="flex items-center justify-end gap-2 border-t pt-4">
        <label className="flex items-center gap-2 text-ink-2">
          Times
          <input type="number" min={1} max={1000} className="field w-20" {...form.register('times')} />
        </label>
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          {times > 1 ? `Submit × ${times}` : 'Submit'}
        </Button>
      </div>
    </form>
  )
}
