/** Who may take part in changes at all (5.3). */
import type { Act } from '../acts.js'
import { concernsItself } from '../powers.js'
import { firstOf, invalidProposal, notAllowed, type Rule } from '../objections.js'
import { isBanned, isListed, type Situation } from '../situation.js'
import type { Objection } from '../types.js'

/** 5.3: what Remove and SelfRemove proposals for its own clients are. */
function isOwnRemoval(act: Act): boolean {
  return act.kind === 'removeClient' && concernsItself(act.by, act.user)
}

/** Who comes in from outside is judged by the rules on joining. */
const comesIn = (act: Act) => (act.kind === 'addClient' || act.kind === 'addUser') && concernsItself(act.by, act.user)

/** Those whose users send something of their own: a commit, or proposals that stand alone. */
function ownActs({ acts, input }: Situation): readonly Act[] {
  return acts.filter(({ change }) => input.kind === 'proposals' || change.ref === null)
}

function exceptOwnRemovals(situation: Situation, isOut: (user: string) => boolean, why: string): Objection | null {
  const { committer } = situation.input
  const refused = (user: string) => notAllowed(situation, `${user} ${why}`, '5.3')
  if (committer?.kind === 'user' && isOut(committer.user)) return refused(committer.user)
  return firstOf(ownActs(situation), (act) =>
    act.by.kind === 'user' && isOut(act.by.user) && !isOwnRemoval(act) ? refused(act.by.user) : null,
  )
}

/** 5.3: from those who were removed, only Remove and SelfRemove of their own clients. */
export const removedUsersOnlyLeave: Rule = (situation) =>
  exceptOwnRemovals(
    situation,
    (user) => situation.input.room.pendingRemoval.has(user),
    'was removed from the room and may only take its clients out',
  )

/** 5.3: the same for those who are banned. */
export const bannedUsersOnlyLeave: Rule = (situation) =>
  exceptOwnRemovals(situation, (user) => isBanned(situation, user), 'is banned and may only take its clients out')

/** Rights follow from the role that a participant has (3.1; room-policy-03, 8): others have none. */
export const actorsAreListed: Rule = (situation) => {
  const { committer, external } = situation.input
  const section = { policy: '8', older: '4.3' }
  const refused = (user: string) => notAllowed(situation, `${user} is not in the participant list`, section)
  if (committer?.kind === 'user' && !external && !isListed(situation, committer.user)) return refused(committer.user)
  return firstOf(ownActs(situation), (act) => {
    if (act.by.kind === 'external' || isListed(situation, act.by.user)) return null
    return comesIn(act) || isOwnRemoval(act) ? null : refused(act.by.user)
  })
}

/** 7.5: the identifier of a user is the same in all its clients. */
export const clientsKeepTheirUser: Rule = (situation) =>
  firstOf(situation.acts, (act) =>
    act.kind === 'updateClient' && !concernsItself(act.by, act.user)
      ? invalidProposal(situation, 'an Update changes whose client it is', { protocol: '7.5', older: '4.3' }, [act])
      : null,
  )

/** Every client belongs to a user. */
export const clientsNameTheirUser: Rule = (situation) =>
  firstOf(situation.acts, (act) =>
    act.kind === 'addClient' && act.user === null
      ? invalidProposal(situation, 'the credential of an added client names no user', '4.3', [act])
      : null,
  )
