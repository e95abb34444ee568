/** Participant list and MLS group in step (5.3). */
import { firstOf, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, roleIdOf, type Situation } from '../situation.js'

function newClients({ input }: Situation) {
  if (input.kind === 'proposals' || !input.next) return []
  return input.next.members.filter(
    ({ leaf_index, user }) =>
      !input.room.members.some((client) => client.leaf_index === leaf_index && client.user === user),
  )
}

/** 5.3: a user is listed no later than a client of its comes in. */
export const listsUsersBeforeTheirClients: Rule = (situation) =>
  firstOf(newClients(situation), ({ user }) => {
    const role = roleIdOf(situation.after.participants, user)
    if (role === null) return notAllowed(situation, `a client comes in whose user ${user} is not listed`, '5.3')
    return role === situation.banned
      ? notAllowed(situation, `a client comes in whose user ${user} is banned`, '5.3')
      : null
  })

function staysInGroup({ input, after }: Situation, user: string): boolean {
  return input.kind === 'commit' && after.clients.some((client) => client.user === user)
}

/** 5.3; room-policy-03, 8.1.2: no client of a removed user is left. */
export const removesUsersWithTheirClients: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'removeUser'), ({ user }) =>
    staysInGroup(situation, user)
      ? notAllowed(situation, `${user} is removed from the list, and clients of its stay in the group`, '5.3')
      : null,
  )

/** 5.3; room-policy-03, 8.1.3: nor of one who is banned. */
export const bansUsersWithTheirClients: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'setRole'), ({ user, role }) =>
    role === situation.banned && staysInGroup(situation, user)
      ? notAllowed(situation, `${user} is banned, and clients of its stay in the group`, '5.3')
      : null,
  )
