import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { proposalTypes } from '../../src/mls/wire/index.js'
import { type HostedRoom, hosting } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import { hosted, pseudonym, withWitness } from './rooms.js'

interface Deed {
  readonly word: string
  readonly title: string
  readonly fails: string
  readonly run: (context: CheckContext, room: HostedRoom, someone: PeerUser) => Promise<void>
}

const deeds: readonly Deed[] = [
  {
    word: 'update',
    title: 'renews its keys and is told like anybody else',
    fails: 'A commit of a participant under a pseudonym is refused, or does not reach the others.',
    async run({ expect, arrivesIn, other }, room, someone) {
      const commit = await room.client(someone).change()
      await expect(room.send(commit)).code('success')
      await arrivesIn(room, other, { kind: 'commit', of: commit })
    },
  },
  {
    word: 'message',
    title: 'speaks and is heard like anybody else',
    fails: 'A message of a participant under a pseudonym is refused, or does not reach the others.',
    async run({ expect, arrivesIn, other }, room, someone) {
      const message = await room.client(someone).message('you do not know me')
      await expect(room.submit(message)).code('accepted')
      await arrivesIn(room, other, { kind: 'application', of: message })
    },
  },
  {
    word: 'group-info',
    title: 'gets the group info for a new client and joins with it like anybody else',
    fails: 'A new client of a participant under a pseudonym gets no group info, or cannot join.',
    async run({ expect, prepare }, room, someone) {
      const device = someone.devices[1] ?? someone.device
      const answer = await expect(room.groupInfo({ as: device })).code('success')
      if (answer.code !== 'success') return
      const join = await prepare('open the group info', 'group-info.readable', () =>
        room.join(device, { from: room.open(answer) }),
      )
      await expect(room.send(join)).code('success')
    },
  },
]

const participants = deeds.map(({ word, title, fails, run }) =>
  check({
    ...hosted,
    id: `pseudonym.participant.${word}`,
    title: `A participant under a pseudonym ${title}`,
    requirements: ['MIMI-PSD-001'],
    fails,
    async run(context) {
      const someone = pseudonym(context.peer, { devices: 2 })
      const { room } = await withWitness(context, { members: [{ user: someone, clients: 1 }] })
      await run(context, room, someone)
    },
  }),
)

const added = check({
  ...hosted,
  id: 'pseudonym.participant.added',
  title: 'A user under a pseudonym is added like anybody else: the Welcome comes to its provider',
  requirements: ['MIMI-PSD-001'],
  fails: 'The commit that adds a user under a pseudonym is refused, or the Welcome does not come.',
  async run(context) {
    const { peer, expect, arrivesIn } = context
    const { room, witness } = await withWitness(context)
    const add = await room.client(witness).change({ admit: [{ user: pseudonym(peer) }] })
    await expect(room.send(add)).code('success')
    await arrivesIn(room, peer, { kind: 'welcome' })
  },
})

const unnamed = check({
  ...hosted,
  id: 'pseudonym.followers.told',
  title: 'How much a follower learns of the participants of other providers',
  requirements: ['MIMI-PSD-002'],
  observes: true,
  fails: 'It cannot fail: in rooms whose handshakes are PublicMessages everybody sees who is in them.',
  async run(context) {
    const { peer, other, arrivesIn, observe } = context
    const someone = pseudonym(peer)
    const { room } = await withWitness(context, { members: [{ user: someone }] })
    const said = await room.say(room.client(someone), 'who am I')
    await arrivesIn(room, other, { kind: 'application', of: said })
    const commit = await room.client(someone).change()
    await room.send(commit).accepted()
    await arrivesIn(room, other, { kind: 'commit', of: commit })
    for (const kind of ['application', 'commit'] as const) {
      const [event] = room.events(other, { kind })
      if (!event) continue
      const body = Buffer.from(event.record.request.body)
      const told = [someone.uri, peer.domain].filter((name) => body.includes(name))
      observe(
        `with ${kind === 'commit' ? 'a commit' : 'a message'} ${other.domain} was told ${told.join(' and ') || 'neither user nor domain'}`,
        event.record,
      )
    }
  },
})

const addedLater = check({
  ...hosted,
  needs: [...hosting, 'submit'],
  id: 'pseudonym.knock.admitted-later',
  title: "An administrator of the hub's adds who knocked, with a key package from the knock: the Welcome comes",
  requirements: ['MIMI-PSD-010'],
  fails:
    'The Welcome for a key package that no provider handed out does not reach the provider of its user (a warning).',
  async run(context) {
    const { peer, that } = context
    const { room } = await withWitness(context)
    const knocker = pseudonym(peer)
    const [left] = knocker.device.keyPackages(1)
    if (!left) throw new Error('a device makes as many key packages as are wanted')
    // It came in a message, not by way of the hub as key material.
    const add = await room.creator.change({
      participants: { add: [{ user: knocker }] },
      proposals: [{ proposal_type: proposalTypes.add, key_package: left.keyPackage }],
    })
    const answer = await room.send(add).accepted()
    const welcome = await room.event(peer, { kind: 'welcome' })
    that(welcome !== null, {
      expected: `the Welcome at ${peer.domain}: the leaf in the key package names a user there`,
      actual: 'none came',
      as: 'warn',
      exchange: answer,
    })
  },
})

export default [...participants, added, unnamed, addedLater]
