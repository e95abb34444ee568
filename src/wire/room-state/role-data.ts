/** Roles as room-policy-03 writes them. */
import type { Infer } from '../../codec/index.js'
import type { Role } from '../room-roles.js'
import { capability, capabilityNumber } from './capabilities.js'
import { textBytes, textOf } from './text.js'
import type { RoleDefinition, RoleId } from './types.js'

export type WireRole = Infer<typeof Role>

const unbounded = { min: 0, max: null }

/** A role's number. @throws RangeError for what is no uint32 */
export function roleIndex(id: RoleId): number {
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= 0xffff_ffff) return id
  throw new RangeError(`role ${JSON.stringify(id)} is no role_index; 06 numbers its roles from 0 to 4294967295`)
}

export function toWireRole(role: RoleDefinition): WireRole {
  const { participants = unbounded, active = unbounded, transitions = [] } = role
  return {
    role_index: roleIndex(role.id),
    role_name: textBytes(role.name),
    role_description: textBytes(role.description ?? ''),
    role_capabilities: role.rights.map(capabilityNumber),
    minimum_participants_constraint: participants.min,
    maximum_participants_constraint: participants.max,
    minimum_active_participants_constraint: active.min,
    maximum_active_participants_constraint: active.max,
    authorized_role_changes: transitions.map(({ from, to }) => ({
      from_role_index: roleIndex(from),
      target_role_indexes: to.map(roleIndex),
    })),
  }
}

/** @throws RangeError for a name that is no text */
export function fromWireRole(role: WireRole): RoleDefinition {
  return {
    id: role.role_index,
    name: textOf(role.role_name, `role_name of role ${role.role_index}`),
    description: textOf(role.role_description, `role_description of role ${role.role_index}`),
    rights: role.role_capabilities.map(capability),
    participants: { min: role.minimum_participants_constraint, max: role.maximum_participants_constraint },
    active: { min: role.minimum_active_participants_constraint, max: role.maximum_active_participants_constraint },
    transitions: role.authorized_role_changes.map(({ from_role_index, target_role_indexes }) => ({
      from: from_role_index,
      to: target_role_indexes,
    })),
  }
}
