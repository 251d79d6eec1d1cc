import { queryOptions } from '@tanstack/react-query'
import { base } from './base'

export type Health = {
  status: string
  checks: { name: string; status: string; data?: Record<string, unknown> }[]
}

export const healthQuery = queryOptions({
  queryKey: ['health'],
  // An unhealthy server answers 503 with the same document.
  queryFn: async ({ signal }) => (await (await fetch(`${base}q/health`, { signal })).json()) as Health,
})

export type DemoMail = {
  to: string
  subject: string
  text: string
  at: string
  links: string[]
  codes: string[]
}

/** Whether this is a demo, which shows the mails that it would have sent. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: async ({ signal }) => {
    const answer = await fetch(`${base}dev/mail?to=nobody%40example.com`, {
      headers: { Accept: 'application/json' },
      signal,
    })
    return answer.ok
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})
