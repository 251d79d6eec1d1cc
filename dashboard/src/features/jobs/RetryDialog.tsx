import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type JobDetail, jobKeys, retryJob } from '@/api/jobs'
import { sentence } from '@/api/problem'
import { jsonTrouble, prettyJson } from '@/api/rawJson'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { FormError } from '@/ui/Field'
import { say } from '@/ui/toast'
import { JsonEditor } from './JsonEditor'

/** A fresh set of attempts, with corrected data if need be. */
export default function RetryDialog({ job, onClose }: { job: JobDetail; onClose: () => void }) {
  const before = prettyJson(job.dataText)
  const [text, setText] = useState(before)
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const queries = useQueryClient()
  const retry = async () => {
    setBusy(true)
    try {
      await retryJob(job.id, text === before ? undefined : text)
      await queries.invalidateQueries({ queryKey: jobKeys.all })
      say('Back in its queue, with fresh attempts')
      onClose()
    } catch (problem) {
      setFailure(problem)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Retry"
      description="It goes back into its queue with fresh attempts. Correct its data if that was the trouble."
      wide
    >
      <FormError>{failure ? sentence(failure) : null}</FormError>
      <JsonEditor label="Data" value={text} onChange={setText} />
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        <Button
          kind="primary"
          busy={busy}
          disabled={jsonTrouble(text) !== undefined}
          onClick={() => void retry()}
        >
          Retry
        </Button>
      </DialogActions>
    </Dialog>
  )
}
