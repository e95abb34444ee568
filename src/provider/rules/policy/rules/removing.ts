/** Removing users and clients (room-policy-03, 8.1.2). */
import type { Draft } from '../../../../drafts/ids.js'
import type { Act } from '../acts.js'
import { concernsItself, may, mayMove, nameOf } from '../powers.js'
import { firstOf, invalidProposal, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, isBanned, isListed, type Situation } from '../situation.js'

const section = { policy: '8.1.2', older: '3.1' }
const leaving = { policy: '8.1.2', older: '3.5' }

export const removesUsersByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'removeUser'), ({ by, user }) =>
    concernsItself(by, user) || may(situation, by, 'canRemoveParticipant', user)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not remove users`, section),
  )

export const removesUsersFromPermittedRoles: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'removeUser'), ({ by, user, from }) =>
    concernsItself(by, user) || mayMove(situation, by, from, null)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not remove users in role ${from}`, section),
  )

export const leavesByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'removeUser'), ({ by, user, from }) =>
    !concernsItself(by, user) || (may(situation, by, 'canRemoveSelf', user) && mayMove(situation, by, from, null))
      ? null
      : notAllowed(situation, `${user} may not leave the room`, leaving),
  )

/** In the older drafts a list removal may be proposed before the removal of the clients (R-UPD-010). */
const leavesAtOnce: Readonly<Record<Draft, boolean>> = { '01': false, '02ed': false, '06': true }

/** Who leaves proposes the removal of all its clients with it; whoever commits that has to remove them anyhow. */
export const leavesWithAllClients: Rule = (situation) => {
  const { kind, room, draft } = situation.input
  if (kind === 'commit' || !leavesAtOnce[draft]) return null
  const removed = new Set(actsOfKind(situation, 'removeClient').map(({ client }) => client?.leaf_index))
  return firstOf(actsOfKind(situation, 'removeUser'), (act) =>
    concernsItself(act.by, act.user) &&
    room.members.some(({ user, leaf_index }) => user === act.user && !removed.has(leaf_index))
      ? invalidProposal(situation, `${act.user} leaves without taking all its clients out`, leaving, [act])
      : null,
  )
}

export const leaversDoNotCommit: Rule = (situation) => {
  const { committer } = situation.input
  return firstOf(actsOfKind(situation, 'removeUser'), ({ by, user }) =>
    concernsItself(by, user) && committer !== null && concernsItself(committer, user)
      ? notAllowed(situation, `${user} cannot commit its own leaving`, leaving)
      : null,
  )
}

/** Taking out clients of a user who stays listed. Those of a user who goes are part of the user's removal. */
export const kicksByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'removeClient'), ({ by, user }) =>
    concernsItself(by, user) || goes(situation, user) || may(situation, by, 'canKick', user)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not take out clients of others`, section),
  )

export const removesOwnClientsByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'removeClient'), ({ by, user }) =>
    !concernsItself(by, user) ||
    situation.input.external ||
    goes(situation, user) ||
    may(situation, by, 'canRemoveOwnClient', user)
      ? null
      : notAllowed(situation, `${user} may not take out clients of its own`, section),
  )

/** Whether a user's place in the room ends by this update, has ended, or is about to (5.3). */
function goes(situation: Situation, user: string | null): boolean {
  if (user === null) return false
  const ends = (act: Act) =>
    (act.kind === 'removeUser' && act.user === user) ||
    (act.kind === 'setRole' && act.user === user && act.role === situation.banned)
  return (
    situation.acts.some(ends) ||
    situation.input.room.pendingRemoval.has(user) ||
    isBanned(situation, user) ||
    !isListed(situation, user)
  )
}
