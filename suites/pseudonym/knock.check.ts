import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import type { HostedRoom, RoomClient } from '../../src/peers/hosted-room.js'
import { openedIn } from '../group-info/asking.js'
import { hosted, pseudonym, withWitness } from './rooms.js'

/** A knock room, looked after by an admin at the other peer, with an ordinary member at a third one, and its door. */
async function atTheDoor(context: CheckContext) {
  const { peer, uninvolved } = context
  const ordinary = uninvolved.user({ name: 'ordinary' })
  const knocking = await withWitness(context, { kind: 'knock', members: [{ user: ordinary }] })
  return { ...knocking, knocker: pseudonym(peer) }
}

/** The knocker comes in: preparation. */
async function inside(context: CheckContext) {
  const { room, knocker, ...rest } = await atTheDoor(context)
  const answer = await room.groupInfo({ as: knocker }).accepted()
  const from = await openedIn(context, room, answer)
  const join = await room.join(knocker.device, { from, change: { participants: { add: [{ user: knocker }] } } })
  await room.send(join).accepted()
  return { room, knocker, client: room.client(knocker), ...rest }
}

/** Something that everybody in the room is told, after what came before. */
async function afterwards(room: HostedRoom, by: RoomClient) {
  const commit = await by.change()
  await room.send(commit).accepted()
  return commit
}

const flow = check({
  ...hosted,
  id: 'pseudonym.knock.enters-and-leaves',
  title: 'Anybody comes into a knock room by an external commit, leaves one message, and goes by Remove proposals',
  requirements: ['MIMI-PSD-008'],
  fails:
    'One of the four steps is refused: group info, external commit, message, proposals; or the admins hear no message.',
  async run(context) {
    const { other, expect, arrivesIn } = context
    const { room, knocker } = await atTheDoor(context)
    const answer = await expect(room.groupInfo({ as: knocker })).code('success')
    if (answer.code !== 'success') return
    const from = await openedIn(context, room, answer)
    const join = await room.join(knocker.device, { from, change: { participants: { add: [{ user: knocker }] } } })
    const joined = await expect(room.send(join)).code('success')
    if (joined.code !== 'success') return
    const knock = await room.client(knocker).message('may I come in')
    await expect(room.submit(knock)).code('accepted')
    await arrivesIn(room, other, { kind: 'application', of: knock })
    const leave = await room.client(knocker).leave()
    await expect(room.send(leave)).code('success')
    await arrivesIn(room, other, { kind: 'proposal', of: leave })
  },
})

const once = check({
  ...hosted,
  id: 'pseudonym.knock.once',
  title: 'Who comes into a knock room can leave one message and no second one',
  requirements: ['MIMI-PSD-009'],
  drafts: ['02ed', '06'],
  fails: 'A second message of the same newcomer is accepted.',
  async run(context) {
    const { refusesIn } = context
    const { room, client, witness } = await inside(context)
    await room.say(client, 'may I come in')
    await refusesIn(room, {
      what: 'a second message of somebody who has left one in a knock room',
      malformed: await client.message('hello?'),
      twin: await room.client(witness).message('one who looks after the room may speak'),
      codes: ['notAllowed'],
      otherCode: 'warn',
    })
  },
})

const unheard = check({
  ...hosted,
  id: 'pseudonym.knock.unheard',
  title: 'Ordinary users in a knock room receive no application messages',
  requirements: ['MIMI-PSD-009'],
  fails: 'The provider of an ordinary member, who has no part in looking after the room, is sent the knock.',
  async run(context) {
    const { other, uninvolved, arrivesIn, silentIn } = context
    const { room, client, witness } = await inside(context)
    const knock = await room.say(client, 'for those who look after the room')
    await arrivesIn(room, other, { kind: 'application', of: knock })
    const commit = await afterwards(room, room.client(witness))
    await silentIn(
      room,
      uninvolved,
      { kind: 'application', of: knock },
      {
        expected: `no application message at ${uninvolved.domain}, whose user is an ordinary one in this knock room`,
        marker: () => arrivesIn(room, uninvolved, { kind: 'commit', of: commit }),
      },
    )
  },
})

export default [flow, once, unheard]
