import { describe, expect, it } from 'vitest'
import { drafts } from '../../../drafts/ids.js'
import type { Proposal } from '../../../mls/wire/index.js'
import { type CommitOptions, createRoom, ok, refused, rolesWith, user } from './test-rig.js'

describe.each(drafts)('membership in %s', (draft) => {
  const users = { alice: 'admin', bob: 'member', cathy: 'member', mary: 'moderator', evan: 'banned' }
  const room = createRoom({ draft, users })
  const { addUser, removeUser, setRole, addClient, removeClients, commit, propose } = room
  const external: CommitOptions = { external: true }

  it('lets those with the right add users and their clients', () => {
    for (const by of ['alice', 'mary']) {
      expect(commit(by, [addUser('dave'), addClient('dave')])).toEqual(ok)
      expect(commit(by, [addUser('dave')])).toEqual(ok)
      expect(propose(by, addUser('dave'), addClient('dave'))).toEqual(ok)
    }
    expect(commit('bob', [addUser('dave'), addClient('dave')])).toMatchObject({ code: 'notAllowed' })
    expect(propose('bob', addUser('dave'))).toMatchObject({ code: 'notAllowed' })
  })

  it('lists a user no later than its clients (5.3)', () => {
    const verdict = commit('alice', [addClient('dave')])
    expect(verdict).toEqual(refused('notAllowed', `a client comes in whose user ${user('dave')} is not listed`, '5.3'))
    const before = createRoom({ draft, users: { ...users, dave: 'member' }, clients: { dave: 0 } })
    expect(before.commit('mary', [addClient('dave')])).toEqual(ok)
    expect(before.commit('bob', [addClient('dave')])).toMatchObject({ code: 'notAllowed' })
  })

  it('removes users together with their clients (5.3)', () => {
    expect(commit('alice', [removeUser('bob'), ...removeClients('bob')])).toEqual(ok)
    expect(commit('alice', [removeUser('bob')])).toMatchObject({ code: 'notAllowed', section: '5.3' })
    expect(commit('cathy', [removeUser('bob'), ...removeClients('bob')])).toMatchObject({ code: 'notAllowed' })
  })

  it('takes no clients of others out for those without the right', () => {
    expect(commit('mary', removeClients('bob'))).toEqual(ok)
    expect(commit('cathy', removeClients('bob'))).toMatchObject({ code: 'notAllowed' })
  })

  it('lets a user leave by proposals that others commit', () => {
    const proposals = [removeUser('bob'), ...removeClients('bob')]
    expect(propose('bob', ...proposals)).toEqual(ok)
    const references = proposals.map((one) => ['bob', one] as const)
    expect(commit('cathy', [], { references })).toEqual(ok)
    expect(commit('bob', [removeUser('bob')])).toMatchObject({ code: 'notAllowed' })
  })

  it('lets an entitled proposal be committed by anybody, and no other change along with it', () => {
    expect(commit('bob', [], { references: [['alice', addUser('dave')]] })).toEqual(ok)
    expect(commit('bob', [addClient('dave')], { references: [['alice', addUser('dave')]] })).toMatchObject({
      code: 'notAllowed',
    })
  })

  it('takes from a removed user nothing but removals of its own clients (5.3)', () => {
    const removed = createRoom({ draft, users, pendingRemoval: ['bob'] })
    expect(removed.propose('bob', ...removed.removeClients('bob'))).toEqual(ok)
    expect(removed.propose('bob', removed.selfRemove)).toEqual(ok)
    const why = `${user('bob')} was removed from the room and may only take its clients out`
    expect(removed.commit('bob', [])).toEqual(refused('notAllowed', why, '5.3'))
    expect(removed.propose('bob', removed.addClient('bob', 1))).toEqual(refused('notAllowed', why, '5.3'))
    expect(removed.propose('bob', removed.removeUser('bob'))).toEqual(refused('notAllowed', why, '5.3'))
    expect(removed.propose('bob', ...removed.removeClients('cathy'))).toEqual(refused('notAllowed', why, '5.3'))
    expect(removed.commit('cathy', [...removed.removeClients('bob'), removed.removeUser('bob')])).toMatchObject({
      code: 'notAllowed',
    })
    expect(removed.commit('cathy', removed.removeClients('bob'))).toEqual(ok)
  })

  it('keeps banned users out', () => {
    expect(commit('evan', [addClient('evan')], external)).toMatchObject({ code: 'notAllowed', section: '5.3' })
    expect(commit('alice', [addClient('evan')])).toMatchObject({ code: 'notAllowed' })
    expect(propose('evan', addClient('evan'))).toMatchObject({ code: 'notAllowed', section: '5.3' })
  })

  it('gives a role to others by right, and a ban only together with the clients', () => {
    expect(commit('alice', [setRole('bob', 'moderator')])).toEqual(ok)
    expect(commit('bob', [setRole('cathy', 'moderator')])).toMatchObject({ code: 'notAllowed' })
    expect(commit('alice', [setRole('bob', 'banned'), ...removeClients('bob')])).toEqual(ok)
    expect(commit('alice', [setRole('bob', 'banned')])).toMatchObject({ code: 'notAllowed', section: '5.3' })
    expect(commit('bob', [setRole('cathy', 'banned'), ...removeClients('cathy')])).toMatchObject({ code: 'notAllowed' })
    expect(commit('alice', [setRole('evan', 'member')])).toEqual(ok)
    expect(commit('bob', [setRole('evan', 'member')])).toMatchObject({ code: 'notAllowed' })
  })

  it('changes roles themselves by right', () => {
    const roles = rolesWith(draft, { moderator: (role) => ({ ...role, rights: [] }) })
    expect(commit('alice', [room.setRoles(roles)])).toEqual(ok)
    expect(commit('mary', [room.setRoles(roles)])).toMatchObject({ code: 'notAllowed' })
    expect(commit('bob', [room.setRoles(roles)])).toMatchObject({ code: 'notAllowed' })
  })

  it('lets participants bring their own clients, from inside and from outside', () => {
    expect(commit('bob', [addClient('bob', 1)])).toEqual(ok)
    expect(commit('bob', [], external)).toEqual(ok)
    expect(commit('zoe', [], external)).toMatchObject({ code: 'notAllowed' })
    expect(propose('zoe', addClient('zoe'))).toMatchObject({ code: 'notAllowed' })
  })

  it('lets a joining code in with the role that it is for', () => {
    const open = createRoom({ draft, users, codes: { dave: 'member' } })
    expect(open.commit('dave', [open.addUser('dave')], external)).toEqual(ok)
    expect(open.commit('dave', [open.addUser('dave', 'admin')], external)).toMatchObject({ code: 'notAllowed' })
    expect(open.commit('zoe', [open.addUser('zoe')], external)).toMatchObject({ code: 'notAllowed' })
    expect(open.commit('dave', [], external)).toMatchObject({ code: 'notAllowed', section: '5.3' })
  })

  it('takes nothing from strangers and ex-participants', () => {
    expect(commit('zoe', [addUser('dave')])).toMatchObject({ code: 'notAllowed' })
    expect(propose('zoe', setRole('bob', 'admin'))).toMatchObject({ code: 'notAllowed' })
    expect(commit('zoe', [])).toMatchObject({ code: 'notAllowed' })
  })

  it('takes changes of the group alone from everybody in it', () => {
    expect(commit('bob', [])).toEqual(ok)
    expect(
      commit('bob', [
        { proposal_type: 4, psk: { psktype: 'external', psk_id: new Uint8Array(), psk_nonce: new Uint8Array() } },
      ]),
    ).toEqual(ok)
  })

  it('has each user once in the list', () => {
    expect(commit('mary', [addUser('bob')])).toMatchObject({ ok: false })
    const twice = propose('alice', addUser('dave'), addUser('dave'))
    expect(twice).toMatchObject({ code: 'invalidProposal', refs: [expect.any(Uint8Array), expect.any(Uint8Array)] })
  })

  it('assigns roles that the room has', () => {
    const undefinedRole = draft === '06' ? 77 : 'emperor'
    const proposal = room.list({ add: [{ user: user('dave'), role: undefinedRole }] })
    expect(propose('alice', proposal)).toMatchObject({
      code: 'invalidProposal',
      why: `the room has no role ${undefinedRole}`,
      refs: [expect.any(Uint8Array)],
    })
  })

  it('keeps the user of a client', () => {
    const update = (name: string): Proposal => ({
      proposal_type: 2,
      leaf_node: room.addClient(name).key_package.leaf_node,
    })
    expect(propose('bob', update('bob'))).toEqual(ok)
    expect(propose('bob', update('cathy'))).toMatchObject({ code: 'invalidProposal' })
  })

  it('lets a server do no more than its role, and the hub what it must', () => {
    const server = (name: string) => ({ kind: 'external', index: 1, domain: `${name}.example` }) as const
    expect(propose(server('a'), ...removeClients('bob'))).toEqual(ok)
    expect(propose(server('a'), removeUser('bob'))).toEqual(ok)
    expect(propose(server('c'), ...removeClients('bob'))).toMatchObject({ code: 'notAllowed' })
    expect(propose(server('c'), addUser('dave'))).toMatchObject({ code: 'notAllowed' })
    const own = propose(server('b'), removeUser('bob'), ...removeClients('bob'))
    expect(own.ok).toBe(draft !== '06')
  })
})
