import { useEffect, useState } from 'react'
import { Button } from '@/ui/Button'
import { say, sayError } from '@/ui/toast'

const PAUSE = 30

/** Sends again, but not at once. */
export function Resend({ send, words = 'Send it again' }: { send: () => Promise<unknown>; words?: string }) {
  const [left, setLeft] = useState(PAUSE)
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000)
    return () => clearInterval(timer)
  }, [])
  const onClick = () => {
    setLeft(PAUSE)
    send().then(() => say('It is on its way'), sayError)
  }
  return (
    <Button kind="ghost" onClick={onClick} disabled={left > 0}>
      {left > 0 ? `${words} in ${left} s` : words}
    </Button>
  )
}
