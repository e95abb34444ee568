/** RFC 9420, section 12.1. */
import { type Codec, type Infer, opaque, struct, uint32, vector } from '../../codec/index.js'
import { byDraft, type ByDraft, perDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { AppAck, AppDataUpdate, AppEphemeral, SelfRemove } from './app-data.js'
import { ExtensionContent } from './app-sync.js'
import { KeyPackage } from './key-package.js'
import { Extension, LeafNode } from './leaf-node.js'
import { PreSharedKeyID } from './psk.js'
import { CipherSuite, proposalTypes, ProposalType, ProtocolVersion } from './registries.js'

export const Add = struct('Add', { key_package: KeyPackage })
export const Update = struct('Update', { leaf_node: LeafNode })
/** `removed` is a leaf index. */
export const Remove = struct('Remove', { removed: uint32 })
export const PreSharedKey = perDraft((draft) => struct('PreSharedKey', { psk: PreSharedKeyID[draft] }))
export const ReInit = struct('ReInit', {
  group_id: opaque,
  version: ProtocolVersion,
  cipher_suite: CipherSuite,
  extensions: vector(Extension),
})
export const ExternalInit = struct('ExternalInit', { kem_output: opaque })
export const GroupContextExtensions = struct('GroupContextExtensions', { extensions: vector(Extension) })

/** The numbers from 8 on that mls-extensions-04 gives; -09 gave most of them away again. */
export const safeExtensionProposals = {
  extension_proposal: 0x0008,
  extension_path_proposal: 0x0009,
  extension_external_proposal: 0x000a,
  self_remove: 0x000c,
} as const

/** The numbers from 8 on that mls-extensions-09 suggests. */
export const appDataProposals = {
  app_data_update: 0x0008,
  app_ephemeral: 0x0009,
  self_remove: 0x000a,
  app_ack: 0x000b,
} as const

const common = (draft: Draft) => ({
  [proposalTypes.add]: Add,
  [proposalTypes.update]: Update,
  [proposalTypes.remove]: Remove,
  [proposalTypes.psk]: PreSharedKey[draft],
  [proposalTypes.reinit]: ReInit,
  [proposalTypes.external_init]: ExternalInit,
  [proposalTypes.group_context_extensions]: GroupContextExtensions,
})

const withSafeExtensions = (draft: Draft) =>
  struct('Proposal', { proposal_type: ProposalType }).select('proposal_type', {
    ...common(draft),
    [safeExtensionProposals.extension_proposal]: ExtensionContent,
    [safeExtensionProposals.extension_path_proposal]: ExtensionContent,
    [safeExtensionProposals.extension_external_proposal]: ExtensionContent,
    [safeExtensionProposals.self_remove]: SelfRemove,
  })

const withAppData = struct('Proposal', { proposal_type: ProposalType }).select('proposal_type', {
  ...common('06'),
  [appDataProposals.app_data_update]: AppDataUpdate,
  [appDataProposals.app_ephemeral]: AppEphemeral,
  [appDataProposals.self_remove]: SelfRemove,
  [appDataProposals.app_ack]: AppAck,
})

/**
 * Of any draft: `proposal_type` 8 to 12 means what the draft's table says. A type that the table does not have cannot be
 * delimited, and is refused as value-invalid.
 */
export type Proposal = Infer<ReturnType<typeof withSafeExtensions>> | Infer<typeof withAppData>

export const Proposal: ByDraft<Codec<Proposal>> = byDraft({
  '01': withSafeExtensions('01'),
  '02ed': withSafeExtensions('02ed'),
  '06': withAppData,
})

/** SelfRemove has nothing but its type (mls-extensions-09, 6.3). */
export const selfRemove: ByDraft<Proposal> = byDraft<Proposal, Proposal, Proposal>({
  '01': { proposal_type: safeExtensionProposals.self_remove },
  '02ed': { proposal_type: safeExtensionProposals.self_remove },
  '06': { proposal_type: appDataProposals.self_remove },
})

/** Whether a type of proposal is the draft's SelfRemove. */
export function isSelfRemove(draft: Draft, proposal_type: number): boolean {
  return proposal_type === selfRemove[draft].proposal_type
}
