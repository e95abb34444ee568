/** Numbers of users and clients (room-policy-03, 3 and 5). */
import type { Bounds, RoleDefinition } from '../../../../wire/room-state/index.js'
import { firstOf, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, type Membership, type Situation } from '../situation.js'
import type { Objection } from '../types.js'

const section = { policy: '3', older: '3.1' }
const base = { policy: '5', older: '4.3' }

function participantsIn({ participants }: Membership, role: RoleDefinition): number {
  return participants.filter((entry) => entry.role === role.id).length
}

/** Those with at least one client in the group. */
function activeIn({ participants, clients }: Membership, role: RoleDefinition): number {
  const active = new Set(clients.map(({ user }) => user))
  return participants.filter((entry) => entry.role === role.id && active.has(entry.user)).length
}

type Count = typeof participantsIn

/** A room that was out of bounds before may go on: what leads out of them, or further out, is refused. */
function bounded(
  situation: Situation,
  count: Count,
  boundsOf: (role: RoleDefinition) => Bounds | undefined,
  object: (role: RoleDefinition, before: number, after: number, bounds: Bounds) => string | null,
): Objection | null {
  return firstOf(situation.roles, (role) => {
    const bounds = boundsOf(role)
    if (!bounds) return null
    const why = object(role, count(situation.before, role), count(situation.after, role), bounds)
    return why === null ? null : notAllowed(situation, why, section)
  })
}

function above(kind: string) {
  return ({ name }: RoleDefinition, before: number, after: number, { max }: Bounds) =>
    max !== null && after > max && after > before ? `role ${name} takes ${max} ${kind} at the most, not ${after}` : null
}

function below(kind: string) {
  return ({ name }: RoleDefinition, before: number, after: number, { min }: Bounds) =>
    after < min && after < before ? `role ${name} needs ${min} ${kind} at least, and would have ${after}` : null
}

export const keepsParticipantMaximum: Rule = (situation) =>
  bounded(situation, participantsIn, ({ participants }) => participants, above('participants'))

export const keepsParticipantMinimum: Rule = (situation) =>
  bounded(situation, participantsIn, ({ participants }) => participants, below('participants'))

export const keepsActiveMaximum: Rule = (situation) =>
  bounded(situation, activeIn, ({ active }) => active, above('active participants'))

export const keepsActiveMinimum: Rule = (situation) =>
  bounded(situation, activeIn, ({ active }) => active, below('active participants'))

/** 5: users neither come nor go; their clients may. */
export const keepsFixedMembership: Rule = (situation) => {
  if (situation.base?.fixed_membership !== 'true') return null
  const changes = [...actsOfKind(situation, 'addUser'), ...actsOfKind(situation, 'removeUser')]
  return firstOf(changes, ({ user }) =>
    notAllowed(situation, `the participants of this room are fixed, so ${user} can neither come nor go`, base),
  )
}

export const keepsMaxClients: Rule = (situation) => {
  const { base: policy, before, after } = situation
  const most = policy?.max_clients ?? Number.POSITIVE_INFINITY
  const count = after.clients.length
  return count > most && count > before.clients.length
    ? notAllowed(situation, `the room takes ${most} clients at the most, not ${count}`, base)
    : null
}

/** Entries of the list but for those banned. */
export const keepsMaxUsers: Rule = (situation) => {
  const { base: policy, before, after, banned } = situation
  const most = policy?.max_users ?? Number.POSITIVE_INFINITY
  const users = ({ participants }: Membership) => participants.filter(({ role }) => role !== banned).length
  return users(after) > most && users(after) > users(before)
    ? notAllowed(situation, `the room takes ${most} users at the most, not ${users(after)}`, base)
    : null
}

/** Read per user (R-POL-018). */
export const keepsOneClientEach: Rule = (situation) => {
  if (situation.base?.multi_device !== 'false') return null
  const had = clientCounts(situation.before)
  return firstOf([...clientCounts(situation.after)], ([user, count]) =>
    count > 1 && count > (had.get(user) ?? 0)
      ? notAllowed(situation, `each user has one client in this room, and ${user} would have ${count}`, base)
      : null,
  )
}

function clientCounts({ clients }: Membership): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { user } of clients) counts.set(user, (counts.get(user) ?? 0) + 1)
  return counts
}

/** 5: the participants are a strict subset of the parent room's. */
export const keepsWithinParent: Rule = (situation) => {
  const { parent } = situation.input.room
  if (situation.base?.parent_dependant !== 'true' || !parent) return null
  const inParent = new Set(parent.map(({ user }) => user))
  const added = actsOfKind(situation, 'addUser')
  const outsider = firstOf(added, ({ user }) =>
    inParent.has(user) ? null : notAllowed(situation, `${user} is not in the parent room`, base),
  )
  if (outsider || added.length === 0) return outsider
  return situation.after.participants.length < inParent.size
    ? null
    : notAllowed(situation, 'the room would have all participants of its parent', base)
}
