import type { QueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { base } from '../base'
import { refreshSession } from '../client'
import { type Job, jobKeys } from '../jobs'
import { LiveConnection, type LiveStatus, type Socket } from './connection'
import type { LiveEvent } from './frames'
import { LiveJobs, withNews } from './liveJobs'

export type { LiveStatus } from './connection'
export type { LiveEvent, RoomMessage } from './frames'

export type Live = { connection: LiveConnection; jobs: LiveJobs }

export const LiveContext = createContext<Live | undefined>(undefined)

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (!live) {
    throw new Error('outside of the signed-in pages')
  }
  return live
}

const socketUrl = () => `${location.origin.replace(/^http/, 'ws')}${base}api/v1/live`

export function createLive(): Live {
  const connection = new LiveConnection({
    open: () => new WebSocket(socketUrl()) as unknown as Socket,
    now: () => Date.now(),
    random: () => Math.random(),
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    renew: refreshSession,
  })
  return { connection, jobs: new LiveJobs() }
}

// What news makes stale, and how long it may be so at most.
const REFRESH_AFTER = 2_000
const SLOW = [jobKeys.counts, ['stats'], ['queues']] as const

/** Feeds the caches with the news of the caller's tenant. */
export function followJobs(live: Live, queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const refreshSlowly = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      for (const queryKey of SLOW) {
        void queries.invalidateQueries({ queryKey })
      }
    }, REFRESH_AFTER)
  }
  const leave = live.connection.subscribe({
    topic: 'jobs',
    onEvent: (event) => {
      live.jobs.tell(event)
      if (event.event !== 'job.progress') {
        refreshSlowly()
      }
    },
    onGap: () => void queries.invalidateQueries(),
  })
  return () => {
    clearTimeout(timer)
    leave()
  }
}

export function useLiveStatus(): LiveStatus {
  const { connection } = useLive()
  return useSyncExternalStore(
    useCallback((watcher) => connection.watch(watcher), [connection]),
    () => connection.status,
  )
}

export const usePaused = (): boolean => useLiveStatus().kind === 'paused'

/** How often to ask again by oneself: never while paused, rarely while news comes. */
export function usePolling(withoutNews = 3_000, withNewsToo: number | false = false): number | false {
  const { kind } = useLiveStatus()
  if (kind === 'paused') {
    return false
  }
  return kind === 'open' ? withNewsToo : withoutNews
}

/** The job with its newest news. */
export function useLiveJob<T extends Job>(job: T): T {
  const { jobs } = useLive()
  const patch = useSyncExternalStore(
    useCallback((reader) => jobs.read(job.id, reader), [jobs, job.id]),
    () => jobs.patchOf(job.id),
  )
  return withNews(job, patch)
}

/** Hears every event of the caller's tenant while the component is there. */
export function useOwnEvents(onEvent: (event: LiveEvent) => void): void {
  const { jobs } = useLive()
  const handler = useRef(onEvent)
  useEffect(() => {
    handler.current = onEvent
  })
  useEffect(() => jobs.hear((event) => handler.current(event)), [jobs])
}

/** Hears the events of a topic while the component is there. */
export function useTopic(
  topic: string,
  onEvent: (event: LiveEvent) => void,
  onGap: () => void,
  options: { all?: boolean; enabled?: boolean } = {},
): void {
  const { connection } = useLive()
  const handlers = useRef({ onEvent, onGap })
  useEffect(() => {
    handlers.current = { onEvent, onGap }
  })
  const { all, enabled = true } = options
  useEffect(() => {
    if (!enabled) {
      return
    }
    return connection.subscribe({
      topic,
      ...(all ? { all } : {}),
      onEvent: (event) => handlers.current.onEvent(event),
      onGap: () => handlers.current.onGap(),
    })
  }, [connection, topic, all, enabled])
}
