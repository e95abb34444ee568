/** Giving users other roles (room-policy-03, 8.1.3). */
import type { Draft } from '../../../../drafts/ids.js'
import type { RoleId } from '../../../../wire/room-state/index.js'
import type { ActOf } from '../acts.js'
import { concernsItself, may, mayMove, nameOf } from '../powers.js'
import { firstOf, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, preauthorized, type Situation } from '../situation.js'

const section = { policy: '8.1.3', older: '3.1' }

type SetRole = ActOf<'setRole'>

function ofOthers(situation: Situation): SetRole[] {
  return actsOfKind(situation, 'setRole').filter(({ by, user }) => !concernsItself(by, user))
}

const isBan = ({ banned }: Situation, { role }: SetRole) => banned !== null && role === banned
const isUnban = ({ banned }: Situation, { from }: SetRole) => banned !== null && from === banned

export const changesRolesByRight: Rule = (situation) =>
  firstOf(ofOthers(situation), (act) =>
    isBan(situation, act) || isUnban(situation, act) || may(situation, act.by, 'canChangeUserRole', act.user)
      ? null
      : notAllowed(situation, `${nameOf(act.by)} may not change roles`, section),
  )

export const changesToPermittedRoles: Rule = (situation) =>
  firstOf(ofOthers(situation), ({ by, from, role }) =>
    mayMove(situation, by, from, role)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not move users from role ${from} to ${role}`, section),
  )

/** With canBan, or with canChangeUserRole and canKick, which come to the same. */
export const bansByRight: Rule = (situation) =>
  firstOf(ofOthers(situation), (act) => {
    const { by, user } = act
    if (!isBan(situation, act) || may(situation, by, 'canBan', user)) return null
    const hasClients = situation.input.room.members.some((client) => client.user === user)
    return may(situation, by, 'canChangeUserRole', user) && (!hasClients || may(situation, by, 'canKick', user))
      ? null
      : notAllowed(situation, `${nameOf(by)} may not ban users`, section)
  })

export const unbansByRight: Rule = (situation) =>
  firstOf(ofOthers(situation), (act) =>
    !isUnban(situation, act) ||
    may(situation, act.by, 'canUnBan', act.user) ||
    may(situation, act.by, 'canChangeUserRole', act.user)
      ? null
      : notAllowed(situation, `${nameOf(act.by)} may not lift bans`, section),
  )

/** In 06 only to the role that preauthorization gives; the older drafts know one right to set roles. */
const ownTarget: Readonly<Record<Draft, (situation: Situation, act: SetRole) => RoleId | null>> = {
  '01': (_situation, { role }) => role,
  '02ed': (_situation, { role }) => role,
  '06': (situation, { by }) => preauthorized(situation, by)?.id ?? null,
}

export const changesOwnRoleByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'setRole'), (act) => {
    const { by, user, role } = act
    if (!concernsItself(by, user)) return null
    if (!may(situation, by, 'canChangeOwnRole', user)) {
      return notAllowed(situation, `${user} may not change its own role`, section)
    }
    return ownTarget[situation.input.draft](situation, act) === role
      ? null
      : notAllowed(situation, `${user} is not preauthorized for role ${role}`, section)
  })
