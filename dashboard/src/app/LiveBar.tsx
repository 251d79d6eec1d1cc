import { useQueryClient } from '@tanstack/react-query'
import { Pause, Play, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type LiveStatus, useLive, useLiveStatus } from '@/api/live'
import { Button } from '@/ui/Button'
import { cx } from '@/ui/cx'

const BANNER_AFTER = 3_000

const WORDS = {
  open: ['Live', 'bg-green'],
  polling: ['Polling', 'bg-amber'],
  paused: ['Paused', 'bg-amber'],
  connecting: ['Connecting', 'bg-gray'],
  waiting: ['Disconnected', 'bg-red'],
  closed: ['Offline', 'bg-gray'],
} as const satisfies Record<LiveStatus['kind'], readonly [string, string]>

/** Pauses and resumes everything that moves by itself. */
export function useTogglePause(): () => void {
  const { connection } = useLive()
  const queries = useQueryClient()
  return () => {
    if (connection.status.kind === 'paused') {
      connection.start()
      void queries.invalidateQueries()
    } else {
      connection.pause()
    }
  }
}

export function LiveButton() {
  const status = useLiveStatus()
  const toggle = useTogglePause()
  const [word, colour] = WORDS[status.kind]
  const paused = status.kind === 'paused'
  return (
    <Button
      small
      kind="ghost"
      onClick={toggle}
      aria-pressed={paused}
      aria-label={`${word}: ${paused ? 'go on' : 'pause'}`}
      title={paused ? 'Go on (p)' : 'Pause everything that moves (p)'}
    >
      <span className={cx('size-2 rounded-full', colour)} aria-hidden />
      <span className="hidden sm:inline">{word}</span>
      {paused ? <Play className="size-3" aria-hidden /> : <Pause className="size-3" aria-hidden />}
    </Button>
  )
}

/** Says so when news has been missing for three seconds, and when it is tried again. */
export function DisconnectedBanner() {
  const status = useLiveStatus()
  const { connection } = useLive()
  const [now, setNow] = useState(Date.now)
  const since = status.kind === 'waiting' || status.kind === 'connecting' ? status.since : undefined
  useEffect(() => {
    if (since === undefined) {
      return
    }
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [since])
  if (since === undefined || now - since < BANNER_AFTER) {
    return null
  }
  const seconds = status.kind === 'waiting' ? Math.max(0, Math.ceil((status.retryAt - now) / 1000)) : 0
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-center gap-3 border-b bg-amber-soft px-4 py-1.5 text-amber"
    >
      <WifiOff className="size-4" aria-hidden />
      <span>
        Disconnected. What you see may be old.{' '}
        <span aria-hidden className="num">
          {seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying…'}
        </span>
      </span>
      <Button small onClick={() => connection.retryNow()}>
        Try now
      </Button>
    </div>
  )
}
