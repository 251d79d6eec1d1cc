import { type LiveEvent, readFrame, type ServerFrame } from './frames'

/** What a socket is to us; tests bring their own. */
export type Socket = {
  send(text: string): void
  close(code?: number): void
  onopen: (() => void) | null
  onmessage: ((event: { data: string }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}

export type Surroundings = {
  open(): Socket
  now(): number
  random(): number
  /** Calls later; answers how to call it off. */
  later(run: () => void, ms: number): () => void
  /** The session may be over: true when it was renewed. */
  renew(): Promise<boolean>
}

export type LiveStatus =
  | { kind: 'connecting'; since: number }
  | { kind: 'open' }
  | { kind: 'waiting'; since: number; retryAt: number }
  /** Upgrades do not get through: pages ask by themselves. The socket is still tried now and then. */
  | { kind: 'polling' }
  | { kind: 'paused' }
  | { kind: 'closed' }

export type Wish = {
  topic: string
  filter?: Record<string, unknown>
  all?: boolean
  onEvent(event: LiveEvent): void
  /** What was fetched may lack something: fetch it again. */
  onGap(): void
}

type Subscription = Wish & { after: number | undefined }

const FIRST_PAUSE = 500
const LONGEST_PAUSE = 15_000
const POLLING_PAUSE = 60_000
const FAILURES_BEFORE_POLLING = 4
const PING_EVERY = 20_000
const SESSION_OVER = 4401

/**
 * One socket for all who want news. Remembers for each wish the last number it has seen, resumes
 * there, and says when something was lost in between.
 */
export class LiveConnection {
  private readonly around: Surroundings
  private readonly wishes = new Map<string, Subscription>()
  private readonly listeners = new Set<(frame: ServerFrame) => void>()
  private readonly watchers = new Set<() => void>()
  private readonly rooms = new Map<string, number>()
  private socket: Socket | undefined
  private current: LiveStatus = { kind: 'closed' }
  private everOpen = false
  private failures = 0
  private ids = 0
  private cancelTimer: () => void = () => {}
  private unanswered = false

  constructor(around: Surroundings) {
    this.around = around
  }

  get status(): LiveStatus {
    return this.current
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Hears every frame, such as messages of rooms. */
  listen(listener: (frame: ServerFrame) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  start(): void {
    if (this.current.kind === 'closed' || this.current.kind === 'paused') {
      this.failures = 0
      this.connect(this.around.now())
    }
  }

  stop(): void {
    this.leave({ kind: 'closed' })
    for (const wish of this.wishes.values()) {
      wish.after = undefined
    }
    this.everOpen = false
  }

  /** Nothing moves until {@link start}; then what was missed comes after. */
  pause(): void {
    this.leave({ kind: 'paused' })
  }

  /** Tries at once what would be tried later. */
  retryNow(): void {
    if (this.current.kind === 'waiting' || this.current.kind === 'polling') {
      this.connect(this.current.kind === 'waiting' ? this.current.since : this.around.now())
    }
  }

  subscribe(wish: Wish): () => void {
    const id = String(++this.ids)
    this.wishes.set(id, { ...wish, after: undefined })
    this.say(id)
    return () => {
      this.wishes.delete(id)
      this.send({ type: 'unsubscribe', id })
    }
  }

  join(room: string): () => void {
    this.rooms.set(room, (this.rooms.get(room) ?? 0) + 1)
    this.send({ type: 'joinRoom', room })
    return () => {
      const left = (this.rooms.get(room) ?? 1) - 1
      if (left > 0) {
        this.rooms.set(room, left)
      } else {
        this.rooms.delete(room)
        this.send({ type: 'leaveRoom', room })
      }
    }
  }

  message(room: string, message: string): boolean {
    return this.send({ type: 'sendMessage', room, message })
  }

  private connect(since: number): void {
    this.cancelTimer()
    this.unanswered = false
    if (this.current.kind !== 'polling') {
      this.become({ kind: 'connecting', since })
    }
    const socket = this.around.open()
    this.socket = socket
    socket.onmessage = ({ data }) => this.receive(data)
    socket.onclose = ({ code }) => {
      if (this.socket === socket) {
        this.lost(code, since)
      }
    }
  }

  private receive(text: string): void {
    const frame = readFrame(text)
    this.unanswered = false
    if (frame === undefined) {
      return
    }
    switch (frame.type) {
      case 'hello':
        this.opened()
        break
      case 'subscribed':
        this.number(frame.id, frame.seq)
        break
      case 'event':
        this.deliver(frame)
        break
      case 'gap':
        this.number(frame.sub, frame.to)
        this.wishes.get(frame.sub)?.onGap()
        break
      case 'resync':
        this.wishes.forEach((wish) => {
          wish.onGap()
        })
        break
      default:
        break
    }
    this.listeners.forEach((listener) => {
      listener(frame)
    })
  }

  private opened(): void {
    this.everOpen = true
    this.failures = 0
    this.become({ kind: 'open' })
    for (const id of this.wishes.keys()) {
      this.say(id)
    }
    for (const room of this.rooms.keys()) {
      this.send({ type: 'joinRoom', room })
    }
    this.ping()
  }

  // A dead network closes nothing: silence after a ping does.
  private ping(): void {
    this.cancelTimer = this.around.later(() => {
      if (this.unanswered) {
        this.drop()
        this.lost(1006, this.around.now())
        return
      }
      this.unanswered = true
      this.send({ type: 'ping' })
      this.ping()
    }, PING_EVERY)
  }

  private deliver(event: LiveEvent): void {
    const wish = this.wishes.get(event.sub)
    if (wish === undefined || (wish.after !== undefined && event.seq <= wish.after)) {
      return // left already, or told twice
    }
    wish.after = event.seq
    wish.onEvent(event)
  }

  private number(id: string, seq: number | undefined): void {
    const wish = this.wishes.get(id)
    if (wish && seq !== undefined && (wish.after === undefined || seq > wish.after)) {
      wish.after = seq
    }
  }

  private lost(code: number, since: number): void {
    this.socket = undefined
    this.cancelTimer()
    const from = this.current.kind === 'open' ? this.around.now() : since
    if (code === SESSION_OVER) {
      this.become({ kind: 'connecting', since: from })
      void this.around.renew().then((renewed) => {
        if (renewed && this.current.kind === 'connecting') {
          this.connect(from)
        }
      })
      return
    }
    this.failures++
    const polling = !this.everOpen && this.failures >= FAILURES_BEFORE_POLLING
    const pause = polling ? POLLING_PAUSE : this.backoff()
    this.become(
      polling ? { kind: 'polling' } : { kind: 'waiting', since: from, retryAt: this.around.now() + pause },
    )
    this.cancelTimer = this.around.later(() => this.connect(from), pause)
  }

  // Between half and the whole: many pages that lost one server do not come back as one.
  private backoff(): number {
    const whole = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.failures - 1))
    return whole * (0.5 + this.around.random() / 2)
  }

  private say(id: string): void {
    const wish = this.wishes.get(id)
    if (wish) {
      const { topic, filter, all, after } = wish
      this.send({ type: 'subscribe', id, topic, filter, all, after })
    }
  }

  private send(frame: Record<string, unknown>): boolean {
    if (this.current.kind !== 'open' || this.socket === undefined) {
      return false
    }
    this.socket.send(JSON.stringify(frame))
    return true
  }

  private leave(status: LiveStatus): void {
    this.cancelTimer()
    this.drop()
    this.become(status)
  }

  private drop(): void {
    const socket = this.socket
    this.socket = undefined
    socket?.close(1000)
  }

  private become(status: LiveStatus): void {
    this.current = status
    this.watchers.forEach((watcher) => {
      watcher()
    })
  }
}
