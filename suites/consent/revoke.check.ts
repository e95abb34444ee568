import { check } from '../../src/check/define.js'
import { ask } from '../key-material/asking.js'
import { acting, submitEntry, supplied, withoutConsent } from './entries.js'

const roles = ['provider' as const]

export default [
  check({
    id: 'consent.revoke.ends-access',
    title: "A user's revocation ends the requester's access to key material",
    requirements: ['MIMI-CON-014'],
    roles,
    needs: acting,
    fails: "After a local user's grant and a revocation of the same scope the requester still gets key material.",
    async run(context) {
      const { target, hub, expect } = context
      for (const limit of [undefined, hub.roomUri()]) {
        const user = await target.user({ consent: 'none' })
        const requester = hub.user()
        const scope = { requester: requester.uri, target: user.uri, room: limit }
        const obtain = () => ask(hub, user, { requester, room: limit ?? hub.roomUri() })
        await submitEntry(context, user, { operation: 'grant', ...scope })
        await obtain().accepted()
        await submitEntry(context, user, { operation: 'revoke', ...scope })
        await expect(obtain()).refused({ codes: withoutConsent })
      }
    },
  }),
  check({
    id: 'consent.revoke.in-advance',
    title: 'A user can deny consent before anyone asks',
    requirements: ['MIMI-CON-014'],
    roles,
    needs: acting,
    fails: 'A requester whom a local user denied consent, without ever having granted it, gets key material.',
    async run(context) {
      const { target, hub, refuses } = context
      const user = await target.user({ consent: 'none' })
      const requester = hub.user()
      const scope = { requester: requester.uri, target: user.uri }
      const obtain = () => ask(hub, user, { requester })
      await submitEntry(context, user, { operation: 'revoke', ...scope })
      await refuses({
        what: 'key material for a requester whom the user sent a revoke',
        malformed: obtain,
        twin: () => submitEntry(context, user, { operation: 'grant', ...scope }).then(obtain),
        evaluated: supplied,
      })
    },
  }),
  check({
    id: 'consent.denial.ends-access',
    title: "A denial after a grant ends the requester's access to key material",
    requirements: ['MIMI-CON-014'],
    roles,
    needs: ['createUser', 'publishKeyPackages', 'setConsent'],
    fails: 'A requester whose consent the user withdrew with the provider still gets key material.',
    async run({ target, hub, expect }) {
      const user = await target.user({ consent: 'none' })
      const requester = hub.user()
      const obtain = () => ask(hub, user, { requester })
      await user.setConsent('grant', requester.uri)
      await obtain().accepted()
      await user.setConsent('deny', requester.uri)
      await expect(obtain()).refused({ codes: withoutConsent })
    },
  }),
  check({
    id: 'consent.revoke.told',
    title: 'Whether a requester is told about a revocation',
    requirements: ['MIMI-CON-017'],
    roles,
    needs: acting,
    observes: true,
    fails: 'It cannot: a provider may tell or keep silent.',
    async run(context) {
      const { target, peer, timing, observe } = context
      const user = await target.user({ consent: 'none', keyPackages: 0 })
      const requester = peer.user().uri
      await submitEntry(context, user, { operation: 'revoke', requester, target: user.uri })
      const told = await peer.request({ action: 'updateConsent', about: requester }, timing.quietMs)
      observe(
        told ? "the requester's provider was told about a revocation" : 'a revocation was not told',
        told ?? undefined,
      )
    },
  }),
]
