import { check } from '../../src/check/define.js'
import { hosting } from '../../src/peers/hosted-room.js'
import type { InboundRecord } from '../../src/peers/inbound.js'
import { second } from '../group-info/asking.js'
import { hex } from '../franking/franked.js'
import { twoPeers } from '../update/rooms.js'
import { handshakeIn, hosted, isExternal } from './fanned-out.js'

/** Why a notify could not be read; null for one that could. */
function problem({ error }: InboundRecord): string | null {
  return error && `a notify that cannot be read: ${error.code} at ${error.path || 'its end'}, ${error.message}`
}

const fields = check({
  ...hosted,
  id: 'notify.fanout.fields',
  title: 'Each kind of event arrives with the fields that belong to it',
  requirements: ['MIMI-NTF-009'],
  fails: 'A notify with an application message, a proposal, a commit or a Welcome cannot be read as FanoutMessages.',
  async run(context) {
    const { peer, other, that } = context
    const proposer = peer.user()
    const { room, adminClient } = await twoPeers(context, { members: [{ user: proposer }] })
    const message = await room.say(adminClient, 'a message')
    const proposal = await room.client(proposer).propose({ renew: true })
    await room.send(proposal).accepted()
    const commit = await adminClient.change({ admit: [{ user: other.user() }] })
    await room.send(commit).accepted()
    const kinds = [
      { what: 'an application message: in 02 and later a frank or none', match: { of: message } },
      { what: 'a proposal: in 06 a list of further ones', match: { of: proposal } },
      { what: 'a commit: in 06 a list of external proposals', match: { of: commit } },
      { what: 'a Welcome: a ratchet tree option', match: { kind: 'welcome' } as const },
    ]
    const unreadable = () =>
      other.requests({ action: 'notify', about: room.uri, where: (record) => problem(record) !== null })
    // What cannot be read is sent again and again, and where one event is missing the others had their time, too.
    let waitMs: number | undefined
    for (const { what, match } of kinds) {
      if (unreadable().length > 0) waitMs = context.timing.quietMs
      const event = await room.event(other, match, waitMs)
      if (!event) waitMs = context.timing.quietMs
      const [bad] = unreadable()
      that(event !== null || bad !== undefined, {
        expected: `a FanoutMessage with what belongs to ${what}`,
        actual: 'nothing came',
      })
    }
    for (const record of unreadable())
      that(false, { expected: 'FanoutMessages', actual: problem(record) ?? '', exchange: record })
  },
})

/** Clocks are compared less the skew that the target has shown; what is left is a matter of rounding. */
const clockSlackMs = 2_000

const time = check({
  ...hosted,
  id: 'notify.fanout.time',
  title: 'Each event has the time at which the hub accepted it, in milliseconds',
  requirements: ['MIMI-NTF-009'],
  fails: 'The timestamp of an event is no time of now in milliseconds since 1970.',
  async run(context) {
    const { other, that, skewMs, arrivesIn } = context
    const { room, adminClient } = await twoPeers(context)
    const [message, commit] = [await adminClient.message('what time is it'), await adminClient.change()]
    const from = Math.floor(Date.now() + skewMs - clockSlackMs)
    await room.submit(message).accepted()
    await room.send(commit).accepted()
    const to = Math.ceil(Date.now() + skewMs + clockSlackMs)
    for (const of of [message, commit]) {
      const { kind, timestamp, record } = await arrivesIn(room, other, { of })
      that(timestamp >= BigInt(from) && timestamp <= BigInt(to), {
        expected: `a timestamp of the ${kind} in milliseconds since 1970 between ${from} and ${to}`,
        actual: `${timestamp}`,
        path: 'timestamp',
        exchange: record,
      })
    }
  },
})

const moreProposals = check({
  ...hosted,
  id: 'notify.fanout.more-proposals',
  title: 'The further proposals of an update are fanned out as the very list',
  requirements: ['MIMI-NTF-011'],
  fails: 'moreProposals of the event has other proposals than the update, or has them in another order.',
  async run(context) {
    const { other, arrivesIn, that } = context
    const leaving = context.peer.user({ name: 'leaving', devices: 2 })
    const { room, adminClient } = await twoPeers(context, { members: [{ user: leaving }] })
    const proposals = await adminClient.propose({ expel: [leaving] })
    await room.send(proposals).accepted()
    const { more, record } = await arrivesIn(room, other, { kind: 'proposal', of: proposals })
    const [, ...further] = proposals.messages.map((message) => hex(message))
    that(further.join(', ') === more.map((message) => hex(message)).join(', '), {
      expected: `moreProposals as in the update: ${further.join(', ')}`,
      actual: more.map((message) => hex(message)).join(', ') || 'none',
      path: 'moreProposals',
      exchange: record,
    })
  },
})

const acting = { roles: hosted.roles, needs: [...hosting, 'hubAct' as const] }

const kick = check({
  ...acting,
  id: 'notify.hub.proposals',
  title: 'A proposal of the hub itself is fanned out to every provider',
  requirements: ['MIMI-NTF-007'],
  fails: 'After the hub has removed a user, a provider gets no proposal of an external sender.',
  async run(context) {
    const { peer, other, arrivesIn } = context
    const victim = other.user({ name: 'victim' })
    const { room } = await twoPeers(context, { members: [{ user: victim }] })
    await room.act('kick', victim)
    for (const at of [peer, other])
      await arrivesIn(
        room,
        at,
        { kind: 'proposal', where: isExternal },
        { expected: `a proposal of an external sender at ${at.domain}, by which the hub removes ${victim.uri}` },
      )
  },
})

const renewed = check({
  ...acting,
  id: 'notify.hub.renewed',
  title: 'After an external commit the hub fans out anew the proposals that it voided, with the commit or after it',
  requirements: ['MIMI-NTF-012'],
  fails: 'Neither the external commit nor a later event brings a proposal of the hub for the new epoch (a warning).',
  async run(context) {
    const { target, peer, other, arrivesIn, that, skip } = context
    const [joining, victim, watcher] = [peer.user({ devices: 2 }), peer.user({ name: 'victim' }), other.user()]
    const room = await target.host({
      members: [{ user: joining, clients: 1, role: 'admin' }, { user: victim }, { user: watcher }],
    })
    await room.act('kick', victim)
    if ((await room.event(other, { kind: 'proposal', where: isExternal })) === null)
      skip('the hub does not propose to remove whom it kicks; judged by notify.hub.proposals')
    const join = await room.join(second(joining))
    await room.send(join).accepted()
    const commit = await arrivesIn(room, other, { kind: 'commit', of: join })
    const said = await room.say(room.client(joining), 'what was there after the commit')
    await arrivesIn(room, other, { of: said })
    const ofEpoch = room
      .events(other, { kind: 'proposal', where: isExternal })
      .filter((event) => handshakeIn(event)?.content.epoch === room.epoch)
    that(commit.more.length + ofEpoch.length > 0, {
      expected: `proposals of the hub for epoch ${room.epoch}, in externalProposals or by themselves`,
      actual: 'none',
      as: 'warn',
      exchange: commit.record,
    })
  },
})

export default [fields, time, moreProposals, kick, renewed]
