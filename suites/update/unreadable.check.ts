import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { decode, encode } from '../../src/codec/index.js'
import { GroupInfo, MLSMessage, wireFormats } from '../../src/mls/wire/index.js'
import { hosted, type TwoPeers, twoPeers } from './rooms.js'

interface Kind {
  readonly word: string
  readonly what: string
  /** An encoded MLSMessage. */
  readonly make: (context: CheckContext, made: TwoPeers) => Promise<Uint8Array>
}

const kinds: readonly Kind[] = [
  privately('commit'),
  privately('proposal'),
  {
    word: 'application',
    what: 'an application message',
    make: async (_, { adminClient }) => (await adminClient.message('no handshake')).bytes,
  },
  {
    word: 'welcome',
    what: 'a Welcome',
    async make({ other }, { adminClient }) {
      const { welcome } = await adminClient.change({ admit: [{ user: other.user() }] })
      if (!welcome) throw new Error('a commit that adds somebody has a Welcome')
      return welcome
    },
  },
  {
    word: 'group-info',
    what: 'a GroupInfo',
    async make({ draft }, { adminClient }) {
      const group_info = decode(GroupInfo, await (await adminClient.group()).groupInfo())
      return encode(MLSMessage[draft], { version: 1, wire_format: wireFormats.mls_group_info, group_info })
    },
  },
  {
    word: 'key-package',
    what: 'a KeyPackage',
    async make({ draft, other }) {
      const [bundle] = other.user().device.keyPackages(1)
      if (!bundle) throw new Error('one key package was asked for')
      const { keyPackage: key_package } = bundle
      return encode(MLSMessage[draft], { version: 1, wire_format: wireFormats.mls_key_package, key_package })
    },
  },
]

/** A message that says it is a handshake, in the form that hides it from the hub. */
function privately(content_type: 'commit' | 'proposal'): Kind {
  return {
    word: `private-${content_type}`,
    what: `a ${content_type} in a PrivateMessage`,
    async make({ draft }, { adminClient }) {
      const message = decode(MLSMessage[draft], (await adminClient.message('hidden')).bytes)
      if (!('private_message' in message)) throw new Error('application messages are PrivateMessages')
      const private_message = { ...message.private_message, content_type }
      return encode(MLSMessage[draft], { version: 1, wire_format: wireFormats.mls_private_message, private_message })
    },
  }
}

export default kinds.map(({ word, what, make }) =>
  check({
    ...hosted,
    id: `update.${word}.refused`,
    title: `An update with ${what} in place of the handshake is refused: the hub cannot evaluate it`,
    requirements: ['MIMI-UPD-021'],
    fails: `An update with ${what} as proposalOrCommit is answered with success.`,
    async run(context) {
      const made = await twoPeers(context)
      const twin = await made.adminClient.change()
      const malformed = twin.with({ messages: [await make(context, made)] })
      await context.refusesIn(made.room, { what: `${what} in place of a commit`, malformed, twin })
    },
  }),
)
