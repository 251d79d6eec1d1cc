import type { JobFilter } from '@/api/jobs'
import { STATES } from '@/api/states'
import { absolute } from '@/ui/format'
import type { Zone } from '@/ui/time'

export type Chip = { field: keyof JobFilter; words: string }

/** A filter as people would say it, one chip for each part. */
export function chips(filter: JobFilter, zone: Zone): Chip[] {
  const found: Chip[] = []
  const add = (field: keyof JobFilter, words: string | undefined) => words && found.push({ field, words })
  add('state', filter.state?.map((state) => STATES[state].word.toLowerCase()).join(' or '))
  add('type', filter.type && `type ${filter.type}`)
  add('queue', filter.queue && `queue ${filter.queue}`)
  add('tag', filter.tag && `tag ${filter.tag}`)
  add('q', filter.q && `“${filter.q}”`)
  add('from', filter.from && `since ${absolute(filter.from, zone)}`)
  add('to', filter.to && `before ${absolute(filter.to, zone)}`)
  add('tenant', filter.tenant && `tenant ${filter.tenant}`)
  return found
}

export const filterWords = (filter: JobFilter, zone: Zone): string =>
  chips(filter, zone)
    .map(({ words }) => words)
    .join(', ') || 'every job'
