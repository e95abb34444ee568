import { defaultReadings } from '../../drafts/readings.js'
import type { Extension } from './leaf-node.js'
import type { Proposal } from './proposal.js'

/**
 * A component's own logic (mls-extensions-09, 4.7): its data after an update.
 * @param data as it is, after earlier updates of the same commit; null where the component has none yet
 * @param before what the component had before the commit, which is all that the authors of updates knew; `data` if absent
 * @throws RangeError for an update that is not valid, or for a component that is not known
 */
export type ApplyComponent = (
  component_id: number,
  data: Uint8Array | null,
  update: Uint8Array,
  before?: Uint8Array | null,
) => Uint8Array

/** What application state needs to be told: the components' logic (06) and the numbers of AppSync (01, 02ed). */
export interface AppRules {
  apply: ApplyComponent
  /** Type that marks AppSync inside an extension_external_proposal. */
  appSyncExtension: number
  /** Type of the application_states GroupContext extension. */
  applicationStatesExtension: number
}

/** Every component is known and each update replaces its data; the default readings' numbers. */
export const defaultAppRules: AppRules = {
  apply: (_component, _data, update) => update,
  appSyncExtension: defaultReadings.appSyncExtension,
  applicationStatesExtension: defaultReadings.applicationStatesExtension,
}

/** A list of proposals that cannot take effect in the GroupContext. */
export class AppStateError extends RangeError {
  override readonly name = 'AppStateError'

  /**
   * @param section with its document
   * @param proposals to blame, by their place in the list
   * @param what was expected and what came
   */
  constructor(
    readonly section: string,
    readonly proposals: readonly number[],
    what: string,
  ) {
    super(`${what} (${section})`)
  }
}

/** What a draft's application proposals start from. */
export interface ContextChange {
  /** Extensions of the epoch that ends. */
  before: readonly Extension[]
  /** Those after a GroupContextExtensions proposal. */
  replaced: Extension[]
  /** Place of that proposal in the list; null where there is none. */
  replacedBy: number | null
  proposals: readonly Proposal[]
  rules: AppRules
}
