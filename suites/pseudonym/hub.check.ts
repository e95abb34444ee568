import { setTimeout as sleep } from 'node:timers/promises'
import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { decode } from '../../src/codec/index.js'
import { MLSMessage } from '../../src/mls/wire/index.js'
import { type EventMatch, type HostedRoom, hosting } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import { hosted, pseudonym, withWitness } from './rooms.js'

const acting: Pick<Definition, 'roles' | 'needs' | 'requirements'> = {
  ...hosted,
  needs: [...hosting, 'hubAct'],
  requirements: ['MIMI-PSD-013'],
}

/** Two participants under pseudonyms, at providers of their own: in 01 a message is known by its provider alone. */
async function twoOfThem(context: CheckContext) {
  const { peer, uninvolved } = context
  const [someone, another] = [pseudonym(peer), pseudonym(uninvolved)]
  return { ...(await withWitness(context, { members: [{ user: someone }, { user: another }] })), someone, another }
}

const silences = check({
  ...acting,
  id: 'pseudonym.hub.silences',
  title: 'Who is silenced by the hub, known to it by a pseudonym alone, cannot speak any more; others can',
  fails: 'A message of the silenced participant is accepted.',
  async run(context) {
    const { room, someone, another } = await twoOfThem(context)
    await room.say(room.client(someone), 'before')
    await room.act('silence', someone)
    await context.refusesIn(room, {
      what: 'a message of a participant whom the hub has silenced',
      malformed: await room.client(someone).message('after'),
      twin: await room.client(another).message('I may'),
      codes: ['notAllowed'],
      otherCode: 'warn',
    })
  },
})

/** The hub's own Remove of a user's client. */
function removing({ draft }: CheckContext, room: HostedRoom, user: PeerUser): EventMatch {
  const leaf = room.client(user).leaf
  const isRemove = (message: Uint8Array) => {
    const read = decode(MLSMessage[draft], message)
    if (!('public_message' in read)) return false
    const { content } = read.public_message
    return (
      content.sender.sender_type === 'external' &&
      content.content_type === 'proposal' &&
      'removed' in content.proposal &&
      content.proposal.removed === leaf
    )
  }
  return { kind: 'proposal', where: ({ message, more }) => [message, ...more].some(isRemove) }
}

const kicks = check({
  ...acting,
  id: 'pseudonym.hub.kicks',
  title: 'Who is kicked by the hub is proposed for removal at every provider, and members commit it',
  fails: 'No Remove of the kicked client comes by fanout from the hub as external sender, or it cannot be committed.',
  async run(context) {
    const { room, someone, witness } = await twoOfThem(context)
    await room.act('kick', someone)
    const { leaf } = room.client(someone)
    const removal = await context.arrivesIn(room, context.other, removing(context, room, someone), {
      expected: `a Remove of leaf ${leaf} that the hub proposes as external sender, at ${context.other.domain}`,
    })
    room.heard(removal)
    const commit = await room.client(witness).change({ participants: { remove: [someone] } })
    await context.expect(room.send(commit)).code('success')
  },
})

/** Banned, gone from the group, and at the door again: the commit that would bring them back. */
async function bannedOne(context: CheckContext, durationS?: number) {
  const { room, someone, another, witness } = await twoOfThem(context)
  await room.act('ban', someone, durationS)
  const removal = await room.event(context.other, removing(context, room, someone))
  room.heard(removal ?? context.skip('the hub does not propose to remove whom it bans; judged by pseudonym.hub.kicks'))
  await room.update(room.client(witness), { participants: { remove: [someone] } })
  const admit = (user: PeerUser) => room.client(witness).change({ admit: [{ user }] })
  return { room, someone, another, admit }
}

const bans = check({
  ...acting,
  id: 'pseudonym.hub.bans',
  title: 'Who is banned by the hub is taken out, and is not let in again, not even by an admin',
  fails: 'The banned user comes back into the room by a commit of an admin.',
  async run(context) {
    const { room, someone, admit } = await bannedOne(context)
    await context.refusesIn(room, {
      what: 'an add of somebody whom the hub has banned',
      malformed: await admit(someone),
      twin: await admit(pseudonym(context.peer)),
      codes: ['notAllowed', 'invalidProposal'],
      otherCode: 'warn',
    })
  },
})

const unbans = check({
  ...acting,
  id: 'pseudonym.hub.unbans',
  title: 'Whose ban the hub has lifted can be added again',
  fails: 'An add of the user is refused after the ban was lifted.',
  async run(context) {
    const { room, someone, admit } = await bannedOne(context)
    await room.act('unban', someone)
    await context.expect(room.send(await admit(someone))).code('success')
  },
})

const forATime = check({
  ...acting,
  id: 'pseudonym.hub.bans-for-a-time',
  title: 'Who was banned by the hub for a second can be added again when it is over',
  fails: 'An add of the user is refused though the time of the ban has passed.',
  async run(context) {
    const { room, someone, admit } = await bannedOne(context, 1)
    await sleep(1_300, undefined, { signal: context.signal })
    await context.expect(room.send(await admit(someone))).code('success')
  },
})

export default [silences, kicks, bans, unbans, forATime]
