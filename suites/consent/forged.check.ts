import { check } from '../../src/check/define.js'
import type { Operation } from '../../src/target/driver/contract.js'
import { ask } from '../key-material/asking.js'
import { closed, supplied } from './entries.js'

const roles = ['provider' as const]
const needs: Operation[] = ['createUser', 'publishKeyPackages', 'setConsent']

export default [
  check({
    id: 'consent.update.forged',
    title: "A requester's provider cannot grant consent in the name of the user who is asked",
    requirements: ['MIMI-CON-008'],
    roles,
    needs,
    fails: "A grant in the name of a local user, sent by the requester's own provider, makes key material available.",
    async run(context) {
      const { target, hub, refuses } = context
      const user = await target.user({ consent: 'deny' })
      const requester = hub.user()
      const obtain = () => ask(hub, user, { requester })
      await closed(context, obtain)
      await refuses({
        what: `key material on the strength of a grant with targetUri ${user.uri} that ${hub.domain} sent to updateConsent`,
        async malformed() {
          await hub.updateConsent({ operation: 'grant', requester: requester.uri, target: user.uri })
          return obtain()
        },
        twin: () => user.setConsent('grant', requester.uri).then(obtain),
        evaluated: supplied,
      })
    },
  }),
  check({
    id: 'consent.request.grants-nothing',
    title: 'What a requester sends to requestConsent grants nothing, whatever its operation',
    requirements: ['MIMI-CON-010', 'MIMI-CON-014'],
    roles,
    needs,
    fails: "A grant or a request, sent by the requester to requestConsent, ends the user's denial.",
    async run(context) {
      const { target, hub, refuses } = context
      const decide = { grant: 'MIMI-CON-010', request: 'MIMI-CON-014' } as const
      for (const operation of ['request', 'grant'] as const) {
        const user = await target.user({ consent: 'deny' })
        const requester = hub.user()
        const obtain = () => ask(hub, user, { requester })
        await closed(context, obtain)
        await refuses({
          requirement: decide[operation],
          what: `key material on the strength of a ${operation} that the requester's provider sent to requestConsent`,
          async malformed() {
            await hub.requestConsent({ operation, requester: requester.uri, target: user.uri })
            return obtain()
          },
          twin: () => user.setConsent('grant', requester.uri).then(obtain),
          evaluated: supplied,
        })
      }
    },
  }),
]
