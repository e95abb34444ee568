import { check } from '../../src/check/define.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import type { Draft } from '../../src/drafts/ids.js'
import { type Handshake, hosting, type HostedRoom, type Message, type RoomClient } from '../../src/peers/hosted-room.js'
import { hex } from '../franking/franked.js'
import { twoPeers } from '../update/rooms.js'
import { hosted, withFollower } from './fanned-out.js'

/** Something in the authenticated data, where the draft does not say what that is. */
const authenticatedData = byDraft({
  '01': new TextEncoder().encode('for everybody to see'),
  '02ed': new TextEncoder().encode('for everybody to see'),
  '06': undefined,
})

interface Deed {
  readonly kind: 'application' | 'proposal' | 'commit'
  readonly title: string
  readonly make: (client: RoomClient, draft: Draft) => Promise<Message | Handshake>
}

const deeds: readonly Deed[] = [
  {
    kind: 'application',
    title: 'An application message',
    make: (client, draft) => client.message('to all', { authenticatedData: authenticatedData[draft] }),
  },
  { kind: 'proposal', title: 'A proposal', make: (client) => client.propose({ renew: true }) },
  {
    kind: 'commit',
    title: 'A commit',
    make: (client, draft) => client.change({}, { authenticatedData: authenticatedData[draft] }),
  },
]

/** Preparation. @returns the message as it was handed in, an encoded MLSMessage */
async function handIn(room: HostedRoom, made: Message | Handshake): Promise<Uint8Array> {
  await ('bytes' in made ? room.submit(made) : room.send(made)).accepted()
  return ('bytes' in made ? made.bytes : made.messages[0]) ?? new Uint8Array()
}

const forwarded = deeds.map(({ kind, title, make }) =>
  check({
    ...hosted,
    id: `notify.fanout.${kind}`,
    title: `${title} is forwarded to another provider of which somebody is active in the room`,
    requirements: ['MIMI-NTF-001'],
    fails: `${title} that was accepted does not reach another provider in the room.`,
    async run(context) {
      const { draft, other, arrivesIn } = context
      const { room, adminClient } = await twoPeers(context)
      await handIn(room, await make(adminClient, draft))
      await arrivesIn(room, other, { kind })
    },
  }),
)

const several = check({
  ...hosted,
  id: 'notify.fanout.every-provider',
  title: 'An event is forwarded to every other provider, not to one of them alone',
  requirements: ['MIMI-NTF-001'],
  fails: 'Of several other providers one does not get a message or a commit.',
  async run(context) {
    const { other, arrivesIn } = context
    const { room, adminClient, follower } = await withFollower(context)
    const message = await room.say(adminClient, 'to everybody')
    const commit = await adminClient.change()
    await room.send(commit).accepted()
    for (const at of [other, follower]) for (const of of [message, commit]) await arrivesIn(room, at, { of })
  },
})

const local = check({
  roles: ['hub'],
  needs: [...hosting, 'submit'],
  id: 'notify.fanout.local-sender',
  title: "Messages and commits of the target's own users are forwarded to every other provider",
  requirements: ['MIMI-NTF-001'],
  fails: 'What a client of the target does in its room does not reach each of the other providers.',
  async run(context) {
    const { peer, other, arrivesIn } = context
    const { room } = await twoPeers(context)
    const message = await room.say(room.creator, 'from here')
    const commit = await room.creator.change()
    await room.send(commit).accepted()
    for (const at of [peer, other]) {
      await arrivesIn(room, at, { kind: 'application', of: message })
      await arrivesIn(room, at, { kind: 'commit', of: commit })
    }
  },
})

const unchanged = deeds.map(({ kind, title, make }) =>
  check({
    ...hosted,
    id: `notify.fanout.unchanged.${kind}`,
    title: `${title} is forwarded unchanged`,
    requirements: ['MIMI-NTF-008'],
    fails: 'The MLSMessage that another provider gets is not the one that was handed in, octet by octet.',
    async run(context) {
      const { draft, other, arrivesIn, that } = context
      const { room, adminClient } = await twoPeers(context)
      const sent = await handIn(room, await make(adminClient, draft))
      const { message, record } = await arrivesIn(room, other, { kind })
      that(hex(message) === hex(sent), { expected: hex(sent), actual: hex(message), exchange: record })
    },
  }),
)

const welcome = check({
  ...hosted,
  id: 'notify.fanout.unchanged.welcome',
  title: 'A Welcome is forwarded unchanged, with what it has for the clients of other providers',
  requirements: ['MIMI-NTF-008'],
  fails: 'The Welcome that a provider gets is not the one that came with the commit, octet by octet.',
  async run(context) {
    const { peer, other, arrivesIn, that } = context
    const { room, adminClient } = await twoPeers(context)
    const commit = await adminClient.change({ admit: [{ user: other.user() }, { user: peer.user() }] })
    await room.send(commit).accepted()
    const sent = hex(commit.welcome ?? undefined)
    for (const at of [peer, other]) {
      const { message, record } = await arrivesIn(room, at, { kind: 'welcome' })
      that(hex(message) === sent, { expected: sent, actual: hex(message), exchange: record })
    }
  },
})

export default [...forwarded, several, local, ...unchanged, welcome]
