/** The roles as the state of an application (reading R-W29, parameter roomPolicyForm). */
import { encode, opaque, struct, vector } from '../../codec/index.js'
import type { Readings } from '../../drafts/readings.js'
import type { ApplicationState, AppSync } from '../../mls/wire/index.js'
import { otherType, roleName, type StateOf, type SyncOf } from './app-sync-participants.js'
import { readAs } from './components.js'
import { textBytes, textOf } from './text.js'
import type { RoleDefinition } from './types.js'

interface RolesForm {
  state(roles: readonly RoleDefinition[]): StateOf
  read(state: ApplicationState): RoleDefinition[]
  sync(current: readonly RoleDefinition[], roles: readonly RoleDefinition[]): SyncOf
  change(current: readonly RoleDefinition[], sync: AppSync): RoleDefinition[]
}

const Permissions = vector(opaque)
const RolePermissions = vector(struct('RolePermissions', { role: opaque, permissions: Permissions }))

const asMap: RolesForm = {
  state: (roles) => ({ stateType: 'map', mapEntries: roles.map(toEntry) }),
  read(state) {
    if (state.stateType !== 'map') throw otherType('map', state.stateType)
    return state.mapEntries.map(fromEntry)
  },
  sync(current, roles) {
    const gone = current.filter(({ id }) => !roles.some((role) => role.id === id))
    return {
      stateType: 'map',
      removedKeys: gone.map(({ id }) => ({ element: textBytes(roleName(id)) })),
      newOrUpdatedElements: roles.map(toEntry),
    }
  },
  change(current, sync) {
    if (sync.stateType !== 'map') throw otherType('map', sync.stateType)
    const roles = new Map(current.map((role) => [role.id, role]))
    for (const { element } of sync.removedKeys) roles.delete(textOf(element, 'the name of a role'))
    for (const role of sync.newOrUpdatedElements.map(fromEntry)) roles.set(role.id, role)
    return [...roles.values()]
  },
}

const irreducible: RolesForm = {
  state: (roles) => ({ stateType: 'irreducible', state: { element: toList(roles) } }),
  read(state) {
    if (state.stateType !== 'irreducible') throw otherType('irreducible', state.stateType)
    return fromList(state.state.element)
  },
  sync: (_current, roles) => ({ stateType: 'irreducible', newState: { element: toList(roles) } }),
  change(_current, sync) {
    if (sync.stateType !== 'irreducible') throw otherType('irreducible', sync.stateType)
    return fromList(sync.newState.element)
  },
}

export const roleForms: Readonly<Record<Readings['roomPolicyForm'], RolesForm>> = { map: asMap, irreducible }

function role(name: Uint8Array, permissions: readonly Uint8Array[]): RoleDefinition {
  const id = textOf(name, 'the name of a role')
  return { id, name: id, rights: permissions.map((one) => textOf(one, `a permission of role ${id}`)) }
}

function permissionsOf({ rights }: RoleDefinition): Uint8Array[] {
  return rights.map((right) => textBytes(String(right)))
}

function toEntry(definition: RoleDefinition) {
  return {
    elementName: textBytes(roleName(definition.id)),
    elementValue: encode(Permissions, permissionsOf(definition)),
  }
}

function fromEntry({ elementName, elementValue }: { elementName: Uint8Array; elementValue: Uint8Array }) {
  return role(elementName, readAs(Permissions, elementValue, 'the permissions of a role'))
}

function toList(roles: readonly RoleDefinition[]): Uint8Array {
  return encode(
    RolePermissions,
    roles.map((each) => ({ role: textBytes(roleName(each.id)), permissions: permissionsOf(each) })),
  )
}

function fromList(bytes: Uint8Array): RoleDefinition[] {
  return readAs(RolePermissions, bytes, 'the list of roles').map((each) => role(each.role, each.permissions))
}
