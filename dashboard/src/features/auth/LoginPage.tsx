import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { login, meQuery, needsCode, type OtpRequired, type SignedIn } from '@/api/accounts'
import { base } from '@/api/base'
import { isProblem, sentence } from '@/api/problem'
import { demoQuery } from '@/api/system'
import { Button } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { AuthCard, linkClass } from './AuthCard'
import { CodeStep } from './CodeStep'

const route = getRouteApi('/login')

type Form = { name: string; password: string }

export default function LoginPage() {
  const { next, over } = route.useSearch()
  const queries = useQueryClient()
  const router = useRouter()
  const [challenge, setChallenge] = useState<OtpRequired>()
  const enter = ({ user }: SignedIn) => {
    queries.clear()
    queries.setQueryData(meQuery.queryKey, user)
    // Only our own pages: a foreign address in the link must not be followed.
    const own = next?.startsWith('/') && !next.startsWith('//') ? next : '/'
    router.history.push(base.slice(0, -1) + own)
  }
  return challenge ? (
    <CodeStep challenge={challenge} onDone={enter} onBack={() => setChallenge(undefined)} />
  ) : (
    <PasswordStep over={over !== undefined} onSignedIn={enter} onChallenge={setChallenge} />
  )
}

type StepProps = {
  over: boolean
  onSignedIn: (answer: SignedIn) => void
  onChallenge: (challenge: OtpRequired) => void
}

function PasswordStep({ over, onSignedIn, onChallenge }: StepProps) {
  const { data: demo } = useQuery(demoQuery)
  const [failure, setFailure] = useState<unknown>()
  const { register, handleSubmit, formState, getValues, setValue } = useForm<Form>()
  const submit = handleSubmit(async ({ name, password }) => {
    setFailure(undefined)
    try {
      const answer = await login(name.trim(), password)
      needsCode(answer) ? onChallenge(answer) : onSignedIn(answer)
    } catch (problem) {
      setFailure(problem)
    }
  })
  const fillDemo = () => {
    setValue('name', 'demo@example.com')
    setValue('password', 'errand-demo-user')
    void submit()
  }
  return (
    <AuthCard
      title="Sign in"
      intro={over ? 'Your session has ended. Sign in to go on where you were.' : undefined}
      foot={
        <>
          No account yet?{' '}
          <Link to="/signup" className={linkClass}>
            Sign up
          </Link>
        </>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        {isProblem(failure, 'email_not_verified') && (
          <Link to="/verify" search={{ email: getValues('name') }} className={linkClass}>
            Enter the code of the mail
          </Link>
        )}
        <TextField
          label="E-mail or username"
          autoComplete="username"
          autoFocus
          required
          {...register('name')}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          {...register('password')}
        />
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          Sign in
        </Button>
        <Link to="/forgot" className={`${linkClass} self-center`}>
          Forgot your password?
        </Link>
      </form>
      {demo && (
        <div className="border-t pt-4">
          <Button className="w-full" onClick={fillDemo} disabled={formState.isSubmitting}>
            Look around as the demo user
          </Button>
        </div>
      )}
    </AuthCard>
  )
}
