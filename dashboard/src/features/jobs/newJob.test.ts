import { describe, expect, it } from 'vitest'
import { draftSchema, emptyDraft, toNewJob } from './newJob'

describe('a new job', () => {
  it('says only what was chosen', () => {
    expect(toNewJob(emptyDraft)).toEqual({ type: 'simulate', queue: 'default', priority: 0, maxAttempts: 5 })
  })

  it('has one way to wait', () => {
    expect(toNewJob({ ...emptyDraft, when: 'delay', delay: '90s' })).toMatchObject({ delay: 'PT90S' })
    expect(toNewJob({ ...emptyDraft, when: 'hold' })).toMatchObject({ hold: true })
    expect(toNewJob({ ...emptyDraft, when: 'hold' }).delay).toBeUndefined()
  })

  it.each([
    [{ type: 'Not A Type' }],
    [{ priority: '1001' }],
    [{ priority: 'high' }],
    [{ data: '{' }],
    [{ times: '0' }],
    [{ delay: 'later' }],
  ])('refuses %o', (change) => {
    expect(draftSchema.safeParse({ ...emptyDraft, ...change }).success).toBe(false)
  })
})
