import { check } from '../../src/check/define.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import { hosting } from '../../src/peers/hosted-room.js'
import { hosted, twoPeers } from '../update/rooms.js'
import { refusesByCode } from './messages.js'

const named = [
  check({
    ...hosted,
    id: 'submit.sender.stranger',
    title: 'A message of a user who is not in the room is refused, whoever else of that provider is in it',
    requirements: ['MIMI-SUB-005', 'MIMI-SUB-007'],
    fails: 'A message whose sendingUri names nobody in the participant list is answered with accepted.',
    async run(context) {
      const { room, member, memberClient } = await twoPeers(context)
      const stranger = context.other.user({ name: 'stranger' })
      const malformed = await memberClient.message('let me in', { sender: stranger.uri })
      await refusesByCode(context, room, {
        what: `a message of ${stranger.uri}, who is not in the room`,
        requirement: 'MIMI-SUB-007',
        malformed: () => room.submit(malformed),
        twin: await memberClient.message('the twin', { sender: member.uri }),
        codes: ['notAllowed'],
      })
    },
  }),
  check({
    ...hosted,
    id: 'submit.sender.inactive',
    title: 'A message of a participant who has no client in the group is refused',
    requirements: ['MIMI-SUB-005'],
    fails: 'A message whose sendingUri names an inactive participant is answered with accepted.',
    async run(context) {
      const inactive = context.other.user({ name: 'inactive' })
      const { room, memberClient } = await twoPeers(context, { members: [{ user: inactive, clients: 0 }] })
      await context.refusesIn(room, {
        what: `a message of ${inactive.uri}, who has no client in the group`,
        malformed: await memberClient.message('not me', { sender: inactive.uri }),
        twin: await memberClient.message('the twin'),
        codes: ['notAllowed'],
        otherCode: 'warn',
      })
    },
  }),
  check({
    ...hosted,
    id: 'submit.sender.other-provider',
    title: "A provider cannot name another provider's user as the sender",
    requirements: ['MIMI-SUB-006'],
    fails: 'A message that names a user of another provider is answered with accepted (a warning).',
    async run(context) {
      const { peer, other, refusesIn } = context
      const { room, adminClient } = await twoPeers(context)
      const [forged, twin] = [await adminClient.message('forged'), await adminClient.message('the twin')]
      await refusesIn(room, {
        what: `a message of a user of ${peer.domain}, handed in by ${other.domain}`,
        malformed: () => room.submit(forged, { via: other }),
        twin,
        accepted: 'warn',
        codes: ['notAllowed'],
        otherCode: 'warn',
      })
    },
  }),
]

/** 01 does not say who sends: what the hub then takes from a provider that nobody of the room belongs to is a warning. */
const unnamed = byDraft({ '01': 'warn', '02ed': undefined, '06': undefined } as const)

const uninvolved = check({
  ...hosted,
  id: 'submit.uninvolved',
  title: 'A message from a provider of which nobody is in the room is refused',
  requirements: ['MIMI-SUB-013'],
  fails: 'It is answered with accepted (a warning in 01, where no message names its sender).',
  async run(context) {
    const { draft, uninvolved: stranger } = context
    const { room, memberClient } = await twoPeers(context)
    const sender = stranger.user().uri
    const malformed = await memberClient.message('who is this', { sender })
    await context.refusesIn(room, {
      what: `a message handed in by ${stranger.domain}, which has nobody in the room`,
      malformed: () => room.submit(malformed, { via: stranger }),
      twin: await memberClient.message('the twin'),
      accepted: unnamed[draft],
    })
  },
})

const unknownRoom = check({
  ...hosted,
  id: 'submit.unknown-room',
  title: 'A message to a room that does not exist is refused',
  requirements: ['MIMI-SUB-013'],
  fails: 'It is answered with accepted, or the target fails.',
  async run(context) {
    const { target } = context
    const { room, memberClient } = await twoPeers(context)
    const malformed = await memberClient.message('anybody here')
    await context.refusesIn(room, {
      what: 'a message to a room that does not exist',
      malformed: () => room.submit(malformed, { room: target.unknownRoom() }),
      twin: await memberClient.message('the twin'),
    })
  },
})

const otherRoom = check({
  ...hosted,
  id: 'submit.other-room',
  title: "A message is refused, and goes nowhere, when it is handed in at another room's URL",
  requirements: ['MIMI-SUB-012', 'MIMI-SUB-011'],
  fails: "A message of another room's group is answered with accepted (a warning), or distributed.",
  async run(context) {
    const { target, refusesIn, arrivesIn, silentIn, peer } = context
    const { room, admin, member, memberClient } = await twoPeers(context)
    const elsewhere = await target.host({ members: [{ user: admin }, { user: member }] })
    const malformed = await memberClient.message('the wrong door')
    const twin = await elsewhere.client(member).message('the right door')
    await refusesIn(elsewhere, {
      what: "a message of another room's group",
      malformed: () => room.submit(malformed, { room: elsewhere.uri }),
      twin,
      accepted: 'warn',
      codes: ['notAllowed'],
      otherCode: 'warn',
    })
    await silentIn(
      elsewhere,
      peer,
      { of: malformed },
      {
        requirement: 'MIMI-SUB-011',
        expected: `no message of another group in ${elsewhere.uri}`,
        marker: () => arrivesIn(elsewhere, peer, { of: twin }),
      },
    )
  },
})

const withoutRight = check({
  ...hosted,
  id: 'submit.not-allowed.role',
  title: 'A message of a participant whose role lacks canSendMessage is answered notAllowed',
  requirements: ['MIMI-SUB-007'],
  drafts: ['06'],
  fails: 'It is answered with anything but notAllowed (a 4xx without the response structure is a warning).',
  async run(context) {
    const guest = context.peer.user({ name: 'guest' })
    const { room, memberClient } = await twoPeers(context, { members: [{ user: guest, role: 'guest' }] })
    const malformed = await room.client(guest).message('may I')
    await refusesByCode(context, room, {
      what: 'a message of a participant whose role has no right to send',
      malformed: () => room.submit(malformed),
      twin: await memberClient.message('the twin'),
      codes: ['notAllowed'],
    })
  },
})

const acts = [
  { act: 'ban', word: 'banned', what: 'was banned' },
  { act: 'silence', word: 'silenced', what: 'was silenced' },
] as const

const barred = acts.map(({ act, word, what }) =>
  check({
    roles: ['hub'],
    needs: [...hosting, 'hubAct'],
    id: `submit.not-allowed.${word}`,
    title: `A message of a participant who ${what} is answered notAllowed`,
    requirements: ['MIMI-SUB-007'],
    fails: 'It is answered with anything but notAllowed (a 4xx without the response structure is a warning).',
    async run(context) {
      const { room, adminClient, member, memberClient } = await twoPeers(context)
      const malformed = await memberClient.message('I have something to say')
      const twin = await adminClient.message('the twin')
      await room.act(act, member)
      await refusesByCode(context, room, {
        what: `a message of a participant who ${what}`,
        malformed: () => room.submit(malformed),
        twin,
        codes: ['notAllowed'],
      })
    },
  }),
)

export default [...named, uninvolved, unknownRoom, otherRoom, withoutRight, ...barred]
