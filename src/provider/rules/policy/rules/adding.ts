/** Adding users and clients (room-policy-03, 8.1.1). */
import { concernsItself, may, mayJoin, mayMove, nameOf } from '../powers.js'
import { firstOf, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, isListed, roleIdOf, type Situation } from '../situation.js'
import type { Actor } from '../types.js'

const section = { policy: '8.1.1', older: '3.1' }

export const addsUsersByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'addUser'), ({ by, user }) =>
    concernsItself(by, user) || may(situation, by, 'canAddParticipant', user)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not add users`, section),
  )

export const addsUsersToPermittedRoles: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'addUser'), ({ by, user, role }) =>
    concernsItself(by, user) || mayMove(situation, by, null, role)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not add users in role ${role}`, section),
  )

/** Openly, by preauthorization or by a joining code. */
export const usersAddThemselvesByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'addUser'), ({ by, user, role }) =>
    !concernsItself(by, user) || mayJoin(situation, by, role)
      ? null
      : notAllowed(situation, `${user} may not join by itself in role ${role}`, section),
  )

/** Whoever may add a user may add that user's clients, with the user or later (5.3). */
export const addsOthersClientsByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'addClient'), ({ by, user }) =>
    concernsItself(by, user) || user === null || mayBringIn(situation, by, user)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not add clients of ${user}`, section),
  )

function mayBringIn(situation: Situation, by: Actor, user: string): boolean {
  const role = roleIdOf(situation.after.participants, user)
  return may(situation, by, 'canAddParticipant', user) && (role === null || mayMove(situation, by, null, role))
}

/** From inside, by a proposal from outside, or by an external commit. */
export const addsOwnClientsByRight: Rule = (situation) => {
  const { external, committer } = situation.input
  const own = actsOfKind(situation, 'addClient').filter(({ by, user }) => concernsItself(by, user))
  const adders = [...own.map(({ by }) => by), ...(external && committer ? [committer] : [])]
  return firstOf(adders, (actor) => {
    if (actor.kind === 'external') return null
    if (!isListed(situation, actor.user)) {
      return mayJoin(situation, actor, null)
        ? null
        : notAllowed(situation, `${actor.user} is not in the participant list and may not join by itself`, section)
    }
    return may(situation, actor, 'canAddOwnClient', actor.user)
      ? null
      : notAllowed(situation, `${actor.user} may not add clients of its own`, section)
  })
}
