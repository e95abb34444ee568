import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { hosting } from '../../src/peers/hosted-room.js'
import type { Peer } from '../../src/peers/peer.js'
import { hosted } from '../update/rooms.js'

/** A room of the target's, and one of a peer's in which the target has no part: a member of each at another peer. */
async function twoRooms({ target, hub, other }: CheckContext) {
  const [here, there] = [other.user({ name: 'here' }), other.user({ name: 'there' })]
  const own = await target.host({ members: [{ user: here }] })
  const foreign = await target.roomAt(hub, { members: [{ user: there }] })
  return { own, foreign, hereClient: own.client(here), thereClient: foreign.client(there) }
}

const oneHub = check({
  ...hosted,
  id: 'architecture.one-hub',
  title: 'A provider is no hub for rooms of another domain: it takes neither updates nor messages for them',
  requirements: ['MIMI-ARC-003'],
  fails: 'The target accepts a commit or a message for a room whose URI lies in the domain of another provider.',
  async run(context) {
    const { refusesIn, other, hub } = context
    const { own, foreign, hereClient, thereClient } = await twoRooms(context)
    const message = await thereClient.message('to the wrong hub')
    await refusesIn(own, {
      what: `a message for ${foreign.uri}, whose hub is ${hub.domain}`,
      malformed: () => foreign.submit(message, { via: other, room: foreign.uri }),
      twin: await hereClient.message('to the hub'),
    })
    const commit = await thereClient.change()
    await refusesIn(own, {
      what: `a commit for ${foreign.uri}, whose hub is ${hub.domain}`,
      malformed: () => foreign.send(commit, { via: other, room: foreign.uri }),
      twin: await hereClient.change(),
    })
  },
})

const noCreation = check({
  ...hosted,
  id: 'architecture.no-creation',
  title: 'An update for a room that does not exist does not make one',
  requirements: ['MIMI-ARC-006'],
  fails: 'The first commit of a group that the target has never heard of makes a room at it (a warning).',
  async run(context) {
    const { refusesIn, target, other } = context
    const { own, foreign, hereClient, thereClient } = await twoRooms(context)
    const first = await thereClient.change()
    const unknown = target.unknownRoom()
    await refusesIn(own, {
      what: `a commit for ${unknown}, which was never made`,
      malformed: () => foreign.send(first, { via: other, room: unknown }),
      twin: await hereClient.change(),
      accepted: 'warn',
    })
  },
})

const needs: Definition['needs'] = [...hosting]

/** Everything of a room that a peer was sent, not only what can be read. */
function sentTo(at: Peer, room: string) {
  return at.requests({ about: room })
}

const onlyInvolved = check({
  roles: ['hub'],
  needs,
  id: 'architecture.events.involved-only',
  title:
    'Events of a room go to providers with participants in it, and to no other; to none whose last has been removed',
  requirements: ['MIMI-ARC-005'],
  fails:
    'A provider without participants in a room gets its events, or one whose last participant was removed goes on to.',
  async run(context) {
    const { target, peer, other, uninvolved, arrivesIn, silentIn, that } = context
    const [admin, gone] = [peer.user({ name: 'admin' }), other.user({ name: 'gone' })]
    const stays = peer.user({ name: 'stays' })
    const room = await target.host({ members: [{ user: admin, role: 'admin' }, { user: gone }, { user: stays }] })
    await room.say(room.client(admin), 'to all three')
    const expel = await room.client(admin).change({ expel: [gone] })
    await room.send(expel).accepted()
    const commit = await room.client(stays).change()
    await room.send(commit).accepted()
    const said = await room.say(room.client(admin), 'among ourselves')
    // The commit that removes them may or may not come; what somebody of theirs is sent later comes the same way.
    const again = await room.client(admin).change({ admit: [{ user: other.user({ name: 'later' }) }] })
    await room.send(again).accepted()
    await arrivesIn(room, other, { kind: 'welcome' })
    for (const of of [commit, said])
      await silentIn(
        room,
        other,
        { of },
        {
          expected: `nothing of ${room.uri} at ${other.domain} while nobody of it is in the room`,
          marker: () => Promise.resolve(),
        },
      )
    const astray = sentTo(uninvolved, room.uri)
    that(astray.length === 0, {
      expected: `nothing of ${room.uri} at ${uninvolved.domain}, which has nobody in it`,
      actual: `${astray.length} requests`,
      exchange: astray[0],
    })
  },
})

export default [oneHub, noCreation, onlyInvolved]
