import { check } from '../../src/check/define.js'
import { encodeRequest } from '../../src/peers/endpoints.js'
import { identifierRequest } from '../../src/peers/builders.js'

export default check({
  id: 'query.client.direct',
  title: 'A search for users of another provider goes straight to that provider',
  requirements: ['MIMI-IDQ-002'],
  roles: ['provider'],
  needs: ['createUser', 'publishKeyPackages', 'submit'],
  fails: 'A search that a local user submits for a peer does not arrive at the identifierQuery endpoint of that peer.',
  async run({ draft, target, peer, timing, must, name }) {
    const user = await target.user({ consent: 'none', keyPackages: 0 })
    const value = `im:${name('wanted')}@${peer.domain}`
    peer.claim(value)
    const search = identifierRequest(draft, { elements: [{ type: 'handle', value }] })
    const told = await user.submit('identifierQuery', peer.domain, encodeRequest('identifierQuery', draft, search))
    const pending = 'pending' in told
    // Whoever has been told the result, the peer was asked before.
    const query = await peer.request({ action: 'identifierQuery', about: value }, pending ? undefined : timing.quietMs)
    must(query, {
      expected: `the search for ${value} that a local user submitted, at identifierQuery of ${peer.domain}`,
      actual: `it did not arrive; the user was told ${pending ? 'that the outcome is pending' : `status ${told.status}`}`,
    })
  },
})
