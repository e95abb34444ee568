/** What each type of proposal may do, by draft (RFC 9420, 12.1.8, 12.2, 12.4 and 17.4; mls-extensions-09, 7.3). */
import { byDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import { appDataProposals, safeExtensionProposals } from './wire/proposal.js'
import { proposalTypes } from './wire/registries.js'

/** How a proposal may stand in an external commit. */
type Joining = 'never' | 'by value' | 'by reference'

export interface ProposalKind {
  name: string
  /** Whether an external sender may send it. */
  external: boolean
  /** Whether a commit that covers it needs a path. */
  path: boolean
  inExternalCommit: Joining
}

function kind(name: string, external: boolean, path: boolean, inExternalCommit: Joining): ProposalKind {
  return { name, external, path, inExternalCommit }
}

const common = {
  [proposalTypes.add]: kind('Add', true, false, 'never'),
  [proposalTypes.update]: kind('Update', false, true, 'never'),
  [proposalTypes.remove]: kind('Remove', true, true, 'by value'),
  [proposalTypes.psk]: kind('PreSharedKey', true, false, 'by value'),
  [proposalTypes.reinit]: kind('ReInit', true, false, 'never'),
  [proposalTypes.external_init]: kind('ExternalInit', false, true, 'by value'),
  [proposalTypes.group_context_extensions]: kind('GroupContextExtensions', true, true, 'never'),
}

/** Extension proposals that external senders may send may stand in external commits: open rooms are joined by AppSync (R-W45). */
const safeExtensions: Readonly<Record<number, ProposalKind>> = {
  ...common,
  [safeExtensionProposals.extension_proposal]: kind('extension_proposal', false, false, 'never'),
  [safeExtensionProposals.extension_path_proposal]: kind('extension_path_proposal', false, true, 'never'),
  [safeExtensionProposals.extension_external_proposal]: kind('extension_external_proposal', true, false, 'by value'),
  [safeExtensionProposals.self_remove]: kind('SelfRemove', false, true, 'by reference'),
}

const appData: Readonly<Record<number, ProposalKind>> = {
  ...common,
  [appDataProposals.app_data_update]: kind('AppDataUpdate', true, false, 'by value'),
  [appDataProposals.app_ephemeral]: kind('AppEphemeral', true, false, 'by value'),
  [appDataProposals.self_remove]: kind('SelfRemove', false, true, 'by reference'),
  [appDataProposals.app_ack]: kind('AppAck', false, false, 'never'),
}

const kinds = byDraft({ '01': safeExtensions, '02ed': safeExtensions, '06': appData })

/** The kind of a proposal that the draft's codec read. */
export function kindOf(draft: Draft, proposal_type: number): ProposalKind {
  const found = kinds[draft][proposal_type]
  if (found) return found
  return kind(`proposal of type ${proposal_type}`, false, true, 'never')
}
