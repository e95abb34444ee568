import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { drafts } from '../../drafts/ids.js'
import { defaultReadings, type Readings } from '../../drafts/readings.js'
import { component, nextExtensions } from '../../mls/wire/app-state.js'
import {
  componentIds,
  type ExternalSender,
  ExternalSenders,
  type Extension,
  RequiredCapabilities,
} from '../../mls/wire/index.js'
import { Proposal } from '../../mls/wire/index.js'
import { ParticipantListUpdate } from '../participant-list.js'
import { BaseRoomPolicy, JoinLinksData, JoinLinksUpdate } from '../room-policy.js'
import { RoleData } from '../room-roles.js'
import {
  appRules,
  applyChange,
  componentUpdate,
  hasRight,
  mimiComponents,
  participantChangeOf,
  participantProposal,
  participantsOf,
  rightsOf,
  rolesChangeOf,
  rolesOf,
  rolesProposal,
  roomExtensions,
  standardRole,
  standardRoles,
} from './index.js'

const alice = 'mimi://a.example/u/alice'
const bob = 'mimi://b.example/u/bob'
const cathy = 'mimi://c.example/u/cathy'
const dave = 'mimi://d.example/u/dave'

const cases = drafts.flatMap((draft) => {
  const otherForms = { participantListForm: 'unordered-list', roomPolicyForm: 'irreducible' } as const
  const readings: Readings[] = [defaultReadings]
  if (draft !== '06') readings.push({ ...defaultReadings, ...otherForms })
  return readings.map((each) => ({ draft, readings: each, form: each.participantListForm }))
})

describe.each(cases)('the state of a room in $draft ($form)', ({ draft, readings }) => {
  const role = (name: string) => standardRole(draft, name)
  const participants = [
    { user: alice, role: role('admin') },
    { user: bob, role: role('member') },
    { user: cathy, role: role('moderator') },
  ]
  const start = roomExtensions(draft, { participants }, readings)
  const after = (...proposals: Proposal[]): Extension[] => nextExtensions(draft, start, proposals, appRules(readings))

  it('has the participants and roles that it began with', () => {
    expect(participantsOf(draft, start, readings)).toEqual(participants)
    expect(rolesOf(draft, start, readings)?.map(({ id, rights }) => ({ id, rights }))).toEqual(
      standardRoles(draft).map(({ id, rights }) => ({ id, rights })),
    )
  })

  it('is absent where the GroupContext says nothing', () => {
    expect(participantsOf(draft, [], readings)).toBeNull()
    expect(rolesOf(draft, [], readings)).toBeNull()
  })

  it('changes as a proposal says, and the proposal is read as it was meant', () => {
    const change = {
      setRole: [{ user: cathy, role: role('admin') }],
      remove: [bob],
      add: [{ user: dave, role: role('member') }],
    }
    const proposal = participantProposal(draft, participants, change, readings)
    const sent = decode(Proposal[draft], encode(Proposal[draft], proposal))
    expect(participantChangeOf(draft, participants, sent, readings)).toEqual(change)
    const list = participantsOf(draft, after(sent), readings)
    expect(new Set(list)).toEqual(new Set(applyChange(participants, change)))
    expect(list?.find(({ user }) => user === cathy)?.role).toBe(role('admin'))
    expect(list?.some(({ user }) => user === bob)).toBe(false)
  })

  it('keeps the others where one leaves, whichever that is', () => {
    for (const { user } of participants) {
      const proposal = participantProposal(draft, participants, { remove: [user] }, readings)
      expect(participantsOf(draft, after(proposal), readings)).toEqual(participants.filter((one) => one.user !== user))
    }
  })

  it('refuses to name a user who is not listed', () => {
    for (const change of [{ remove: [dave] }, { setRole: [{ user: dave, role: role('member') }] }])
      expect(() => participantProposal(draft, participants, change, readings)).toThrow(`${dave} is not in`)
  })

  it('has other roles after a change of roles', () => {
    const before = standardRoles(draft)
    const fewer = before
      .filter(({ name }) => name !== 'moderator')
      .map((each) => (each.name === 'member' ? { ...each, rights: before[0]?.rights ?? [] } : each))
    const proposal = rolesProposal(draft, before, fewer, readings)
    const told = rolesChangeOf(draft, before, proposal, readings)
    expect(told?.map(({ id }) => id)).toEqual(fewer.map(({ id }) => id))
    expect(rolesOf(draft, after(proposal), readings)).toEqual(told)
    expect(rightsOf(told ?? [], role('member'))).toEqual(before[0]?.rights)
  })

  it('tells list changes and role changes apart', () => {
    const list = participantProposal(draft, participants, { remove: [bob] }, readings)
    const roles = rolesProposal(draft, standardRoles(draft), standardRoles(draft), readings)
    expect(rolesChangeOf(draft, standardRoles(draft), list, readings)).toBeNull()
    expect(participantChangeOf(draft, participants, roles, readings)).toBeNull()
    const remove: Proposal = { proposal_type: 3, removed: 1 }
    expect(participantChangeOf(draft, participants, remove, readings)).toBeNull()
  })

  it('requires of clients what carries it, and names the external senders given', () => {
    const sender: ExternalSender = {
      signature_key: new Uint8Array([1]),
      credential: { credential_type: 1, identity: new Uint8Array() },
    }
    const extensions = roomExtensions(draft, { participants, externalSenders: [sender] }, readings)
    const data = (type: number) => extensions.find((one) => one.extension_type === type)?.extension_data
    const required = decode(RequiredCapabilities, data(3) ?? new Uint8Array())
    const expected = {
      '01': { extension_types: [readings.applicationStatesExtension], proposal_types: [0x0a, 0x0c] },
      '02ed': { extension_types: [readings.applicationStatesExtension], proposal_types: [0x0a, 0x0c] },
      '06': { extension_types: [6], proposal_types: [0x08, 0x0a] },
    }
    expect(required).toEqual({ ...expected[draft], credential_types: [] })
    expect(decode(ExternalSenders, data(5) ?? new Uint8Array())).toEqual([sender])
    expect(start.some(({ extension_type }) => extension_type === 5)).toBe(false)
  })

  it('grants the rights of a role and no others', () => {
    const right = draft === '06' ? 'canAddParticipant' : 'canAddUser'
    expect(hasRight(standardRoles(draft), role('moderator'), right)).toBe(true)
    expect(hasRight(standardRoles(draft), role('member'), right)).toBe(false)
    expect(rightsOf(standardRoles(draft), 'nobody')).toEqual([])
  })
})

describe('a list update of 06', () => {
  const participants = [alice, bob, cathy].map((user) => ({ user, role: 2 }))
  const start = roomExtensions('06', { participants }, defaultReadings)
  const update = (some: { changed?: [number, number][]; removed?: number[] }) =>
    componentUpdate(
      componentIds.participant_list,
      encode(ParticipantListUpdate, {
        changedRoleParticipants: (some.changed ?? []).map(([user_index, role_index]) => ({ user_index, role_index })),
        removedIndices: some.removed ?? [],
        addedParticipants: [],
      }),
    )

  it('counts all its indices in the list as it was', () => {
    const extensions = nextExtensions(
      '06',
      start,
      [update({ changed: [[2, 4]], removed: [0, 1] })],
      appRules(defaultReadings),
    )
    expect(participantsOf('06', extensions, defaultReadings)).toEqual([{ user: cathy, role: 4 }])
  })

  it('counts so beside another update of the same commit, too', () => {
    const leave = (index: number) => update({ removed: [index] })
    const extensions = nextExtensions('06', start, [leave(0), leave(2)], appRules(defaultReadings))
    expect(participantsOf('06', extensions, defaultReadings)).toEqual([{ user: bob, role: 2 }])
  })

  it('is refused where it points beyond the list', () => {
    for (const beyond of [update({ changed: [[3, 4]] }), update({ removed: [3] })]) {
      const apply = () => nextExtensions('06', start, [beyond], appRules(defaultReadings))
      expect(apply).toThrow('index 3 points beyond the 3 entries of the participant list')
      expect(() => participantChangeOf('06', participants, beyond, defaultReadings)).toThrow('index 3')
    }
  })
})

describe('the components of 06', () => {
  const participants = [{ user: alice, role: 4 }]

  it('are those of every room, and those given', () => {
    const link = { component_id: componentIds.join_links, data: encode(JoinLinksData, []) }
    const extensions = roomExtensions('06', { participants, components: [link] }, defaultReadings)
    const base = decode(BaseRoomPolicy, component(extensions, componentIds.base_room_policy) ?? new Uint8Array())
    expect(base.policy_component_ids).toEqual([componentIds.roles_list, componentIds.join_links])
    expect(component(extensions, componentIds.safe_aad)).toEqual(new Uint8Array([0]))
    const fewer = roomExtensions('06', { participants, without: [componentIds.safe_aad] }, defaultReadings)
    expect(component(fewer, componentIds.safe_aad)).toBeNull()
  })

  it('are replaced whole, and only by what has their form', () => {
    const roles = encode(RoleData, { roles: [] })
    expect(mimiComponents(componentIds.roles_list, new Uint8Array([9]), roles)).toEqual(roles)
    expect(() => mimiComponents(componentIds.roles_list, null, new Uint8Array([5]))).toThrow(
      'the update is malformed at',
    )
    expect(() => mimiComponents(0x1234, null, new Uint8Array())).toThrow('component 0x1234 is not known')
  })

  it('take join links away and add others', () => {
    const link = (text: string) => ({ join_link: new TextEncoder().encode(text) })
    const data = encode(JoinLinksData, [link('one'), link('two')])
    const update = (removedIndices: number[]) =>
      encode(JoinLinksUpdate, { removedIndices, added_links: [link('three')] })
    const changed = mimiComponents(componentIds.join_links, data, update([0]))
    expect(decode(JoinLinksData, changed)).toEqual([link('two'), link('three')])
    expect(() => mimiComponents(componentIds.join_links, data, update([2]))).toThrow('index 2')
  })

  it('carry roles with numbers that have no name, limits and transitions', () => {
    const role = {
      id: 7,
      name: 'odd',
      description: 'for a test',
      rights: ['canBan', 0xf123],
      participants: { min: 1, max: 2 },
      active: { min: 0, max: null },
      transitions: [{ from: 0, to: [7] }],
    }
    expect(
      rolesOf('06', roomExtensions('06', { participants, roles: [role] }, defaultReadings), defaultReadings),
    ).toEqual([role])
  })
})

describe('a role that the draft cannot express', () => {
  it('is refused', () => {
    const named = [{ user: alice, role: 'admin' }]
    expect(() => roomExtensions('06', { participants: named }, defaultReadings)).toThrow('"admin" is no role_index')
    const numbered = [{ user: alice, role: 4 }]
    expect(() => roomExtensions('01', { participants: numbered }, defaultReadings)).toThrow(
      '01 and 02ed name their roles',
    )
    const odd = [{ id: 2, name: 'odd', rights: ['canFly'] }]
    expect(() => roomExtensions('06', { participants: [], roles: odd }, defaultReadings)).toThrow(
      'canFly is no capability',
    )
    expect(() => standardRole('01', 'guest')).toThrow('admin, moderator, member, banned; there is no guest')
  })
})
