import {
  array,
  catch as fallback,
  object,
  enum as oneOf,
  optional,
  pipe,
  string,
  transform,
  union,
} from 'zod/mini'
import type { JobFilter } from '@/api/jobs'
import { JOB_STATES } from '@/api/states'

const text = fallback(optional(string()), undefined)
const state = oneOf(JOB_STATES)

/** One word or several: the URL does not tell a list of one from a word. */
const states = fallback(
  optional(
    pipe(
      union([state, array(state)]),
      transform((value) => (Array.isArray(value) ? value : [value])),
    ),
  ),
  undefined,
)

/** The URL of the list: it is the filter. */
export const jobsSearch = object({
  state: states,
  type: text,
  queue: text,
  tag: text,
  q: text,
  from: text,
  to: text,
  tenant: text,
  cursor: text,
})

export type JobsSearch = {
  state?: (typeof JOB_STATES)[number][] | undefined
  type?: string | undefined
  queue?: string | undefined
  tag?: string | undefined
  q?: string | undefined
  from?: string | undefined
  to?: string | undefined
  tenant?: string | undefined
  cursor?: string | undefined
}

/** The filter that a URL says. */
export function toFilter({ cursor: _, ...rest }: JobsSearch): JobFilter {
  return Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value.length > 0),
  )
}

export const JOB_TABS = ['payload', 'result', 'logs', 'errors', 'history', 'raw'] as const
export const jobDetailSearch = object({ tab: fallback(optional(oneOf(JOB_TABS)), undefined) })

/** A new job like that one, or of that type. */
export const newJobSearch = object({ like: text, type: text, queue: text })
