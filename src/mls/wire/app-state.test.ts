import { describe, expect, it } from 'vitest'
import { encode } from '../../codec/index.js'
import { AppDataDictionary, type ComponentData } from './app-data.js'
import {
  applicationState,
  type AppRules,
  AppStateError,
  appSyncOf,
  appSyncProposal,
  component,
  defaultAppRules,
  dictionary,
  nextExtensions,
  withApplicationState,
  withDictionary,
} from './app-state.js'
import type { ApplicationState, AppSync } from './app-sync.js'
import { RequiredCapabilities } from './key-package.js'
import type { Extension } from './leaf-node.js'
import type { Proposal } from './proposal.js'
import { extensionTypes } from './registries.js'

const rules = defaultAppRules
const of = (...bytes: number[]) => Uint8Array.from(bytes)
const element = (...bytes: number[]) => ({ element: of(...bytes) })
const entry = (elementName: number, elementValue: number) => ({
  elementName: of(elementName),
  elementValue: of(elementValue),
})
const other: Extension = { extension_type: 0xf0ff, extension_data: of(9) }
const replacing = (extensions: Extension[]): Proposal => ({ proposal_type: 7, extensions })

/** The places of the proposals to blame. */
function blamed(work: () => unknown): readonly number[] {
  try {
    work()
  } catch (error) {
    if (error instanceof AppStateError) return error.proposals
    throw error
  }
  throw new Error('expected an AppStateError')
}

describe('GroupContextExtensions (RFC 9420, 12.1.7, 12.2)', () => {
  it('replaces the whole list, and stands there once', () => {
    expect(nextExtensions('06', [other], [replacing([])], rules)).toEqual([])
    expect(nextExtensions('06', [other], [], rules)).toEqual([other])
    expect(blamed(() => nextExtensions('06', [other], [replacing([]), replacing([other])], rules))).toEqual([0, 1])
  })
})

describe('AppSync (barnes-mls-appsync-00, 3)', () => {
  const sync = (content: AppSync) => appSyncProposal(content, rules)
  const start = (state: ApplicationState) => withApplicationState([other], state, rules)
  const after = (state: ApplicationState, ...content: AppSync[]) =>
    applicationState(nextExtensions('01', start(state), content.map(sync), rules), state.applicationId, rules)

  const irreducible: ApplicationState = { applicationId: 1, stateType: 'irreducible', state: element(1) }
  const map: ApplicationState = { applicationId: 1, stateType: 'map', mapEntries: [entry(1, 1), entry(2, 2)] }
  const list: ApplicationState = {
    applicationId: 1,
    stateType: 'unorderedList',
    unorderedEntries: [element(1), element(2), element(3)],
  }
  const array: ApplicationState = {
    applicationId: 1,
    stateType: 'orderedArray',
    orderedEntries: [element(1), element(2), element(3)],
  }
  const arrayChange: Extract<AppSync, { stateType: 'orderedArray' }> = {
    applicationId: 1,
    stateType: 'orderedArray',
    replacedElements: [],
    removedIndices: [],
    insertedElements: [],
    appenededEntries: [],
  }

  it('replaces an irreducible state', () => {
    const newState = element()
    expect(after(irreducible, { applicationId: 1, stateType: 'irreducible', newState })).toEqual({
      ...irreducible,
      state: newState,
    })
  })

  it('removes keys of a map before it sets others', () => {
    const change = { removedKeys: [element(1)], newOrUpdatedElements: [entry(2, 9), entry(1, 5)] }
    expect(after(map, { applicationId: 1, stateType: 'map', ...change })).toEqual({
      ...map,
      mapEntries: [entry(2, 9), entry(1, 5)],
    })
    const unknownKey = { removedKeys: [element(7)], newOrUpdatedElements: [] }
    expect(blamed(() => after(map, { applicationId: 1, stateType: 'map', ...unknownKey }))).toEqual([0])
  })

  it('removes entries of a list by the indices that they had', () => {
    const change = { removedIndices: [0, 2], addedEntries: [element(8)] }
    expect(after(list, { applicationId: 1, stateType: 'unorderedList', ...change })).toEqual({
      ...list,
      unorderedEntries: [element(2), element(8)],
    })
  })

  it.each([[[3]], [[0, 0]], [[0xffffffff]]])('refuses removedIndices %j of a list of three', (removedIndices) => {
    const change: AppSync = { applicationId: 1, stateType: 'unorderedList', removedIndices, addedEntries: [] }
    expect(blamed(() => after(list, change))).toEqual([0])
  })

  it('replaces, removes, inserts and appends in an array, in this order', () => {
    const change: AppSync = {
      ...arrayChange,
      replacedElements: [{ index: 0, element: of(10) }],
      removedIndices: [1],
      insertedElements: [
        { index: 0, element: of(20) },
        { index: 3, element: of(30) },
      ],
      appenededEntries: [element(40)],
    }
    expect(after(array, change)).toEqual({
      ...array,
      orderedEntries: [element(20), element(10), element(3), element(30), element(40)],
    })
  })

  it('refuses to replace or insert outside an array', () => {
    expect(blamed(() => after(array, { ...arrayChange, replacedElements: [{ index: 3, element: of() }] }))).toEqual([0])
    expect(blamed(() => after(array, { ...arrayChange, insertedElements: [{ index: 4, element: of() }] }))).toEqual([0])
  })

  it('inserts a hundred thousand elements each at its place', () => {
    const many = 100_000
    const insertedElements = Array.from({ length: many }, (_, index) => ({ index: index % 5, element: of(index % 7) }))
    const expected: { element: Uint8Array }[] = [element(1), element(2), element(3)]
    for (const { index, element: inserted } of insertedElements.slice(0, 5000))
      expected.splice(index, 0, { element: inserted })
    expect(after(array, { ...arrayChange, insertedElements: insertedElements.slice(0, 5000) })).toEqual({
      ...array,
      orderedEntries: expected,
    })
    const all = after(array, { ...arrayChange, insertedElements })
    expect(all?.stateType === 'orderedArray' && all.orderedEntries.length).toBe(many + 3)
  })

  it('refuses another type of state, and an application that has none', () => {
    expect(blamed(() => after(list, { applicationId: 1, stateType: 'irreducible', newState: element() }))).toEqual([0])
    expect(blamed(() => after(list, { applicationId: 2, stateType: 'irreducible', newState: element() }))).toEqual([0])
  })

  it('allows one for each application, in the order of the commit', () => {
    const second: ApplicationState = { ...irreducible, applicationId: 2 }
    const extensions = withApplicationState(start(irreducible), second, rules)
    const change = (applicationId: number, value: number) =>
      sync({ applicationId, stateType: 'irreducible', newState: element(value) })
    const next = nextExtensions('02ed', extensions, [change(2, 7), change(1, 8)], rules)
    expect(applicationState(next, 1, rules)).toEqual({ ...irreducible, state: element(8) })
    expect(applicationState(next, 2, rules)).toEqual({ ...second, state: element(7) })
    expect(next[0]).toEqual(other)
    expect(blamed(() => nextExtensions('02ed', extensions, [change(2, 7), change(1, 8), change(2, 9)], rules))).toEqual(
      [0, 2],
    )
  })

  it('does not stand together with GroupContextExtensions', () => {
    const change = sync({ applicationId: 1, stateType: 'irreducible', newState: element(7) })
    const extensions = start(irreducible)
    expect(blamed(() => nextExtensions('01', extensions, [change, replacing(extensions)], rules))).toEqual([1, 0])
  })

  it('is told from other safe extensions by its type', () => {
    const proposal = sync({ applicationId: 1, stateType: 'irreducible', newState: element(7) })
    expect(appSyncOf(proposal, rules)).toMatchObject({ applicationId: 1 })
    expect(appSyncOf(proposal, { ...rules, appSyncExtension: 0xf0b0 })).toBeNull()
    const unreadable = { ...proposal, extension_data: of(1) }
    expect(() => appSyncOf(unreadable, rules)).toThrow(RangeError)
    expect(blamed(() => nextExtensions('01', start(irreducible), [unreadable], rules))).toEqual([0])
  })
})

describe('AppDataUpdate (mls-extensions-09, 4.7)', () => {
  const update = (component_id: number, ...bytes: number[]): Proposal => ({
    proposal_type: 8,
    component_id,
    op: 'update',
    update: of(...bytes),
  })
  const removal = (component_id: number): Proposal => ({ proposal_type: 8, component_id, op: 'remove' })
  const entries = (...ids: number[]): ComponentData[] =>
    ids.map((component_id) => ({ component_id, data: of(component_id) }))
  /** Data is everything that was ever sent. */
  const appending: AppRules = { ...rules, apply: (_id, data, bytes) => Uint8Array.from([...(data ?? []), ...bytes]) }
  const after = (ids: number[], ...proposals: Proposal[]) =>
    dictionary(nextExtensions('06', withDictionary([other], entries(...ids)), proposals, appending))

  it('gives a component its updates in order', () => {
    expect(after([5], update(5, 1), update(5, 2))).toEqual([{ component_id: 5, data: of(5, 1, 2) }])
  })

  it('keeps the dictionary sorted, and where it stands', () => {
    expect(after([2, 9], update(5, 1)).map(({ component_id }) => component_id)).toEqual([2, 5, 9])
    const extensions = [...withDictionary([], entries(2)), other]
    const next = nextExtensions('06', extensions, [update(1, 1)], appending)
    expect(next.map(({ extension_type }) => extension_type)).toEqual([extensionTypes.app_data_dictionary, 0xf0ff])
  })

  it('adds the extension at the end where there is none', () => {
    const next = nextExtensions('06', [other], [update(1, 3)], appending)
    expect(next[0]).toEqual(other)
    expect(component(next, 1)).toEqual(of(3))
    expect(component(next, 2)).toBeNull()
  })

  it('removes what is there, once', () => {
    expect(after([2, 5], removal(2)).map(({ component_id }) => component_id)).toEqual([5])
    expect(blamed(() => after([2], removal(5)))).toEqual([0])
    expect(blamed(() => after([2], removal(2), removal(2)))).toEqual([0, 1])
  })

  it('does not both update and remove one component', () => {
    expect(blamed(() => after([2], update(2, 1), removal(2)))).toEqual([0, 1])
    expect(blamed(() => after([2], removal(2), update(3, 1), update(2, 1)))).toEqual([0, 2])
  })

  it('blames the update that the component refuses', () => {
    const refusing: AppRules = {
      ...rules,
      apply: (id, _data, bytes) => {
        if (id === 3) throw new RangeError('an index is out of range')
        return bytes
      },
    }
    expect(blamed(() => nextExtensions('06', [], [update(2, 1), update(3, 1)], refusing))).toEqual([1])
  })

  it('comes after GroupContextExtensions in one commit', () => {
    const next = nextExtensions('06', [other], [update(2, 1), replacing([])], appending)
    expect(dictionary(next)).toEqual([{ component_id: 2, data: of(1) }])
    expect(next).toHaveLength(1)
  })

  it('leaves GroupContextExtensions no say over the dictionary where all must support it', () => {
    const required = (proposal_types: number[]): Extension => ({
      extension_type: extensionTypes.required_capabilities,
      extension_data: encode(RequiredCapabilities, { extension_types: [], proposal_types, credential_types: [] }),
    })
    const before = withDictionary([required([8])], entries(2))
    expect(blamed(() => nextExtensions('06', before, [replacing([required([8])])], rules))).toEqual([0])
    expect(blamed(() => nextExtensions('06', before, [replacing(withDictionary(before, []))], rules))).toEqual([0])
    expect(nextExtensions('06', before, [replacing([...before, other])], rules)).toEqual([...before, other])
    const free = withDictionary([required([])], entries(2))
    expect(nextExtensions('06', free, [replacing([])], rules)).toEqual([])
  })

  it('names a dictionary that cannot be read', () => {
    const unsorted: Extension = {
      extension_type: extensionTypes.app_data_dictionary,
      extension_data: of(4, 0, 2, 0, 0),
    }
    expect(() => encode(AppDataDictionary, { component_data: entries(5, 2) })).toThrow()
    expect(() => dictionary([unsorted])).toThrow(RangeError)
    expect(blamed(() => nextExtensions('06', [unsorted], [update(2, 1)], rules))).toEqual([0])
  })
})
