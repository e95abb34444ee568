import { setTimeout as sleep } from 'node:timers/promises'
import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { decode, encode } from '../../src/codec/index.js'
import { signWithLabel } from '../../src/mls/sign.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { hosting, type HostedRoom } from '../../src/peers/hosted-room.js'
import type { PeerDevice, PeerUser } from '../../src/peers/user.js'
import { GroupInfoRequestTBS, GroupInfoRequestTBSAsSent } from '../../src/wire/group-info.js'
import { fetched, hosted } from './asking.js'

const linked = { ...hosted, needs: [...hosting, 'createJoinLink' as const] }

/** A room, and somebody who has no part in it. */
async function withOutsider({ target, peer, other }: CheckContext): Promise<{ room: HostedRoom; outsider: PeerUser }> {
  const room = await target.host({ members: [{ user: peer.user() }] })
  return { room, outsider: other.user({ name: 'outsider' }) }
}

/** The other dialect of R-W06: the code is signed as it is sent. */
function signedAsSent({ draft }: CheckContext, { mls }: PeerDevice) {
  const { privateKey } = mls.signatureKeys()
  return (_: Uint8Array, content: Uint8Array) => {
    const { joiningCode, ...rest } = decode(GroupInfoRequestTBS[draft], content)
    const asSent = encode<unknown>(GroupInfoRequestTBSAsSent[draft], { ...rest, joiningCode: joiningCode ?? [] })
    return signWithLabel(mls.suite, privateKey, 'GroupInfoRequestTBS', asSent)
  }
}

const valid = check({
  ...linked,
  id: 'group-info.code.valid',
  title: 'A valid joining code opens the group info to somebody who is not a participant',
  requirements: ['MIMI-GRP-005', 'MIMI-GRP-002'],
  fails: 'A request with a joining code that the target has made for the room is refused.',
  async run(context) {
    const { that, observe } = context
    const { room, outsider } = await withOutsider(context)
    const joiningCode = await room.joinLink(room.creator.user)
    const answer = await room.groupInfo({ as: outsider, joiningCode })
    const granted = outcomeOf(answer) === 'accepted'
    const second = granted
      ? answer
      : await room.groupInfo({ as: outsider, joiningCode, signature: signedAsSent(context, outsider.device) })
    if (!granted && outcomeOf(second) === 'accepted')
      observe(
        'the joining code has to be signed as it is sent (reading signedJoiningCode: as-sent)',
        second,
        'MIMI-GRP-002',
      )
    that(outcomeOf(second) === 'accepted', {
      expected: 'success, for a joining code made a moment ago, used for the first time',
      actual: `${describeAnswer(answer)}, and ${describeAnswer(second)} where the code is signed as it is sent`,
      exchange: answer,
    })
  },
})

interface BadCode {
  readonly word: string
  readonly what: string
  /** A code that is no good any more, or never was. */
  readonly spoil: (context: CheckContext, room: HostedRoom) => Promise<Uint8Array>
}

const badCodes: readonly BadCode[] = [
  {
    word: 'unknown',
    what: 'a joining code that nobody has made',
    spoil: async (_context, room) => {
      const code = await room.joinLink(room.creator.user)
      return code.map((octet, index) => (index === code.length - 1 ? octet ^ 1 : octet))
    },
  },
  {
    word: 'other-room',
    what: 'a joining code for another room',
    spoil: async ({ target, peer }) => {
      const elsewhere = await target.host({ members: [{ user: peer.user() }] })
      return elsewhere.joinLink(elsewhere.creator.user)
    },
  },
  {
    word: 'expired',
    what: 'a joining code whose lifetime of one second is over',
    spoil: async ({ signal }, room) => {
      const code = await room.joinLink(room.creator.user, { lifetimeS: 1 })
      await sleep(1_300, undefined, { signal })
      return code
    },
  },
  {
    word: 'used',
    what: 'a joining code for one use, by which somebody has joined',
    spoil: async (context, room) => {
      const user = context.other.user({ name: 'first' })
      const joiningCode = await room.joinLink(room.creator.user, { uses: 1 })
      const { opened } = await fetched(context, room, { as: user, joiningCode })
      const join = await room.join(user.device, { from: opened, change: { participants: { add: [{ user }] } } })
      await room.send(join).accepted()
      return joiningCode
    },
  },
]

const bad = badCodes.map(({ word, what, spoil }) =>
  check({
    ...linked,
    id: `group-info.code.${word}`,
    title: `Somebody who is not a participant gets no group info for ${what}`,
    requirements: ['MIMI-GRP-005'],
    fails: `A request by a stranger with ${what} is answered with success.`,
    async run(context) {
      const { room, outsider } = await withOutsider(context)
      const spoiled = await spoil(context, room)
      const good = await room.joinLink(room.creator.user)
      await context.refusesIn(room, {
        what: `a request with ${what}`,
        malformed: () => room.groupInfo({ as: outsider, joiningCode: spoiled }),
        twin: () => room.groupInfo({ as: outsider, joiningCode: good }),
      })
    },
  }),
)

export default [valid, ...bad]
