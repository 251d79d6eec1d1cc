import type { Job } from '../jobs'
import type { LiveEvent } from './frames'
import { stateOf } from './frames'

/** What news has said of one job since it was fetched. */
type Patch = Partial<Pick<Job, 'state' | 'attempt' | 'progress' | 'error' | 'startedAt' | 'finishedAt'>> & {
  at: number
}

const PAINT_EVERY = 250
const KEEP = 60_000
const MOST = 5_000

/**
 * The newest news of each job. Rows read their own job here, so that an event paints one row and
 * not the list, and a row at most four times a second however fast the events come.
 */
export class LiveJobs {
  private readonly patches = new Map<string, Patch>()
  private readonly readers = new Map<string, Set<() => void>>()
  private readonly changed = new Set<string>()
  private readonly hearers = new Set<(event: LiveEvent) => void>()
  private timer: ReturnType<typeof setTimeout> | undefined

  /** Hears every event of the caller's tenant, without one more subscription. */
  hear(hearer: (event: LiveEvent) => void): () => void {
    this.hearers.add(hearer)
    return () => this.hearers.delete(hearer)
  }

  tell(event: LiveEvent): void {
    this.apply(event)
    this.hearers.forEach((hearer) => {
      hearer(event)
    })
  }

  apply({ event, at, data }: LiveEvent, now: number = performance.now()): void {
    const patch: Patch = { ...this.patches.get(data.id), at: now }
    const state = stateOf(data)
    if (event === 'job.progress') {
      patch.progress = data.progress ?? null
      patch.state = 'running'
    } else if (state) {
      patch.state = state
      patch.error = data.error ?? null
      if (state === 'running') {
        patch.startedAt = at
        patch.finishedAt = null
        patch.progress = null
      } else {
        patch.finishedAt = state === 'completed' || state === 'failed' || state === 'cancelled' ? at : null
      }
    }
    if (data.attempt !== undefined) {
      patch.attempt = data.attempt
    }
    this.patches.delete(data.id) // the newest stands last
    this.patches.set(data.id, patch)
    this.changed.add(data.id)
    this.timer ??= setTimeout(() => this.flush(now), PAINT_EVERY)
  }

  patchOf(id: string): Patch | undefined {
    return this.patches.get(id)
  }

  read(id: string, reader: () => void): () => void {
    const readers = this.readers.get(id) ?? new Set()
    readers.add(reader)
    this.readers.set(id, readers)
    return () => {
      readers.delete(reader)
      if (readers.size === 0) {
        this.readers.delete(id)
      }
    }
  }

  private flush(now: number): void {
    this.timer = undefined
    for (const id of this.changed) {
      this.readers.get(id)?.forEach((reader) => {
        reader()
      })
    }
    this.changed.clear()
    for (const [id, patch] of this.patches) {
      const old = now - patch.at > KEEP && !this.readers.has(id)
      if (!old && this.patches.size <= MOST) {
        break // those behind it are newer
      }
      this.patches.delete(id)
    }
  }
}

/** The job as news has it, where the news is newer than the request that fetched the job. */
export function withNews<T extends Job>(job: T, patch: Patch | undefined): T {
  if (patch === undefined || patch.at < job.askedAt) {
    return job
  }
  const { at: _, ...news } = patch
  return { ...job, ...news, startedAt: news.startedAt ?? job.startedAt }
}
