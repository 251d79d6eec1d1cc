import { queryOptions } from '@tanstack/react-query'
import { del, get, type Page, patch, post, type Query, request } from './client'
import { rawMembers } from './rawJson'
import { isJobState, type JobState } from './states'

export type Progress = { percent: number; message: string | null }
export type JobError = { code: string; message: string; at: string }

/** A job as the server writes it. */
export type WireJob = {
  id: string
  tenant: string
  type: string
  name: string | null
  description: string | null
  queue: string
  priority: number
  state: string
  data: unknown
  metadata: unknown
  tags: string[]
  attempt: number
  maxAttempts: number
  progress: Progress | null
  result: unknown
  error: JobError | null
  runAt: string | null
  deadlineAt: string | null
  timeout: string | null
  concurrencyKey: string | null
  uniqueKey: string | null
  assignedNode?: string | null
  scheduleId: string | null
  createdBy: string
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  version: number
}

/** A job as pages use it: a known state, and when it was asked for (by this machine's clock). */
export type Job = Omit<WireJob, 'state'> & { state: JobState; askedAt: number }

/** One job with its payloads as the text they came in. */
export type JobDetail = Job & {
  dataText: string
  resultText: string | null
  metadataText: string
  raw: string
}

export type Counts = Record<JobState | 'total', number>

export type JobFilter = {
  state?: readonly JobState[] | undefined
  type?: string | undefined
  queue?: string | undefined
  tag?: string | undefined
  q?: string | undefined
  from?: string | undefined
  to?: string | undefined
  tenant?: string | undefined
}

export const toJob = (wire: WireJob, askedAt: number): Job => ({
  ...wire,
  state: isJobState(wire.state) ? wire.state : 'pending',
  askedAt,
})

export const filterQuery = ({ from, to, ...rest }: JobFilter): Query => ({
  ...rest,
  createdFrom: from,
  createdTo: to,
})

export type JobListScope = 'own' | 'all'

export const jobKeys = {
  all: ['jobs'] as const,
  lists: ['jobs', 'list'] as const,
  counts: ['jobs', 'counts'] as const,
  one: (id: string) => ['jobs', 'one', id] as const,
}

export const jobList = (filter: JobFilter, cursor?: string, limit = 50, scope: JobListScope = 'own') =>
  queryOptions({
    queryKey: [...jobKeys.lists, scope, filter, cursor, limit],
    queryFn: async ({ signal }): Promise<Page<Job>> => {
      const askedAt = performance.now()
      const path = scope === 'all' ? '/api/v1/admin/jobs' : '/api/v1/jobs'
      const page = await get<Page<WireJob>>(path, {
        query: { ...filterQuery(filter), cursor, limit },
        signal,
      })
      return { ...page, items: page.items.map((wire) => toJob(wire, askedAt)) }
    },
  })

export const jobCounts = (filter: JobFilter) => {
  const { state: _, ...rest } = filter
  return queryOptions({
    queryKey: [...jobKeys.counts, rest],
    queryFn: ({ signal }) => get<Counts>('/api/v1/jobs/counts', { query: filterQuery(rest), signal }),
  })
}

export const jobDetail = (id: string) =>
  queryOptions({
    queryKey: [...jobKeys.one(id), 'job'],
    queryFn: async ({ signal }): Promise<JobDetail> => {
      const askedAt = performance.now()
      const { data, text } = await request<WireJob>('GET', '/api/v1/jobs/{id}', { params: { id }, signal })
      const members = rawMembers(text)
      const textOf = (name: string) => members.get(name) ?? 'null'
      return {
        ...toJob(data, askedAt),
        dataText: textOf('data'),
        metadataText: textOf('metadata'),
        resultText: data.result === null ? null : textOf('result'),
        raw: text,
      }
    },
  })

export type Attempt = {
  number: number
  outcome: 'running' | 'completed' | 'failed' | 'cancelled' | string
  worker: string | null
  startedAt: string | null
  finishedAt: string | null
  error: JobError | null
  retryAt: string | null
}

export const jobAttempts = (id: string) =>
  queryOptions({
    queryKey: [...jobKeys.one(id), 'attempts'],
    queryFn: async ({ signal }) =>
      (await get<Page<Attempt>>('/api/v1/jobs/{id}/attempts', { params: { id }, signal })).items,
  })

export type HistoryEntry = {
  at: string
  change: string
  actor: string
  from: string | null
  to: string | null
  reason: string | null
}

export const jobHistory = (id: string) =>
  queryOptions({
    queryKey: [...jobKeys.one(id), 'history'],
    queryFn: async ({ signal }) =>
      (await get<Page<HistoryEntry>>('/api/v1/jobs/{id}/history', { params: { id }, signal })).items,
  })

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogLine = { id: number; attempt: number; at: string; level: string; message: string }

export const readLogs = (id: string, after: number, level: LogLevel) =>
  get<Page<LogLine>>('/api/v1/jobs/{id}/logs', {
    params: { id },
    query: { after, level: level === 'debug' ? undefined : level },
  })

export type Explanation = {
  reasons: { code: string; detail: string; until?: string }[]
  estimatedStart?: string
}

export const jobExplanation = (id: string) =>
  queryOptions({
    queryKey: [...jobKeys.one(id), 'explain'],
    queryFn: ({ signal }) => get<Explanation>('/api/v1/jobs/{id}/explain', { params: { id }, signal }),
  })

const one = (id: string) => ({ params: { id } })

export const runJob = (id: string) => post<WireJob>('/api/v1/jobs/{id}/run', one(id))
export const cancelJob = (id: string) => post<WireJob>('/api/v1/jobs/{id}/cancel', one(id))
export const deleteJob = (id: string) => del<undefined>('/api/v1/jobs/{id}', one(id))
export const retryJob = (id: string, dataText?: string) =>
  post<WireJob>('/api/v1/jobs/{id}/retry', {
    ...one(id),
    ...(dataText === undefined ? {} : { rawBody: `{"data":${dataText}}` }),
  })

export type JobEdit = {
  name?: string | null
  description?: string | null
  priority?: number
  runAt?: string
  tags?: string[]
}

export const editJob = (id: string, version: number, edit: JobEdit, dataText?: string) => {
  const fields = JSON.stringify(edit)
  const rest = fields === '{}' ? '' : `,${fields.slice(1, -1)}`
  return patch<WireJob>('/api/v1/jobs/{id}', {
    ...one(id),
    headers: { 'If-Match': `"${version}"` },
    rawBody: dataText === undefined ? fields : `{"data":${dataText}${rest}}`,
  })
}

export type NewJob = {
  type: string
  name?: string | undefined
  queue?: string | undefined
  priority?: number | undefined
  delay?: string | undefined
  runAt?: string | undefined
  hold?: boolean | undefined
  maxAttempts?: number | undefined
  tags?: string[] | undefined
}

const withData = (job: NewJob, dataText: string): string => {
  const fields = JSON.stringify(job)
  return `${fields.slice(0, -1)},"data":${dataText}}`
}

export const submitJob = (job: NewJob, dataText: string, idempotencyKey?: string) =>
  post<WireJob>('/api/v1/jobs', {
    rawBody: withData(job, dataText),
    headers: idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {},
  })

export type BatchAnswer = { created: number; failed: number; items: { index: number; id?: string }[] }

export const submitMany = (job: NewJob, dataText: string, times: number) =>
  post<BatchAnswer>('/api/v1/jobs/batch', {
    rawBody: `{"jobs":[${Array.from({ length: times }, () => withData(job, dataText)).join(',')}]}`,
  })
