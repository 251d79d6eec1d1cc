import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { editJob, type JobDetail, type JobEdit, jobKeys } from '@/api/jobs'
import { isProblem, sentence } from '@/api/problem'
import { jsonTrouble, prettyJson } from '@/api/rawJson'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { FormError, TextField } from '@/ui/Field'
import { fromInput, toInput } from '@/ui/localInput'
import { say } from '@/ui/toast'
import { JsonEditor } from './JsonEditor'

type Form = { name: string; priority: string; runAt: string; tags: string }

/** Only what was changed is sent, and only onto the version that was shown. */
export default function EditJobDialog({ job, onClose }: { job: JobDetail; onClose: () => void }) {
  const before = prettyJson(job.dataText)
  const [data, setData] = useState(before)
  const [failure, setFailure] = useState<unknown>()
  const queries = useQueryClient()
  const { register, handleSubmit, formState } = useForm<Form>({
    defaultValues: {
      name: job.name ?? '',
      priority: String(job.priority),
      runAt: toInput(job.runAt),
      tags: job.tags.join(', '),
    },
  })
  const submit = handleSubmit(async (form) => {
    const { dirtyFields } = formState
    const edit: JobEdit = {
      ...(dirtyFields.name ? { name: form.name.trim() || null } : {}),
      ...(dirtyFields.priority ? { priority: Number(form.priority) } : {}),
      ...(dirtyFields.runAt && form.runAt ? { runAt: fromInput(form.runAt) ?? '' } : {}),
      ...(dirtyFields.tags
        ? {
            tags: form.tags
              .split(',')
              .map((tag) => tag.trim())
              .filter(Boolean),
          }
        : {}),
    }
    try {
      await editJob(job.id, job.version, edit, data === before ? undefined : data)
      await queries.invalidateQueries({ queryKey: jobKeys.all })
      say('Saved')
      onClose()
    } catch (problem) {
      setFailure(problem)
    }
  })
  const words = isProblem(failure, 'stale_version')
    ? 'Somebody has changed it meanwhile. Close, look, and edit again.'
    : failure
      ? sentence(failure)
      : null
  return (
    <Dialog open onClose={onClose} title="Edit job" wide>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <FormError>{words}</FormError>
        <TextField label="Name" maxLength={200} {...register('name')} />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Priority"
            type="number"
            min={-1000}
            max={1000}
            hint="Higher runs first"
            {...register('priority')}
          />
          {job.state !== 'held' && <TextField label="Due" type="datetime-local" {...register('runAt')} />}
        </div>
        <TextField label="Tags" hint="With commas between them" {...register('tags')} />
        <JsonEditor label="Data" value={data} onChange={setData} />
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button
            kind="primary"
            type="submit"
            busy={formState.isSubmitting}
            disabled={jsonTrouble(data) !== undefined}
          >
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
