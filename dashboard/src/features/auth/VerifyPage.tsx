import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { resendVerification, verifyByCode, verifyByToken } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { Button, buttonClass } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { AuthCard, linkClass } from './AuthCard'
import { DemoMail } from './DemoMail'
import { Resend } from './Resend'

const route = getRouteApi('/verify')

export default function VerifyPage() {
  const { token, email } = route.useSearch()
  const [done, setDone] = useState(false)
  if (done) {
    return (
      <AuthCard title="That is you" intro="Your address is verified.">
        <Link to="/login" className={buttonClass('primary')}>
          Sign in
        </Link>
      </AuthCard>
    )
  }
  return token ? (
    <ByLink token={token} onDone={() => setDone(true)} />
  ) : (
    <ByCode email={email} onDone={() => setDone(true)} />
  )
}

/** A button, because mail scanners open links as well and would use them up. */
function ByLink({ token, onDone }: { token: string; onDone: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const confirm = () => {
    setBusy(true)
    verifyByToken(token).then(onDone, (problem) => {
      setBusy(false)
      setFailure(problem)
    })
  }
  return (
    <AuthCard title="Verify your address">
      <FormError>{failure ? sentence(failure) : null}</FormError>
      <Button kind="primary" onClick={confirm} busy={busy}>
        Yes, this is my address
      </Button>
      {failure ? (
        <Link to="/verify" className={linkClass}>
          Enter the code instead
        </Link>
      ) : null}
    </AuthCard>
  )
}

type Form = { email: string; code: string }

function ByCode({ email, onDone }: { email: string | undefined; onDone: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const { register, handleSubmit, formState, watch } = useForm<Form>({
    defaultValues: { email: email ?? '', code: '' },
  })
  const submit = handleSubmit(async ({ email: address, code }) => {
    setFailure(undefined)
    await verifyByCode(address.trim(), code.trim()).then(onDone, setFailure)
  })
  const address = watch('email').trim()
  return (
    <AuthCard
      title="Verify your address"
      intro="We have mailed you a link and a code of six digits. Either will do."
    >
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <TextField label="E-mail" type="email" autoComplete="email" required {...register('email')} />
        <TextField
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          {...register('code')}
        />
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          Verify
        </Button>
      </form>
      <DemoMail to={address || undefined} />
      {address && <Resend send={() => resendVerification(address)} />}
    </AuthCard>
  )
}
