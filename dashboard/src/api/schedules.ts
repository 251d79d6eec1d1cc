import { queryOptions } from '@tanstack/react-query'
import { del, get, type Page, patch, post } from './client'
import type { WireJob } from './jobs'

export type Fire = { fireAt: string; at: string; jobId: string | null; skipped: string | null }

export type Schedule = {
  id: string
  name: string
  cron: string | null
  every: string | null
  timezone: string
  job: { type: string; queue?: string; data?: unknown; priority?: number | string } & Record<string, unknown>
  overlap: 'allow' | 'skip' | 'cancel_running'
  misfire: 'skip' | 'once' | 'all'
  catchUp: string
  dstGap: 'skip' | 'run_after'
  dstOverlap: 'first' | 'second' | 'both'
  paused: boolean
  pausedAt: string | null
  nextFireTimes: string[]
  lastFire: Fire | null
  createdBy: string
  createdAt: string
  version: number
}

export type ScheduleDraft = Partial<
  Pick<
    Schedule,
    'name' | 'cron' | 'every' | 'timezone' | 'overlap' | 'misfire' | 'catchUp' | 'dstGap' | 'dstOverlap'
  >
>

export const scheduleList = (cursor?: string) =>
  queryOptions({
    queryKey: ['schedules', 'list', cursor],
    queryFn: ({ signal }) => get<Page<Schedule>>('/api/v1/schedules', { query: { cursor }, signal }),
  })

export const scheduleDetail = (id: string) =>
  queryOptions({
    queryKey: ['schedules', 'one', id],
    queryFn: ({ signal }) => get<Schedule>('/api/v1/schedules/{id}', { params: { id }, signal }),
  })

export const scheduleFires = (id: string, cursor?: string) =>
  queryOptions({
    queryKey: ['schedules', 'one', id, 'fires', cursor],
    queryFn: ({ signal }) =>
      get<Page<Fire>>('/api/v1/schedules/{id}/fires', { params: { id }, query: { cursor }, signal }),
  })

export const schedulePreview = (draft: ScheduleDraft, enabled: boolean) =>
  queryOptions({
    queryKey: ['schedules', 'preview', draft],
    queryFn: ({ signal }) =>
      post<{ nextFireTimes: string[] }>('/api/v1/schedules/preview', { body: draft, signal }),
    enabled,
    retry: false,
  })

const withJob = (draft: ScheduleDraft, jobText: string | undefined): string => {
  const fields = JSON.stringify(draft)
  return jobText === undefined
    ? fields
    : `${fields.slice(0, -1)}${fields === '{}' ? '' : ','}"job":${jobText}}`
}

export const createSchedule = (draft: ScheduleDraft, jobText: string) =>
  post<Schedule>('/api/v1/schedules', { rawBody: withJob(draft, jobText) })

export const editSchedule = (id: string, version: number, draft: ScheduleDraft, jobText?: string) =>
  patch<Schedule>('/api/v1/schedules/{id}', {
    params: { id },
    rawBody: withJob(draft, jobText),
    headers: { 'If-Match': `"${version}"` },
  })

const one = (id: string) => ({ params: { id } })
export const pauseSchedule = (id: string) => post<Schedule>('/api/v1/schedules/{id}/pause', one(id))
export const resumeSchedule = (id: string) => post<Schedule>('/api/v1/schedules/{id}/resume', one(id))
export const runSchedule = (id: string) => post<WireJob>('/api/v1/schedules/{id}/run', one(id))
export const deleteSchedule = (id: string) => del<undefined>('/api/v1/schedules/{id}', one(id))
