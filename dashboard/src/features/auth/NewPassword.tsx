import type { UseFormRegisterReturn } from 'react-hook-form'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/Field'
import { strength } from './password'

const COLOURS = ['bg-red', 'bg-red', 'bg-amber', 'bg-green', 'bg-green'] as const

type Props = {
  field: UseFormRegisterReturn
  value: string
  email?: string
  error?: string | undefined
  label?: string
}

export function NewPassword({ field, value, email, error, label = 'Password' }: Props) {
  const { score, words } = strength(value, email)
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        label={label}
        type="password"
        autoComplete="new-password"
        {...field}
        error={error}
        hint={value ? words : 'Any 12 characters or more; a sentence is good'}
      />
      <div className="grid grid-cols-4 gap-1" aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={cx('h-1 rounded-full', value && score >= step ? COLOURS[score] : 'bg-line')}
          />
        ))}
      </div>
    </div>
  )
}
