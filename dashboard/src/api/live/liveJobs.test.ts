import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { job } from '@/test/factories'
import type { LiveEvent } from './frames'
import { LiveJobs, withNews } from './liveJobs'

const news = (event: string, data: Record<string, unknown>): LiveEvent => ({
  type: 'event',
  sub: '1',
  seq: 1,
  event,
  at: '2031-01-31T12:00:01Z',
  data: { id: 'a', tenant: 't', ...data },
})

describe('news of jobs', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('paints a row at most four times a second', () => {
    const jobs = new LiveJobs()
    const paint = vi.fn()
    jobs.read('a', paint)
    for (let step = 0; step < 1000; step++) {
      jobs.apply(news('job.progress', { progress: { percent: step / 10, message: null } }), step)
      vi.advanceTimersByTime(1)
    }

    expect(paint.mock.calls.length).toBeLessThanOrEqual(4)
    expect(jobs.patchOf('a')?.progress?.percent).toBe(99.9)
  })

  it('paints only the rows that it is about', () => {
    const jobs = new LiveJobs()
    const other = vi.fn()
    jobs.read('b', other)
    jobs.apply(news('job.started', { state: 'running' }))
    vi.advanceTimersByTime(500)

    expect(other).not.toHaveBeenCalled()
  })

  it('is older than what was fetched after it', () => {
    const jobs = new LiveJobs()
    jobs.apply(news('job.started', { state: 'running', attempt: 1 }), 10)

    expect(withNews(job({ id: 'a', askedAt: 5 }), jobs.patchOf('a')).state).toBe('running')
    expect(withNews(job({ id: 'a', state: 'completed', askedAt: 20 }), jobs.patchOf('a')).state).toBe(
      'completed',
    )
  })

  it('says when an attempt began and ended', () => {
    const jobs = new LiveJobs()
    jobs.apply(news('job.started', { state: 'running', attempt: 2 }), 10)
    jobs.apply(news('job.completed', { state: 'completed', attempt: 2 }), 11)

    expect(withNews(job({ id: 'a' }), jobs.patchOf('a'))).toMatchObject({
      state: 'completed',
      attempt: 2,
      startedAt: '2031-01-31T12:00:01Z',
      finishedAt: '2031-01-31T12:00:01Z',
    })
  })
})
