import { CircleAlert, Inbox, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { isProblem, sentence } from '@/api/problem'
import { Button } from './Button'
import { relative } from './format'
import { useNow } from './time'

type EmptyProps = { icon?: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }

/** Names the reason, and what to do next. */
export function Empty({ icon: Icon = Inbox, title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <Icon className="size-6 text-ink-3" aria-hidden />
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-ink-2">{children}</div>}
      {action && <div className="pt-2">{action}</div>}
    </div>
  )
}

export function ErrorBox({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <CircleAlert className="size-6 text-red" aria-hidden />
      <p className="font-medium">{isProblem(error) ? error.title : 'This could not be loaded'}</p>
      <p className="max-w-prose text-ink-2">{sentence(error)}</p>
      {isProblem(error) && error.traceId && (
        <p className="font-mono text-xs text-ink-3">trace {error.traceId}</p>
      )}
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  )
}

export function Skeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status" className="flex flex-col gap-3 p-4">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="h-4 animate-pulse rounded bg-sunken" />
      ))}
    </div>
  )
}

/** What is shown is old, because asking again failed. */
export function Stale({ since, error }: { since: number; error: unknown }) {
  const now = useNow()
  return (
    <p role="status" className="border-b bg-amber-soft px-3 py-1.5 text-xs text-amber">
      From {relative(since, now)}: {sentence(error)}
    </p>
  )
}

type QueryLike<T> = {
  data: T | undefined
  error: unknown
  isPending: boolean
  dataUpdatedAt: number
  refetch: () => unknown
}

type LoadedProps<T> = {
  query: QueryLike<T>
  children: (data: T) => ReactNode
  empty?: ReactNode
  isEmpty?: (data: T) => boolean
  rows?: number
}

/** The four looks of everything that is fetched: loading, failed, empty, there (and maybe stale). */
export function Loaded<T>({ query, children, empty, isEmpty, rows }: LoadedProps<T>) {
  const { data, error } = query
  if (data === undefined) {
    return error ? (
      <ErrorBox error={error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton {...(rows ? { rows } : {})} />
    )
  }
  return (
    <>
      {error ? <Stale since={query.dataUpdatedAt} error={error} /> : null}
      {empty && isEmpty?.(data) ? empty : children(data)}
    </>
  )
}
