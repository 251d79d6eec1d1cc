import { useEffect, useState } from 'react'
import { type JobDetail, type LogLevel, type LogLine, readLogs } from '@/api/jobs'
import { usePaused } from '@/api/live'

const WHILE_RUNNING = 1_000
const MOST_LINES = 5_000
const NONE: readonly LogLine[] = []

/** The lines of a job: all there are, then new ones every second while it runs. */
export function useLogs({ id, state, attempt }: JobDetail, level: LogLevel) {
  const paused = usePaused()
  const key = `${id} ${level}`
  const [read, setRead] = useState<{ key: string; lines: readonly LogLine[] }>({ key, lines: NONE })
  const [failed, setFailed] = useState(false)
  const lines = read.key === key ? read.lines : NONE
  const last = lines.at(-1)?.id ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state or attempt may have left lines
  useEffect(() => {
    if (paused) {
      return
    }
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (after: number): Promise<void> => {
      let at = after
      try {
        const { items, nextCursor } = await readLogs(id, after, level)
        if (gone) {
          return
        }
        setFailed(false)
        at = items.at(-1)?.id ?? after
        if (items.length > 0) {
          setRead((before) => ({
            key,
            lines: [
              ...(before.key === key ? before.lines : NONE),
              ...items.filter(
                ({ id: line }) => line > (before.key === key ? (before.lines.at(-1)?.id ?? 0) : 0),
              ),
            ].slice(-MOST_LINES),
          }))
        }
        if (nextCursor) {
          return look(at)
        }
      } catch {
        setFailed(true)
      }
      if (!gone && state === 'running') {
        timer = setTimeout(() => void look(at), WHILE_RUNNING)
      }
    }
    void look(last)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [key, state, attempt, paused])
  return { lines, failed }
}
