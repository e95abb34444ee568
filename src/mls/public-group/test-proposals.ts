/** The forged group of the tests, proposals for it, and what comes of committing them. */
import { encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { generateKeys } from '../keys.js'
import { signLeafNode } from '../key-package-bundle.js'
import type { StagedCommit } from '../public-group.js'
import { suiteOf } from '../suites.js'
import { appSyncProposal, defaultAppRules } from '../wire/app-state.js'
import type { Commit } from '../wire/commit.js'
import { RequiredCapabilities } from '../wire/key-package.js'
import type { Extension, LeafNode } from '../wire/leaf-node.js'
import type { Proposal } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import { extensionTypes } from '../wire/registries.js'
import { forgeCommit, type ForgedCommit, type ForgedGroup, forgeGroup, forgeMessage } from './test-forge.js'
import { bundleOf, device, faultOf, groupId } from './test-rig.js'

const names = ['alice', 'bob', 'cathy', 'dave', 'eve']
const clients = (draft: Draft) => names.map((name) => device(draft, name))
export const devices = { '01': clients('01'), '02ed': clients('02ed'), '06': clients('06') }
export const bundles = {
  '01': devices['01'].map(bundleOf),
  '02ed': devices['02ed'].map(bundleOf),
  '06': devices['06'].map(bundleOf),
}
export const groupOf = (draft: Draft, extensions?: Extension[]) => forgeGroup(draft, bundles[draft], extensions)
export const group = groupOf('06')

export const add = (keyPackage = bundleOf(device('06', 'newcomer')).keyPackage): Proposal => ({
  proposal_type: 1,
  key_package: keyPackage,
})
export const remove = (removed: number): Proposal => ({ proposal_type: 3, removed })
export const psk = (id: number, nonce = 32): Proposal => ({
  proposal_type: 4,
  psk: { psktype: 'external', psk_id: Uint8Array.of(id), psk_nonce: new Uint8Array(nonce) },
})
export const reInit = (version = 1): Proposal => ({
  proposal_type: 5,
  group_id: groupId,
  version,
  cipher_suite: 1,
  extensions: [],
})
export const externalInit: Proposal = { proposal_type: 6, kem_output: new Uint8Array(32) }
export const replacing = (...extensions: Extension[]): Proposal => ({ proposal_type: 7, extensions })
export const appDataUpdate = (component_id: number): Proposal => ({
  proposal_type: 8,
  component_id,
  op: 'update',
  update: Uint8Array.of(1),
})
export const appSync: Proposal = appSyncProposal(
  { applicationId: 1, stateType: 'irreducible', newState: { element: new Uint8Array() } },
  defaultAppRules,
)
export const selfRemoveIn: Record<Draft, Proposal> = {
  '01': { proposal_type: 0x0c },
  '02ed': { proposal_type: 0x0c },
  '06': { proposal_type: 0x0a },
}
export const selfRemove = selfRemoveIn['06']
export const extension = (extension_type: number, extension_data: Uint8Array = new Uint8Array()): Extension => ({
  extension_type,
  extension_data,
})
export const requiring = (required: Partial<RequiredCapabilities>): Extension =>
  extension(
    extensionTypes.required_capabilities,
    encode(RequiredCapabilities, { extension_types: [], proposal_types: [], credential_types: [], ...required }),
  )

/** An Update of a member, with changes before and after it is signed. */
export function update(
  { follower, keys }: ForgedGroup,
  leaf_index: number,
  change: Partial<LeafNode> = {},
  signedAs = leaf_index,
): Proposal {
  const before = follower.member(leaf_index)
  const signer = keys.get(leaf_index)
  if (!before || !signer) throw new Error('no such member')
  const { signature_key, credential, capabilities, extensions } = { ...before, ...change }
  const encryption_key = change.encryption_key ?? generateKeys(suiteOf(1).kem).publicKey
  const own = { encryption_key, signature_key, credential, capabilities, extensions }
  const unsigned = { ...own, leaf_node_source: 'update', group_id: groupId, leaf_index: signedAs } as const
  return { proposal_type: 2, leaf_node: signLeafNode(1, signer, unsigned) }
}
export const proposed = (from: number, proposal: Proposal, within = group) => forgeMessage(within, from, { proposal })

export function staged(
  forged: ForgedCommit,
  within = group,
  from: Parameters<typeof forgeCommit>[1] = 0,
): StagedCommit {
  return within.follower.stage(forgeCommit(within, from, forged), forged.byReference ?? [])
}
/** Code and section of the fault, and how many references are to blame. */
export function fault(forged: ForgedCommit, within = group, from: Parameters<typeof forgeCommit>[1] = 0) {
  const error = faultOf(() => staged(forged, within, from))
  if (error === 'none') return error
  return [error.code, error.section, error.refs.length]
}

/** What a forged commit holds. */
export function commitOf({ content }: PublicMessage): Commit {
  if (content.content_type !== 'commit') throw new Error('expected a commit')
  return content.commit
}
