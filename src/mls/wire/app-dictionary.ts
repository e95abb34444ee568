/** The app_data_dictionary extension (mls-extensions-09, 4.6) and the AppDataUpdate proposals that change it (4.7). */
import { encode, tryDecode } from '../../codec/index.js'
import { AppDataDictionary, type AppDataUpdate, type ComponentData } from './app-data.js'
import { type AppRules, AppStateError, type ContextChange } from './app-rules.js'
import { extensionData, withExtension } from './extensions.js'
import { RequiredCapabilities } from './key-package.js'
import type { Extension } from './leaf-node.js'
import { appDataProposals, type Proposal } from './proposal.js'
import { extensionTypes } from './registries.js'

const section = 'mls-extensions-09, 4.7'

/** What the dictionary holds, sorted by component; empty without the extension. @throws RangeError if it is malformed */
export function dictionary(extensions: readonly Extension[]): ComponentData[] {
  const data = extensionData(extensions, extensionTypes.app_data_dictionary)
  if (!data) return []
  const read = tryDecode(AppDataDictionary, data)
  if (read.ok) return read.value.component_data
  throw new RangeError(`app_data_dictionary ${read.error.path}: ${read.error.message} (mls-extensions-09, 4.6)`)
}

/** One component's data; null where it has none. @throws RangeError for a malformed dictionary */
export function component(extensions: readonly Extension[], id: number): Uint8Array | null {
  return dictionary(extensions).find(({ component_id }) => component_id === id)?.data ?? null
}

/**
 * The extensions with this dictionary in the place of the one that was there, else at the end (4.7).
 * @param components in any order, each at most once
 */
export function withDictionary(extensions: readonly Extension[], components: readonly ComponentData[]): Extension[] {
  const component_data = components.toSorted((a, b) => a.component_id - b.component_id)
  const extension_type = extensionTypes.app_data_dictionary
  return withExtension(extensions, { extension_type, extension_data: encode(AppDataDictionary, { component_data }) })
}

/** 4.7: the updates of one component are applied in their order, or its data is removed once. */
export function afterAppDataUpdates({ before, replaced, replacedBy, proposals, rules }: ContextChange): Extension[] {
  if (replacedBy !== null) keepsDictionary(before, replaced, replacedBy)
  const updates = proposals.flatMap((proposal, index) => {
    const update = appDataUpdateOf(proposal)
    return update ? [{ index, update }] : []
  })
  if (updates.length === 0) return replaced
  const start: ReadonlyMap<number, Uint8Array> = new Map(
    dictionaryOf(replaced, updates).map((entry) => [entry.component_id, entry.data]),
  )
  const data = new Map(start)
  const changed = new Map<number, { index: number; op: AppDataUpdate['op'] }>()
  for (const { index, update } of updates) {
    const { component_id, op } = update
    const earlier = changed.get(component_id)
    if (earlier && (op === 'remove' || earlier.op === 'remove')) {
      const what = `component ${component_id} is removed and changed again in one commit`
      throw new AppStateError(section, [earlier.index, index], what)
    }
    if (!earlier) changed.set(component_id, { index, op })
    if (update.op === 'update') {
      const current = { data: data.get(component_id) ?? null, before: start.get(component_id) ?? null }
      data.set(component_id, updated(rules, current, update, index))
    } else if (!data.delete(component_id)) {
      throw new AppStateError(section, [index], `component ${component_id} has no data that could be removed`)
    }
  }
  return withDictionary(
    replaced,
    [...data].map(([component_id, value]) => ({ component_id, data: value })),
  )
}

function updated(
  rules: AppRules,
  { data, before }: { data: Uint8Array | null; before: Uint8Array | null },
  { component_id, update }: { component_id: number; update: Uint8Array },
  index: number,
): Uint8Array {
  try {
    return rules.apply(component_id, data, update, before)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppStateError(section, [index], `component ${component_id}: ${cause.message}`)
  }
}

function dictionaryOf(extensions: readonly Extension[], updates: readonly { index: number }[]): ComponentData[] {
  try {
    return dictionary(extensions)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppStateError(
      section,
      updates.map(({ index }) => index),
      cause.message,
    )
  }
}

/** 4.7: where all members support AppDataUpdate because they must, GroupContextExtensions leaves the dictionary alone. */
function keepsDictionary(before: readonly Extension[], after: readonly Extension[], index: number): void {
  const required = extensionData(before, extensionTypes.required_capabilities)
  if (!required) return
  const read = tryDecode(RequiredCapabilities, required)
  if (!read.ok || !read.value.proposal_types.includes(appDataProposals.app_data_update)) return
  const was = extensionData(before, extensionTypes.app_data_dictionary)
  const is = extensionData(after, extensionTypes.app_data_dictionary)
  if (was && is ? Buffer.compare(was, is) === 0 : was === is) return
  const what = 'GroupContextExtensions must leave app_data_dictionary as it was in a group that requires AppDataUpdate'
  throw new AppStateError(section, [index], what)
}

/** Null for another kind of proposal. */
export function appDataUpdateOf(proposal: Proposal): AppDataUpdate | null {
  return 'op' in proposal ? proposal : null
}
