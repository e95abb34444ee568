/** The participant list as the state of an application (reading R-W29, parameter participantListForm). */
import { encode, opaque, struct } from '../../codec/index.js'
import type { Readings } from '../../drafts/readings.js'
import type { ApplicationState, AppSync } from '../../mls/wire/index.js'
import { readAs } from './components.js'
import { entryAt, placeOf } from './participant-change.js'
import { textBytes, textOf } from './text.js'
import type { Participant, ParticipantChange, RoleId } from './types.js'

type WithoutId<T> = T extends unknown ? Omit<T, 'applicationId'> : never
export type StateOf = WithoutId<ApplicationState>
export type SyncOf = WithoutId<AppSync>

interface ParticipantForm {
  state(participants: readonly Participant[]): StateOf
  read(state: ApplicationState): Participant[]
  sync(current: readonly Participant[], change: ParticipantChange): SyncOf
  change(current: readonly Participant[], sync: AppSync): ParticipantChange
}

/** An element of the unordered list. */
const UserRole = struct('UserRole', { user: opaque, role: opaque })

const asMap: ParticipantForm = {
  state: (participants) => ({ stateType: 'map', mapEntries: participants.map(toEntry) }),
  read(state) {
    if (state.stateType !== 'map') throw otherType('map', state.stateType)
    return state.mapEntries.map(fromEntry)
  },
  sync(current, { setRole = [], remove = [], add = [] }) {
    for (const { user } of setRole) placeOf(current, user)
    for (const user of remove) placeOf(current, user)
    return {
      stateType: 'map',
      removedKeys: remove.map((user) => ({ element: textBytes(user) })),
      newOrUpdatedElements: [...setRole, ...add].map(toEntry),
    }
  },
  change(current, sync) {
    if (sync.stateType !== 'map') throw otherType('map', sync.stateType)
    const remove = sync.removedKeys.map(({ element }) => textOf(element, 'the URI of a participant'))
    for (const user of remove) placeOf(current, user)
    return sorted(current, remove, sync.newOrUpdatedElements.map(fromEntry))
  },
}

const asList: ParticipantForm = {
  state: (participants) => ({ stateType: 'unorderedList', unorderedEntries: participants.map(toElement) }),
  read(state) {
    if (state.stateType !== 'unorderedList') throw otherType('unorderedList', state.stateType)
    return state.unorderedEntries.map(fromElement)
  },
  sync(current, { setRole = [], remove = [], add = [] }) {
    const removed = [...setRole.map(({ user }) => user), ...remove]
    return {
      stateType: 'unorderedList',
      removedIndices: removed.map((user) => placeOf(current, user)),
      addedEntries: [...setRole, ...add].map(toElement),
    }
  },
  change(current, sync) {
    if (sync.stateType !== 'unorderedList') throw otherType('unorderedList', sync.stateType)
    const removed = sync.removedIndices.map((index) => entryAt(current, index).user)
    const added = sync.addedEntries.map(fromElement)
    // Who is removed and comes back in one change has got another role.
    const back = new Set(added.map(({ user }) => user))
    return {
      setRole: added.filter(({ user }) => removed.includes(user)),
      remove: removed.filter((user) => !back.has(user)),
      add: added.filter(({ user }) => !removed.includes(user)),
    }
  },
}

export const participantForms: Readonly<Record<Readings['participantListForm'], ParticipantForm>> = {
  map: asMap,
  'unordered-list': asList,
}

/** An entry for somebody who is listed, and stays so, gives another role. */
function sorted(current: readonly Participant[], remove: string[], entries: Participant[]): ParticipantChange {
  const listed = new Set(current.map(({ user }) => user))
  return {
    setRole: entries.filter(({ user }) => listed.has(user)),
    remove,
    add: entries.filter(({ user }) => !listed.has(user)),
  }
}

export function otherType(expected: string, found: string): RangeError {
  return new RangeError(`a state of type ${found} came where the readings of this run expect ${expected}`)
}

/** @throws RangeError for a number: 01 and 02ed name their roles */
export function roleName(role: RoleId): string {
  if (typeof role === 'string') return role
  throw new RangeError(`role ${role} is a number; 01 and 02ed name their roles`)
}

function toEntry({ user, role }: Participant) {
  return { elementName: textBytes(user), elementValue: textBytes(roleName(role)) }
}

function fromEntry({ elementName, elementValue }: { elementName: Uint8Array; elementValue: Uint8Array }): Participant {
  return { user: textOf(elementName, 'the URI of a participant'), role: textOf(elementValue, 'the name of a role') }
}

function toElement({ user, role }: Participant) {
  return { element: encode(UserRole, { user: textBytes(user), role: textBytes(roleName(role)) }) }
}

function fromElement({ element }: { element: Uint8Array }): Participant {
  const { user, role } = readAs(UserRole, element, 'an entry of the participant list')
  return { user: textOf(user, 'the URI of a participant'), role: textOf(role, 'the name of a role') }
}
