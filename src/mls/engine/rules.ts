/** What the drafts' proposals do to a group, as ts-mls asks for it. */
import { type ClientConfig, defaultClientConfig } from 'ts-mls/clientConfig.js'
import type { Draft } from '../../drafts/ids.js'
import { kindOf } from '../proposal-kinds.js'
import { type AppRules, nextExtensions } from '../wire/app-state.js'
import { selfRemove } from '../wire/proposal.js'
import { fromEngineExtension, fromEngineProposal, toEngineExtension } from './convert.js'

export function configOf(draft: Draft, app: AppRules): ClientConfig {
  return {
    ...defaultClientConfig,
    proposalRules: {
      selfRemove: selfRemove[draft].proposal_type,
      needsPath: (type) => kindOf(draft, type).path,
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
