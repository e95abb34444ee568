/** The application_states extension and the AppSync proposals that change it (barnes-mls-appsync-00), in 01 and 02ed. */
import { encode, tryDecode } from '../../codec/index.js'
import { type AppRules, AppStateError, type ContextChange } from './app-rules.js'
import { AppSync, type ApplicationState, ApplicationStatesExtension, type ElementWithIndex } from './app-sync.js'
import { ChunkedArray } from './chunked-array.js'
import { extensionData, withExtension } from './extensions.js'
import type { Extension } from './leaf-node.js'
import { type Proposal, safeExtensionProposals } from './proposal.js'

const section = 'barnes-mls-appsync-00, 3'

/** An AppSync in the envelope that it travels in (reading R-W29). */
export function appSyncProposal(sync: AppSync, rules: AppRules): Proposal {
  return {
    proposal_type: safeExtensionProposals.extension_external_proposal,
    extension_type: rules.appSyncExtension,
    extension_data: encode(AppSync, sync),
  }
}

/** Null for another kind of proposal. @throws RangeError for an AppSync that cannot be read */
export function appSyncOf(proposal: Proposal, rules: AppRules): AppSync | null {
  if (proposal.proposal_type !== safeExtensionProposals.extension_external_proposal) return null
  if (!('extension_data' in proposal) || proposal.extension_type !== rules.appSyncExtension) return null
  const read = tryDecode(AppSync, proposal.extension_data)
  if (read.ok) return read.value
  throw new RangeError(`AppSync ${read.error.path}: ${read.error.message} (${section})`)
}

/** One application's state; null where the group has none. @throws RangeError for a malformed extension */
export function applicationState(
  extensions: readonly Extension[],
  applicationId: number,
  rules: AppRules,
): ApplicationState | null {
  return statesOf(extensions, rules).find((state) => state.applicationId === applicationId) ?? null
}

/** The extensions with this state in the place of the one of its application, else behind the others. */
export function withApplicationState(
  extensions: readonly Extension[],
  state: ApplicationState,
  rules: AppRules,
): Extension[] {
  const states = statesOf(extensions, rules)
  const at = states.findIndex(({ applicationId }) => applicationId === state.applicationId)
  const applicationStates = at < 0 ? [...states, state] : states.with(at, state)
  const extension_data = encode(ApplicationStatesExtension, { applicationStates })
  return withExtension(extensions, { extension_type: rules.applicationStatesExtension, extension_data })
}

function statesOf(extensions: readonly Extension[], rules: AppRules): ApplicationState[] {
  const data = extensionData(extensions, rules.applicationStatesExtension)
  if (!data) return []
  const read = tryDecode(ApplicationStatesExtension, data)
  if (read.ok) return read.value.applicationStates
  throw new RangeError(`application_states ${read.error.path}: ${read.error.message} (${section})`)
}

/** In the order of the commit, one for each application, and none beside GroupContextExtensions. */
export function afterAppSyncs({ replaced, replacedBy, proposals, rules }: ContextChange): Extension[] {
  let extensions = replaced
  const places = new Map<number, number>()
  for (const [index, proposal] of proposals.entries()) {
    const blamed = <T>(work: () => T): T => orBlamed([index], work)
    const sync = blamed(() => appSyncOf(proposal, rules))
    if (!sync) continue
    if (replacedBy !== null) {
      throw new AppStateError(section, [replacedBy, index], 'AppSync and GroupContextExtensions exclude each other')
    }
    const earlier = places.get(sync.applicationId)
    if (earlier !== undefined) {
      const what = `at most one AppSync for application ${sync.applicationId} in a commit`
      throw new AppStateError(section, [earlier, index], what)
    }
    places.set(sync.applicationId, index)
    extensions = blamed(() => withApplicationState(extensions, synchronized(extensions, sync, rules), rules))
  }
  return extensions
}

function orBlamed<T>(proposals: readonly number[], work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppStateError(section, proposals, cause.message)
  }
}

function synchronized(extensions: readonly Extension[], sync: AppSync, rules: AppRules): ApplicationState {
  const { applicationId, stateType } = sync
  const state = applicationState(extensions, applicationId, rules)
  if (!state) throw new RangeError(`application_states has no state of application ${applicationId}`)
  switch (sync.stateType) {
    case 'irreducible':
      if (state.stateType === 'irreducible') return { ...state, state: sync.newState }
      break
    case 'map':
      if (state.stateType === 'map') return { ...state, mapEntries: changedMap(state.mapEntries, sync) }
      break
    case 'unorderedList':
      if (state.stateType === 'unorderedList') {
        const kept = without(state.unorderedEntries, sync.removedIndices)
        return { ...state, unorderedEntries: [...kept, ...sync.addedEntries] }
      }
      break
    case 'orderedArray':
      if (state.stateType === 'orderedArray') {
        return { ...state, orderedEntries: changedArray(state.orderedEntries, sync) }
      }
  }
  throw new RangeError(`application ${applicationId} has a state of type ${state.stateType}, not ${stateType}`)
}

type Entries<S extends AppSync['stateType']> = Extract<ApplicationState, { stateType: S }>
type MapEntry = Entries<'map'>['mapEntries'][number]
type Element = Entries<'orderedArray'>['orderedEntries'][number]

/** Removed keys first, then what is new or has another value; entries keep their places. */
function changedMap(entries: readonly MapEntry[], sync: Extract<AppSync, { stateType: 'map' }>): MapEntry[] {
  const values = new Map(entries.map((entry) => [key(entry.elementName), entry]))
  for (const { element } of sync.removedKeys) {
    if (!values.delete(key(element))) throw new RangeError(`removedKeys: the map has no key ${key(element)}`)
  }
  for (const entry of sync.newOrUpdatedElements) values.set(key(entry.elementName), entry)
  return [...values.values()]
}

function key(name: Uint8Array): string {
  return Buffer.from(name).toString('hex')
}

/** Replaced, removed, inserted, appended: each by the order that the one before left. */
function changedArray(entries: readonly Element[], sync: Extract<AppSync, { stateType: 'orderedArray' }>): Element[] {
  const array = [...entries]
  for (const { index, element } of sync.replacedElements) {
    within('replacedElements', index, array.length)
    array[index] = { element }
  }
  const shortened = without(array, sync.removedIndices)
  return [...inserted(shortened, sync.insertedElements), ...sync.appenededEntries]
}

function inserted(entries: readonly Element[], insertions: readonly ElementWithIndex[]): Element[] {
  const array = new ChunkedArray(entries)
  for (const { index, element } of insertions) {
    within('insertedElements', index, array.length + 1)
    array.insert(index, { element })
  }
  return array.toArray()
}

/** All indices count in the list as it is before any of them is removed. */
function without<T>(entries: readonly T[], indices: readonly number[]): T[] {
  const removed = new Set(indices)
  if (removed.size < indices.length) throw new RangeError('removedIndices: each index at most once')
  for (const index of indices) within('removedIndices', index, entries.length)
  return entries.filter((_, index) => !removed.has(index))
}

function within(field: string, index: number, end: number): void {
  if (index >= end) throw new RangeError(`${field}: expected an index below ${end}, got ${index}`)
}
