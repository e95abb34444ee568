/** MLS values, as small as they can be, for the tests of the structures around them. */
import { type Codec, tryDecode } from '../codec/index.js'
import {
  type AppDataDictionary,
  type Commit,
  type ContentType,
  type GroupInfo,
  type KeyPackage,
  type MLSMessage,
  type Proposal,
  type PublicMessage,
  type RatchetTreeOption,
} from '../mls/wire/index.js'

export const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
export const none = new Uint8Array()
export const some = bytes('0102')
export const uri = { uri: bytes('aa') }
export const dictionary: AppDataDictionary = { component_data: [] }

export const groupInfo: GroupInfo = {
  group_context: {
    version: 1,
    cipher_suite: 1,
    group_id: some,
    epoch: 7n,
    tree_hash: some,
    confirmed_transcript_hash: some,
    extensions: [{ extension_type: 0xf123, extension_data: some }],
  },
  extensions: [],
  confirmation_tag: some,
  signer: 0,
  signature: some,
}

export const keyPackage: KeyPackage = {
  version: 1,
  cipher_suite: 1,
  init_key: some,
  leaf_node: {
    encryption_key: some,
    signature_key: some,
    credential: { credential_type: 1, identity: some },
    capabilities: { versions: [1], cipher_suites: [1], extensions: [], proposals: [], credentials: [1] },
    leaf_node_source: 'key_package',
    lifetime: { not_before: 1n, not_after: 2n },
    extensions: [],
    signature: some,
  },
  extensions: [],
  signature: some,
}

export const welcome = { cipher_suite: 1, secrets: [], encrypted_group_info: some }
export const ratchetTreeOption: RatchetTreeOption = { representation: 'full', ratchet_tree: [null] }
const proposal: Proposal = { proposal_type: 3, removed: 1 }
const commit: Commit = { proposals: [{ type: 'reference', reference: some }], path: null }

const framing = {
  group_id: some,
  epoch: 7n,
  sender: { sender_type: 'member', leaf_index: 0 },
  authenticated_data: none,
} as const

export const publicProposal: PublicMessage = {
  content: { ...framing, content_type: 'proposal', proposal },
  auth: { signature: some },
  membership_tag: some,
}
export const publicCommit: PublicMessage = {
  content: { ...framing, content_type: 'commit', commit },
  auth: { signature: some, confirmation_tag: some },
  membership_tag: some,
}
export const publicApplication: PublicMessage = {
  content: { ...framing, content_type: 'application', application_data: some },
  auth: { signature: some },
  membership_tag: some,
}

export const wrapped = (public_message: PublicMessage): MLSMessage => ({ version: 1, wire_format: 1, public_message })
export const privateMessage = (content_type: ContentType): MLSMessage => ({
  version: 1,
  wire_format: 2,
  private_message: {
    group_id: some,
    epoch: 7n,
    content_type,
    authenticated_data: none,
    encrypted_sender_data: some,
    ciphertext: some,
  },
})
export const wrappedWelcome: MLSMessage = { version: 1, wire_format: 3, welcome }

export const event = { timestamp: 42n, frank: null, ratchetTreeOption, moreProposals: [], externalProposals: [] }

export function refusal(codec: Codec<unknown>, body: Uint8Array) {
  const result = tryDecode(codec, body)
  return result.ok ? null : { code: result.error.code, path: result.error.path, offset: result.error.offset }
}
