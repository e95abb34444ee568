import { describe, expect, it } from 'vitest'
import type { Headers } from '../transport/exchange.js'
import type { Told } from './outbound.js'
import { createOutbox, type Outbox, type OutboxOptions } from './outbox.js'
import { createPorts, type Ports } from './ports.js'

const timing = { tryMs: 1_000, firstMs: 1, longestMs: 4, giveUpMs: 10_000 }

interface Sent {
  readonly to: string
  readonly room: string
  readonly text: string
}

/** An outbox whose requests are answered by `answer`, with what was sent so far. */
function rig(
  answer: (sent: Sent, all: readonly Sent[]) => Promise<number | Told> | number | Told,
  options: Partial<OutboxOptions> = {},
) {
  const ports: Ports = options.ports ?? createPorts('06')
  const sent: Sent[] = []
  const outbox: Outbox = createOutbox({
    ports,
    durable: async () => undefined,
    timing,
    async notify(to, room, body, signal) {
      const one = { to, room, text: Buffer.from(body).toString() }
      sent.push(one)
      const gone = new Promise<number>((resolve) => signal.addEventListener('abort', () => resolve(502)))
      const told = await Promise.race([answer(one, sent), gone])
      return typeof told === 'number' ? { status: told, headers: [], body: new Uint8Array() } : told
    },
    ...options,
  })
  const send = (to: string, room: string, ...texts: string[]) =>
    texts.forEach((text) => outbox.enqueue(to, room, Buffer.from(text)))
  const idle = async () => {
    while ([...ports.store.fanout.all()].length > 0) await new Promise((go) => setTimeout(go, 1))
  }
  const texts = (to: string, room: string) =>
    sent.filter((one) => one.to === to && one.room === room).map(({ text }) => text)
  return { ports, outbox, sent, send, idle, texts }
}

const never = () => new Promise<number>(() => undefined)

describe('the outbox', () => {
  it('sends the events of a room in order, each when the one before was taken', async () => {
    let busy = 0
    const { send, idle, texts } = rig(async () => {
      expect((busy += 1)).toBe(1)
      await new Promise((go) => setImmediate(go))
      busy -= 1
      return 201
    })
    send('b', 'r', '1', '2', '3')
    send('b', 'r', '4')
    await idle()
    expect(texts('b', 'r')).toEqual(['1', '2', '3', '4'])
  })

  it.each([200, 202, 400, 404, 500, 502, 503, 504])(
    'repeats what was answered %i, byte for byte, until it is taken',
    async (status) => {
      const { send, idle, texts } = rig((_, all) => (all.length < 4 ? status : 201))
      send('b', 'r', 'one', 'two')
      await idle()
      expect(texts('b', 'r')).toEqual(['one', 'one', 'one', 'one', 'two'])
    },
  )

  it('lets neither a follower nor a room wait for another', async () => {
    const { send, texts, outbox, ports } = rig(({ to, room }) => (to === 'slow' && room === 'r' ? never() : 201))
    send('slow', 'r', 'held', 'behind it')
    send('slow', 'other', '1')
    send('quick', 'r', '1', '2')
    await new Promise((go) => setTimeout(go, 20))
    expect([texts('slow', 'r'), texts('slow', 'other'), texts('quick', 'r')]).toEqual([['held'], ['1'], ['1', '2']])
    await outbox.close()
    expect([...ports.store.fanout.all()].map(({ event }) => Buffer.from(event).toString())).toEqual([
      'held',
      'behind it',
    ])
  })

  it('has so many requests to one follower under way and no more', async () => {
    let busy = 0
    let most = 0
    const { send, idle, sent } = rig(async () => {
      most = Math.max(most, (busy += 1))
      await new Promise((go) => setTimeout(go, 2))
      busy -= 1
      return 201
    })
    for (let room = 0; room < 50; room += 1) send('b', `r${room}`, 'event')
    await idle()
    expect([most, busy, sent.length]).toEqual([16, 0, 50])
  })

  it('goes on with what was queued before it began, and keeps what it was closed upon', async () => {
    const before = rig(never)
    before.send('b', 'r', '1', '2')
    await before.outbox.close()
    const after = rig(() => 201, { ports: before.ports })
    after.send('b', 'r', '3')
    await after.idle()
    expect(after.texts('b', 'r')).toEqual(['1', '2', '3'])
  })

  it('sends nothing before it is durable', async () => {
    let settle = (): void => undefined
    const durable = new Promise<void>((go) => (settle = go))
    const { send, idle, sent } = rig(() => 201, { durable: () => durable })
    send('b', 'r', '1')
    await new Promise((go) => setTimeout(go, 5))
    expect(sent).toEqual([])
    settle()
    await idle()
    expect(sent.length).toBe(1)
  })

  it('gives an event up after its time, and goes on', async () => {
    const { send, idle, texts } = rig(({ text }) => (text === 'lost' ? 500 : 201), {
      timing: { ...timing, giveUpMs: 10 },
    })
    send('b', 'r', 'lost', 'next')
    await idle()
    expect(texts('b', 'r').at(-1)).toBe('next')
    expect(texts('b', 'r').length).toBeGreaterThan(2)
  })

  it('waits as the rules say, longer where the follower asks for it, and never longer than until it gives up', async () => {
    const waits: number[] = []
    const answers = ['7', '0', '3600'].map((value) => [['Retry-After', value]] satisfies Headers)
    const { send, idle } = rig(
      (_, all) => ({
        status: all.length > 3 ? 201 : 503,
        headers: answers[all.length - 1] ?? [],
        body: new Uint8Array(),
      }),
      { wait: async (ms) => void waits.push(ms) },
    )
    send('b', 'r', '1')
    await idle()
    expect(waits).toEqual([7_000, 2, 10_000])
  })
})

describe('the rules of delivery', () => {
  const { delivery } = createPorts('06').rules
  const failed = (tries: number) => ({ headers: [], tries, now: 0, timing })

  it('wait twice as long each time, up to a bound', () => {
    expect([1, 2, 3, 4, 900].map((tries) => delivery.waitMs(failed(tries)))).toEqual([1, 2, 4, 4, 4])
  })

  it('read Retry-After as seconds or as a date, and take nothing else for one', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    const guidance = (value: string) => delivery.guidanceMs([['retry-after', value]], now)
    expect(guidance('20')).toBe(20_000)
    expect(guidance('Thu, 01 Jan 2026 00:00:07 GMT')).toBe(7_000)
    expect(guidance('Wed, 31 Dec 2025 00:00:00 GMT')).toBe(0)
    expect([guidance('soon'), guidance('-1'), guidance(''), delivery.guidanceMs([], now)]).toEqual([0, 0, 0, 0])
  })
})
