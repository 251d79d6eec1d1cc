import { queryOptions } from '@tanstack/react-query'
import { del, get, type Page, patch, post } from './client'
import { isMissing } from './problem'

export type Node = {
  id: string
  name: string
  email: string | null
  active?: boolean
  lastSeenAt: string | null
  createdAt: string
}

export const nodeList = queryOptions({
  queryKey: ['nodes'],
  queryFn: async ({ signal }) => (await get<Page<Node>>('/api/v1/nodes', { signal })).items,
})
export type NewNode = { name: string; email: string; password: string }
export const createNode = (node: NewNode) => post<Node & { key?: string }>('/api/v1/nodes', { body: node })
export const deleteNode = (id: string) => del('/api/v1/nodes/{id}', { params: { id } })
export const assignJob = (id: string, node: string) =>
  post('/api/v1/jobs/{id}/assign', { params: { id }, body: { node } })

export const WEBHOOK_TYPES = [
  'job.submitted',
  'job.started',
  'job.completed',
  'job.failed',
  'job.cancelled',
  'job.retrying',
] as const

export type Webhook = {
  id: string
  url: string
  description: string | null
  events: string[]
  queue: string | null
  jobType: string | null
  enabled: boolean
  disabledReason: string | null
  failingSince: string | null
  createdAt: string
  version: number
  /** Only in the answer that made it. */
  secret?: string
}

export type Sending = {
  attempt: number
  at: string
  duration: string
  request: { url: string; headers: unknown; body: string }
  response: { status: number; headers: unknown; body: string | null } | null
  error: string | null
}

export type Delivery = {
  id: string
  event: string
  jobId: string | null
  state: string
  attempts: number
  status: number | null
  error: string | null
  createdAt: string
  nextAttemptAt: string | null
  finishedAt: string | null
  /** Only when one delivery is asked for. */
  sendings?: Sending[]
}

export const deliveryDetail = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', id],
    queryFn: ({ signal }) => get<Delivery>('/api/v1/deliveries/{id}', { params: { id }, signal }),
  })

export const webhookList = queryOptions({
  queryKey: ['webhooks'],
  queryFn: async ({ signal }) => (await get<Page<Webhook>>('/api/v1/webhooks', { signal })).items,
})
export const deliveryList = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', id, 'deliveries'],
    queryFn: async ({ signal }) =>
      (await get<Page<Delivery>>('/api/v1/webhooks/{id}/deliveries', { params: { id }, signal })).items,
  })
export const createWebhook = (url: string, events: string[]) =>
  post<Webhook>('/api/v1/webhooks', { body: { url, events } })
export const changeWebhook = (id: string, change: { enabled?: boolean; url?: string; events?: string[] }) =>
  patch<Webhook>('/api/v1/webhooks/{id}', { params: { id }, body: change })
export const deleteWebhook = (id: string) => del('/api/v1/webhooks/{id}', { params: { id } })
export const testWebhook = (id: string) => post('/api/v1/webhooks/{id}/test', { params: { id } })
export const rotateSecret = (id: string) =>
  post<{ secret: string }>('/api/v1/webhooks/{id}/rotate-secret', { params: { id } })
export const replayDelivery = (id: string) => post('/api/v1/deliveries/{id}/replay', { params: { id } })

/** Parts of Errand that a server may not have: their pages stay out of the navigation then. */
export type Feature = 'nodes' | 'webhooks' | 'members' | 'users' | 'audit' | 'api-keys' | 'sessions'

const PROBES = {
  nodes: '/api/v1/nodes',
  webhooks: '/api/v1/webhooks',
  members: '/api/v1/tenant/members',
  users: '/api/v1/users',
  audit: '/api/v1/admin/audit',
  'api-keys': '/api/v1/api-keys',
  sessions: '/api/v1/auth/sessions',
} as const satisfies Record<Feature, string>

/** Whether the server has that part. */
export const featureQuery = (feature: Feature) =>
  queryOptions({
    queryKey: ['features', feature],
    queryFn: async ({ signal }) => {
      try {
        await get(PROBES[feature], { query: feature === 'sessions' ? {} : { limit: 1 }, signal })
        return true
      } catch (failure) {
        return !isMissing(failure)
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
