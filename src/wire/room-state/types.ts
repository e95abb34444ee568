/** What a GroupContext says of a room, in words that are the same for all drafts. */
import type { ComponentData, ExternalSender } from '../../mls/wire/index.js'
import type { roleCapabilities } from '../room-roles.js'

/** A role_index in 06; a role's name in 01 and 02ed, which number no roles. */
export type RoleId = string | number

/** One entry of the participant list; `user` is the user's URI. */
export interface Participant {
  readonly user: string
  readonly role: RoleId
}

/** Carried out in this order (06: 7.5): roles are set, users removed, others appended. */
export interface ParticipantChange {
  readonly setRole?: readonly Participant[]
  readonly remove?: readonly string[]
  readonly add?: readonly Participant[]
}

/** 01 and 02ed (3.1): the permissions that the drafts name. */
export const permissions = ['canAddUser', 'canRemoveUser', 'canSetUserRole'] as const
export type Permission = (typeof permissions)[number]

/** 06: a capability by its name (room-policy-03, 10.2). */
export type Capability = keyof typeof roleCapabilities

/** A permission or capability; other names (01, 02ed) and numbers (06) pass through as they are. */
export type Right = Permission | Capability | (string & {}) | number

/** The least and the greatest number allowed; null: no greatest. */
export interface Bounds {
  readonly min: number
  readonly max: number | null
}

/** Which roles a holder may give to users of role `from` (06: authorized_role_changes). */
export interface RoleTransition {
  readonly from: RoleId
  readonly to: readonly RoleId[]
}

/** One role. `participants`, `active` and `transitions` bind in 06 only; the older drafts cannot express them. */
export interface RoleDefinition {
  readonly id: RoleId
  readonly name: string
  readonly description?: string
  readonly rights: readonly Right[]
  readonly participants?: Bounds
  readonly active?: Bounds
  readonly transitions?: readonly RoleTransition[]
}

/** What a room begins with. */
export interface RoomStart {
  readonly participants: readonly Participant[]
  /** standardRoles(draft) by default. */
  readonly roles?: readonly RoleDefinition[]
  readonly externalSenders?: readonly ExternalSender[]
  /** 06: in addition to, or in place of, the components that every room has. */
  readonly components?: readonly ComponentData[]
  /** 06: component ids to leave out. */
  readonly without?: readonly number[]
}
