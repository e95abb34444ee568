import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from './journal.js'
import { createMemory } from './memory.js'
import type { NamedChange } from './store/change.js'
import { changesOf } from './store/index.js'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mimicry-journal-'))
})
afterEach(() => rm(directory, { recursive: true }))

const file = () => join(directory, 'journal')

/** A journal over a list of changes, which is its state. */
async function open() {
  const state: NamedChange[] = []
  const journal = await openJournal({ directory, replay: (change) => state.push(change), changes: () => state })
  const add = (change: NamedChange) => {
    state.push(change)
    journal.append(change)
  }
  return { ...journal, state, add }
}

const change = (number: number): NamedChange => ['users', 'create', { number, bytes: Uint8Array.of(1, 2), time: 7n }]

describe('a journal', () => {
  it('gives back what was written, in order', async () => {
    const before = await open()
    for (let number = 0; number < 50; number += 1) {
      before.add(change(number))
      if (number % 7 === 0) await before.flushed()
    }
    await before.close()
    const after = await open()
    expect(after.state).toEqual(Array.from({ length: 50 }, (_, number) => change(number)))
    await after.close()
  })

  it('takes a frame that was cut off at any byte for one that was never written, and goes on behind the last whole one', async () => {
    const before = await open()
    before.add(change(1))
    await before.flushed()
    const whole = (await stat(file())).size
    before.add(change(2))
    await before.close()
    const bytes = await readFile(file())
    for (let end = bytes.length - 1; end > whole; end -= 7) {
      await writeFile(file(), bytes.subarray(0, end))
      const cut = await open()
      expect(cut.state).toEqual([change(1)])
      cut.add(change(3))
      await cut.close()
      const after = await open()
      expect(after.state).toEqual([change(1), change(3)])
      await after.close()
    }
  })

  it('begins anew behind a head that was cut off, and refuses what is no journal or damaged in the middle', async () => {
    await (await open()).close()
    await truncate(file(), 5)
    await (await open()).close()
    await writeFile(file(), 'something else entirely')
    await expect(open()).rejects.toThrow(/no journal/)
    await rm(file())
    const journal = await open()
    for (const number of [1, 2]) {
      journal.add(change(number))
      await journal.flushed()
    }
    await journal.close()
    const bytes = await readFile(file())
    bytes[40] = (bytes[40] ?? 0) ^ 1
    await writeFile(file(), bytes)
    await expect(open()).rejects.toThrow(/damaged at byte 18/)
  })

  it('is written anew when it has grown long, and stays short', async () => {
    const journal = await open()
    const long: NamedChange = ['users', 'create', new Uint8Array(1 << 20)]
    journal.add(change(1))
    for (let round = 0; round < 40; round += 1) {
      journal.append(long)
      await journal.flushed()
    }
    await journal.close()
    expect((await stat(file())).size).toBeLessThan(10 << 20)
    const after = await open()
    expect(after.state[0]).toEqual(change(1))
    await after.close()
  })
})

describe('a memory that is kept', () => {
  const user = (uri: string) => ({ uri, profile: [], search: 'open' as const })

  it('has each store as it was, by its changes and by what they come to', async () => {
    const memory = await createMemory(directory)
    const { users, dedup, inboxes, rooms, keys, consent, codes, fanout, peers } = memory.store
    users.create(user('a'))
    users.create(user('gone'))
    users.delete('gone')
    users.addDevice('a', 'a-1')
    dedup.remember('x')
    rooms.join('r', 'a-1')
    keys.route('f00', 'a-1')
    keys.relay('b00', 'c.example')
    consent.decide({ target: 'a', requester: 'b', room: null }, 'grant')
    consent.ask({ target: 'a', requester: 'c', room: 'r' })
    consent.hear({ target: 'd', requester: 'a', room: null }, 'revoke')
    codes.add('r', { code: Uint8Array.of(1), by: 'a', expires: 9, uses: 2 })
    codes.use('r', Uint8Array.of(1))
    for (const number of [1, 2, 3]) {
      inboxes.deliver('a-1', { room: 'r', timestamp: 5n, message: Uint8Array.of(number) })
      fanout.add({ domain: 'b', room: 'r', event: Uint8Array.of(number), since: 3 })
    }
    fanout.done(1)
    peers.know({ peers: [{ domain: 'b', host: 'h', port: 1, assetHost: true }], trustAnchors: ['pem'] })
    const before = [...changesOf(memory.store)]
    await memory.close()

    const after = await createMemory(directory)
    expect([...changesOf(after.store)]).toEqual(before)
    expect(after.store.users.find('gone')?.deleted).toBe(true)
    expect(after.store.inboxes.read('a-1', 1).map(({ cursor }) => cursor)).toEqual([2, 3])
    expect(after.store.codes.find('r', Uint8Array.of(1))?.uses).toBe(1)
    // Written anew, it counts on from where it was.
    after.forget()
    for (const [name, ...rest] of before)
      Reflect.apply(Reflect.get(Reflect.get(after.store, name), rest[0]), null, rest.slice(1))
    await after.close()
    const anew = await createMemory(directory)
    expect([...changesOf(anew.store)]).toEqual(before)
    expect(anew.store.fanout.add({ domain: 'b', room: 'r', event: Uint8Array.of(4), since: 4 })).toBe(4)
    await anew.close()
  })

  it('is for one at a time, and for whoever comes after one that was killed', async () => {
    const memory = await createMemory(join(directory, 'made', 'for it'))
    await expect(createMemory(join(directory, 'made', 'for it'))).rejects.toThrow(/in use by process/)
    await memory.close()
    await (await createMemory(join(directory, 'made', 'for it'))).close()
    // No process has this number.
    await writeFile(join(directory, 'lock'), `${2 ** 31 - 1}`)
    await (await createMemory(directory)).close()
  })

  it('forgets', async () => {
    const memory = await createMemory(directory)
    memory.store.users.create(user('a'))
    await memory.durable()
    memory.forget()
    memory.store.users.create(user('b'))
    await memory.close()
    const after = await createMemory(directory)
    expect([...after.store.users.all()].map(({ uri }) => uri)).toEqual(['b'])
    await after.close()
  })
})
