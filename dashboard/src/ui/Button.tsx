import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx'

export type ButtonKind = 'primary' | 'plain' | 'ghost' | 'danger'

const KINDS = {
  primary: 'bg-accent text-accent-ink border-transparent hover:brightness-110',
  plain: 'bg-panel text-ink border-line-strong hover:bg-hover',
  ghost: 'bg-transparent text-ink-2 border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-white border-transparent hover:brightness-110',
} as const satisfies Record<ButtonKind, string>

export const buttonClass = (kind: ButtonKind = 'plain', small = false): string =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium',
    'transition-colors disabled:cursor-not-allowed disabled:opacity-50',
    small ? 'h-7 px-2 text-xs' : 'h-8 px-3 text-sm',
    KINDS[kind],
  )

type Props = ComponentProps<'button'> & {
  kind?: ButtonKind
  small?: boolean
  icon?: LucideIcon
  busy?: boolean
}

export function Button({ kind = 'plain', small, icon: Icon, busy, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      className={cx(buttonClass(kind, small), className)}
    >
      {busy ? (
        <LoaderCircle className="size-3.5 animate-spin" aria-hidden />
      ) : (
        Icon && <Icon className="size-3.5" aria-hidden />
      )}
      {children}
    </button>
  )
}

type IconProps = Omit<ComponentProps<'button'>, 'children'> & { icon: LucideIcon; label: string }

/** A button that is only a picture: its label is read out and shown on hover. */
export function IconButton({ icon: Icon, label, className, ...rest }: IconProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={cx(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-3 transition-colors',
        'hover:bg-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-40',
        className,
      )}
    >
      <Icon className="size-4" aria-hidden />
    </button>
  )
}
