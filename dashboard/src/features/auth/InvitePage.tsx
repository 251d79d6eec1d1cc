import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { acceptInvitation } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { Button, buttonClass } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { AuthCard } from './AuthCard'
import { NewPassword } from './NewPassword'

const route = getRouteApi('/invite')

type Form = { name: string; password: string }

export default function InvitePage() {
  const { token } = route.useSearch()
  const [done, setDone] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const { register, handleSubmit, formState, watch } = useForm<Form>({
    defaultValues: { name: '', password: '' },
  })
  const submit = handleSubmit(async ({ name, password }) => {
    setFailure(undefined)
    await acceptInvitation(token ?? '', password, name.trim()).then(() => setDone(true), setFailure)
  })
  if (done || !token) {
    return (
      <AuthCard
        title={done ? 'Welcome' : 'This link is not whole'}
        intro={done ? 'Your account is ready.' : 'Copy the whole link out of the mail.'}
      >
        <Link to="/login" className={buttonClass('primary')}>
          Sign in
        </Link>
      </AuthCard>
    )
  }
  return (
    <AuthCard title="You are invited" intro="Choose a password, and you are in.">
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <FormError>{failure ? sentence(failure) : null}</FormError>
        <TextField label="Name" autoComplete="name" hint="May be left out" {...register('name')} />
        <NewPassword field={register('password')} value={watch('password')} />
        <Button kind="primary" type="submit" busy={formState.isSubmitting}>
          Join
        </Button>
      </form>
    </AuthCard>
  )
}
