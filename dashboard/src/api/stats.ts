import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Counts } from './jobs'

export type Quantiles = { p50: string | null; p95: string | null }

export type Minute = {
  at: string
  completed: number
  failed: number
  retried: number
  cancelled: number
  wait: Quantiles
  run: Quantiles
}

export type Stats = {
  states: Counts
  minutes: Minute[]
  oldestPendingAge: string | null
  topErrors: { code: string; message: string; count: number; lastAt: string; sampleJob: string }[]
  workers: { alive: number; slots: number }
}

export const stats = queryOptions({
  queryKey: ['stats', 'own'],
  queryFn: ({ signal }) => get<Stats>('/api/v1/stats', { signal }),
})

export const adminStats = queryOptions({
  queryKey: ['stats', 'all'],
  queryFn: ({ signal }) => get<Stats>('/api/v1/admin/stats', { signal }),
})
