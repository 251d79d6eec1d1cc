import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { signUp } from '@/api/accounts'
import { Problem, sentence } from '@/api/problem'
import { Button } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { AuthCard, linkClass } from './AuthCard'
import { NewPassword } from './NewPassword'

type Form = { email: string; name: string; password: string }
const FIELDS = ['email', 'name', 'password'] as const

export default function SignUpPage() {
  const navigate = useNavigate()
  const [failure, setFailure] = useState<unknown>()
  const { register, handleSubmit, formState, watch, setError } = useForm<Form>({
    defaultValues: { email: '', name: '', password: '' },
  })
  const { errors } = formState
  const submit = handleSubmit(async ({ email, name, password }) => {
    setFailure(undefined)
    try {
      const { status } = await signUp(email.trim(), password, name.trim())
      await navigate(
        status === 'active' ? { to: '/login' } : { to: '/verify', search: { email: email.trim() } },
      )
    } catch (problem) {
      const wrong = problem instanceof Problem ? problem.errors : []
      for (const { pointer, detail } of wrong) {
        const field = FIELDS.find((each) => pointer === `#/${each}`)
        field ? setError(field, { message: detail }) : setFailure(problem)
      }
      if (wrong.length === 0) {
        setFailure(problem)
      }
    }
  })
  return (
    <AuthCard
      title="Sign up"
      intro="A tenant of your own is made with it: nobody else sees its jobs."
      foot={
        <>
          You have an account?{' '}
          <Link to="/login" className={linkClass}>
            Sign in
          </Link>
        </>
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
          error={errors.email?.message}
          {...register('email')}
        />
        <TextField
          label="Name"
          autoComplete="name"
          hint="May be left out"
          error={errors.name?.message}
          {...register('name')}
        />
        <NewPassword
          field={register('password')}
          value={watch('password')}
          email={watch('email')}
          error={errors.password?.message}
        />
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          Sign up
        </Button>
      </form>
    </AuthCard>
  )
}
