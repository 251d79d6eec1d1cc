import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { forgotPassword, resetByCode, resetByToken } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { Button, buttonClass } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { AuthCard } from './AuthCard'
import { DemoMail } from './DemoMail'
import { NewPassword } from './NewPassword'
import { Resend } from './Resend'

const route = getRouteApi('/reset')

type Form = { email: string; code: string; password: string }

export default function ResetPage() {
  const { token, email } = route.useSearch()
  const [done, setDone] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const { register, handleSubmit, formState, watch } = useForm<Form>({
    defaultValues: { email: email ?? '', code: '', password: '' },
  })
  const submit = handleSubmit(async ({ email: address, code, password }) => {
    setFailure(undefined)
    const reset = token ? resetByToken(token, password) : resetByCode(address.trim(), code.trim(), password)
    await reset.then(() => setDone(true), setFailure)
  })
  if (done) {
    return (
      <AuthCard title="Your password is new" intro="You have been signed out everywhere.">
        <Link to="/login" className={buttonClass('primary')}>
          Sign in
        </Link>
      </AuthCard>
    )
  }
  const address = watch('email').trim()
  return (
    <AuthCard
      title="Choose a new password"
      intro={token ? undefined : 'Enter the code of the mail, or follow its link.'}
    >
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        {!token && (
          <>
            <TextField label="E-mail" type="email" autoComplete="email" required {...register('email')} />
            <TextField
              label="Code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              {...register('code')}
            />
          </>
        )}
        <NewPassword
          label="New password"
          field={register('password')}
          value={watch('password')}
          email={address}
        />
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          Set the password
        </Button>
      </form>
      {!token && <DemoMail to={address || undefined} />}
      {!token && address && <Resend send={() => forgotPassword(address)} />}
    </AuthCard>
  )
}
