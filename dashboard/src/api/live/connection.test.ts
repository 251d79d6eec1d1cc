import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveConnection, type Socket } from './connection'
import type { LiveEvent } from './frames'

class FakeSocket implements Socket {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly sent: Record<string, unknown>[] = []
  closed = false

  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.closed = true
  }
  says(frame: Record<string, unknown>) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  breaks(code = 1006) {
    this.onclose?.({ code })
  }
  said(type: string) {
    return this.sent.filter((frame) => frame.type === type)
  }
}

/** A world with its own time. */
class World {
  sockets: FakeSocket[] = []
  time = 0
  timers: { at: number; run: () => void }[] = []
  renew = vi.fn(async () => true)
  connection = new LiveConnection({
    open: () => {
      const socket = new FakeSocket()
      this.sockets.push(socket)
      return socket
    },
    now: () => this.time,
    random: () => 1,
    later: (run, ms) => {
      const timer = { at: this.time + ms, run }
      this.timers.push(timer)
      return () => {
        this.timers = this.timers.filter((each) => each !== timer)
      }
    },
    renew: this.renew,
  })

  get socket(): FakeSocket {
    const last = this.sockets.at(-1)
    if (!last) {
      throw new Error('no socket was opened')
    }
    return last
  }
  passes(ms: number) {
    this.time += ms
    const due = this.timers.filter(({ at }) => at <= this.time)
    this.timers = this.timers.filter(({ at }) => at > this.time)
    for (const { run } of due) {
      run()
    }
  }
  opens() {
    this.connection.start()
    this.socket.says({ type: 'hello', seq: 100 })
  }
}

const event = (seq: number, sub = '1') => ({
  type: 'event',
  sub,
  seq,
  event: 'job.started',
  at: '',
  data: { id: 'a' },
})

describe('the live connection', () => {
  let world: World
  let heard: LiveEvent[]
  let gaps: number
  const wish = () =>
    world.connection.subscribe({
      topic: 'jobs',
      onEvent: (each) => heard.push(each),
      onGap: () => {
        gaps++
      },
    })

  beforeEach(() => {
    world = new World()
    heard = []
    gaps = 0
  })

  it('resumes after the last number that it has seen', () => {
    world.opens()
    wish()
    world.socket.says({ type: 'subscribed', id: '1', seq: 100 })
    world.socket.says(event(101))
    world.socket.says(event(104))

    world.socket.breaks()
    world.passes(500)
    world.socket.says({ type: 'hello', seq: 110 })

    expect(world.sockets).toHaveLength(2)
    expect(world.socket.said('subscribe')).toEqual([
      { type: 'subscribe', id: '1', topic: 'jobs', after: 104 },
    ])
  })

  it('drops an event that is told twice', () => {
    world.opens()
    wish()
    world.socket.says(event(101))
    world.socket.says(event(101))
    world.socket.says(event(99))

    expect(heard.map(({ seq }) => seq)).toEqual([101])
  })

  it('has everything fetched anew at a gap, and goes on behind it', () => {
    world.opens()
    wish()
    world.socket.says(event(101))
    world.socket.says({ type: 'gap', sub: '1', from: 102, to: 150 })
    world.socket.says(event(150))
    world.socket.says(event(151))

    expect(gaps).toBe(1)
    expect(heard.map(({ seq }) => seq)).toEqual([101, 151])
  })

  it('has everything fetched anew at a resync', () => {
    world.opens()
    wish()
    world.socket.says({ type: 'resync' })

    expect(gaps).toBe(1)
  })

  it('waits longer after each failure, and says until when', () => {
    world.opens()
    world.socket.breaks()
    expect(world.connection.status).toMatchObject({ kind: 'waiting', retryAt: 500 })

    world.passes(500)
    world.socket.breaks()
    expect(world.connection.status).toMatchObject({ kind: 'waiting', since: 0, retryAt: 1500 })
  })

  it('leaves it to polling when no upgrade ever gets through, and recovers', () => {
    world.connection.start()
    for (let failure = 0; failure < 4; failure++) {
      world.socket.breaks()
      world.passes(15_000)
    }
    expect(world.connection.status.kind).toBe('polling')

    world.passes(60_000)
    world.socket.says({ type: 'hello', seq: 1 })
    expect(world.connection.status.kind).toBe('open')
  })

  it('renews the session when the server says that it is over', async () => {
    world.opens()
    world.socket.breaks(4401)
    await vi.waitFor(() => expect(world.sockets).toHaveLength(2))

    expect(world.renew).toHaveBeenCalledOnce()
  })

  it('takes silence after a ping for a dead connection', () => {
    world.opens()
    const first = world.socket
    world.passes(20_000)
    expect(first.said('ping')).toHaveLength(1)

    world.passes(20_000)
    expect(first.closed).toBe(true)
    expect(world.connection.status.kind).toBe('waiting')
  })

  it('stands still while paused, then asks for what it missed', () => {
    world.opens()
    wish()
    world.socket.says(event(101))
    world.connection.pause()
    expect(world.socket.closed).toBe(true)
    world.passes(100_000)
    expect(world.sockets).toHaveLength(1)

    world.connection.start()
    world.socket.says({ type: 'hello', seq: 200 })
    expect(world.socket.said('subscribe')[0]).toMatchObject({ after: 101 })
  })

  it('comes back into its rooms', () => {
    world.opens()
    const leave = world.connection.join('lobby')
    world.socket.breaks()
    world.passes(500)
    world.socket.says({ type: 'hello', seq: 1 })
    expect(world.socket.said('joinRoom')).toEqual([{ type: 'joinRoom', room: 'lobby' }])

    leave()
    expect(world.socket.said('leaveRoom')).toHaveLength(1)
  })
})
