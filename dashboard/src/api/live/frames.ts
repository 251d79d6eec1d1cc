import type { Progress, WireJob } from '../jobs'
import { isJobState, type JobState } from '../states'

export type JobChange = {
  id: string
  tenant: string
  type?: string
  queue?: string
  priority?: number
  state?: string
  attempt?: number
  progress?: Progress
  error?: { code: string; message: string; at: string } | null
}

export type ServerFrame =
  | { type: 'hello'; user: string; tenant: string; serverTime: string; seq: number }
  | { type: 'subscribed'; id: string; seq?: number; snapshot?: WireJob }
  | { type: 'event'; sub: string; seq: number; event: string; at: string; data: JobChange }
  | { type: 'gap'; sub: string; from: number; to: number }
  | { type: 'resync' }
  | { type: 'error'; id: string | null; code: string; detail: string }
  | { type: 'receiveMessage'; room: string; from: string; message: string; at: string }
  | { type: 'roomMembers'; room: string; members: string[] }
  | { type: 'pong' }

export type LiveEvent = Extract<ServerFrame, { type: 'event' }>
export type RoomMessage = Extract<ServerFrame, { type: 'receiveMessage' }>

/** The frame in that text; undefined for what an older page does not know. */
export function readFrame(text: string): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(text)
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as ServerFrame) : undefined
  } catch {
    return undefined
  }
}

export const stateOf = (change: JobChange): JobState | undefined =>
  isJobState(change.state) ? change.state : undefined
