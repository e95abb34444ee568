import { check, type Definition } from '../../src/check/define.js'
import { signWithLabel } from '../../src/mls/sign.js'
import type { PeerUser } from '../../src/peers/user.js'
import { ask, provisioning } from './asking.js'

/** Sending the signature is required, verifying it only implied: acceptance is a warning (reading R-KEY-032). */
const shared: Pick<Definition, 'roles' | 'needs' | 'fails'> = {
  roles: ['provider'],
  needs: provisioning,
  fails: 'The request yields key packages all the same (a warning: that it has to be verified is only implied).',
}
const suite = 1

interface Forgery {
  name: string
  what: string
  /** In place of the requester's signature over the content. */
  forge(signature: Uint8Array, content: Uint8Array, requester: PeerUser, stranger: PeerUser): Uint8Array
}

const forgeries: readonly Forgery[] = [
  {
    name: 'bit-flipped',
    what: 'one bit of the signature flipped',
    forge: (signature) => signature.with(0, (signature[0] ?? 0) ^ 1),
  },
  {
    name: 'empty',
    what: 'a signature of no bytes',
    forge: () => new Uint8Array(),
  },
  {
    name: 'other-key',
    what: 'a signature made with another key than requesterSignatureKey',
    forge: (_signature, content, _requester, stranger) => sign(stranger, 'KeyMaterialRequestTBS', content),
  },
  {
    name: 'other-label',
    what: 'a signature made under another label than KeyMaterialRequestTBS',
    forge: (_signature, content, requester) => sign(requester, 'KeyPackageTBS', content),
  },
  {
    name: 'other-content',
    what: "a signature over other content than the request's",
    forge: (_signature, content, requester) =>
      sign(requester, 'KeyMaterialRequestTBS', content.with(1, (content[1] ?? 0) ^ 1)),
  },
]

export default [
  ...forgeries.map(({ name, what, forge }) =>
    check({
      ...shared,
      id: `key-material.signature.${name}`,
      title: `A request with ${what} yields no key package`,
      requirements: ['MIMI-KEY-032'],
      async run({ target, hub, refuses }) {
        const user = await target.user()
        const [requester, stranger] = [hub.user(), hub.user()]
        const asked = { requester, room: hub.roomUri() }
        await refuses({
          what,
          accepted: 'warn',
          malformed: () =>
            ask(hub, user, {
              ...asked,
              signature: (signature, content) => forge(signature, content, requester, stranger),
            }),
          twin: () => ask(hub, user, asked),
        })
      },
    }),
  ),
  check({
    ...shared,
    id: 'key-material.signature.other-user',
    title: 'A request signed with the credential of another user than the requesting one yields no key package',
    requirements: ['MIMI-KEY-033'],
    async run({ target, hub, refuses }) {
      const user = await target.user()
      const [requester, stranger] = [hub.user(), hub.user()]
      const asked = { requester, room: hub.roomUri() }
      await refuses({
        what: `a credential of ${stranger.uri} in a request of ${requester.uri}`,
        accepted: 'warn',
        malformed: () => ask(hub, user, { ...asked, signer: stranger.device }),
        twin: () => ask(hub, user, asked),
      })
    },
  }),
]

function sign({ device }: PeerUser, label: string, content: Uint8Array): Uint8Array {
  return signWithLabel(suite, device.mls.signatureKeys(suite).privateKey, label, content)
}
