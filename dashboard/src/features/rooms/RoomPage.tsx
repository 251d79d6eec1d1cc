import { getRouteApi } from '@tanstack/react-router'
import { MessagesSquare, SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useLiveStatus } from '@/api/live'
import { Button } from '@/ui/Button'
import { FormError } from '@/ui/Field'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty } from '@/ui/States'
import { Age } from '@/ui/Time'
import { useRoom } from './useRoom'

const route = getRouteApi('/app/rooms/$name')
const LONGEST = 4096

export default function RoomPage() {
  const { name } = route.useParams()
  const { messages, members, refusal, send } = useRoom(name)
  const connected = useLiveStatus().kind === 'open'
  const [text, setText] = useState('')
  const end = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each message scrolls
  useEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [messages.length])
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (text.trim() && send(text.trim())) {
      setText('')
    }
  }
  const tooLong = new TextEncoder().encode(text).length > LONGEST
  return (
    <PageFrame
      title={`Room ${name}`}
      heading={name}
      note={
        members.length > 0
          ? `Here: ${members.join(', ')}`
          : 'Messages are not kept: you see what is said while you are here'
      }
      narrow
    >
      {refusal && <FormError>This server refuses: {refusal}</FormError>}
      <Panel>
        <section aria-label="Messages" aria-live="polite" className="h-96 overflow-y-auto p-4">
          {messages.length === 0 ? (
            <Empty icon={MessagesSquare} title="Nothing said yet" />
          ) : (
            <ol className="flex flex-col gap-2">
              {messages.map(({ from, message, at }, index) => (
                <li key={`${at} ${index}`} ref={index === messages.length - 1 ? end : null}>
                  <p className="text-xs text-ink-3">
                    <span className="font-medium text-ink-2">{from}</span> <Age at={at} />
                  </p>
                  <p className="whitespace-pre-wrap break-words">{message}</p>
                </li>
              ))}
            </ol>
          )}
        </section>
        <form onSubmit={submit} className="flex gap-2 border-t p-3">
          <input
            aria-label="Message"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={connected ? 'Say something' : 'Not connected'}
            disabled={!connected}
            className="field"
          />
          <Button
            kind="primary"
            type="submit"
            icon={SendHorizontal}
            disabled={!connected || text.trim() === '' || tooLong}
          >
            Send
          </Button>
        </form>
      </Panel>
    </PageFrame>
  )
}
