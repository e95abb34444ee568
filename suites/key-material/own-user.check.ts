import { check } from '../../src/check/define.js'
import { keyMaterialRequest, uri } from '../../src/peers/builders.js'
import { encodeRequest, encodeResponse } from '../../src/peers/endpoints.js'

export default check({
  id: 'key-material.fetched-for-own-user',
  title: "For its own user the target fetches key material from the other user's provider and passes the answer on",
  requirements: ['MIMI-KEY-036'],
  roles: ['provider', 'hub'],
  needs: ['createUser', 'publishKeyPackages', 'submit'],
  fails: 'The other provider is not asked, or the client is told something else than what that provider answered.',
  async run({ draft, target, peer, that, skip }) {
    const user = await target.user({ consent: 'none', keyPackages: 0 })
    const friend = peer.user({ name: 'friend' })
    const [bundle] = friend.device.keyPackages(1)
    const body = encodeResponse('keyMaterial', draft, {
      protocol: 'mls10',
      userStatus: 'success',
      userUri: uri(friend.uri),
      clients: [{ clientStatus: 'success', clientUri: uri(friend.device.uri), keyPackage: bundle?.keyPackage }],
    })
    const match = { action: 'keyMaterial' as const, about: friend.uri }
    peer.answer(match, { status: 200, headers: [['Content-Type', 'application/octet-stream']], body })
    // Outside any room, so that there is no hub to go through.
    const request = keyMaterialRequest(draft, { requester: user, target: friend.uri })
    const told = await user.submit('keyMaterial', friend.uri, encodeRequest('keyMaterial', draft, request))
    const pending = 'pending' in told
    const came = pending ? await peer.request(match) : (peer.requests(match)[0] ?? null)
    if (!came && !pending && (told.status < 200 || told.status > 299))
      skip(`the target asks nobody outside any room and told its client status ${told.status}`)
    that(came !== null, {
      expected: `the request at ${peer.domain}, the provider of ${friend.uri}`,
      actual: pending ? 'nothing came' : `nothing came, and the client was told status ${told.status}`,
    })
    if (!came || pending) return
    that(told.status === 200 && Buffer.compare(told.body, body) === 0, {
      expected: `what ${peer.domain} answered: status 200 and ${body.length} bytes`,
      actual: `status ${told.status} and ${told.body.length} bytes${told.status === 200 ? ' that differ' : ''}`,
      exchange: came,
    })
  },
})
