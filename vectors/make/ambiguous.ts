/** What the drafts leave open: a codec that accepts agrees with them as much as one that refuses. */
import { type Codec, hexText, toJson, tryDecode } from '../../src/codec/index.js'
import type { Json } from '../../src/codec/json.js'
import { lengthHeader } from '../../src/codec/length.js'
import type { Draft } from '../../src/drafts/ids.js'
import { GroupInfoRequestTBSAsSent, GroupInfoResponseAlwaysFull, structures } from '../../src/wire/index.js'
import type { VectorCase } from '../types.js'
import { joined, rewritten } from './edit.js'
import { encodingOf, encodingsOf } from './encodings.js'
import type { Flag } from './flags.js'

/** Bytes that may be taken, and what for where that can be said. */
interface Open {
  readonly id: string
  readonly comment: string
  readonly flags: readonly Flag[]
  readonly bytes: Uint8Array
  /** The declaration by which they would be taken; by default the draft's, as Mimicry reads it. */
  readonly as?: Codec<unknown>
}

export function ambiguousCases(draft: Draft, struct: string, codec: Codec<unknown>): VectorCase[] {
  const open = [
    ...fullRefusals(draft, struct),
    ...codeAsSent(draft, struct, codec),
    ...semiPrivate(draft, struct, codec),
    ...bareNodes(struct, codec),
    ...unassigned(struct),
    ...repeatedExtensions(struct, codec),
    ...withoutExternalProposals(struct, codec),
  ]
  return open.map((one) => recorded(codec, one))
}

/** Both answers, as far as there are both. */
function recorded(codec: Codec<unknown>, { id, comment, flags, bytes, as = codec }: Open): VectorCase {
  const strict = tryDecode(codec, bytes)
  const lenient = tryDecode(as, bytes)
  const answers: { value?: Json; error?: VectorCase['error'] } = {}
  if (lenient.ok) answers.value = toJson(as, lenient.value)
  if (!strict.ok) answers.error = { code: strict.error.code, path: strict.error.path, offset: strict.error.offset }
  return { id, comment, flags, bytes: hexText(bytes), result: 'ambiguous', ...answers }
}

/** R-W17: by the grammar of 01 and 02ed a refusal goes on with every field. */
function fullRefusals(draft: Draft, struct: string): Open[] {
  const literal = GroupInfoResponseAlwaysFull[draft]
  if (struct !== 'GroupInfoResponse' || literal === null) return []
  const flags: Flag[] = ['R-W17']
  return encodingsOf(literal)
    .filter(({ id }) => /^status\.(?:notAuthorized|noSuchRoom)$/.test(id))
    .flatMap(({ id, bytes }) => [
      { id: `${id}.every-field`, comment: 'a refusal with every field of a success', flags, bytes, as: literal },
      {
        id: `${id}.zeros`,
        comment: 'a refusal that goes on with zeros',
        flags,
        bytes: joined(bytes.subarray(0, 2), '00000000'),
      },
    ])
}

/** R-W06: what is signed has the joining code behind a presence octet, or as it is sent; absent and empty are one. */
function codeAsSent(draft: Draft, struct: string, codec: Codec<unknown>): Open[] {
  if (struct !== 'GroupInfoRequestTBS') return []
  const flags: Flag[] = ['R-W06']
  const as: Codec<unknown> = GroupInfoRequestTBSAsSent[draft]
  const sent = encodingOf(as)
  const empty = rewritten(codec, encodingOf(codec), 'joiningCode', () => joined('0100'))
  return [
    ...(sent ? [{ id: 'joiningCode.as-sent', comment: 'the joining code as it is sent', flags, bytes: sent, as }] : []),
    ...(empty
      ? [{ id: 'joiningCode.present-but-empty', comment: 'a joining code of no bytes', flags, bytes: empty }]
      : []),
  ]
}

/** Paths of the MLSMessage in what contains one. */
const messages: Readonly<Record<string, string>> = {
  MLSMessage: '',
  HandshakeBundle: 'proposalOrCommit',
  UpdateRequest: 'bundle.proposalOrCommit',
  SubmitMessageRequest: 'appMessage',
  FanoutMessage: 'message',
  NotifyBody: '[0].message',
  PendingProposal: 'proposal',
}

/** R-W31: a SemiPrivateMessage under a number that two implementations may have agreed on. */
function semiPrivate(draft: Draft, struct: string, codec: Codec<unknown>): Open[] {
  const [path, inner] = [messages[struct], structures(draft)['SemiPrivateMessage']]
  if (path === undefined || !inner) return []
  const as = structures(draft, { semiPrivateWireFormat: 0xf0f0 })[struct]
  const proposal = encodingOf(inner, 'content_type.proposal')
  const bytes = proposal && rewritten(codec, encodingOf(codec), path, () => joined('0001f0f0', proposal))
  const comment = 'a SemiPrivateMessage under the wire format 0xf0f0, which nobody has assigned'
  return bytes ? [{ id: 'semi-private-message', comment, flags: ['R-W31'], bytes, ...(as && { as }) }] : []
}

/** R-W16: the drafts write `Node ratchet_tree<V>`, without the presence octets. */
function bareNodes(struct: string, codec: Codec<unknown>): Open[] {
  if (struct !== 'RatchetTreeOption') return []
  const bytes = rewritten(codec, encodingOf(codec), 'ratchet_tree', (tree) => asVector(contentOf(tree).subarray(1)))
  return bytes
    ? [{ id: 'ratchet_tree.bare-node', comment: 'a Node without a presence octet', flags: ['R-W16'], bytes }]
    : []
}

const unassignedNumbers: Readonly<Record<string, string>> = {
  Credential: 'f0f903616263',
  Proposal: 'f0f903616263',
  MLSMessage: '0001f0f903616263',
}

/** A codec that knows an extension, or takes what it does not know for one `opaque<V>`, may read these. */
function unassigned(struct: string): Open[] {
  const hex = unassignedNumbers[struct]
  const comment = 'number 0xf0f9 of the private range, then three bytes behind their length'
  return hex === undefined ? [] : [{ id: 'private-number', comment, flags: ['UnassignedLayout'], bytes: joined(hex) }]
}

const withExtensions = ['KeyPackage', 'LeafNode', 'GroupContext', 'GroupInfo', 'ReInit', 'GroupContextExtensions']

function repeatedExtensions(struct: string, codec: Codec<unknown>): Open[] {
  if (!withExtensions.includes(struct)) return []
  const bytes = rewritten(codec, encodingOf(codec), 'extensions', (list) => {
    const one = contentOf(list).subarray(0, contentOf(list).length / 2)
    return asVector(joined(one, one))
  })
  const comment = 'the same extension twice (RFC 9420, 13.4)'
  return bytes ? [{ id: 'extensions.repeated', comment, flags: ['ProseRule'], bytes }] : []
}

/** R-W44: whether externalProposals is there where the hub staples none. */
function withoutExternalProposals(struct: string, codec: Codec<unknown>): Open[] {
  if (struct !== 'FanoutMessage') return []
  const commit = 'message.wire_format.mls_public_message/message.public_message.content.content_type.commit'
  const bytes = rewritten(codec, encodingOf(codec, commit), 'externalProposals', () => joined())
  const comment = 'a commit without externalProposals, be it empty'
  return bytes ? [{ id: 'externalProposals.missing', comment, flags: ['R-W44'], bytes }] : []
}

function contentOf(vector: Uint8Array): Uint8Array {
  return vector.subarray([1, 2, 4][(vector[0] ?? 0) >> 6])
}

function asVector(content: Uint8Array): Uint8Array {
  return joined(lengthHeader(content.length), content)
}

/** Why a variant that can be read may be refused all the same, or undefined for one that has to be read. */
export function disputed(struct: string, id: string): Flag | undefined {
  if (id === 'acceptableCiphersuites.empty' && struct.startsWith('KeyMaterialRequest')) return 'R-W42'
  if (id === 'query_elements.empty' && struct === 'IdentifierRequest') return 'R-W42'
  return undefined
}
