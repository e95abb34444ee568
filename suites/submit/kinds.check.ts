import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { decode, encode } from '../../src/codec/index.js'
import { GroupInfo, MLSMessage, wireFormats } from '../../src/mls/wire/index.js'
import { hosted, type TwoPeers, twoPeers } from '../update/rooms.js'
import { reframed } from './messages.js'

interface Format {
  readonly word: string
  readonly what: string
  /** An encoded MLSMessage. */
  readonly make: (context: CheckContext, made: TwoPeers) => Promise<Uint8Array>
}

const formats: readonly Format[] = [
  {
    word: 'public-message',
    what: 'a PublicMessage',
    async make(_, { memberClient }) {
      const [proposal] = (await memberClient.propose({ renew: true })).messages
      return proposal ?? new Uint8Array()
    },
  },
  {
    word: 'welcome',
    what: 'a Welcome',
    async make({ other }, { adminClient }) {
      const { welcome } = await adminClient.change({ admit: [{ user: other.user() }] })
      return welcome ?? new Uint8Array()
    },
  },
  {
    word: 'key-package',
    what: 'a KeyPackage',
    make({ draft, other }) {
      const [bundle] = other.user().device.keyPackages(1)
      if (!bundle) throw new Error('one key package was asked for')
      const { keyPackage: key_package } = bundle
      const message = { version: 1, wire_format: wireFormats.mls_key_package, key_package } as const
      return Promise.resolve(encode(MLSMessage[draft], message))
    },
  },
  {
    word: 'group-info',
    what: 'a GroupInfo',
    async make({ draft }, { memberClient }) {
      const group_info = decode(GroupInfo, await (await memberClient.group()).groupInfo())
      return encode(MLSMessage[draft], { version: 1, wire_format: wireFormats.mls_group_info, group_info })
    },
  },
]

const otherFormats = formats.map(({ word, what, make }) =>
  check({
    ...hosted,
    id: `submit.${word}.refused`,
    title: `${what.replace('a ', 'A ')} is no application message, and is refused`,
    requirements: ['MIMI-SUB-003'],
    fails: `${what.replace('a ', 'A ')} that is handed in by submitMessage is answered with accepted.`,
    async run(context) {
      const made = await twoPeers(context)
      const twin = await made.memberClient.message('the twin')
      const bytes = await make(context, made)
      await context.refusesIn(made.room, {
        what: `${what} in place of a PrivateMessage`,
        malformed: () => made.room.submit({ ...twin, bytes }),
        twin,
      })
    },
  }),
)

const handshakes = (['proposal', 'commit'] as const).map((content_type) =>
  check({
    ...hosted,
    id: `submit.${content_type}.refused`,
    title: `A PrivateMessage that says it holds a ${content_type} is refused`,
    requirements: ['MIMI-SUB-004'],
    fails: `A PrivateMessage of content type ${content_type} is answered with accepted.`,
    async run(context) {
      const { draft, refusesIn } = context
      const { room, memberClient } = await twoPeers(context)
      const twin = await memberClient.message('the twin')
      await refusesIn(room, {
        what: `a PrivateMessage with the content type ${content_type}`,
        malformed: reframed(draft, twin, (frame) => ({ ...frame, content_type })),
        twin,
        codes: ['notAllowed'],
        otherCode: 'warn',
      })
    },
  }),
)

export default [...otherFormats, ...handshakes]
