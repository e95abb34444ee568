/** The participant list by itself (7.5; room-policy-03, 3). */
import { findRole, unlistedRole } from '../../../../wire/room-state/index.js'
import type { Act } from '../acts.js'
import { firstOf, invalidProposal, type Rule } from '../objections.js'
import { actsOfKind, isListed, type Situation } from '../situation.js'

/** The older drafts do not say it, but a list with a user in it twice has no meaning (R-W47). */
const once = { protocol: '7.5', older: '4.3' }

type ListAct = Extract<Act, { kind: 'addUser' | 'removeUser' | 'setRole' }>

function listActs({ acts }: Situation): ListAct[] {
  return acts.filter(
    (act): act is ListAct => act.kind === 'addUser' || act.kind === 'removeUser' || act.kind === 'setRole',
  )
}

/** 7.5: no user is added, removed or given a role more than once in a commit. */
export const changesEachUserOnce: Rule = (situation) => {
  const acts = listActs(situation)
  return firstOf(acts, ({ user }) => {
    const same = acts.filter((act) => act.user === user)
    if (same.length < 2) return null
    return invalidProposal(situation, `${user} is changed more than once in the list`, once, same)
  })
}

/** 7.5: a user has exactly one entry. */
export const addsNobodyTwice: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'addUser'), (act) =>
    isListed(situation, act.user)
      ? invalidProposal(situation, `${act.user} is in the participant list already`, once, [act])
      : null,
  )

/** room-policy-03, 3: role 0 stands for those who are not listed. */
export const assignsNoUnlistedRole: Rule = (situation) =>
  firstOf(listActs(situation), (act) =>
    'role' in act && act.role === unlistedRole[situation.input.draft]
      ? invalidProposal(
          situation,
          `role ${act.role} is reserved for users who are not listed`,
          { policy: '3', older: '3.1' },
          [act],
        )
      : null,
  )

/** A role that a user gets has to be one of the room's. */
export const assignsDefinedRoles: Rule = (situation) =>
  firstOf(listActs(situation), (act) =>
    'role' in act && !findRole(situation.roles, act.role)
      ? invalidProposal(situation, `the room has no role ${act.role}`, { policy: '3', older: '3.1' }, [act])
      : null,
  )
