import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { changeProfile, meQuery, type ProfileChange } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { useMe } from '@/api/session'
import { Button } from '@/ui/Button'
import { FormError, TextField } from '@/ui/Field'
import { Facts, Panel } from '@/ui/Layout'
import { Moment } from '@/ui/Time'
import { useAction } from '@/ui/useAction'

type Form = { name: string; username: string; email: string; phone: string }

export function ProfilePanel({ editable }: { editable: boolean }) {
  const me = useMe()
  return (
    <Panel title="Profile" pad>
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            ['Tenant', me.tenant.name],
            ['Role', me.admin ? `${me.role}, and admin of the platform` : me.role],
            ['Signed in last', me.lastLoginAt ? <Moment key="last" at={me.lastLoginAt} /> : '–'],
            ...(editable
              ? []
              : ([
                  ['E-mail', me.email ?? '–'],
                  ['Name', me.name ?? '–'],
                ] as [string, string][])),
          ]}
        />
        {editable && <ProfileForm />}
      </div>
    </Panel>
  )
}

function ProfileForm() {
  const me = useMe()
  const [failure, setFailure] = useState<unknown>()
  const { run } = useAction(meQuery.queryKey)
  const { register, handleSubmit, formState, reset } = useForm<Form>({
    defaultValues: {
      name: me.name ?? '',
      username: me.username ?? '',
      email: me.email ?? '',
      phone: me.phone ?? '',
    },
  })
  const submit = handleSubmit(async (form) => {
    setFailure(undefined)
    const { dirtyFields } = formState
    const change: ProfileChange = {
      ...(dirtyFields.name ? { name: form.name.trim() || null } : {}),
      ...(dirtyFields.username ? { username: form.username.trim() || null } : {}),
      ...(dirtyFields.phone ? { phone: form.phone.trim() || null } : {}),
      ...(dirtyFields.email ? { email: form.email.trim() } : {}),
    }
    try {
      await changeProfile(change)
      await run(
        async () => true,
        change.email ? 'Saved. The new address counts once you have followed the mail.' : 'Saved',
      )
      reset(form)
    } catch (problem) {
      setFailure(problem)
    }
  })
  return (
    <form onSubmit={submit} className="grid gap-3 sm:grid-cols-2" noValidate>
      {failure ? (
        <div className="sm:col-span-2">
          <FormError>{sentence(failure)}</FormError>
        </div>
      ) : null}
      <TextField label="Name" autoComplete="name" {...register('name')} />
      <TextField label="Username" autoComplete="username" {...register('username')} />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="email"
        hint="A new one counts once verified"
        {...register('email')}
      />
      <TextField
        label="Phone"
        type="tel"
        autoComplete="tel"
        hint="With country code: +49…"
        {...register('phone')}
      />
      <div className="flex justify-end sm:col-span-2">
        <Button kind="primary" type="submit" busy={formState.isSubmitting} disabled={!formState.isDirty}>
          Save
        </Button>
      </div>
    </form>
  )
}
