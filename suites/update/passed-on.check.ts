import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import type { Handshake, PeerRoom, RoomClient } from '../../src/peers/hosted-room.js'

const followed: Pick<Definition, 'roles' | 'needs' | 'requirements'> = {
  roles: ['follower'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent', 'submit'],
  requirements: ['MIMI-UPD-043'],
}

interface Followed {
  readonly room: PeerRoom
  /** A user of the target's, admin of a room of the hub's. */
  readonly client: RoomClient
  readonly hostClient: RoomClient
}

async function withLocalAdmin({ target, hub }: CheckContext): Promise<Followed> {
  const user = await target.user()
  const room = await target.roomAt(hub, { members: [{ user, role: 'admin' }] })
  return { room, client: room.client(user), hostClient: room.creator }
}

/** The request for a handshake at the hub's update endpoint, as the client handed it in, and what the client is told. */
async function passedOn(context: CheckContext, room: PeerRoom, handshake: Handshake, code: string): Promise<void> {
  const { hub, expect, must, that } = context
  const before = hub.requests({ action: 'update', about: room.uri }).length
  const answer = await room.send(handshake)
  const [request, ...more] = hub.requests({ action: 'update', about: room.uri }).slice(before)
  must(request, {
    expected: `the client's ${handshake.kind} at the update endpoint of ${hub.domain}, for ${room.uri}`,
    actual: `none came; the client was told ${describeAnswer(answer)}`,
    exchange: answer,
  })
  that(request?.error === null && more.length === 0, {
    expected: 'one UpdateRequest in the form of the draft',
    actual: request?.error ? request.error.message : `${more.length + 1} requests`,
    exchange: request,
  })
  const body = Buffer.from(request?.request.body ?? [])
  // Without version and wire format, which 01 leaves out. The rest may be put another way: group info in part, say.
  that(
    handshake.messages.every((message) => body.includes(Buffer.from(message.subarray(4)))),
    { expected: `the ${handshake.kind} as the client made it`, actual: 'other bytes', exchange: request },
  )
  await expect(answer).code(code)
}

export default [
  check({
    ...followed,
    id: 'update.passed-on.commit',
    title: "A follower passes a client's commit on to the hub of the room, and the client learns what came of it",
    fails: 'The commit does not arrive at the hub, is changed, comes twice, or the client is told another outcome.',
    async run(context) {
      const { room, client } = await withLocalAdmin(context)
      await passedOn(context, room, await client.change(), 'success')
    },
  }),
  check({
    ...followed,
    id: 'update.passed-on.proposals',
    title: "A follower passes a client's list of proposals on to the hub, and the client learns what came of it",
    fails: 'The proposals do not arrive at the hub, are changed, come apart, or the client is told another outcome.',
    async run(context) {
      const { room, client } = await withLocalAdmin(context)
      await passedOn(context, room, await client.leave(), 'success')
    },
  }),
  check({
    ...followed,
    id: 'update.passed-on.refusal',
    title: 'A client of a follower learns that the hub has refused its commit',
    fails: 'The client is told of success, or of another refusal than the one that the hub gave.',
    async run(context) {
      const { room, client, hostClient } = await withLocalAdmin(context)
      const late = await client.change()
      await room.update(hostClient)
      await passedOn(context, room, late, 'wrongEpoch')
    },
  }),
]
