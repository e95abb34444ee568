import { check } from '../../src/check/define.js'
import { lesserConfirmations, lesserRefusals, localUser } from './entries.js'

const roles = ['provider' as const]

export default [
  check({
    id: 'consent.request.accepted',
    title: 'A request for consent is received with 201',
    requirements: ['MIMI-CON-002', 'MIMI-CON-003'],
    roles,
    fails: 'A ConsentEntry with operation request, POSTed to requestConsent, is not answered 201.',
    async run({ target, peer, expect }) {
      const { uri, confirmed } = await localUser(target)
      const answer = peer.requestConsent({ operation: 'request', requester: peer.user().uri, target: uri })
      await expect(answer).status(confirmed, lesserConfirmations)
    },
  }),
  check({
    id: 'consent.request.reveals-nothing',
    title: 'The receipt of a request says nothing about what the user decided',
    requirements: ['MIMI-CON-003'],
    roles,
    needs: ['createUser', 'setConsent'],
    fails: 'A request to a user who already denied or granted consent is not answered 201.',
    async run({ target, peer, expect, observe }) {
      const requester = peer.user().uri
      const receiptFrom = async (decision: 'grant' | 'deny') => {
        const user = await target.user({ devices: 0, consent: 'none' })
        await user.setConsent(decision, requester)
        return expect(peer.requestConsent({ operation: 'request', requester, target: user.uri })).status(
          201,
          lesserConfirmations,
        )
      }
      const [granted, denied] = await Promise.all([receiptFrom('grant'), receiptFrom('deny')])
      const [one, two] = [granted, denied].map(({ exchange }) => exchange.response?.body.length ?? 0)
      if (one !== two) observe(`the receipt has ${one} bytes where the user granted consent, ${two} where not`, denied)
    },
  }),
  check({
    id: 'consent.request.unknown-user',
    title: 'A request for consent of a user nobody knows is answered 404, or 201 to hide that',
    requirements: ['MIMI-CON-004'],
    roles,
    fails: 'A request whose targetUri names no user is answered with anything but 404 and 201.',
    async run({ target, peer, expect }) {
      const scope = { requester: peer.user().uri, target: target.unknownUser() }
      await expect(peer.requestConsent({ operation: 'request', ...scope })).status([404, 201], lesserRefusals)
    },
  }),
  check({
    id: 'consent.request.wrong-side',
    title: 'A request is for a user of the receiving provider, by a user of the sending one',
    requirements: ['MIMI-CON-007'],
    roles,
    fails: "A request that names a third provider's user as target or as requester is received like any other.",
    async run({ target, peer, other, refuses }) {
      const { uri } = await localUser(target)
      const [requester, foreign] = [peer.user().uri, other.user().uri]
      const request = { operation: 'request', requester, target: uri } as const
      const twin = () => peer.requestConsent(request)
      await refuses({
        what: `a requesterUri of ${other.domain} in a request that ${peer.domain} sends`,
        malformed: () => peer.requestConsent({ ...request, requester: foreign }),
        twin,
        accepted: 'warn',
      })
      await refuses({
        what: `a targetUri of ${other.domain} in a request that ${target.domain} receives`,
        malformed: () => peer.requestConsent({ ...request, target: foreign }),
        twin,
        accepted: 'warn',
      })
    },
  }),
]
