import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { inviteMember, type Role } from '@/api/access'
import { sentence } from '@/api/problem'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { FormError, SelectField, TextField } from '@/ui/Field'
import { useAction } from '@/ui/useAction'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const { run } = useAction(['members'])
  const { register, handleSubmit, formState } = useForm<{ email: string; role: Role }>({
    defaultValues: { email: '', role: 'member' },
  })
  const submit = handleSubmit(async ({ email, role }) => {
    try {
      await inviteMember(email.trim(), role)
      await run(async () => true, 'The invitation is on its way')
      onClose()
    } catch (problem) {
      setFailure(problem)
    }
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite"
      description="A link is mailed that is good for seven days, once."
    >
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <TextField label="E-mail" type="email" required autoFocus {...register('email')} />
        <SelectField label="Role" {...register('role')}>
          <option value="viewer">Viewer: may look</option>
          <option value="member">Member: may submit and change jobs</option>
          <option value="owner">Owner: may manage members as well</option>
        </SelectField>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" type="submit" busy={formState.isSubmitting}>
            Invite
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
