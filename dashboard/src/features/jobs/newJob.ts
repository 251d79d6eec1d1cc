import { object, refine, string } from 'zod/mini'
import type { NewJob } from '@/api/jobs'
import { jsonTrouble } from '@/api/rawJson'
import { toIso } from '@/ui/format'
import { fromInput } from '@/ui/localInput'

export type When = 'now' | 'delay' | 'at' | 'hold'

export type JobDraft = {
  type: string
  name: string
  queue: string
  priority: string
  when: When
  delay: string
  at: string
  maxAttempts: string
  tags: string
  key: string
  times: string
  data: string
}

export const emptyDraft: JobDraft = {
  type: 'simulate',
  name: '',
  queue: 'default',
  priority: '0',
  when: 'now',
  delay: '5m',
  at: '',
  maxAttempts: '5',
  tags: '',
  key: '',
  times: '1',
  data: '{\n  "durationMs": 5000,\n  "steps": 10\n}',
}

const within = (from: number, to: number) => (text: string) =>
  /^-?\d+$/.test(text) && Number(text) >= from && Number(text) <= to

/** What can be said before the server is asked, which has the last word. */
export const draftSchema = object({
  type: string().check(
    refine((text) => /^[a-z][a-z0-9.-]{0,63}$/.test(text), 'small letters, digits, dots and hyphens'),
  ),
  name: string(),
  queue: string().check(
    refine((text) => /^[a-z][a-z0-9-]{0,62}$/.test(text), 'small letters, digits and hyphens'),
  ),
  priority: string().check(refine(within(-1000, 1000), 'a whole number from −1000 to 1000')),
  when: string(),
  delay: string().check(refine((text) => toIso(text) !== undefined, 'such as 90s, 5m, 2h, 1d')),
  at: string(),
  maxAttempts: string().check(refine(within(1, 100), 'a whole number from 1 to 100')),
  tags: string(),
  key: string(),
  times: string().check(refine(within(1, 1000), 'from 1 to 1000')),
  data: string().check(refine((text) => jsonTrouble(text) === undefined, 'must be JSON')),
})

export const PRESETS = [
  ['low', -10],
  ['normal', 0],
  ['high', 10],
  ['urgent', 20],
] as const

export const splitTags = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)

/** The request that a filled form means. */
export function toNewJob(draft: JobDraft): NewJob {
  const tags = splitTags(draft.tags)
  return {
    type: draft.type.trim(),
    name: draft.name.trim() || undefined,
    queue: draft.queue,
    priority: Number(draft.priority),
    maxAttempts: Number(draft.maxAttempts),
    tags: tags.length > 0 ? tags : undefined,
    delay: draft.when === 'delay' ? toIso(draft.delay) : undefined,
    runAt: draft.when === 'at' ? fromInput(draft.at) : undefined,
    hold: draft.when === 'hold' ? true : undefined,
  }
}
