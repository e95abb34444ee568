import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { tryDecode } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { type Handshake, type HostedRoom, hosting, type RoomClient } from '../../src/peers/hosted-room.js'
import { updateBody } from '../../src/peers/hosting/update-body.js'
import type { PeerUser } from '../../src/peers/user.js'
import { NotifyBody } from '../../src/wire/notify.js'

const hosted: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: hosting }

interface Scene {
  readonly room: HostedRoom
  /** An admin of the room at the peer. */
  readonly client: RoomClient
  /** Another member. */
  readonly member: PeerUser
}

/** A room of the target with an admin at the peer and a member at another one. */
async function scene({ target, peer, other }: CheckContext): Promise<Scene> {
  const [user, member] = [peer.user(), other.user()]
  const room = await target.host({ members: [{ user, role: 'admin' }, { user: member }] })
  return { room, client: room.client(user), member }
}

/** The handshake in an UpdateRequest, and what comes behind it. */
function halves(draft: Draft, handshake: Handshake): { head: Uint8Array; tail: Uint8Array } {
  const body = updateBody(draft, handshake)
  const tail = updateBody(draft, handshake.with({ messages: [new Uint8Array()] }))
  return { head: body.subarray(0, body.length - tail.length), tail }
}

const update = check({
  ...hosted,
  id: 'codec.unprefixed.update',
  title: 'An UpdateRequest begins with the handshake, without a protocol octet',
  requirements: ['MIMI-COD-017'],
  fails: 'A valid commit, in a request that begins with it, is not accepted.',
  async run(context) {
    const { room, client } = await scene(context)
    await context.expect(room.send(await client.change())).code('success')
  },
})

const fanout = check({
  ...hosted,
  id: 'codec.unprefixed.fanout',
  title: 'A FanoutMessage begins with the eight octets of its timestamp, without a protocol octet',
  requirements: ['MIMI-COD-017'],
  fails: "The body of the hub's notify is no FanoutMessage, or one only without its first octet.",
  async run(context) {
    const { draft, other, arrives, that } = context
    const { room, client } = await scene(context)
    await room.update(client)
    const record = await arrives(other, { action: 'notify', about: room.uri })
    const { body } = record.request
    const read = tryDecode(NotifyBody[draft], body)
    const prefixed = tryDecode(NotifyBody[draft], body.subarray(1)).ok
    that(read.ok, {
      expected: 'FanoutMessages, each from its timestamp on',
      actual: prefixed
        ? `one octet more before them: ${body[0]}`
        : `${Buffer.from(body.subarray(0, 16)).toString('hex')}…, which are none`,
      offset: 0,
      exchange: record,
    })
  },
})

/** Commit and proposals, each with what belongs behind the other. */
const swaps: readonly {
  word: string
  title: string
  swap: (context: CheckContext, scene: Scene) => Promise<Swapped>
}[] = [
  {
    word: 'commit',
    title: 'A commit with what belongs behind proposals',
    swap: async ({ draft }, { client, member }) => {
      const [right, other] = [await client.change(), await client.propose({ expel: [member] })]
      return { right, bytes: joined(halves(draft, right).head, halves(draft, other).tail) }
    },
  },
  {
    word: 'proposals',
    title: 'A proposal with what belongs behind a commit',
    swap: async ({ draft, other: provider }, { client, member }) => {
      const right = await client.propose({ expel: [member] })
      // With a Welcome, so that there is no way to take it for an empty list of further proposals.
      const other = await client.change({ admit: [{ user: provider.user() }] })
      return { right, bytes: joined(halves(draft, right).head, halves(draft, other).tail) }
    },
  },
]

interface Swapped {
  readonly right: Handshake
  readonly bytes: Uint8Array
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

const branches = swaps.map(({ word, title, swap }) =>
  check({
    ...hosted,
    id: `codec.update-branch.${word}`,
    title: `${title} is refused`,
    requirements: ['MIMI-COD-018'],
    fails: `${title} is answered with success.`,
    async run(context) {
      const before = await scene(context)
      const { right, bytes } = await swap(context, before)
      await context.refusesIn(before.room, {
        what: title.toLowerCase(),
        malformed: () => before.room.send(right, { tamper: () => bytes }),
        twin: right,
      })
    },
  }),
)

const form = check({
  ...hosted,
  id: 'codec.handshake-form',
  title: "The handshake in an update is taken in the draft's own form",
  requirements: ['MIMI-COD-019'],
  fails: 'A commit as PublicMessage (01) or as MLSMessage (from 02 on) is not accepted.',
  async run(context) {
    const { draft, expect, observe } = context
    const { room, client } = await scene(context)
    await expect(room.send(await client.change())).code('success')
    const next = await client.change()
    const [message = new Uint8Array()] = next.messages
    const { head, tail } = halves(draft, next)
    // Version and wire format are the four octets that make the difference.
    const other = head.length === message.length ? message.subarray(4) : message
    const answer = await room.send(next, { tamper: () => joined(other, tail) })
    if (outcomeOf(answer) === 'accepted')
      observe(`the form of the other drafts is understood, too: ${describeAnswer(answer)}`, answer)
  },
})

/** Room for the resolution of clocks and for what the skew was measured with, ms. */
const toleranceMs = 2_000

const times: readonly {
  word: string
  title: string
  /** ms since the epoch, as the target tells it; null where it tells none. */
  time: (context: CheckContext, scene: Scene) => Promise<bigint | null>
}[] = [
  {
    word: 'update',
    title: 'The acceptance time in the answer to an update',
    time: async (_context, { room, client }) => acceptedTime((await room.update(client)).value),
  },
  {
    word: 'submit',
    title: 'The acceptance time in the answer to a message',
    time: async (_context, { room, client }) =>
      acceptedTime((await room.submit(await client.message('what time is it?')).accepted()).value),
  },
  {
    word: 'fanout',
    title: 'The timestamp of an event that is fanned out',
    time: async ({ other, arrivesIn }, { room, client }) => {
      const commit = await client.change()
      await room.send(commit).accepted()
      return (await arrivesIn(room, other, { of: commit })).timestamp
    },
  },
]

/** The member that 01 and 02ed spell otherwise than 06. */
function acceptedTime(value: object | null): bigint | null {
  for (const name of ['acceptedTimestamp', 'accepted_timestamp']) {
    const time: unknown = value && Reflect.get(value, name)
    if (typeof time === 'bigint') return time
  }
  return null
}

const acceptance = times.map(({ word, title, time }) =>
  check({
    ...hosted,
    id: `codec.acceptance-time.${word}`,
    title: `${title} is in milliseconds since the UNIX epoch`,
    requirements: ['MIMI-COD-022'],
    fails: `${title} does not lie between request and answer, less the skew of the clocks.`,
    async run(context) {
      const { skewMs, that, skip } = context
      const before = await scene(context)
      const from = Date.now()
      const told = await time(context, before)
      const until = Date.now()
      if (told === null) return skip('the answer has no acceptance time')
      const at = Number(told) - skewMs
      that(at >= from - toleranceMs && at <= until + toleranceMs, {
        expected: `milliseconds since the UNIX epoch, from ${from} to ${until} (give or take ${toleranceMs})`,
        actual: `${told}${skewMs === 0 ? '' : `, by a clock that is ${skewMs} ms ahead`}`,
      })
    },
  }),
)

export default [update, fanout, ...branches, form, ...acceptance]
