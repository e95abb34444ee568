import { check } from '../../src/check/define.js'
import type { ConsentOptions } from '../../src/peers/requests.js'
import { lesserReceipts, localUser } from './entries.js'

const roles = ['provider' as const]

export default [
  check({
    id: 'consent.room.optional',
    title: 'Entries are received with and without a room',
    requirements: ['MIMI-CON-012'],
    roles,
    fails: 'A request or a grant is not answered 201 when it is limited to a room, or when it is not.',
    async run({ target, peer, expect }) {
      const { uri, received } = await localUser(target)
      const entries = (room: string | undefined) => [
        peer.requestConsent({ operation: 'request', requester: peer.user().uri, target: uri, room }),
        peer.updateConsent({ operation: 'grant', requester: uri, target: peer.user().uri, room }),
      ]
      const answers = [...entries(undefined), ...entries(peer.roomUri())]
      await Promise.all(answers.map((answer) => expect(answer).status(received, lesserReceipts)))
    },
  }),
  check({
    id: 'consent.grant.key-packages',
    title: 'A grant is received without key packages and with two',
    requirements: ['MIMI-CON-015'],
    roles,
    fails: 'A grant is not answered 201 because of the number of key packages in it, none or two.',
    async run({ target, peer, expect }) {
      const { uri, received } = await localUser(target)
      const grantWith = (count: number) => {
        const granter = peer.user()
        const keyPackages = granter.device.keyPackages(count)
        const grant = { operation: 'grant', requester: uri, target: granter.uri, keyPackages } as const
        return expect(peer.updateConsent(grant)).status(received, lesserReceipts)
      }
      await Promise.all([grantWith(0), grantWith(2)])
    },
  }),
  check({
    id: 'consent.both-ways',
    title: 'A user may ask for consent and give it at the same time',
    requirements: ['MIMI-CON-018'],
    roles,
    fails: 'Of a request and a grant between the same two users, sent back to back, one is not answered 201.',
    async run({ target, peer, expect }) {
      const { uri, received } = await localUser(target)
      const connect = async (room: string | undefined) => {
        const remote = peer.user().uri
        const request = peer.requestConsent({ operation: 'request', requester: remote, target: uri, room })
        await expect(request).status(received, lesserReceipts)
        const grant = peer.updateConsent({ operation: 'grant', requester: uri, target: remote, room })
        await expect(grant).status(received, lesserReceipts)
      }
      await connect(undefined)
      await connect(peer.roomUri())
    },
  }),
  check({
    id: 'consent.dictionary.required',
    title: 'Every entry ends with an extension dictionary, which may be empty',
    requirements: ['MIMI-CON-019'],
    roles,
    fails: 'An entry that ends before consent_extensions, as those of older drafts do, is received like any other.',
    async run({ target, peer, refuses }) {
      const { uri } = await localUser(target)
      const remote = peer.user()
      const entries: ConsentOptions[] = [
        { operation: 'request', requester: remote.uri, target: uri },
        { operation: 'cancel', requester: remote.uri, target: uri },
        { operation: 'grant', requester: uri, target: remote.uri, keyPackages: remote.device.keyPackages(1) },
        { operation: 'revoke', requester: uri, target: remote.uri },
      ]
      for (const entry of entries)
        await refuses({
          what: `the lack of consent_extensions in a ${entry.operation}`,
          // An empty dictionary is one byte, the length of its list of components.
          malformed: () => peer.consent({ ...entry, tamper: (body) => body.subarray(0, -1) }),
          twin: () => peer.consent(entry),
        })
    },
  }),
]
