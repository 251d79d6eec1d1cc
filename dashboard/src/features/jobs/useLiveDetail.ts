import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { jobKeys } from '@/api/jobs'
import { useLive, useTopic } from '@/api/live'

const PAUSE = 300

/** Keeps the parts of one job new: its state moves at once, what is told about it a moment later. */
export function useLiveDetail(id: string): void {
  const { jobs } = useLive()
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const refresh = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void queries.invalidateQueries({ queryKey: jobKeys.one(id) })
    }, PAUSE)
  }
  useTopic(
    `job:${id}`,
    (event) => {
      jobs.apply(event)
      if (event.event !== 'job.progress') {
        refresh()
      }
    },
    refresh,
  )
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
}
