/** room-policy-03, 8.1: each capability, held and withheld, and what bounds it. */
import { describe, expect, it } from 'vitest'
import { encode } from '../../../codec/index.js'
import { componentIds } from '../../../mls/wire/index.js'
import { PreAuthData } from '../../../wire/room-roles.js'
import { type Capability, type RoleDefinition, standardRoles, toWireRole } from '../../../wire/room-state/index.js'
import { createRoom, ok, type RoomOptions, rolesWith, user } from './test-rig.js'

const without = (capability: Capability) => (role: RoleDefinition) => ({
  ...role,
  rights: role.rights.filter((right) => right !== capability),
})

const users = { alice: 'admin', bob: 'member', cathy: 'member', mary: 'moderator', evan: 'banned' }
const granted = (options: RoomOptions = {}) => createRoom({ users, ...options })

/** The same room, but for one capability of one role. */
const withheld = (name: string, capability: Capability, options: RoomOptions = {}) =>
  granted({ ...options, roles: rolesWith('06', { [name]: without(capability) }) })

type Room = ReturnType<typeof createRoom>

const cases: readonly [Capability, role: string, act: (room: Room) => { ok: boolean }, RoomOptions?][] = [
  ['canAddParticipant', 'moderator', (room) => room.commit('mary', [room.addUser('dave'), room.addClient('dave')])],
  [
    'canRemoveParticipant',
    'moderator',
    (room) => room.commit('mary', [room.removeUser('bob'), ...room.removeClients('bob')]),
  ],
  ['canAddOwnClient', 'member', (room) => room.commit('bob', [room.addClient('bob', 1)])],
  ['canAddOwnClient', 'member', (room) => room.commit('bob', [], { external: true })],
  ['canAddOwnClient', 'member', (room) => room.propose('bob', room.addClient('bob', 1))],
  ['canRemoveOwnClient', 'member', (room) => room.propose('bob', ...room.removeClients('bob'))],
  ['canRemoveOwnClient', 'member', (room) => room.propose('bob', room.selfRemove)],
  ['canRemoveSelf', 'member', (room) => room.propose('bob', room.removeUser('bob'), room.selfRemove)],
  ['canKick', 'moderator', (room) => room.commit('mary', room.removeClients('bob'))],
  ['canChangeUserRole', 'moderator', (room) => room.commit('mary', [room.setRole('bob', 'moderator')])],
  [
    'canUseJoinCode',
    'nonparticipant',
    (room) => room.commit('dave', [room.addUser('dave')], { external: true }),
    { codes: { dave: 'member' } },
  ],
  [
    'canSendMLSReinitProposal',
    'admin',
    (room) =>
      room.propose('alice', {
        proposal_type: 5,
        group_id: new Uint8Array(),
        version: 1,
        cipher_suite: 1,
        extensions: [],
      }),
  ],
  ['canChangeRoleDefinitions', 'admin', (room) => room.commit('alice', [room.setRoles(standardRoles('06'))])],
]

describe.each(cases)('%s of the %s', (capability, role, act, options) => {
  it('decides', () => {
    expect(act(granted(options))).toEqual(ok)
    expect(act(withheld(role, capability, options))).toMatchObject({ ok: false, code: 'notAllowed' })
  })
})

describe('a ban', () => {
  const ban = (room: Room) => room.commit('mary', [room.setRole('bob', 'banned'), ...room.removeClients('bob')])
  const roles = (...missing: Capability[]) =>
    granted({
      roles: rolesWith('06', { moderator: (role) => missing.reduce((each, one) => without(one)(each), role) }),
    })

  it('takes canBan, or canChangeUserRole and canKick together (8.1.3)', () => {
    expect(ban(roles())).toEqual(ok)
    expect(ban(roles('canChangeUserRole', 'canKick'))).toEqual(ok)
    expect(ban(roles('canBan'))).toEqual(ok)
    expect(ban(roles('canBan', 'canKick'))).toMatchObject({ code: 'notAllowed', section: 'room-policy-03, 8.1.3' })
    expect(ban(roles('canBan', 'canChangeUserRole'))).toMatchObject({ code: 'notAllowed' })
  })

  it('is lifted with canUnBan or canChangeUserRole, without clients of the user', () => {
    const lift = (room: Room) => room.commit('mary', [room.setRole('evan', 'member')])
    expect(lift(roles('canChangeUserRole'))).toEqual(ok)
    expect(lift(roles('canUnBan'))).toEqual(ok)
    expect(lift(roles('canUnBan', 'canChangeUserRole'))).toMatchObject({ code: 'notAllowed' })
    const only = roles('canChangeUserRole', 'canAddParticipant')
    expect(only.commit('mary', [only.setRole('evan', 'member'), only.addClient('evan')])).toMatchObject({
      code: 'notAllowed',
    })
  })

  it('needs role 1 to be called banned', () => {
    const renamed = rolesWith('06', {
      banned: (role) => ({ ...role, name: 'outcast' }),
      moderator: without('canChangeUserRole'),
    })
    const room = createRoom({ users: { mary: 'moderator', bob: 'member' }, roles: renamed })
    const proposals = [room.list({ setRole: [{ user: user('bob'), role: 1 }] }), ...room.removeClients('bob')]
    expect(room.commit('mary', proposals)).toMatchObject({ why: `${user('mary')} may not change roles` })
  })
})

describe('authorized_role_changes', () => {
  const limited = (transitions: RoleDefinition['transitions']) =>
    granted({ roles: rolesWith('06', { moderator: (role) => ({ ...role, ...(transitions && { transitions }) }) }) })

  it('decide in which role a user is added', () => {
    const room = limited([{ from: 0, to: [2] }])
    expect(room.commit('mary', [room.addUser('dave', 'member')])).toEqual(ok)
    expect(room.commit('mary', [room.addUser('dave', 'admin')])).toMatchObject({
      code: 'notAllowed',
      section: 'room-policy-03, 8.1.1',
    })
  })

  it('decide from which role a user is removed', () => {
    const remove = (room: Room) => room.commit('mary', [room.removeUser('bob'), ...room.removeClients('bob')])
    expect(remove(limited([{ from: 2, to: [0] }]))).toEqual(ok)
    expect(
      remove(
        limited([
          { from: 2, to: [1] },
          { from: 3, to: [0] },
        ]),
      ),
    ).toMatchObject({ section: 'room-policy-03, 8.1.2' })
  })

  it('decide between which roles a user is moved', () => {
    const move = (room: Room) => room.commit('mary', [room.setRole('bob', 'moderator')])
    expect(move(limited([{ from: 2, to: [3] }]))).toEqual(ok)
    expect(move(limited([{ from: 3, to: [2] }]))).toMatchObject({ section: 'room-policy-03, 8.1.3' })
  })

  it('decide who may leave', () => {
    const room = granted({ roles: rolesWith('06', { member: (role) => ({ ...role, transitions: [] }) }) })
    expect(room.propose('bob', room.removeUser('bob'), room.selfRemove)).toMatchObject({ code: 'notAllowed' })
  })
})

describe('leaving', () => {
  it('takes all clients along (8.1.2)', () => {
    const room = granted({ clients: { bob: 2 } })
    expect(room.propose('bob', room.removeUser('bob'), ...room.removeClients('bob'))).toEqual(ok)
    const [one] = room.removeClients('bob')
    const some = one ? room.propose('bob', room.removeUser('bob'), one) : ok
    expect(some).toMatchObject({ code: 'invalidProposal', section: 'room-policy-03, 8.1.2' })
    expect(room.propose('bob', room.removeUser('bob'))).toMatchObject({ code: 'invalidProposal' })
  })
})

describe('a join without invitation', () => {
  const open = rolesWith('06', {
    nonparticipant: (role) => ({ ...role, rights: ['canOpenJoin'], transitions: [{ from: 0, to: [2] }] }),
  })
  const join = (room: Room, role = 'member') => room.commit('dave', [room.addUser('dave', role)], { external: true })

  it('is open where role 0 says so, and for the roles it lists', () => {
    expect(join(granted({ roles: open }))).toEqual(ok)
    expect(join(granted({ roles: open }), 'moderator')).toMatchObject({ code: 'notAllowed' })
    expect(join(granted())).toMatchObject({ code: 'notAllowed' })
  })

  it('adds nobody else', () => {
    const room = granted({ roles: open })
    const both = room.list({
      add: [
        { user: user('dave'), role: 2 },
        { user: user('zoe'), role: 2 },
      ],
    })
    expect(room.commit('dave', [both], { external: true })).toMatchObject({ code: 'notAllowed' })
  })

  it('does not help who is banned', () => {
    const room = granted({ roles: open })
    expect(room.commit('evan', [room.setRole('evan', 'member')], { external: true })).toMatchObject({ section: '5.3' })
  })

  it('takes no preauthorization of a basic credential for granted', () => {
    const member = standardRoles('06').find(({ name }) => name === 'member')
    const claim = { claim_id: { credential_type: 1, id: new Uint8Array() }, claim_value: new Uint8Array() }
    const entry = member && { claimset: [claim], target_role: toWireRole(member) }
    const data = encode(PreAuthData, { preauthorized_entries: entry ? [entry] : [] })
    const room = granted({ components: [{ component_id: componentIds.preauth_list, data }] })
    expect(join(room)).toMatchObject({ code: 'notAllowed' })
  })
})

describe('role 0', () => {
  it('is given to nobody (3)', () => {
    const room = granted()
    const proposals = [{ add: [{ user: user('dave'), role: 0 }] }, { setRole: [{ user: user('bob'), role: 0 }] }]
    for (const change of proposals)
      expect(room.propose('alice', room.list(change))).toMatchObject({
        code: 'invalidProposal',
        section: 'room-policy-03, 3',
      })
  })
})

describe('a list update', () => {
  it('is refused as a whole for one change in it, and touches each user once (7.5)', () => {
    const room = granted()
    const mixed = room.list({ add: [{ user: user('dave'), role: 2 }], setRole: [{ user: user('alice'), role: 2 }] })
    expect(room.commit('mary', [mixed])).toMatchObject({ code: 'notAllowed' })
    const again = room.list({ setRole: [{ user: user('bob'), role: 3 }], remove: [user('bob')] })
    expect(room.propose('mary', again)).toMatchObject({ code: 'invalidProposal', section: '7.5' })
    const beyond = {
      proposal_type: 8,
      component_id: componentIds.participant_list,
      op: 'update',
      update: new Uint8Array([0, 1, 9, 0]),
    } as const
    expect(room.propose('mary', beyond)).toMatchObject({ code: 'invalidProposal', refs: [expect.any(Uint8Array)] })
    expect(room.propose('mary', room.addUser('bob'))).toMatchObject({ code: 'invalidProposal', section: '7.5' })
  })
})
