import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { createUser, type Role } from '@/api/access'
import { sentence } from '@/api/problem'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { FormError, SelectField, TextField } from '@/ui/Field'
import { useAction } from '@/ui/useAction'

type Form = { email: string; name: string; password: string; role: Role }

export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const { run } = useAction(['users'])
  const { register, handleSubmit, formState, watch } = useForm<Form>({
    defaultValues: { email: '', name: '', password: '', role: 'owner' },
  })
  const submit = handleSubmit(async ({ email, name, password, role }) => {
    try {
      await createUser({
        email: email.trim(),
        role,
        ...(name.trim() ? { name: name.trim() } : {}),
        ...(password ? { password } : {}),
      })
      await run(async () => true, password ? 'The user can sign in' : 'The invitation is on its way')
      onClose()
    } catch (problem) {
      setFailure(problem)
    }
  })
  return (
    <Dialog open onClose={onClose} title="New user">
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <TextField label="E-mail" type="email" required autoFocus {...register('email')} />
        <TextField label="Name" {...register('name')} />
        <TextField
          label="Password"
          type="password"
          autoComplete="new-password"
          hint="Empty: an invitation is mailed"
          {...register('password')}
        />
        <SelectField label="Role in the tenant" {...register('role')}>
          <option>owner</option>
          <option>member</option>
          <option>viewer</option>
        </SelectField>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button kind="primary" type="submit" busy={formState.isSubmitting}>
            {watch('password') ? 'Make the user' : 'Invite'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
