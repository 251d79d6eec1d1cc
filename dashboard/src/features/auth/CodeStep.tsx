import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { type OtpRequired, type SignedIn, sendCode, verifyCode } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { Button } from '@/ui/Button'
import { Field, FormError } from '@/ui/Field'
import { AuthCard } from './AuthCard'
import { DemoMail } from './DemoMail'
import { Resend } from './Resend'

const CHANNELS: Record<string, string> = {
  email: 'We send it by mail.',
  sms: 'We send it as a text message.',
  totp: 'Your authenticator app shows it. A recovery code is good as well.',
}

type Props = { challenge: OtpRequired; onDone: (answer: SignedIn) => void; onBack: () => void }

/** The second step of signing in. */
export function CodeStep({ challenge, onDone, onBack }: Props) {
  const { challengeId, channels } = challenge
  const [channel, setChannel] = useState(channels[0] ?? 'email')
  const [failure, setFailure] = useState<unknown>()
  const { register, handleSubmit, formState } = useForm<{ code: string }>()
  const sent = channel !== 'totp'
  useEffect(() => {
    if (sent) {
      sendCode(challengeId, channel).catch(setFailure)
    }
  }, [challengeId, channel, sent])
  const submit = handleSubmit(async ({ code }) => {
    setFailure(undefined)
    await verifyCode(challengeId, code.trim()).then(onDone, setFailure)
  })
  return (
    <AuthCard title="Enter your code" intro={CHANNELS[channel]}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <Field label="Code">
          {(control) => (
            <input
              {...control}
              {...register('code')}
              className="field num"
              autoComplete="one-time-code"
              inputMode="numeric"
              required
            />
          )}
        </Field>
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          Go on
        </Button>
      </form>
      {sent && <DemoMail to={undefined} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button kind="ghost" onClick={onBack}>
          Back
        </Button>
        {sent && <Resend key={channel} send={() => sendCode(challengeId, channel)} />}
        {channels
          .filter((other) => other !== channel)
          .map((other) => (
            <Button key={other} kind="ghost" onClick={() => setChannel(other)}>
              {other === 'totp' ? 'Use the app' : other === 'sms' ? 'Use a text message' : 'Use a mail'}
            </Button>
          ))}
      </div>
    </AuthCard>
  )
}
