/** What the drafts' proposals do to a group, as ts-mls asks for it. */
import { type ClientConfig, defaultClientConfig } from 'ts-mls/clientConfig.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { type AppRules, nextExtensions } from '../wire/app-state.js'
import { appDataProposals, type Proposal, safeExtensionProposals } from '../wire/proposal.js'
import { fromEngineExtension, fromEngineProposal, toEngineExtension } from './convert.js'

/** SelfRemove, which mls-extensions-04 and -09 number differently; it has nothing but its type. */
export const selfRemove = byDraft<Proposal, Proposal, Proposal>({
  '01': { proposal_type: safeExtensionProposals.self_remove },
  '02ed': { proposal_type: safeExtensionProposals.self_remove },
  '06': { proposal_type: appDataProposals.self_remove },
})

/** Beyond RFC 9420's, the types that make a commit need a path (mls-extensions-04 and -09, IANA considerations). */
const safePaths: readonly number[] = [
  safeExtensionProposals.extension_path_proposal,
  safeExtensionProposals.self_remove,
]
const pathTypes = byDraft<readonly number[], readonly number[], readonly number[]>({
  '01': safePaths,
  '02ed': safePaths,
  '06': [appDataProposals.self_remove],
})

export function configOf(draft: Draft, app: AppRules): ClientConfig {
  return {
    ...defaultClientConfig,
    proposalRules: {
      selfRemove: selfRemove[draft].proposal_type,
      needsPath: (type) => pathTypes[draft].includes(type),
      nextExtensions: (before, proposals) => {
        const relevant = proposals.filter(({ proposalType }) => mayChangeExtensions(proposalType))
        if (relevant.length === 0) return before
        const ours = relevant.map((proposal) => fromEngineProposal(draft, proposal))
        return nextExtensions(draft, before.map(fromEngineExtension), ours, app).map(toEngineExtension)
      },
    },
  }
}

function mayChangeExtensions(type: string | number): boolean {
  return typeof type === 'number' || type === 'group_context_extensions'
}
