/**
 * What rooms of 2, 50 and 500 members cost: updates, messages and their fanout through the reference provider, over
 * mutual TLS on loopback, as checks make and send them. The provider is a process of its own, so that processor time tells
 * its cost from Mimicry's. The rooms take turns, so that a machine that slows down slows all of them; ratios are to the
 * smallest room.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CheckContext } from '../check/context.js'
import { check } from '../check/define.js'
import { type HostedRoom, hosting, type RoomClient } from '../peers/hosted-room.js'
import type { Peer } from '../peers/peer.js'
import { startProvider } from '../provider/start.js'
import { openTarget } from '../runner/open.js'
import { targetAt } from './embedded.js'
import { prepare } from './prepare.js'
import type { Started } from './provider-thread.js'

const draft = '06'
const sizes = [2, 50, 500]
const rounds = 5
/** In one round and room. */
const updates = 8
const messages = 60
/** Messages on their way to the hub at once. */
const lanes = 8
const deadlineMs = 300_000

/** What the provider's process answers to any message: processor time that it has used, ms. */
type ProviderCpu = () => Promise<number>

interface Cost {
  wallMs: number
  clientMs: number
  providerMs: number
}

interface Round {
  makingUpdates: Cost
  updates: Cost
  makingMessages: Cost
  messages: Cost
}

interface Rig {
  readonly size: number
  readonly room: HostedRoom
  readonly bob: RoomClient
  readonly followers: readonly Peer[]
  readonly made: Cost
  readonly rounds: Round[]
}

const { send } = process
if (send) await provide(send.bind(process))
else await measure()

/** The provider's side: tells where it listens, then its processor time whenever it is asked. */
async function provide(tell: (message: unknown) => boolean): Promise<void> {
  const { close, ...started } = await startProvider({ draft, domain: 'a-06.example' })
  tell(started satisfies Started)
  process.on('message', () => tell(cpuMs()))
  process.once('disconnect', () => void close())
}

async function measure(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url))
  const started = await new Promise<Started>((resolve) => child.once('message', resolve))
  const providerCpu = async () => {
    child.send('cpu')
    const told: unknown[] = await once(child, 'message')
    const [used] = told
    return typeof used === 'number' ? used : NaN
  }
  const { configuration } = await prepare({ draft })
  const [target] = configuration.targets
  if (!target) throw new Error(`no target is configured for draft ${draft}`)
  const { signal } = new AbortController()
  const session = await openTarget(targetAt(target, started), { timeoutMs: deadlineMs, signal })
  if (!('evaluate' in session)) throw new Error('the reference provider cannot be reached')
  const evaluation = await session.evaluate(benchOf(providerCpu), { deadlineMs, signal })
  if (evaluation.verdict !== 'pass') throw new Error(`${evaluation.verdict}: ${evaluation.reason ?? 'see findings'}`)
  await session.close()
  child.disconnect()
}

/** The work, with all that a check has in hand. */
function benchOf(providerCpu: ProviderCpu) {
  return check({
    id: 'update.bench',
    title: 'Rooms of several sizes',
    requirements: ['MIMI-UPD-001'],
    roles: ['hub'],
    needs: hosting,
    fails: 'An event does not reach a follower.',
    async run(context) {
      const rigs: Rig[] = []
      for (const size of sizes) rigs.push(await open(context, size, providerCpu))
      for (let round = 0; round < rounds; round++)
        for (const rig of rigs) rig.rounds.push(await roundOf(context, rig, providerCpu))
      report(rigs)
    },
  })
}

/** A room of so many members, by one commit; one is the target's own, the others belong to three peers in turn. */
async function open(context: CheckContext, size: number, providerCpu: ProviderCpu): Promise<Rig> {
  const { target, peer, other, uninvolved } = context
  const followers = [peer, other, uninvolved].slice(0, size - 1)
  const users = Array.from({ length: size - 1 }, (_, i) => (followers[i % followers.length] ?? peer).user())
  const members = users.map((user) => ({ user, role: 'admin' }))
  const [room, made] = await costOf(providerCpu, () => target.host({ members }))
  const [first = room.creator.user] = users
  return { size, room, bob: room.client(first), followers, made, rounds: [] }
}

async function roundOf(context: CheckContext, rig: Rig, providerCpu: ProviderCpu): Promise<Round> {
  const { room, bob, followers } = rig
  const arriveAll = (of: Parameters<HostedRoom['event']>[1]['of']) =>
    Promise.all(followers.map((follower) => context.arrivesIn(room, follower, { of })))
  // Made ahead, one epoch after the other, and then sent as they are.
  const [handshakes, makingUpdates] = await costOf(providerCpu, () =>
    times(updates, async () => {
      const handshake = await bob.change()
      room.landed(handshake)
      return handshake
    }),
  )
  const [, sendingUpdates] = await costOf(providerCpu, async () => {
    for (const handshake of handshakes) await context.expect(room.send(handshake)).code('success')
    await arriveAll(handshakes.at(-1))
  })
  const [said, makingMessages] = await costOf(providerCpu, () => times(messages, () => bob.message()))
  const [, sendingMessages] = await costOf(providerCpu, async () => {
    const [marker, ...waiting] = said.toReversed()
    if (!marker) return
    const lane = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await room.submit(next).accepted()
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    await room.submit(marker).accepted()
    // A follower has the events of a room in order: with the last it has them all.
    await arriveAll(marker)
  })
  return { makingUpdates, updates: sendingUpdates, makingMessages, messages: sendingMessages }
}

function report(rigs: readonly Rig[]): void {
  console.log(`draft ${draft}; ${updates} updates and ${messages} messages a round, medians of ${rounds} rounds`)
  const [smallest] = rigs
  if (!smallest) return
  const perSecond = (rig: Rig, name: 'updates' | 'messages', many: number) =>
    (1000 * many) / median(rig.rounds.map((round) => round[name].wallMs))
  for (const rig of rigs) {
    const { size, followers, made } = rig
    console.log(
      `${size} members, ${followers.length} ${followers.length === 1 ? 'follower' : 'followers'} (made in ${made.wallMs.toFixed(0)} ms)`,
    )
    const rate = (label: string, name: 'updates' | 'messages', many: number, factor = 1) => {
      const own = factor * perSecond(rig, name, many)
      const ratio = perSecond(rig, name, many) / perSecond(smallest, name, many)
      console.log(`  ${label.padEnd(12)} ${own.toFixed(0).padStart(6)} per second  ${ratio.toFixed(2)}x`)
    }
    rate('updates', 'updates', updates)
    rate('messages', 'messages', messages)
    rate('deliveries', 'messages', messages, followers.length)
    share('update', rig.rounds, 'makingUpdates', 'updates', updates)
    share('message', rig.rounds, 'makingMessages', 'messages', messages)
  }
}

/** Processor time of one update or message: Mimicry's in making and in sending it, and the provider's. */
function share(
  what: string,
  all: readonly Round[],
  making: 'makingUpdates' | 'makingMessages',
  sending: 'updates' | 'messages',
  many: number,
): void {
  const made = median(all.map((round) => round[making].clientMs)) / many
  const client = median(all.map((round) => round[sending].clientMs)) / many
  const provider = median(all.map((round) => round[sending].providerMs)) / many
  const percent = Math.round((100 * (made + client)) / (made + client + provider))
  console.log(
    `  processor time of one ${what}: made ${made.toFixed(2)} ms, sent and received ${client.toFixed(2)} ms, ` +
      `provider ${provider.toFixed(2)} ms; Mimicry's own share ${percent}%`,
  )
}

async function costOf<T>(providerCpu: ProviderCpu, work: () => Promise<T>): Promise<[T, Cost]> {
  const before = { wall: performance.now(), client: cpuMs(), provider: await providerCpu() }
  const result = await work()
  const wallMs = performance.now() - before.wall
  const clientMs = cpuMs() - before.client
  return [result, { wallMs, clientMs, providerMs: (await providerCpu()) - before.provider }]
}

async function times<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  while (made.length < count) made.push(await make())
  return made
}

/** Processor time of this process so far, ms. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}
