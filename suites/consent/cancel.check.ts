import { check } from '../../src/check/define.js'
import { ask } from '../key-material/asking.js'
import { lesserReceipts, localUser } from './entries.js'

const roles = ['provider' as const]

export default [
  check({
    id: 'consent.cancel.accepted',
    title: 'A request for consent can be withdrawn; the cancellation is received with 201',
    requirements: ['MIMI-CON-002'],
    roles,
    fails: 'A cancel of the same scope as the request before it is not answered 201.',
    async run({ target, peer, expect }) {
      const { uri, received } = await localUser(target)
      const scope = { requester: peer.user().uri, target: uri }
      await peer.requestConsent({ operation: 'request', ...scope }).accepted()
      await expect(peer.requestConsent({ operation: 'cancel', ...scope })).status(received, lesserReceipts)
    },
  }),
  check({
    id: 'consent.cancel.unrequested',
    title: 'A cancellation of what was never requested is received with 201',
    requirements: ['MIMI-CON-006'],
    roles,
    fails: 'A cancel that matches no earlier request is not answered 201.',
    async run({ target, peer, expect }) {
      const { uri, received } = await localUser(target)
      const scope = { requester: peer.user().uri, target: uri }
      await expect(peer.requestConsent({ operation: 'cancel', ...scope })).status(received, lesserReceipts)
      const elsewhere = { ...scope, room: peer.roomUri() }
      await expect(peer.requestConsent({ operation: 'cancel', ...elsewhere })).status(received, lesserReceipts)
    },
  }),
  check({
    id: 'consent.cancel.changes-nothing',
    title: 'A cancellation without request leaves the consent that the user gave',
    requirements: ['MIMI-CON-006'],
    roles,
    needs: ['createUser', 'publishKeyPackages', 'setConsent'],
    fails: "After a cancel that matches no request, a requester who has the user's consent is refused key material.",
    async run({ target, peer, expect }) {
      const user = await target.user({ consent: 'none' })
      const requester = peer.user()
      await user.setConsent('grant', requester.uri)
      const obtain = () => ask(peer, user, { requester })
      await obtain().accepted()
      await peer.requestConsent({ operation: 'cancel', requester: requester.uri, target: user.uri })
      await expect(obtain()).code('success', { warn: ['partialSuccess'] })
    },
  }),
]
