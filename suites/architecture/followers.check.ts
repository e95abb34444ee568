import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { provisioning, same } from '../notify/events.js'

const apart = check({
  id: 'architecture.followers.apart',
  title: 'A follower sends what its clients do in a room to the hub alone, and nothing of it to another follower',
  requirements: ['MIMI-ARC-004'],
  roles: ['follower'],
  needs: [...provisioning, 'submit'],
  fails:
    'A provider whose users are in the room gets an event, message or update of it from the target, which is no hub.',
  async run({ target, hub, other, silent, arrives }) {
    const [local, remote] = [await target.user(), other.user({ name: 'remote' })]
    const room = await target.roomAt(hub, { members: [{ user: local, role: 'moderator' }, { user: remote }] })
    const client = room.client(local)
    const newcomer = other.user({ name: 'newcomer' })
    await room.send(await client.change({ admit: [{ user: newcomer }] }))
    await room.submit(await client.message('to the hub'))
    await room.say(room.client(remote), 'from another follower')
    await room.deliver()
    const last = await room.client(local).leave()
    await room.send(last)
    await silent(
      other,
      { about: room.uri },
      {
        expected: `nothing of ${room.uri} at ${other.domain} from ${target.domain}: its hub is ${hub.domain}`,
        marker: () => arrives(hub, { action: 'submitMessage', about: room.uri }),
      },
    )
  },
})

const violation = check({
  id: 'architecture.policy.violation-received',
  title: "What a target makes of a hub's event that the room's policy does not allow",
  requirements: ['MIMI-ARC-007'],
  roles: ['follower'],
  needs: [...provisioning, 'inbox'],
  observes: true,
  fails: 'It cannot fail: a follower may drop such an event, refuse it or leave it to its clients.',
  async run({ target, hub, other, observe }) {
    const [local, member] = [await target.user(), other.user({ name: 'member' })]
    const room = await target.roomAt(hub, { members: [{ user: local }, { user: member }] })
    // A member of that role has no right to add anybody; this hub lets it pass.
    const commit = await room.client(member).change({ admit: [{ user: other.user({ name: 'uninvited' }) }] })
    await room.send(commit).accepted()
    const [event] = room.undelivered
    if (!event) throw new Error('the commit is for the target')
    const answer = await hub.notify(target, event.bytes, { room: room.uri })
    const said = await room.say(room.creator, 'after it')
    const marker = room.undelivered.at(-1)
    if (marker) await hub.notify(target, marker.bytes, { room: room.uri }).accepted()
    const isThis = (wanted: Uint8Array) => (entry: { message: Uint8Array }) => same(entry.message, wanted)
    const entries = await local.device.delivered((all) => all.some(isThis(said.bytes)))
    const reached = entries.some(isThis(event.message)) ? 'it reached the client' : 'it did not reach the client'
    observe(`an add by somebody without that right, passed by the hub: ${describeAnswer(answer)}, ${reached}`, answer)
  },
})

export default [apart, violation]
