import type { ReactNode } from 'react'
import { type JobState, STATES } from '@/api/states'
import { cx } from './cx'

export const TONES = {
  violet: 'bg-violet-soft text-violet',
  sky: 'bg-sky-soft text-sky',
  slate: 'bg-slate-soft text-slate',
  blue: 'bg-blue-soft text-blue',
  amber: 'bg-amber-soft text-amber',
  green: 'bg-green-soft text-green',
  red: 'bg-red-soft text-red',
  gray: 'bg-gray-soft text-gray',
} as const

export type Tone = keyof typeof TONES

export function Badge({
  tone = 'gray',
  children,
  title,
}: {
  tone?: Tone
  children: ReactNode
  title?: string
}) {
  return (
    <span
      title={title}
      className={cx(
        'inline-flex h-5 items-center align-middle gap-1 whitespace-nowrap rounded px-1.5 text-xs font-medium',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}

/** A state is a picture, a word and a colour: any one of them is enough. */
export function StateBadge({ state }: { state: JobState }) {
  const { icon: Icon, word, tone, meaning } = STATES[state]
  return (
    <Badge tone={tone} title={meaning}>
      <Icon className={cx('size-3.5', state === 'running' && 'animate-spin')} aria-hidden />
      {word}
    </Badge>
  )
}
