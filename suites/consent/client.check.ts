import { check } from '../../src/check/define.js'
import { credentialIdentity } from '../../src/mls/credential.js'
import { verifyKeyPackage } from '../../src/mls/key-package.js'
import { ask, refOf, refsOf } from '../key-material/asking.js'
import { acting, arrivedEntry, sentEntry, submitEntry } from './entries.js'

const shared = { roles: ['provider' as const], needs: acting }

export default [
  check({
    ...shared,
    id: 'consent.client.direct',
    title: "Requests and decisions go straight to the other user's provider, though they name a room of another one",
    requirements: ['MIMI-CON-001'],
    fails: 'A consent entry for a user of one peer does not arrive there, or goes to the hub of the room it names.',
    async run(context) {
      const { target, peer, other, must, silent } = context
      const user = await target.user({ consent: 'none', keyPackages: 0 })
      const remote = peer.user().uri
      const room = other.roomUri()
      const expected = `consent entries for a user of ${peer.domain} only there, never at ${other.domain}, the hub of their room`
      const entries = [
        { operation: 'request', requester: user.uri, target: remote, room },
        { operation: 'grant', requester: remote, target: user.uri, room },
      ] as const
      for (const entry of entries) {
        await submitEntry(context, user, entry)
        const [stray] = other.requests({ about: room })
        must(stray === undefined, {
          expected,
          actual: `the ${entry.operation} came to ${other.domain}`,
          exchange: stray,
        })
        await arrivedEntry(context, peer, entry)
      }
      await silent(other, { about: room }, { marker: () => Promise.resolve(), expected })
    },
  }),
  check({
    ...shared,
    id: 'consent.client.cancel-scope',
    title: 'A cancellation repeats the scope of the request that it withdraws',
    requirements: ['MIMI-CON-005'],
    fails: 'The requester, target or room in a cancel differs from that in the request before it.',
    async run(context) {
      const { target, peer, that } = context
      const user = await target.user({ consent: 'none', keyPackages: 0 })
      for (const room of [undefined, peer.roomUri()]) {
        const scope = { requester: user.uri, target: peer.user().uri, room }
        const request = await sentEntry(context, user, peer, { operation: 'request', ...scope })
        const cancel = await sentEntry(context, user, peer, { operation: 'cancel', ...scope })
        const members = { requester: 'requesterUri', target: 'targetUri', room: 'roomId' } as const
        for (const member of ['requester', 'target', 'room'] as const)
          that(cancel[member] === request[member], {
            expected: `a cancel with ${members[member]} ${request[member] ?? 'absent'}, as in the request`,
            actual: cancel[member] ?? 'absent',
            path: members[member],
            exchange: cancel.record,
          })
      }
    },
  }),
  check({
    ...shared,
    id: 'consent.client.room',
    title: 'An entry names a room only when it is limited to that room',
    requirements: ['MIMI-CON-012'],
    fails: 'A request or grant for any room names one, or one for a single room does not name it.',
    async run(context) {
      const { target, peer, that } = context
      const user = await target.user({ consent: 'none', keyPackages: 0 })
      for (const room of [undefined, peer.roomUri()])
        for (const operation of ['request', 'grant'] as const) {
          const remote = peer.user().uri
          const sides = { request: [user.uri, remote], grant: [remote, user.uri] } as const
          const [requester, asked] = sides[operation]
          const entry = await sentEntry(context, user, peer, { operation, requester, target: asked, room })
          that(entry.room === (room ?? null), {
            expected: room === undefined ? `no roomId in a ${operation} for any room` : `roomId ${room}`,
            actual: entry.room === '' ? 'an empty roomId' : (entry.room ?? 'absent'),
            path: 'roomId',
            exchange: entry.record,
          })
        }
    },
  }),
  check({
    ...shared,
    id: 'consent.client.key-packages',
    title: 'The key packages in a grant are valid ones of the user who grants, and go to nobody else',
    requirements: ['MIMI-CON-020'],
    fails: 'A grant carries a key package that does not verify.',
    async run(context) {
      const { target, peer, that, skewMs } = context
      const user = await target.user({ consent: 'none' })
      const requester = peer.user()
      const keyPackages = await user.publish(user.device, 2, { withheld: true })
      const grant = { requester: requester.uri, target: user.uri, keyPackages }
      const { record, keyPackages: granted } = await sentEntry(context, user, peer, { operation: 'grant', ...grant })
      granted.forEach((keyPackage, index) => {
        const path = `clientKeyPackages[${index}]`
        const [problem] = verifyKeyPackage(keyPackage, new Date(Date.now() + skewMs))
        that(problem === undefined, {
          expected: 'a key package that verifies (RFC 9420, 10.1)',
          actual: problem ? `${problem.path}: ${problem.what}` : '',
          path,
          exchange: record,
        })
        const named = credentialIdentity(keyPackage.leaf_node.credential)
        const own = [user.uri, ...user.devices.map(({ uri }) => uri)]
        that(
          named.some((uri) => own.includes(uri)),
          {
            expected: `a credential of ${user.uri}, the granting user`,
            actual: named.length > 0 ? named.join(', ') : 'a credential that names nobody',
            as: 'warn',
            path: `${path}.leaf_node.credential`,
            exchange: record,
          },
        )
      })
      const refs = new Set(granted.map(refOf))
      for (let asked = 0; asked < 2; asked++) {
        const answer = await ask(peer, user, { requester })
        for (const ref of refsOf(answer.value))
          that(!refs.has(ref), {
            expected: 'a key package that did not leave in a grant already',
            actual: `KeyPackageRef ${ref} again`,
            as: 'warn',
            path: 'clients',
            exchange: answer,
          })
      }
    },
  }),
  check({
    ...shared,
    id: 'consent.client.dictionary',
    title: 'Entries that the target sends end with an extension dictionary',
    requirements: ['MIMI-CON-019'],
    fails: 'A request or a grant arrives without consent_extensions.',
    async run(context) {
      const { target, odd, arrives, that } = context
      // All that arrives at a leased peer is this check's, even what cannot be read.
      const peer = await odd()
      const user = await target.user({ consent: 'none', keyPackages: 0 })
      const remote = peer.user().uri
      const entries = [
        { action: 'requestConsent', operation: 'request', requester: user.uri, target: remote },
        { action: 'updateConsent', operation: 'grant', requester: remote, target: user.uri },
      ] as const
      for (const { action, ...entry } of entries) {
        await submitEntry(context, user, entry)
        const record = await arrives(peer, { action })
        that(record.error === null, {
          expected: `a ${entry.operation} in the structure of this draft, consent_extensions at its end`,
          actual: record.error ? `${record.error.code} at byte ${record.error.offset}: ${record.error.message}` : '',
          path: record.error?.path,
          exchange: record,
        })
      }
    },
  }),
]
