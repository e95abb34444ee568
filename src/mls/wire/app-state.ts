/**
 * What the proposals of a commit make of the GroupContext's extensions: GroupContextExtensions (RFC 9420, 12.1.7), AppSync of
 * barnes-mls-appsync-00 in 01 and 02ed, AppDataUpdate of mls-extensions-09 in 06.
 */
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { afterAppDataUpdates } from './app-dictionary.js'
import { type AppRules, AppStateError } from './app-rules.js'
import { afterAppSyncs } from './app-sync-state.js'
import type { Extension } from './leaf-node.js'
import type { Proposal } from './proposal.js'
import { proposalTypes } from './registries.js'

export { type AppRules, AppStateError, type ApplyComponent, defaultAppRules } from './app-rules.js'
export { component, dictionary, withDictionary } from './app-dictionary.js'
export { applicationState, appSyncOf, appSyncProposal, withApplicationState } from './app-sync-state.js'

const appEffects = byDraft({ '01': afterAppSyncs, '02ed': afterAppSyncs, '06': afterAppDataUpdates })

/**
 * The extensions of the next epoch.
 * @param proposals those of a commit, in its order; kinds without effect on extensions are passed over
 * @throws AppStateError for a list that is not valid, naming section and proposals
 */
export function nextExtensions(
  draft: Draft,
  extensions: readonly Extension[],
  proposals: readonly Proposal[],
  rules: AppRules,
): Extension[] {
  const replacements = proposals.flatMap((proposal, index) => {
    const replacement = contextExtensionsOf(proposal)
    return replacement ? [{ index, extensions: replacement }] : []
  })
  const at = replacements.map(({ index }) => index)
  // The whole list is replaced (12.1.7).
  const replaced = replacements[0]?.extensions ?? [...extensions]
  if (at.length > 1) throw new AppStateError('RFC 9420, 12.2', at, 'at most one GroupContextExtensions in a commit')
  return appEffects[draft]({ before: extensions, replaced, replacedBy: at[0] ?? null, proposals, rules })
}

/** The list that a GroupContextExtensions proposal brings; null for another kind of proposal. */
export function contextExtensionsOf(proposal: Proposal): Extension[] | null {
  const isReplacement = proposal.proposal_type === proposalTypes.group_context_extensions
  return isReplacement && 'extensions' in proposal ? proposal.extensions : null
}
