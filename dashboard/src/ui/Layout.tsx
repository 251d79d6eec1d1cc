import { type ReactNode, useEffect } from 'react'
import { cx } from './cx'

type PageProps = {
  title: string
  heading?: ReactNode
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  narrow?: boolean
}

/** A page: its name in the tab and above, what can be done, and the rest. */
export function PageFrame({ title, heading, note, actions, children, narrow }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Errand`
  }, [title])
  return (
    <div
      className={cx('mx-auto flex w-full flex-col gap-4 p-4 sm:p-6', narrow ? 'max-w-4xl' : 'max-w-[96rem]')}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 className="truncate text-lg font-semibold tracking-tight">{heading ?? title}</h1>
          {note && <p className="text-ink-2">{note}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

export function Panel({
  title,
  actions,
  children,
  className,
  pad,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
  pad?: boolean
}) {
  return (
    <section className={cx('min-w-0 overflow-hidden rounded-lg border bg-panel shadow-panel', className)}>
      {title && (
        <header className="flex min-h-10 items-center justify-between gap-2 border-b px-4 py-1.5">
          <h2 className="text-sm font-semibold">{title}</h2>
          {actions && <div className="flex items-center gap-1.5">{actions}</div>}
        </header>
      )}
      {pad ? <div className="p-4">{children}</div> : children}
    </section>
  )
}

export function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-3">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
