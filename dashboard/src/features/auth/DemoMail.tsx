import { useQuery } from '@tanstack/react-query'
import { base } from '@/api/base'
import { demoQuery } from '@/api/system'
import { linkClass } from './AuthCard'

/** In a demo no mail goes out: this leads to where it can be read. */
export function DemoMail({ to }: { to: string | undefined }) {
  const { data: demo } = useQuery(demoQuery)
  return demo ? (
    <p className="rounded-md bg-accent-soft px-3 py-2 text-ink-2">
      This is a demo, which sends no mail.{' '}
      <a
        className={linkClass}
        href={`${base}dev/mail${to ? `?to=${encodeURIComponent(to)}` : ''}`}
        target="_blank"
        rel="noreferrer"
      >
        Read it here
      </a>
    </p>
  ) : null
}
