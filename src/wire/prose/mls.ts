/** What RFC 9420 and the drafts around it say of the values of MLS structures, as far as one value can show it. */
import type { Scope } from '../../codec/select.js'
import {
  AppAck,
  AuthenticatedContent,
  Capabilities,
  Commit,
  ConfirmedTranscriptHashInput,
  Credential,
  FramedContent,
  FramedContentTBS,
  KeyPackage,
  KeyPackageTBS,
  LeafNode,
  LeafNodeTBS,
  Lifetime,
  Node,
  PreSharedKey,
  PreSharedKeyID,
  proposalTypes,
  PSKLabel,
  PublicMessage,
  ReInit,
  Update,
  UpdatePath,
  wireFormats,
  Welcome,
} from '../../mls/wire/index.js'
import { listRule, type ProseRule, rule } from './rule.js'

const MLS10 = 1
const defaultProposals: readonly number[] = Object.values(proposalTypes)
/** application_id to external_senders. */
const isDefaultExtension = (type: number) => type >= 1 && type <= 5

/** 7.2: what a leaf uses, it lists. */
function listsWhatItUses({ capabilities, credential, extensions }: LeafNode | LeafNodeTBS): boolean {
  return (
    capabilities.credentials.includes(credential.credential_type) &&
    extensions.every(({ extension_type: type }) => isDefaultExtension(type) || capabilities.extensions.includes(type))
  )
}

type Contents = FramedContent

/** 6 and 6.1: who may send what. */
function mayBeSent({ sender: { sender_type }, content_type }: Contents): boolean {
  if (sender_type === 'new_member_commit') return content_type === 'commit'
  return sender_type === 'member' || content_type === 'proposal'
}

const framed = 'wire_format says how the content travels, an application message in a PrivateMessage'
function travels(wire_format: number, { content_type }: Contents): boolean {
  if (wire_format === wireFormats.mls_private_message) return true
  return content_type !== 'application' && (wire_format === wireFormats.mls_public_message || wire_format >= 0xf000)
}

function keyPackageRules(codec: typeof KeyPackage | typeof KeyPackageTBS): ProseRule[] {
  return [
    rule<KeyPackageTBS>(codec, 'RFC 9420, 10', 'the version is mls10', ({ version }) => version !== MLS10),
    rule<KeyPackageTBS>(
      codec,
      'RFC 9420, 10',
      'the leaf is one of a KeyPackage, and lists the version and the suite',
      ({ leaf_node: { leaf_node_source, capabilities }, cipher_suite }) =>
        leaf_node_source !== 'key_package' || !capabilities.cipher_suites.includes(cipher_suite),
    ),
    rule<KeyPackageTBS>(codec, 'RFC 9420, 10.1', 'init_key and encryption_key differ', (keyPackage) => {
      return Buffer.compare(keyPackage.init_key, keyPackage.leaf_node.encryption_key) === 0
    }),
  ]
}

/** 12.4.3.3: leaves in even places, parents in odd ones, and the last node a leaf. */
export function isTree(nodes: readonly (Node | null)[]): boolean {
  const last = nodes.at(-1)
  if (!last || nodes.length % 2 === 0) return false
  return nodes.every((node, i) => node === null || node.node_type === (i % 2 === 0 ? 'leaf' : 'parent'))
}

export const mlsRules: readonly ProseRule[] = [
  rule(Credential, 'RFC 9420, 5.3', 'a chain has a certificate', (credential) => {
    return 'certificates' in credential && credential.certificates.length === 0
  }),
  rule(Capabilities, 'RFC 9420, 7.2', 'default proposals and extensions are not listed', (capabilities) => {
    const { proposals, extensions } = capabilities
    return proposals.some((type) => defaultProposals.includes(type)) || extensions.some(isDefaultExtension)
  }),
  rule(Capabilities, 'RFC 9420, 7.2', 'all that is supported is listed, mls10 among it', (capabilities) => {
    const { versions, cipher_suites, credentials } = capabilities
    return !versions.includes(MLS10) || cipher_suites.length === 0 || credentials.length === 0
  }),
  rule(Lifetime, 'RFC 9420, 7.2', 'not_before is no later than not_after', ({ not_before, not_after }) => {
    return not_before > not_after
  }),
  ...[LeafNode, LeafNodeTBS].map((codec) =>
    rule<LeafNode | LeafNodeTBS>(
      codec,
      'RFC 9420, 7.2',
      'capabilities list the credential and the extensions of the leaf',
      (leaf) => !listsWhatItUses(leaf),
    ),
  ),
  ...keyPackageRules(KeyPackage),
  ...keyPackageRules(KeyPackageTBS),
  rule(Update, 'RFC 9420, 7.3', 'the leaf is one of an update', ({ leaf_node }) => {
    return leaf_node.leaf_node_source !== 'update'
  }),
  rule(UpdatePath, 'RFC 9420, 7.3', 'the leaf is one of a commit', ({ leaf_node }) => {
    return leaf_node.leaf_node_source !== 'commit'
  }),
  listRule(Node, 'RFC 9420, 12.4.3.3', 'leaves and parents alternate, and the last node is no blank', (nodes) => {
    return !isTree(nodes)
  }),
  rule(ReInit, 'RFC 9420, 12.1.5', 'the version is known', ({ version }) => version !== MLS10),
  rule(PreSharedKey['06'], 'RFC 9420, 12.1.4', 'resumption by a proposal is for the application', ({ psk }) => {
    return psk.psktype === 'resumption' && psk.usage !== 'application'
  }),
  // Not known to RFC 9420 alone, and MIMI has no use for it: a reader that does without is right, too.
  rule(PreSharedKeyID['06'], 'mls-extensions-09, 4.5', 'MIMI uses no PSKs of applications', ({ psktype }) => {
    return psktype === 'application'
  }),
  rule(PSKLabel['06'], 'RFC 9420, 8.4', 'index is less than count', ({ index, count }) => index >= count),
  rule(Commit['06'], 'RFC 9420, 12.4', 'a commit without proposals has a path', ({ proposals, path }) => {
    return proposals.length === 0 && path === null
  }),
  rule(Welcome, 'RFC 9420, 12.4.3.1', 'a Welcome is for somebody', ({ secrets }) => secrets.length === 0),
  rule(FramedContent['06'], 'RFC 9420, 6', 'the sender is one that may send this', (content) => !mayBeSent(content)),
  rule(PublicMessage['06'], 'RFC 9420, 6', 'an application message travels in a PrivateMessage', ({ content }) => {
    return content.content_type === 'application'
  }),
  rule(AuthenticatedContent['06'], 'RFC 9420, 6', framed, ({ wire_format, content }) => !travels(wire_format, content)),
  rule(FramedContentTBS['06'], 'RFC 9420, 6', framed, ({ wire_format, content }) => !travels(wire_format, content)),
  rule(ConfirmedTranscriptHashInput['06'], 'RFC 9420, 8.2', 'the content is a commit', ({ wire_format, content }) => {
    return content.content_type !== 'commit' || !travels(wire_format, content)
  }),
  rule(AppAck, 'mls-extensions-09, 6.1', 'a range ends no earlier than it begins', ({ received_ranges }) => {
    return received_ranges.some(({ first_generation, last_generation }) => first_generation > last_generation)
  }),
]

/** The cipher suite that the structures around name; null where none does. */
export function suiteAround(around: Scope | null): number | null {
  for (let scope = around; scope; scope = scope.outer) {
    const value: Record<string, unknown> = scope.value
    const context: unknown = value['group_context']
    const named = [value['cipher_suite'], value['franking_signature_ciphersuite'], suiteOf(context)]
    const suite = named.find((one) => typeof one === 'number')
    if (suite !== undefined) return suite
  }
  return null
}

function suiteOf(context: unknown): unknown {
  return typeof context === 'object' && context !== null && 'cipher_suite' in context ? context.cipher_suite : undefined
}
