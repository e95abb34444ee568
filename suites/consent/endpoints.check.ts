import { check } from '../../src/check/define.js'
import { localUser } from './entries.js'

export default check({
  id: 'consent.operations.endpoint',
  title: 'Each endpoint takes its own operations: requests and cancellations, or grants and revocations',
  requirements: ['MIMI-CON-010'],
  roles: ['provider'],
  fails: 'A grant or revoke at requestConsent, or a request or cancel at updateConsent, is received like any other.',
  async run({ target, peer, refuses }) {
    const { uri } = await localUser(target)
    const remote = peer.user().uri
    const asked = { requester: remote, target: uri }
    const told = { requester: uri, target: remote }
    for (const operation of ['grant', 'revoke'] as const)
      await refuses({
        what: `the operation ${operation} at requestConsent`,
        malformed: () => peer.requestConsent({ operation, ...asked }),
        twin: () => peer.requestConsent({ operation: 'request', ...asked }),
        accepted: 'warn',
      })
    for (const operation of ['request', 'cancel'] as const)
      await refuses({
        what: `the operation ${operation} at updateConsent`,
        malformed: () => peer.updateConsent({ operation, ...told }),
        twin: () => peer.updateConsent({ operation: 'grant', ...told }),
        accepted: 'warn',
      })
  },
})
