import { queryOptions } from '@tanstack/react-query'
import { del, get, type Page, post, put, request } from './client'
import type { WireJob } from './jobs'

export type RateLimit = { count: number; per: string }

export type QueueLimits = {
  concurrency: number | null
  rateLimit: RateLimit | null
  perKeyConcurrency: number | null
  manual: boolean
}

export type Queue = QueueLimits & {
  name: string
  paused: { at: string; by?: string; reason: string | null } | null
  depth: Record<string, number>
  oldestPendingAge: string | null
  next: string | null
  version: number
}

export const queueList = (cursor?: string) =>
  queryOptions({
    queryKey: ['queues', 'list', cursor],
    queryFn: ({ signal }) => get<Page<Queue>>('/api/v1/queues', { query: { cursor, limit: 100 }, signal }),
  })

export const queueDetail = (name: string) =>
  queryOptions({
    queryKey: ['queues', 'one', name],
    queryFn: ({ signal }) => get<Queue>('/api/v1/queues/{name}', { params: { name }, signal }),
  })

const named = (name: string) => ({ params: { name } })

export const pauseQueue = (name: string, reason?: string) =>
  post<Queue>('/api/v1/queues/{name}/pause', { ...named(name), body: reason ? { reason } : {} })
export const resumeQueue = (name: string) => post<Queue>('/api/v1/queues/{name}/resume', named(name))
export const purgeQueue = (name: string) =>
  post<{ cancelled: number }>('/api/v1/queues/{name}/purge', named(name))
export const deleteQueue = (name: string) => del<undefined>('/api/v1/queues/{name}', named(name))

export const setLimits = (name: string, limits: Partial<QueueLimits>, version?: number) =>
  put<Queue>('/api/v1/queues/{name}', {
    ...named(name),
    body: Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== null)),
    headers: version ? { 'If-Match': `"${version}"` } : {},
  })

/** The job that was let run; undefined when the queue is empty. */
export const runNext = async (name: string): Promise<WireJob | undefined> =>
  (await request<WireJob | undefined>('POST', '/api/v1/queues/{name}/run-next', named(name))).data
