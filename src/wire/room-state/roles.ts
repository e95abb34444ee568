import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Extension, Proposal } from '../../mls/wire/index.js'
import type { Right, RoleDefinition, RoleId } from './types.js'

export declare function rolesOf(
  draft: Draft,
  extensions: readonly Extension[],
  readings: Readings,
): RoleDefinition[] | null
export declare function rightsOf(roles: readonly RoleDefinition[], role: RoleId): readonly Right[]
export declare function hasRight(roles: readonly RoleDefinition[], role: RoleId, right: Right): boolean
export declare function rolesProposal(
  draft: Draft,
  current: readonly RoleDefinition[],
  roles: readonly RoleDefinition[],
  readings: Readings,
): Proposal
export declare function rolesChangeOf(
  draft: Draft,
  current: readonly RoleDefinition[],
  proposal: Proposal,
  readings: Readings,
): RoleDefinition[] | null
