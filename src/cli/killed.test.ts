import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decode } from '../codec/index.js'
import { createDevice } from '../mls/device.js'
import { MLSMessage } from '../mls/wire/index.js'
import { decodeIn } from '../wire/by-draft.js'
import { FanoutMessage } from '../wire/notify.js'
import {
  alice,
  domain,
  foreignEvent,
  foreignRoom,
  KillableProvider,
  Neighbour,
  openRoom,
  textOf,
} from './killed-rig.js'

const kills = 4
const mostTurns = 100_000

/** Numbers from 0 to below `limit`, the same in each run (mulberry32). */
function randomly(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

it('loses nothing that it acknowledged and doubles nothing, whenever it is killed', { timeout: 120_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mimicry-killed-'))
  const random = randomly(6)
  const provider = await KillableProvider.create(directory)
  await provider.start()
  const driver = provider.driver()
  const trust = await readFile(join(directory, 'authority.pem'), 'utf8')
  const neighbour = await Neighbour.start(provider.port, trust, () => random(4) === 0)
  try {
    const { facts, trustAnchor } = neighbour
    await driver.perform('ready', { draft: '06', peers: [facts], trustAnchors: [trustAnchor], userTrustAnchors: [] })
    await driver.perform('createUser', { uri: alice, profile: [], search: 'open' })
    const device = createDevice({ draft: '06', userUri: alice, clientUri: `mimi://${domain}/d/alice-1` })
    const keyPackages = device.keyPackages(400).map(({ bytes }) => bytes)
    await driver.perform('publishKeyPackages', { user: alice, device: device.clientUri, keyPackages })
    await driver.perform('setConsent', { user: alice, decision: 'grant', requester: 'everyone' })
    const { room, message } = await openRoom(driver, device)
    const invited = await neighbour.claim()
    expect((await neighbour.post('notify', foreignRoom, foreignEvent(1, invited ?? Uint8Array.of())))?.status).toBe(201)

    const accepted: string[] = []
    const notified: string[] = []
    const claimed: string[] = []
    const created: string[] = []
    const provided = { alive: true, acknowledged: 0 }
    let made = 0

    /** Each turn does one thing until it is told what came of it, or only once where a repetition would be a second thing. */
    const turns: (() => Promise<boolean>)[] = [
      async () => {
        const text = `said ${made++}`
        if ((await neighbour.submit(room, message(text))) !== true) return false
        accepted.push(text)
        return true
      },
      async () => {
        const text = `told ${made++}`
        const body = foreignEvent(1_000 + made, text)
        for (let tries = 0; tries < mostTurns; tries += 1) {
          if ((await neighbour.post('notify', foreignRoom, body))?.status === 201) break
          await new Promise((go) => setTimeout(go, 5))
        }
        notified.push(text)
        return true
      },
      async () => {
        const ref = await neighbour.claim()
        if (ref) claimed.push(Buffer.from(ref).toString('hex'))
        return ref !== null
      },
      async () => {
        const uri = `mimi://${domain}/u/user-${made++}`
        const done = await driver.perform('createUser', { uri, profile: [], search: 'open' }).catch(() => null)
        if (done) created.push(uri)
        return done !== null
      },
    ]
    const work = async (turn: () => Promise<boolean>) => {
      while (provided.alive) if (await turn()) provided.acknowledged += 1
    }

    for (let kill = 0; kill < kills; kill += 1) {
      provided.alive = true
      const enough = provided.acknowledged + 10 + random(40)
      const workers = [...turns, ...turns].map(work)
      for (let turn = 0; provided.acknowledged < enough && turn < mostTurns; turn += 1)
        await new Promise((go) => setImmediate(go))
      await provider.kill()
      provided.alive = false
      await provider.start()
      await Promise.all(workers)
    }

    const read = async () => {
      const { entries } = await driver.perform('inbox', { user: alice, device: device.clientUri, after: 0, waitMs: 0 })
      return entries.flatMap((entry) => textOf(decode(MLSMessage['06'], entry.message)) ?? [])
    }
    const inbox = await read()
    expect(accepted.length).toBeGreaterThan(0)
    expect(inbox.filter((text) => accepted.includes(text)).toSorted()).toEqual(accepted.toSorted())
    expect(inbox.filter((text) => text.startsWith('told')).toSorted()).toEqual(notified.toSorted())
    expect(new Set(inbox).size).toBe(inbox.length)

    // The follower has what the own device has, in the same order.
    const ours = inbox.filter((text) => text.startsWith('said'))
    const followed = () => neighbour.told.flatMap((body) => textOf(decodeIn(FanoutMessage, '06', body).message) ?? [])
    for (let turn = 0; followed().length < ours.length && turn < 1_000; turn += 1) {
      await new Promise((go) => setTimeout(go, 10))
    }
    expect(followed()).toEqual(ours)

    expect(new Set(claimed).size).toBe(claimed.length)
    for (const uri of created) {
      await expect(driver.perform('createUser', { uri, profile: [], search: 'open' })).rejects.toThrow(/exists/)
    }
    await driver.perform('restart', {})
    expect(await read()).toEqual(inbox)
  } finally {
    await driver.close()
    await provider.kill()
    await neighbour.close()
    await rm(directory, { recursive: true })
  }
})
