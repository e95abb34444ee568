/** The group of a room in its second epoch: Alice made it and added Bob, who has not yet committed anything. */
import { encode } from '../../../src/codec/index.js'
import { byDraft } from '../../../src/drafts/by-draft.js'
import type { Draft } from '../../../src/drafts/ids.js'
import { basicCredential } from '../../../src/mls/credential.js'
import { deriveKeyPair } from '../../../src/mls/hpke.js'
import type { KeyPair } from '../../../src/mls/keys.js'
import { expand, mac } from '../../../src/mls/primitives.js'
import { suiteOf } from '../../../src/mls/suites.js'
import { treeHash } from '../../../src/mls/tree/index.js'
import {
  type Credential,
  componentIds,
  type Extension,
  ExternalPub,
  type ExternalSender,
  ExternalSenders,
  extensionTypes,
  type GroupContext,
  type GroupInfo,
  GroupInfoTBS,
  KDFLabel,
  type LeafNode,
  LeafNodeTBS,
  type RatchetTree,
} from '../../../src/mls/wire/index.js'
import { withDictionary } from '../../../src/mls/wire/app-dictionary.js'
import { FrankingAgentData } from '../../../src/wire/franking.js'
import { hpkeKeys, signatureKeys } from './keys.js'
import { octets } from './octets.js'
import { signed } from './sign.js'

export const alice = 'mimi://a.example/u/alice'
export const bob = 'mimi://b.example/u/bob'
export const carol = 'mimi://c.example/u/carol'
export const mallory = 'mimi://m.example/u/mallory'
export const room = 'mimi://hub.example/r/clubhouse'
export const otherRoom = 'mimi://hub.example/r/annex'
export const hub = 'mimi://hub.example'

const utf8 = new TextEncoder()

export function uri(text: string): { uri: Uint8Array } {
  return { uri: utf8.encode(text) }
}

export function credentialOf(user: string): Credential {
  return basicCredential(user)
}

export interface Group {
  readonly suite: number
  readonly context: GroupContext
  readonly tree: RatchetTree
  readonly info: GroupInfo
  readonly hubSender: ExternalSender
  /** Of the hub, with which it signs its answers and proposals. */
  readonly hubKeys: KeyPair
  readonly frankingKeys: KeyPair
  readonly aliceKeys: KeyPair
  readonly epochSecret: Uint8Array
  readonly membershipKey: Uint8Array
}

const known = new Map<string, Group>()

/** In 06 with a franking agent. */
export function groupOf(draft: Draft, suite: number, uriOfRoom = room): Group {
  const name = `${draft} ${suite} ${uriOfRoom}`
  let group = known.get(name)
  if (!group) known.set(name, (group = makeGroup(draft, suite, uriOfRoom)))
  return group
}

function makeGroup(draft: Draft, suite: number, uriOfRoom: string): Group {
  const hubKeys = signatureKeys(suite, 'the hub')
  const frankingKeys = signatureKeys(suite, 'the hub as franking agent')
  const hubSender = { signature_key: hubKeys.publicKey, credential: credentialOf(hub) }
  const tree: RatchetTree = [
    { node_type: 'leaf', leaf_node: leafNode(suite, alice, supported[draft]) },
    null,
    { node_type: 'leaf', leaf_node: leafNode(suite, bob, supported[draft]) },
  ]
  const context: GroupContext = {
    version: 1,
    cipher_suite: suite,
    group_id: utf8.encode(uriOfRoom),
    epoch: 1n,
    tree_hash: treeHash(suite, tree),
    confirmed_transcript_hash: octets(`transcript of ${uriOfRoom}`, suiteOf(suite).hashLength),
    extensions: extensionsOf(draft, hubSender, frankingKeys),
  }
  const epochSecret = octets(`epoch secret of ${uriOfRoom}`, suiteOf(suite).hashLength)
  const aliceKeys = signatureKeys(suite, alice)
  const membershipKey = deriveSecret(suite, epochSecret, 'membership')
  const info = groupInfo(context, epochSecret, aliceKeys)
  return { suite, context, tree, info, hubSender, hubKeys, frankingKeys, aliceKeys, epochSecret, membershipKey }
}

function extensionsOf(draft: Draft, hubSender: ExternalSender, { publicKey }: KeyPair): Extension[] {
  const senders = {
    extension_type: extensionTypes.external_senders,
    extension_data: encode(ExternalSenders, [hubSender]),
  }
  const agent = FrankingAgentData[draft]
  if (!agent) return [senders]
  const data = encode(agent, { franking_signature_key: publicKey, credential: credentialOf(hub) })
  return withDictionary([senders], [{ component_id: componentIds.franking_signature_key, data }])
}

/** Extension types that the members of a group have to support. */
const supported = byDraft<number[], number[], number[]>({
  '01': [],
  '02ed': [],
  '06': [extensionTypes.app_data_dictionary],
})

/** As it came in a key package. @param extensions types that it supports */
export function leafNode(suite: number, user: string, extensions: number[] = []): LeafNode {
  const keys = signatureKeys(suite, user)
  const leaf: LeafNodeTBS = {
    encryption_key: hpkeKeys(suite, `${user}, leaf`).publicKey,
    signature_key: keys.publicKey,
    credential: credentialOf(user),
    capabilities: {
      versions: [1],
      cipher_suites: [suite],
      extensions,
      proposals: [],
      credentials: [1],
    },
    leaf_node_source: 'key_package',
    lifetime: { not_before: 1_700_000_000n, not_after: 2_000_000_000n },
    extensions: [],
  }
  return { ...leaf, signature: signed(suite, keys, 'LeafNodeTBS', encode(LeafNodeTBS, leaf)) }
}

/** Without the tree, as MIMI wants it, signed by Alice at leaf 0. */
function groupInfo(context: GroupContext, epochSecret: Uint8Array, aliceKeys: KeyPair): GroupInfo {
  const { cipher_suite: suite, confirmed_transcript_hash } = context
  const external_pub = deriveKeyPair(suite, deriveSecret(suite, epochSecret, 'external')).publicKey
  const confirmationKey = deriveSecret(suite, epochSecret, 'confirm')
  const tbs = {
    group_context: context,
    extensions: [
      { extension_type: extensionTypes.external_pub, extension_data: encode(ExternalPub, { external_pub }) },
    ],
    confirmation_tag: mac(suiteOf(suite), confirmationKey, confirmed_transcript_hash),
    signer: 0,
  }
  return { ...tbs, signature: signed(suite, aliceKeys, 'GroupInfoTBS', encode(GroupInfoTBS, tbs)) }
}

/** DeriveSecret (RFC 9420, 8). */
function deriveSecret(suite: number, secret: Uint8Array, name: string): Uint8Array {
  const parameters = suiteOf(suite)
  const length = parameters.hashLength
  const info = encode(KDFLabel, { length, label: utf8.encode(`MLS 1.0 ${name}`), context: new Uint8Array() })
  return expand(parameters, secret, info, length)
}
