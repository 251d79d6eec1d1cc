import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { changePassword } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { useMe } from '@/api/session'
import { Button } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { Panel } from '@/ui/Layout'
import { useAction } from '@/ui/useAction'

type Form = { old: string; next: string }

export function PasswordPanel() {
  const { email, username } = useMe()
  const [failure, setFailure] = useState<unknown>()
  const { run } = useAction(['sessions'])
  const { register, handleSubmit, formState, reset } = useForm<Form>({ defaultValues: { old: '', next: '' } })
  const submit = handleSubmit(async ({ old, next }) => {
    setFailure(undefined)
    try {
      await changePassword(old, next)
      reset()
      await run(async () => true, 'Changed. All other sessions have ended.')
    } catch (problem) {
      setFailure(problem)
    }
  })
  return (
    <Panel title="Password" pad>
      <form onSubmit={submit} className="grid gap-3 sm:grid-cols-2">
        {failure ? (
          <div className="sm:col-span-2">
            <FormError>{sentence(failure)}</FormError>
          </div>
        ) : null}
        <input type="text" autoComplete="username" value={email ?? username ?? ''} readOnly hidden />
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          required
          {...register('old')}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
          hint="12 characters or more"
          {...register('next')}
        />
        <div className="flex justify-end sm:col-span-2">
          <Button type="submit" busy={formState.isSubmitting}>
            Change the password
          </Button>
        </div>
      </form>
    </Panel>
  )
}
