/** Who holds which capability, and what for. */
import type { Draft } from '../../../drafts/ids.js'
import { type Capability, grants, moves, type RoleId, unlistedRole } from '../../../wire/room-state/index.js'
import { authorityOf } from '../../uri.js'
import { actingRole, isHub, preauthorized, roleOf, type Situation } from './situation.js'
import type { Actor } from './types.js'

/** 01 and 02ed leave open what servers may propose: to take their own users out (R-W46). */
const ownUsers = ({ domain }: { domain: string }, capability: Capability, user: string | null) =>
  (capability === 'canRemoveParticipant' || capability === 'canKick') && user !== null && authorityOf(user) === domain

const serverMay: Readonly<Record<Draft, typeof ownUsers | null>> = { '01': ownUsers, '02ed': ownUsers, '06': null }

/**
 * Whether an actor may do what a capability is for.
 * @param user whom it concerns; null where it concerns nobody in particular
 */
export function may(situation: Situation, actor: Actor, capability: Capability, user: string | null): boolean {
  if (isHub(situation, actor)) return true
  const { draft } = situation.input
  const server = serverMay[draft]
  if (actor.kind === 'external' && server) return server(actor, capability, user)
  const role = actingRole(situation, actor)
  return role !== null && grants(draft, role, capability)
}

/** Whether an actor's role lets it move users between these roles; null stands for not being listed. */
export function mayMove(situation: Situation, actor: Actor, from: RoleId | null, to: RoleId | null): boolean {
  if (isHub(situation, actor)) return true
  const unlisted = unlistedRole[situation.input.draft] ?? ''
  const role = actingRole(situation, actor)
  return role === null || moves(role, from ?? unlisted, to ?? unlisted)
}

/**
 * Whether a user who is not listed may add itself: openly, by preauthorization, or by a joining code (room-policy-03, 8.1.1).
 * @param target the role it takes; null for any
 */
export function mayJoin(situation: Situation, actor: Actor, target: RoleId | null): boolean {
  return openly(situation, target) || byPreauthorization(situation, actor, target) || byCode(situation, actor, target)
}

function openly({ roles, input }: Situation, target: RoleId | null): boolean {
  const id = unlistedRole[input.draft]
  if (id === null) return false
  const role = roleOf(roles, id)
  if (!grants(input.draft, role, 'canOpenJoin')) return false
  return target === null ? (role.transitions ?? []).some(({ from }) => from === id) : moves(role, id, target)
}

function byPreauthorization(situation: Situation, actor: Actor, target: RoleId | null): boolean {
  const role = preauthorized(situation, actor)
  if (!role || (target !== null && role.id !== target)) return false
  return grants(situation.input.draft, role, 'canJoinIfPreauthorized')
}

function byCode({ roles, input }: Situation, actor: Actor, target: RoleId | null): boolean {
  if (actor.kind !== 'user') return false
  const granted = input.room.codeGrants.get(actor.user)
  if (granted === undefined || (target !== null && granted !== target)) return false
  return grants(input.draft, roleOf(roles, unlistedRole[input.draft] ?? ''), 'canUseJoinCode')
}

export function nameOf(actor: Actor): string {
  return actor.kind === 'user' ? actor.user : `the server of ${actor.domain}`
}

/** Whether somebody does something to itself. */
export function concernsItself(actor: Actor, user: string | null): boolean {
  return actor.kind === 'user' && actor.user === user
}
