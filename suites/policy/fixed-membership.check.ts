import { check } from '../../src/check/define.js'
import { DriverFailure } from '../../src/target/driver/contract.js'
import type { RoleDefinition } from '../../src/wire/room-state/index.js'
import { hosted, judgeDeeds, rolesWith, underBase, without, withoutRoles } from './rooms.js'

const closed = check({
  ...hosted,
  id: 'policy.fixed-membership.closed',
  title: 'In a room of fixed membership no role gets the right to add participants',
  requirements: ['MIMI-POL-037'],
  fails: 'A table of roles is accepted in which an ordinary role of such a room holds canAddParticipant.',
  async run(context) {
    const { draft, target, peer } = context
    const admin = peer.user({ name: 'admin' })
    const roles = rolesWith(draft, {
      admin: (role) => without(role, 'canAddParticipant'),
      moderator: (role) => without(role, 'canAddParticipant'),
    })
    const room = await target.host({
      ...underBase({ fixed_membership: 'true' }),
      roles,
      members: [{ user: admin, role: 'admin' }],
    })
    const changes = (table: readonly RoleDefinition[]) => () => room.client(admin).change({ roles: table })
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a table of roles in which moderators of a room of fixed membership may add participants',
          make: changes(rolesWith(draft, { admin: (role) => without(role, 'canAddParticipant') })),
        },
      ],
      accepted: [{ what: 'a table of roles without that right', make: changes(withoutRoles(roles, 'guest')) }],
    })
  },
})

const onlyOne = check({
  ...hosted,
  id: 'policy.fixed-membership.only-one',
  title: 'There is no second room of fixed membership for the same participants',
  requirements: ['MIMI-POL-037'],
  fails: 'A second such room is created (a warning: how rooms come about is an affair of the provider).',
  async run(context) {
    const { draft, target, peer, that } = context
    const creator = await target.account()
    const members = [{ user: peer.user() }]
    const roles = rolesWith(draft, {
      admin: (role) => without(role, 'canAddParticipant'),
      moderator: (role) => without(role, 'canAddParticipant'),
    })
    const fixed = { creator, members, roles, ...underBase({ fixed_membership: 'true' }) }
    const first = await target.host(fixed)
    // Another room for them, of no fixed membership, shows that it is not for some other reason.
    await target.host({ creator, members, roles })
    const again = await target.host(fixed).catch((reason: unknown) => {
      if (reason instanceof DriverFailure && reason.kind === 'refused') return null
      throw reason
    })
    that(again === null, {
      expected: `createRoom refused: ${first.uri} is a room of fixed membership for the same participants`,
      actual: `a second one, ${again?.uri}`,
      as: 'warn',
    })
  },
})

export default [onlyOne, closed]
