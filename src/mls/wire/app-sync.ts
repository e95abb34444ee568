/** barnes-mls-appsync-00, used by 01 and 02ed, and the envelope of mls-extensions-04 that its proposal travels in. */
import { enumeration, type Infer, opaque, struct, uint32, vector } from '../../codec/index.js'
import { ExtensionType } from './registries.js'

/** mls-extensions-04: content of the safe extension proposals; `extension_type` says whose (reading R-W29). */
export const ExtensionContent = struct('ExtensionContent', { extension_type: ExtensionType, extension_data: opaque })
export type ExtensionContent = Infer<typeof ExtensionContent>

const StateType = enumeration(1, { irreducible: 0, map: 1, unorderedList: 2, orderedArray: 3 })

export const OpaqueElement = struct('OpaqueElement', { element: opaque })
export type OpaqueElement = Infer<typeof OpaqueElement>

export const OpaqueMapElement = struct('OpaqueMapElement', { elementName: opaque, elementValue: opaque })
export type OpaqueMapElement = Infer<typeof OpaqueMapElement>

export const ElementWithIndex = struct('ElementWithIndex', { index: uint32, element: opaque })
export type ElementWithIndex = Infer<typeof ElementWithIndex>

export const ApplicationState = struct('ApplicationState', { applicationId: uint32, stateType: StateType }).select(
  'stateType',
  {
    irreducible: { state: OpaqueElement },
    map: { mapEntries: vector(OpaqueMapElement) },
    unorderedList: { unorderedEntries: vector(OpaqueElement) },
    orderedArray: { orderedEntries: vector(OpaqueElement) },
  },
)
export type ApplicationState = Infer<typeof ApplicationState>

/** Data of the application_states GroupContext extension. */
export const ApplicationStatesExtension = struct('ApplicationStatesExtension', {
  applicationStates: vector(ApplicationState),
})
export type ApplicationStatesExtension = Infer<typeof ApplicationStatesExtension>

/** Indices count from zero in the list as it was; `appenededEntries` is spelled as the draft has it. */
export const AppSync = struct('AppSync', { applicationId: uint32, stateType: StateType }).select('stateType', {
  irreducible: { newState: OpaqueElement },
  map: { removedKeys: vector(OpaqueElement), newOrUpdatedElements: vector(OpaqueMapElement) },
  unorderedList: { removedIndices: vector(uint32), addedEntries: vector(OpaqueElement) },
  orderedArray: {
    replacedElements: vector(ElementWithIndex),
    removedIndices: vector(uint32),
    insertedElements: vector(ElementWithIndex),
    appenededEntries: vector(OpaqueElement),
  },
})
export type AppSync = Infer<typeof AppSync>
