import { type ReactNode, useEffect } from 'react'
import { base } from '@/api/base'

type Props = { title: string; intro?: ReactNode; children: ReactNode; foot?: ReactNode }

export function AuthCard({ title, intro, children, foot }: Props) {
  useEffect(() => {
    document.title = `${title} · Errand`
  }, [title])
  return (
    <main className="flex min-h-full items-center justify-center p-4">
      <div className="w-full max-w-sm">
        <p className="mb-4 flex items-center justify-center gap-2 text-base font-semibold tracking-tight">
          <img src={`${base}favicon.svg`} alt="" className="size-6" />
          Errand
        </p>
        <div className="flex flex-col gap-4 rounded-lg border bg-panel p-6 shadow-panel">
          <div>
            <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
            {intro && <p className="mt-1 text-ink-2">{intro}</p>}
          </div>
          {children}
        </div>
        {foot && <p className="mt-4 text-center text-ink-2">{foot}</p>}
      </div>
    </main>
  )
}

export const linkClass = 'font-medium text-accent-text underline underline-offset-2 hover:no-underline'
