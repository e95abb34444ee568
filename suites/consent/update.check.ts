import { check } from '../../src/check/define.js'
import {
  acting,
  lesserConfirmations,
  lesserReceipts,
  lesserRefusals,
  localUser,
  receipts,
  submitEntry,
} from './entries.js'

const roles = ['provider' as const]

export default [
  check({
    id: 'consent.update.accepted',
    title: 'A grant and its revocation are received with 201',
    requirements: ['MIMI-CON-008'],
    roles,
    fails: 'A ConsentEntry with operation grant or revoke, POSTed to updateConsent, is not answered 201.',
    async run({ target, peer, expect }) {
      const { uri, confirmed } = await localUser(target)
      const scope = { requester: uri, target: peer.user().uri }
      await expect(peer.updateConsent({ operation: 'grant', ...scope })).status(confirmed, lesserConfirmations)
      await expect(peer.updateConsent({ operation: 'revoke', ...scope })).status(confirmed, lesserConfirmations)
    },
  }),
  check({
    id: 'consent.update.unknown-user',
    title: 'A decision for a requester nobody knows is answered 404, or 201 to hide that',
    requirements: ['MIMI-CON-009'],
    roles,
    fails: 'A grant whose requesterUri names no user is answered with anything but 404 and 201.',
    async run({ target, peer, expect }) {
      const scope = { requester: target.unknownUser(), target: peer.user().uri }
      await expect(peer.updateConsent({ operation: 'grant', ...scope })).status([404, 201], lesserRefusals)
    },
  }),
  check({
    id: 'consent.update.wrong-side',
    title: 'A decision is for a requester of the receiving provider, by a user of the sending one',
    requirements: ['MIMI-CON-008'],
    roles,
    fails: "A grant that names a third provider's user as requester or as target is received like any other.",
    async run({ target, peer, other, refuses }) {
      const { uri } = await localUser(target)
      const foreign = other.user().uri
      const grant = { operation: 'grant', requester: uri, target: peer.user().uri } as const
      const twin = () => peer.updateConsent(grant)
      await refuses({
        what: `a targetUri of ${other.domain} in a grant that ${peer.domain} sends`,
        malformed: () => peer.updateConsent({ ...grant, target: foreign }),
        twin,
        accepted: 'warn',
      })
      await refuses({
        what: `a requesterUri of ${other.domain} in a grant that ${target.domain} receives`,
        malformed: () => peer.updateConsent({ ...grant, requester: foreign }),
        twin,
        accepted: 'warn',
      })
    },
  }),
  check({
    id: 'consent.update.unsolicited',
    title: 'A denial or grant that nobody asked for is received with 201',
    requirements: ['MIMI-CON-011'],
    roles,
    fails: 'A revoke or a grant without an earlier request of the same scope is not answered 201.',
    async run({ target, peer, expect }) {
      const { uri, received } = await localUser(target)
      const decide = (operation: 'grant' | 'revoke') =>
        expect(peer.updateConsent({ operation, requester: uri, target: peer.user().uri })).status(
          received,
          lesserReceipts,
        )
      await Promise.all([decide('revoke'), decide('grant')])
    },
  }),
  check({
    id: 'consent.update.other-scope',
    title: 'A grant may cover more than was requested',
    requirements: ['MIMI-CON-011'],
    roles,
    needs: acting,
    fails: 'After a local user asked for consent for one room, a grant for any room is not answered 201.',
    async run(context) {
      const { target, peer, expect } = context
      const user = await target.user({ consent: 'none', keyPackages: 0 })
      const scope = { requester: user.uri, target: peer.user().uri }
      const request = { operation: 'request', ...scope, room: peer.roomUri() } as const
      await submitEntry(context, user, request)
      await expect(peer.updateConsent({ operation: 'grant', ...scope })).status(receipts, lesserReceipts)
    },
  }),
]
