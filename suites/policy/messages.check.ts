import { check } from '../../src/check/define.js'
import { rolesWith, hosted, without } from './rooms.js'

/** That those without the right to speak are refused is judged with the other rights. */
export default check({
  ...hosted,
  id: 'policy.receive',
  title: 'Messages are kept from a user whose role may not receive them, and come once it may',
  requirements: ['MIMI-POL-029'],
  fails: 'A message goes to a provider whose only user lacks canReceiveMessage (a warning), or not to one who has it.',
  async run(context) {
    const { draft, target, peer, other, silentIn, arrivesIn } = context
    const [admin, deaf] = [peer.user({ name: 'admin' }), other.user({ name: 'deaf' })]
    const room = await target.host({
      roles: rolesWith(draft, { guest: (role) => without(role, 'canReceiveMessage') }),
      members: [
        { user: admin, role: 'admin' },
        { user: deaf, role: 'guest' },
      ],
    })
    const client = room.client(admin)
    const withheld = await room.say(client, 'not for everybody')
    const promotion = await client.change({ participants: { setRole: [{ user: deaf, role: 'member' }] } })
    await room.send(promotion).accepted()
    await silentIn(
      room,
      other,
      { of: withheld },
      {
        marker: () => arrivesIn(room, other, { of: promotion }),
        as: 'warn',
        expected: `no application message to ${other.domain}, whose only user lacks canReceiveMessage`,
      },
    )
    const said = await room.say(client, 'for everybody')
    await arrivesIn(room, other, { of: said })
  },
})
