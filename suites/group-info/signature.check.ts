import { check } from '../../src/check/define.js'
import { createDevice } from '../../src/mls/device.js'
import { signWithLabel } from '../../src/mls/sign.js'
import type { CheckContext } from '../../src/check/context.js'
import type { GroupInfoOptions } from '../../src/peers/hosted-room.js'
import type { PeerDevice } from '../../src/peers/user.js'
import { hosted, withNewcomer } from './asking.js'

interface Forgery {
  readonly word: string
  readonly what: string
  readonly forge: (context: CheckContext, newcomer: PeerDevice) => Partial<GroupInfoOptions>
}

const forgeries: readonly Forgery[] = [
  {
    word: 'corrupted',
    what: 'a signature with one bit changed',
    forge: () => ({ signature: (signature) => signature.with(signature.length - 1, (signature.at(-1) ?? 0) ^ 1) }),
  },
  { word: 'absent', what: 'an empty signature', forge: () => ({ signature: () => new Uint8Array() }) },
  {
    word: 'label',
    what: 'a signature under the label KeyMaterialRequestTBS',
    forge: () => ({ label: 'KeyMaterialRequestTBS' }),
  },
  {
    word: 'other-key',
    what: 'a signature by another key than the one presented',
    forge: ({ draft }, { mls: { suite, userUri, clientUri } }) => {
      const { privateKey } = createDevice({ draft, userUri, clientUri, suite }).signatureKeys()
      return { signature: (_, content) => signWithLabel(suite, privateKey, 'GroupInfoRequestTBS', content) }
    },
  },
  {
    word: 'other-request',
    what: 'a signature over another joining code than the one sent',
    forge: (_context, { mls }) => {
      const { privateKey } = mls.signatureKeys()
      return {
        signature: (_, content) =>
          // The joining code stands at the end of what is signed: its presence octet says that there is none.
          signWithLabel(
            mls.suite,
            privateKey,
            'GroupInfoRequestTBS',
            Uint8Array.of(...content.subarray(0, -1), 1, 1, 7),
          ),
      }
    },
  },
]

export default forgeries.map(({ word, what, forge }) =>
  check({
    ...hosted,
    id: `group-info.signature.${word}`,
    title: `A request with ${what} gets no group info`,
    requirements: ['MIMI-GRP-002'],
    fails: `The request of a participant's client with ${what} is answered with success.`,
    async run(context) {
      const { room, newcomer } = await withNewcomer(context)
      const forged = forge(context, newcomer)
      await context.refusesIn(room, {
        what,
        malformed: () => room.groupInfo({ as: newcomer, ...forged }),
        twin: () => room.groupInfo({ as: newcomer }),
      })
    },
  }),
)
