import { useEffect, useState } from 'react'
import { type RoomMessage, useLive } from '@/api/live'

const KEPT = 500

/** The messages of a room since one has come in, and who is there as far as the server tells. */
export function useRoom(name: string) {
  const { connection } = useLive()
  const [messages, setMessages] = useState<readonly RoomMessage[]>([])
  const [members, setMembers] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<string>()
  useEffect(() => {
    setMessages([])
    setMembers([])
    setRefusal(undefined)
    const leave = connection.join(name)
    const deaf = connection.listen((frame) => {
      if (frame.type === 'receiveMessage' && frame.room === name) {
        setMessages((before) => [...before, frame].slice(-KEPT))
      } else if (frame.type === 'roomMembers' && frame.room === name) {
        setMembers(frame.members)
      } else if (frame.type === 'error' && frame.id === null) {
        setRefusal(frame.detail)
      }
    })
    return () => {
      deaf()
      leave()
    }
  }, [connection, name])
  const send = (text: string): boolean => connection.message(name, text)
  return { messages, members, refusal, send }
}
