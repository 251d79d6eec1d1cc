import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx'

type FieldProps = { label: string; hint?: ReactNode; error?: string | undefined; className?: string }

type Control = { id: string; 'aria-invalid'?: boolean; 'aria-describedby'?: string }

/** A label, a control, what it is for and what is wrong with it, tied together for all readers. */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: FieldProps & { children: (control: Control) => ReactNode }) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-xs font-medium text-ink-2">
        {label}
      </label>
      {children({
        id,
        ...(error ? { 'aria-invalid': true } : {}),
        ...(note ? { 'aria-describedby': `${id}-note` } : {}),
      })}
      {note && (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={cx('text-xs', error ? 'text-red' : 'text-ink-3')}
        >
          {note}
        </p>
      )}
    </div>
  )
}

export function TextField({ label, hint, error, className, ...input }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} {...(className ? { className } : {})}>
      {(control) => <input {...input} {...control} className="field" />}
    </Field>
  )
}

export function SelectField({
  label,
  hint,
  error,
  className,
  children,
  ...select
}: FieldProps & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} error={error} {...(className ? { className } : {})}>
      {(control) => (
        <select {...select} {...control} className="field">
          {children}
        </select>
      )}
    </Field>
  )
}

export function Checkbox({
  label,
  hint,
  ...input
}: { label: ReactNode; hint?: string } & ComponentProps<'input'>) {
  return (
    <label className="flex items-start gap-2 text-sm">
      <input type="checkbox" {...input} className="mt-0.5 size-4 accent-accent" />
      <span>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  )
}

export function FormError({ children }: { children: ReactNode }) {
  return children ? (
    <p role="alert" className="rounded-md bg-red-soft px-3 py-2 text-sm text-red">
      {children}
    </p>
  ) : null
}
