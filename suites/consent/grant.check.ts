import { check } from '../../src/check/define.js'
import { ask } from '../key-material/asking.js'
import { acting, closed, submitEntry, supplied } from './entries.js'

const roles = ['provider' as const]

export default [
  check({
    id: 'consent.grant.opens',
    title: "A user's grant makes key material available to the requester it names",
    requirements: ['MIMI-CON-013'],
    roles,
    needs: acting,
    fails: "After a local user's grant, for any room or for one, the requester is refused key material.",
    async run(context) {
      const { target, hub, expect } = context
      for (const room of [undefined, hub.roomUri()]) {
        const user = await target.user({ consent: 'none' })
        const requester = hub.user()
        await submitEntry(context, user, { operation: 'grant', requester: requester.uri, target: user.uri, room })
        const answer = ask(hub, user, { requester, room: room ?? hub.roomUri() })
        await expect(answer).code('success', { warn: ['partialSuccess'] })
      }
    },
  }),
  check({
    id: 'consent.grant.for-nobody-else',
    title: "A user's grant to one requester is none to another",
    requirements: ['MIMI-CON-013'],
    roles,
    needs: [...acting, 'setConsent'],
    fails: 'A requester whom the user denied consent gets key material because another one was granted it.',
    async run(context) {
      const { target, hub, other, refuses } = context
      const user = await target.user({ consent: 'deny', keyPackages: 4 })
      const requester = hub.user()
      const strangers = [hub, other].map((at) => {
        const stranger = at.user()
        return { at, obtain: () => ask(at, user, { requester: stranger }) }
      })
      for (const { obtain } of strangers) await closed(context, obtain)
      await submitEntry(context, user, { operation: 'grant', requester: requester.uri, target: user.uri })
      for (const { at, obtain } of strangers)
        await refuses({
          what: `key material for a user of ${at.domain} whom the user never granted consent`,
          malformed: obtain,
          twin: () => ask(hub, user, { requester }),
          evaluated: supplied,
        })
    },
  }),
  check({
    id: 'consent.grant.within-room',
    title: 'A grant for one room opens no other',
    requirements: ['MIMI-CON-013'],
    roles,
    needs: [...acting, 'setConsent'],
    fails: 'A requester whose consent is limited to one room gets key material for another one.',
    async run(context) {
      const { target, hub, refuses } = context
      const user = await target.user({ consent: 'deny' })
      const requester = hub.user()
      const [room, another] = [hub.roomUri(), hub.roomUri()]
      const askFor = (where: string) => ask(hub, user, { requester, room: where })
      await closed(context, () => askFor(another))
      await submitEntry(context, user, { operation: 'grant', requester: requester.uri, target: user.uri, room })
      await refuses({
        what: 'key material for another room than the grant is limited to',
        malformed: () => askFor(another),
        twin: () => askFor(room),
        evaluated: supplied,
      })
    },
  }),
  check({
    id: 'consent.grant.one-way',
    title: "A grant that a user of another provider gives opens that user's key material, not the requester's",
    requirements: ['MIMI-CON-013'],
    roles,
    needs: ['createUser', 'publishKeyPackages', 'setConsent'],
    fails: 'A foreign user whom a local one denied consent gets key material after granting that local user consent.',
    async run(context) {
      const { target, hub, refuses } = context
      const user = await target.user({ consent: 'deny' })
      const foreign = hub.user()
      const obtain = () => ask(hub, user, { requester: foreign })
      await closed(context, obtain)
      await hub.updateConsent({ operation: 'grant', requester: user.uri, target: foreign.uri })
      await refuses({
        what: 'key material for a requester who granted consent and was denied it',
        malformed: obtain,
        twin: () => user.setConsent('grant', foreign.uri).then(obtain),
        evaluated: supplied,
      })
    },
  }),
]
