import { queryOptions } from '@tanstack/react-query'
import { get, type Page, post } from './client'
import type { JobFilter, WireJob } from './jobs'

export type BulkAction = 'retry' | 'cancel' | 'delete' | 'run'

/** What a bulk action is about: exactly these, or all that match. */
export type BulkTarget = { ids: string[] } | { filter: JobFilter }

export type DryRun = { count: number; sample: WireJob[] }

export type Operation = {
  id: string
  action: BulkAction
  filter: Record<string, unknown>
  state: 'pending' | 'running' | 'completed' | 'aborted' | string
  total: number
  done: number
  skipped: Record<string, number>
  createdBy: string
  createdAt: string
  finishedAt: string | null
}

function wireFilter(target: BulkTarget): Record<string, unknown> {
  if ('ids' in target) {
    return { ids: target.ids }
  }
  const { from, to, ...rest } = target.filter
  const wire: Record<string, unknown> = { ...rest, createdFrom: from, createdTo: to }
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined && value !== ''))
}

function bulkBody(action: BulkAction, target: BulkTarget) {
  const filter = wireFilter(target)
  return { action, filter, ...(Object.keys(filter).length === 0 ? { all: true } : {}) }
}

export const dryRun = (action: BulkAction, target: BulkTarget) =>
  post<DryRun>('/api/v1/jobs/bulk', { body: { ...bulkBody(action, target), dryRun: true } })

export const startBulk = (action: BulkAction, target: BulkTarget, expectedCount: number) =>
  post<Operation>('/api/v1/jobs/bulk', { body: { ...bulkBody(action, target), expectedCount } })

export const isOver = (operation: Operation): boolean => operation.finishedAt !== null

export const operationDetail = (id: string) =>
  queryOptions({
    queryKey: ['operations', id],
    queryFn: ({ signal }) => get<Operation>('/api/v1/operations/{id}', { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : 1000),
  })

export const operationList = (cursor?: string) =>
  queryOptions({
    queryKey: ['operations', 'list', cursor],
    queryFn: ({ signal }) => get<Page<Operation>>('/api/v1/operations', { query: { cursor }, signal }),
  })

export const abortOperation = (id: string) =>
  post<Operation>('/api/v1/operations/{id}/abort', { params: { id } })
