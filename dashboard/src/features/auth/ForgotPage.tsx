import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { forgotPassword } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { Button } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { AuthCard, linkClass } from './AuthCard'

const route = getRouteApi('/forgot')

export default function ForgotPage() {
  const { email: known } = route.useSearch()
  const navigate = useNavigate()
  const [failure, setFailure] = useState<unknown>()
  const { register, handleSubmit, formState } = useForm<{ email: string }>({
    defaultValues: { email: known ?? '' },
  })
  const submit = handleSubmit(async ({ email }) => {
    setFailure(undefined)
    try {
      await forgotPassword(email.trim())
      await navigate({ to: '/reset', search: { email: email.trim() } })
    } catch (problem) {
      setFailure(problem)
    }
  })
  return (
    <AuthCard
      title="Forgot your password?"
      intro="If the address has an account, a link and a code are mailed to it."
      foot={
        <Link to="/login" className={linkClass}>
          Back to signing in
        </Link>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="email"
          autoFocus
          required
          {...register('email')}
        />
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          Send me a mail
        </Button>
      </form>
    </AuthCard>
  )
}
