import { check } from '../../src/check/define.js'
import { ask, describe, entriesOf, provisioning, refsOf } from './asking.js'

const shared = { roles: ['provider' as const], needs: provisioning }
/** userUnknown hides more than noConsent does. */
const refusals = ['noConsent', 'userUnknown']

export default [
  check({
    ...shared,
    id: 'key-material.no-consent',
    title: 'A user who denied the requester consent is reported as noConsent, until consent is granted',
    requirements: ['MIMI-KEY-025', 'MIMI-KEY-027'],
    fails: 'A request against an explicit denial yields a key package, or gets another code than noConsent.',
    async run({ target, hub, expect, that }) {
      const user = await target.user({ consent: 'none' })
      const requester = hub.user()
      const room = hub.roomUri()
      await user.setConsent('deny', requester.uri)
      const denied = await ask(hub, user, { requester, room })
      await expect(denied).code(refusals, { observe: ['noConsentForThisRoom'] })
      that(refsOf(denied.value).length === 0, {
        expected: 'no key package: the user denied this requester consent',
        actual: describe(entriesOf(denied.value)),
        path: 'clients',
        exchange: denied,
      })
      await user.setConsent('grant', requester.uri)
      await ask(hub, user, { requester, room }).accepted()
    },
  }),
  check({
    ...shared,
    id: 'key-material.no-consent.other-requester',
    title: 'Consent for one requester is none for another one of the same provider',
    requirements: ['MIMI-KEY-025'],
    fails: 'A requester who was denied consent gets a key package because another one was granted it.',
    async run({ target, hub, expect }) {
      const user = await target.user({ consent: 'none' })
      const [granted, denied] = [hub.user(), hub.user()]
      await user.setConsent('deny', denied.uri)
      await user.setConsent('grant', granted.uri)
      await ask(hub, user, { requester: granted }).accepted()
      await expect(ask(hub, user, { requester: denied })).code(refusals, { observe: ['noConsentForThisRoom'] })
    },
  }),
  check({
    ...shared,
    id: 'key-material.consent-for-room',
    title: 'Consent for one room is none for another one',
    requirements: ['MIMI-KEY-026', 'MIMI-KEY-027'],
    fails: 'With consent for one room a key package is handed out for another, or the refusal has another code.',
    async run({ target, hub, expect, skip }) {
      const user = await target.user({ consent: 'none' })
      const requester = hub.user()
      const [agreed, another] = [hub.roomUri('agreed'), hub.roomUri('another')]
      await user.setConsent('deny', requester.uri)
      await user.setConsent('grant', requester.uri, agreed)
      const answer = await ask(hub, user, { requester, room: another })
      await expect(answer).code(['noConsentForThisRoom', 'noConsent'])
      const twin = await ask(hub, user, { requester, room: agreed })
      if (twin.code === 'noCompatibleMaterial') skip('its stock is not handed out; judged by key-material.answered')
      await expect(twin).code('success')
    },
  }),
]
