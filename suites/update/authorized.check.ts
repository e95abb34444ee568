import { check } from '../../src/check/define.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, twoPeers } from './rooms.js'

export default [
  check({
    ...hosted,
    id: 'update.not-allowed',
    title: 'An add by a user without that right is answered notAllowed, and nobody hears of it',
    requirements: ['MIMI-UPD-005', 'MIMI-UPD-025'],
    fails: 'The add is taken, answered with another code (invalidProposal is a warning), or distributed.',
    async run(context) {
      const { refusesIn, silentIn, arrivesIn, peer, uninvolved } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      const change = { admit: [{ user: uninvolved.user() }] }
      const malformed = await memberClient.change(change)
      const twin = await adminClient.change(change)
      await refusesIn(room, {
        what: 'an add by a user without that right',
        malformed,
        twin,
        codes: ['notAllowed'],
        otherCode: 'warn',
      })
      await silentIn(
        room,
        peer,
        { of: malformed },
        {
          requirement: 'MIMI-UPD-025',
          marker: () => arrivesIn(room, context.other, { of: twin }, { requirement: 'MIMI-UPD-025' }),
        },
      )
    },
  }),
  check({
    ...hosted,
    id: 'update.policy',
    title: 'What the policy does not allow is refused in proposals as in commits',
    requirements: ['MIMI-UPD-025'],
    fails: 'A proposal that its author has no right to make is taken.',
    async run(context) {
      const { refusesIn, uninvolved } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      const change = { participants: { add: [{ user: uninvolved.user() }] } }
      await refusesIn(room, {
        what: 'a proposal to add somebody by a user without that right',
        malformed: await memberClient.propose(change),
        twin: await adminClient.propose(change),
        codes: ['notAllowed', 'invalidProposal'],
        otherCode: 'warn',
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.other-provider',
    title: "A provider hands in a commit that another provider's user has signed: refused",
    requirements: ['MIMI-UPD-041'],
    fails: "The hub takes a handshake of a user from a provider that is not the user's (a warning).",
    async run(context) {
      const { refusesIn, other } = context
      const { room, adminClient } = await twoPeers(context)
      const twin = await adminClient.change()
      await refusesIn(room, {
        what: "a commit of another provider's user",
        malformed: () => room.send(twin.with({}), { via: other }),
        twin,
        accepted: 'warn',
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.other-room',
    title: "A commit for one room's group in the path of another room is refused",
    requirements: ['MIMI-UPD-039'],
    fails: 'The hub takes a commit for a room whose group it does not belong to, or for that group all the same.',
    async run(context) {
      const { refusesIn, target } = context
      const { room, admin, adminClient } = await twoPeers(context)
      const second = await target.host({ members: [{ user: admin, role: 'admin' }] })
      const twin = await adminClient.change()
      await refusesIn(room, {
        what: "a commit of another room's group",
        malformed: () => room.send(twin.with({}), { room: second.uri }),
        twin,
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.unknown-room',
    title: 'An update for a room that the target does not host is refused',
    requirements: ['MIMI-UPD-040'],
    fails: 'An update for a room that does not exist is answered with success.',
    async run(context) {
      const { refusesIn, target } = context
      const { room, adminClient } = await twoPeers(context)
      const twin = await adminClient.change()
      await refusesIn(room, {
        what: 'an update for a room that does not exist',
        malformed: () => room.send(twin.with({}), { room: target.unknownRoom() }),
        twin,
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.external-join',
    title: 'A new client of a participant joins by an external commit, and everybody hears of it',
    requirements: ['MIMI-UPD-036'],
    fails: 'The external commit is refused, or does not reach the other providers.',
    async run(context) {
      const { target, peer, other, expect, arrivesIn } = context
      const [user, member] = [peer.user({ devices: 2 }), other.user()]
      const room = await target.host({ members: [{ user, clients: 1 }, { user: member }] })
      const join = await room.join(second(user))
      await expect(room.send(join)).code('success')
      await arrivesIn(room, other, { kind: 'commit', of: join })
    },
  }),
  check({
    ...hosted,
    id: 'update.external-join.stranger',
    title: 'An external commit of somebody who is no participant and has no code is refused, and the epoch stays',
    requirements: ['MIMI-UPD-037'],
    fails: 'Anybody who has seen the group info gets into the group (another code than notAllowed is a warning).',
    async run(context) {
      const { target, peer, other, refusesIn, that } = context
      const user = peer.user({ devices: 2 })
      const room = await target.host({ members: [{ user, clients: 1 }] })
      const { opened: from } = await fetched(context, room, { as: second(user) })
      const stranger = await room.join(other.user().device, { from })
      const twin = await room.join(second(user), { from })
      await refusesIn(room, {
        what: 'an external commit of somebody who is no participant',
        malformed: stranger,
        twin,
        codes: ['notAllowed'],
        otherCode: 'warn',
      })
      const next = await room.send(await room.client(user).change())
      that(outcomeOf(next) === 'accepted', {
        expected: `the group in epoch ${room.epoch} after the one join that was allowed`,
        actual: describeAnswer(next),
        exchange: next,
      })
    },
  }),
]
