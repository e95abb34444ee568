/** Franks of 06 as a receiver verifies them (5.4.1.3): the signature, the suite that they name, and the agent. */
import { type Codec, encode, hexText } from '../../../src/codec/index.js'
import type { KeyPair } from '../../../src/mls/keys.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import { Frank, FrankingAgentData } from '../../../src/wire/franking.js'
import {
  type Accepted,
  frankingContext,
  frankingIntegrityLabel,
  frankingIntegrityTbs,
  serverFrank,
} from '../../../src/wire/franking-marks.js'
import type { SignatureCase, SignatureFile } from '../types.js'
import { accepted, fieldsOf, hubKey, tags } from './franking.js'
import { credentialOf, hub, mallory, otherRoom, room } from './group.js'
import { signatureKeys } from './keys.js'
import { octets } from './octets.js'
import {
  changed,
  forgeries,
  genuine,
  type Kind,
  type Signable,
  signatureNotes,
  signedOver,
  suitesInDepth,
} from './signatures.js'

const frank: Codec<unknown> = Frank['06']
const kind: Kind = { struct: 'Frank', codec: frank, label: frankingIntegrityLabel }
const tag = tags['06']
const agentName = 'the hub as franking agent'

interface Choices extends Partial<Accepted> {
  serverFrank?: Uint8Array
  /** The suite that the frank names, where it is not the group's. */
  named?: number
  /** Whose credential the franking agent has. */
  agent?: string
}

function frankOf(suite: number, { serverFrank: given, named = suite, agent = hub, ...told }: Choices = {}): Signable {
  const keys: KeyPair = signatureKeys(suite, agentName)
  const message = { ...accepted, ...told }
  const mark = given ?? serverFrank(hubKey, tag, frankingContext['06'](accepted))
  const data = { franking_signature_key: keys.publicKey, credential: credentialOf(agent) }
  return {
    suite,
    keys,
    content: frankingIntegrityTbs(mark, named, message),
    bytes: (signature) =>
      encode(frank, {
        server_frank: mark,
        franking_signature_ciphersuite: named,
        franking_integrity_signature: signature,
      }),
    fields: {
      ...fieldsOf(message),
      group_cipher_suite: String(suite),
      franking_agent: hexText(encode(FrankingAgentData['06'], data)),
    },
  }
}

export function franks(): SignatureFile {
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts: ['06'],
    object: 'Frank',
    operation: 'signature',
    sections: ['mimi-protocol-06, 5.4.1.2 and 5.4.1.3', 'RFC 9420, 5.1.2'],
    notes: {
      ...signatureNotes,
      SuiteMismatch:
        'franking_signature_ciphersuite is not that of the group, though the signature verifies. The repair is a group of that suite.',
      WrongAgent:
        'The franking agent’s credential is not of the hub’s domain, though the signature verifies. The repair is an agent whose is.',
    },
    cases: [
      ...supportedSuites.map((suite) =>
        genuine(kind, frankOf(suite), {
          id: 'genuine',
          comment: 'the frank of a message of Alice’s, whose server_frank is in server-frank-06.json',
          keys: { hubKey: hexText(hubKey), frankingTag: hexText(tag) },
        }),
      ),
      ...suitesInDepth.flatMap(forged),
      ...judged(),
    ],
  }
}

function forged(suite: number): SignatureCase[] {
  const right = frankOf(suite)
  const other = (id: string, comment: string, choices: Choices) =>
    changed(kind, right, frankOf(suite, choices), { id, comment, flags: ['ChangedContent'] })
  const over = (id: string, comment: string, content: Uint8Array) =>
    signedOver(kind, right, content, { id, comment, flags: ['OtherContent'] })
  const mark = serverFrank(hubKey, tag, frankingContext['06'](accepted))
  return [
    ...forgeries(kind, right, signatureKeys(suite, mallory)),
    other('other-sender', 'received from another sender than the hub has signed', { sender: mallory }),
    other('other-room', 'received in another room', { room: otherRoom }),
    other('other-time', 'received with a timestamp a millisecond later', { time: accepted.time + 1n }),
    other('swapped-uris', 'sender and room have changed places', { sender: room, room: accepted.sender }),
    other('other-frank', 'another server_frank', { serverFrank: octets('another mark', 32) }),
    over('context-alone', 'the context is signed alone', frankingContext['06'](accepted)),
    over('frank-with-length', 'server_frank is signed with a length header', Uint8Array.of(32, ...right.content)),
    over(
      'suite-left-out',
      'franking_signature_ciphersuite is not signed',
      Uint8Array.of(...mark, ...frankingContext['06'](accepted)),
    ),
    over(
      'tag-signed',
      'the franking_tag is signed in the place of server_frank',
      frankingIntegrityTbs(tag, suite, accepted),
    ),
  ]
}

/** Franks whose signature alone is good. */
function judged(): SignatureCase[] {
  const mismatched = frankOf(1, { named: 3 })
  const { fields } = frankOf(1)
  const strange = frankOf(1, { agent: mallory })
  return [
    genuine(kind, mismatched, {
      id: 'other-suite-named',
      comment: 'a group of suite 1, a frank of suite 3, which has the same signature algorithm',
      flags: ['SuiteMismatch'],
      result: 'invalid',
      repair: { fields: { ...fields, group_cipher_suite: '3' } },
    }),
    genuine(kind, strange, {
      id: 'agent-of-other-domain',
      comment: 'the GroupContext names somebody of another domain as franking agent',
      flags: ['WrongAgent'],
      result: 'invalid',
      repair: { fields },
    }),
  ]
}
