import { check } from '../../src/check/define.js'
import { proposalTypes } from '../../src/mls/wire/index.js'
import { hosting } from '../../src/peers/hosted-room.js'

export default check({
  id: 'consent.grant.key-packages-usable',
  title: 'A user is added to a room with a key package that came in a grant, and its provider gets the Welcome',
  requirements: ['MIMI-CON-016'],
  roles: ['hub'],
  needs: [...hosting, 'submit'],
  fails:
    'The commit that adds the user is taken, and no Welcome comes to the provider that granted consent (a warning).',
  async run({ target, peer, other, that }) {
    const creator = await target.account()
    const granter = peer.user({ name: 'granter' })
    const room = await target.host({ creator, members: [{ user: other.user() }] })
    const [granted] = granter.device.keyPackages(1)
    if (!granted) throw new Error('a device makes as many key packages as are wanted')
    const consent = { requester: creator.uri, target: granter.uri, keyPackages: [granted] }
    await peer.consent({ operation: 'grant', ...consent }).accepted()
    // The client of the target's user has the key package from the grant: it did not pass the hub as key material.
    const commit = await room.creator.change({
      participants: { add: [{ user: granter }] },
      proposals: [{ proposal_type: proposalTypes.add, key_package: granted.keyPackage }],
    })
    const answer = await room.send(commit).accepted()
    const welcome = await room.event(peer, { kind: 'welcome' })
    that(welcome !== null, {
      expected: `the Welcome at ${peer.domain}: the hub was told of the key package in the grant, and the leaf names a user there`,
      actual: 'none came',
      as: 'warn',
      exchange: answer,
    })
  },
})
