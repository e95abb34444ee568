import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { type HostedRoom, hosting, type RoomUser } from '../../src/peers/hosted-room.js'
import { DriverFailure } from '../../src/target/driver/contract.js'
import { openedIn } from '../group-info/asking.js'
import { hosted, pseudonym, withWitness } from './rooms.js'

const linked: Pick<Definition, 'roles' | 'needs'> = { ...hosted, needs: [...hosting, 'createJoinLink'] }

const flow = check({
  ...linked,
  id: 'pseudonym.join-link.enters-and-speaks',
  title: 'Somebody under a pseudonym comes in by a join link and speaks, and everybody is told of both',
  requirements: ['MIMI-PSD-006'],
  fails:
    'With a good code the group info, the external commit or the first message is refused, or does not reach others.',
  async run(context) {
    const { peer, other, expect, arrivesIn } = context
    const { room } = await withWitness(context)
    const guest = pseudonym(peer)
    const joiningCode = await room.joinLink(room.creator.user)
    const answer = await expect(room.groupInfo({ as: guest, joiningCode })).code('success')
    if (answer.code !== 'success') return
    const from = await openedIn(context, room, answer)
    const join = await room.join(guest.device, { from, change: { participants: { add: [{ user: guest }] } } })
    await expect(room.send(join)).code('success')
    await arrivesIn(room, other, { kind: 'commit', of: join })
    if (room.client(guest).leaf === null) return
    const message = await room.client(guest).message('my name is another')
    await expect(room.submit(message)).code('accepted')
    await arrivesIn(room, other, { kind: 'application', of: message })
  },
})

interface Unentitled {
  readonly word: string
  readonly who: string
  readonly drafts?: Definition['drafts']
  /** The room, and a user of the target who may not make codes for it. */
  readonly room: (context: CheckContext) => Promise<{ room: HostedRoom; by: RoomUser }>
}

const unentitled: readonly Unentitled[] = [
  {
    word: 'outsider',
    who: 'somebody who is not in the room',
    room: async (context) => ({ ...(await withWitness(context)), by: await context.target.account() }),
  },
  {
    word: 'without-right',
    who: 'a member whose role lacks canCreateJoinCode',
    drafts: ['06'],
    async room(context) {
      const by = await context.target.account()
      return { ...(await withWitness(context, { members: [{ user: by, role: 'member' }] })), by }
    },
  },
]

const refusedLinks = unentitled.map(({ word, who, drafts, room: make }) =>
  check({
    ...linked,
    drafts,
    id: `pseudonym.join-link.by-${word}`,
    title: `A join link that ${who} asks for is not made, or does not let anybody in`,
    requirements: ['MIMI-PSD-007'],
    fails: `The target makes a join link for ${who}, and gives group info to a stranger who has it.`,
    async run(context) {
      const { peer, that, skip } = context
      const { room, by } = await make(context)
      const asked = await linkOrNone(room, by)
      const answer = asked && (await room.groupInfo({ as: pseudonym(peer), joiningCode: asked }))
      const good = await room.joinLink(room.creator.user)
      const twin = await room.groupInfo({ as: pseudonym(peer), joiningCode: good })
      if (outcomeOf(twin) !== 'accepted')
        skip(`a link of the creator's does not work either: ${describeAnswer(twin)}; judged by group-info.code.valid`)
      that(answer === null || outcomeOf(answer) !== 'accepted', {
        expected: `no join link for ${who}, or one with which a stranger gets no group info`,
        actual: answer ? `a link, and for a stranger who has it ${describeAnswer(answer)}` : '',
        exchange: answer ?? undefined,
      })
    },
  }),
)

/** Null where the target refuses to make one. */
async function linkOrNone(room: HostedRoom, by: RoomUser): Promise<Uint8Array | null> {
  try {
    return await room.joinLink(by)
  } catch (reason) {
    if (reason instanceof DriverFailure && reason.kind === 'refused') return null
    throw reason
  }
}

export default [flow, ...refusedLinks]
