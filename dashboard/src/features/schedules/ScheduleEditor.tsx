import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { isProblem, sentence } from '@/api/problem'
import { jsonTrouble } from '@/api/rawJson'
import type { ScheduleDraft } from '@/api/schedules'
import { Button } from '@/ui/Button'
import { Field, FormError } from '@/ui/Field'
import { Preview, ScheduleFields } from './ScheduleFields'
import { draftOf, type ScheduleForm } from './scheduleForm'

type Props = {
  start: ScheduleForm
  verb: string
  onSave: (draft: ScheduleDraft, jobText: string) => Promise<unknown>
}

export function ScheduleEditor({ start, verb, onSave }: Props) {
  const form = useForm<ScheduleForm>({ defaultValues: start })
  const { register, handleSubmit, formState, control } = form
  const [failure, setFailure] = useState<unknown>()
  const job = useWatch({ control, name: 'job' })
  const trouble = jsonTrouble(job)
  const submit = handleSubmit(async (values) => {
    setFailure(undefined)
    await onSave(draftOf(values), values.job).catch(setFailure)
  })
  const words = isProblem(failure, 'stale_version')
    ? 'Somebody has changed it meanwhile. Load the page anew.'
    : failure
      ? sentence(failure)
      : null
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{words}</FormError>
      <ScheduleFields form={form} />
      <Preview form={form} />
      <Field
        label="Job"
        hint="As it is submitted over the API"
        error={trouble ? `Line ${trouble.line}, column ${trouble.column}: ${trouble.message}` : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            rows={8}
            spellCheck={false}
            className="field font-mono text-xs leading-5"
            {...register('job')}
          />
        )}
      </Field>
      <div className="flex justify-end border-t pt-4">
        <Button kind="primary" type="submit" busy={formState.isSubmitting} disabled={trouble !== undefined}>
          {verb}
        </Button>
      </div>
    </form>
  )
}
