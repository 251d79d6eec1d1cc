import { useCallback, useEffect, useRef, useState } from 'react'
import type { JobFilter } from '@/api/jobs'
import { type LiveEvent, useOwnEvents, useTopic } from '@/api/live'
import { stateOf } from '@/api/live/frames'

/** Whether a job that was just submitted would be in the list. What news does not say may match. */
function mayMatch({ data }: LiveEvent, filter: JobFilter): boolean {
  const state = stateOf(data)
  return (
    (!filter.state || (state !== undefined && filter.state.includes(state))) &&
    (!filter.type || filter.type === data.type) &&
    (!filter.queue || filter.queue === data.queue)
  )
}

const COUNT_EVERY = 250

/** How many jobs came since the list was fetched: they wait for a click and move nothing. */
export function useFresh(filter: JobFilter, known: ReadonlySet<string>, all: boolean, refresh: () => void) {
  const ids = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [fresh, setFresh] = useState(0)
  const clear = useCallback(() => {
    ids.current.clear()
    setFresh(0)
  }, [])
  const onEvent = (event: LiveEvent) => {
    const news = event.event === 'job.submitted' && !known.has(event.data.id) && mayMatch(event, filter)
    if (news) {
      ids.current.add(event.data.id)
      timer.current ??= setTimeout(() => {
        timer.current = undefined
        setFresh(ids.current.size)
      }, COUNT_EVERY)
    }
  }
  useOwnEvents((event) => !all && onEvent(event))
  useTopic('jobs', onEvent, refresh, { all, enabled: all })
  useEffect(() => () => clearTimeout(timer.current), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at nothing
  useEffect(clear, [known])
  return fresh
}
