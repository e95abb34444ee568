/** Limits, and changes of the policy itself (room-policy-03, 3 to 8.7; 7.4 to 7.6). */
import { describe, expect, it } from 'vitest'
import { type Codec, encode, type Infer } from '../../../codec/index.js'
import { drafts } from '../../../drafts/ids.js'
import { defaultReadings } from '../../../drafts/readings.js'
import { componentIds, type Extension, ExternalSenders } from '../../../mls/wire/index.js'
import { OperationalParameters } from '../../../wire/operational-policy.js'
import { RoomMetaData } from '../../../wire/room-metadata.js'
import * as policy from '../../../wire/room-policy.js'
import { PreAuthData } from '../../../wire/room-roles.js'
import {
  baseRoomPolicy,
  componentUpdate,
  type RoleDefinition,
  standardRoles,
  toWireRole,
} from '../../../wire/room-state/index.js'
import { basicCredential } from '../../../mls/credential.js'
import { createRoom, ok, type RoomOptions, rolesWith, uri, user } from './test-rig.js'

const text = (some: string) => new TextEncoder().encode(some)
const users = { alice: 'admin', bob: 'member', cathy: 'member', mary: 'moderator', evan: 'banned' }
const base = (some: Partial<ReturnType<typeof baseRoomPolicy>>) => ({
  component_id: componentIds.base_room_policy,
  data: encode(policy.BaseRoomPolicy, { ...baseRoomPolicy([]), ...some }),
})
const withBase = (some: Partial<ReturnType<typeof baseRoomPolicy>>, options: RoomOptions = {}) =>
  createRoom({ users, components: [base(some)], ...options })
const update = <T>(id: number, form: Codec<T>, value: NoInfer<T>) => componentUpdate(id, encode(form, value))

describe('numbers of a role', () => {
  const bounded = (bounds: Partial<RoleDefinition>) =>
    createRoom({ users, roles: rolesWith('06', { member: (role) => ({ ...role, ...bounds }) }) })

  it('have a maximum of participants', () => {
    const add = (max: number | null) => {
      const room = bounded({ participants: { min: 0, max } })
      return room.commit('mary', [room.addUser('dave')])
    }
    expect([add(3), add(null)]).toEqual([ok, ok])
    expect(add(2)).toMatchObject({
      why: 'role member takes 2 participants at the most, not 3',
      section: 'room-policy-03, 3',
    })
  })

  it('have a minimum of participants, for removals and other roles alike', () => {
    const acts = (min: number) => {
      const room = bounded({ participants: { min, max: null } })
      return [
        room.commit('mary', [room.removeUser('bob'), ...room.removeClients('bob')]),
        room.commit('mary', [room.setRole('bob', 'moderator')]),
      ]
    }
    expect(acts(1)).toEqual([ok, ok])
    for (const verdict of acts(2))
      expect(verdict).toMatchObject({ why: 'role member needs 2 participants at least, and would have 1' })
  })

  it('have a maximum of active participants, which the inactive do not count for', () => {
    const room = bounded({ active: { min: 0, max: 2 } })
    expect(room.commit('mary', [room.addUser('dave')])).toEqual(ok)
    expect(room.commit('mary', [room.addUser('dave'), room.addClient('dave')])).toMatchObject({
      why: 'role member takes 2 active participants at the most, not 3',
    })
    expect(room.commit('bob', [room.addClient('bob', 1)])).toEqual(ok)
  })

  it('have a minimum of active participants', () => {
    const kick = (min: number) => {
      const room = bounded({ active: { min, max: null } })
      return [room.commit('mary', room.removeClients('bob')), room.propose('bob', room.selfRemove)]
    }
    expect(kick(1)).toEqual([ok, ok])
    for (const verdict of kick(2)) expect(verdict).toMatchObject({ code: 'notAllowed' })
  })
})

describe('the base policy (5)', () => {
  it('fixes the membership', () => {
    const room = withBase({ fixed_membership: 'true' })
    expect(room.commit('bob', [room.addClient('bob', 1)])).toEqual(ok)
    expect(room.propose('bob', room.selfRemove)).toEqual(ok)
    for (const proposals of [[room.addUser('dave')], [room.removeUser('bob'), ...room.removeClients('bob')]])
      expect(room.commit('alice', proposals)).toMatchObject({ code: 'notAllowed', section: 'room-policy-03, 5' })
    expect(room.propose('bob', room.removeUser('bob'), room.selfRemove)).toMatchObject({ code: 'notAllowed' })
  })

  it('limits clients', () => {
    const add = (max_clients: number | null) => {
      const room = withBase({ max_clients })
      return room.commit('bob', [room.addClient('bob', 1)])
    }
    expect([add(5), add(null)]).toEqual([ok, ok])
    expect(add(4)).toMatchObject({ why: 'the room takes 4 clients at the most, not 5' })
  })

  it('limits users, the banned apart', () => {
    const add = (max_users: number | null) => {
      const room = withBase({ max_users })
      return room.commit('mary', [room.addUser('dave')])
    }
    expect([add(5), add(null)]).toEqual([ok, ok])
    expect(add(4)).toMatchObject({ why: 'the room takes 4 users at the most, not 5' })
  })

  it('may give each user one client', () => {
    const room = withBase({ multi_device: 'false' })
    expect(room.commit('bob', [room.addClient('bob', 1)])).toMatchObject({ code: 'notAllowed' })
    expect(room.commit('mary', [room.addUser('dave'), room.addClient('dave')])).toEqual(ok)
  })

  it('keeps a room within its parent', () => {
    const add = (...parent: string[]) => {
      const room = withBase(
        { parent_dependant: 'true', parent_room: [{ uri: text('mimi://a.example/r/parent') }] },
        { parent },
      )
      return room.commit('mary', [room.addUser('dave')])
    }
    const all = ['alice', 'bob', 'cathy', 'mary', 'evan']
    expect(add(...all, 'dave', 'zoe')).toEqual(ok)
    expect(add(...all, 'zoe')).toMatchObject({ why: `${user('dave')} is not in the parent room` })
    expect(add(...all, 'dave')).toMatchObject({ why: 'the room would have all participants of its parent' })
  })

  it('is changed by right, and names the parent of a dependent room on its own hub', () => {
    const room = createRoom({ users })
    const change = (some: Parameters<typeof base>[0]) => componentUpdate(componentIds.base_room_policy, base(some).data)
    expect(room.commit('alice', [change({ max_users: 9 })])).toEqual(ok)
    expect(room.commit('mary', [change({ max_users: 9 })])).toMatchObject({
      code: 'notAllowed',
      section: 'room-policy-03, 8.6',
    })
    const parent = (name: string) => [{ uri: text(name) }]
    expect(
      room.commit('alice', [change({ parent_dependant: 'true', parent_room: parent('mimi://a.example/r/p') })]),
    ).toEqual(ok)
    for (const bad of [
      { parent_dependant: 'true', parent_room: parent('mimi://b.example/r/p') },
      { parent_dependant: 'true' },
      { parent_room: parent('mimi://a.example/r/p') },
    ] as const)
      expect(room.propose('alice', change(bad))).toMatchObject({
        code: 'invalidProposal',
        section: 'room-policy-03, 5',
      })
  })
})

describe('role definitions (3)', () => {
  const room = createRoom({ users })
  const standard = standardRoles('06')

  it('do not change beside the list', () => {
    const together = room.commit('alice', [room.setRoles(standard), room.addUser('dave')])
    expect(together).toMatchObject({ code: 'invalidProposal', section: 'room-policy-03, 3' })
    expect(room.commit('alice', [room.setRoles(standard), ...room.removeClients('bob')])).toEqual(ok)
  })

  it('give canOpenJoin to nobody but the unlisted', () => {
    const open = (name: string) =>
      rolesWith('06', { [name]: (role) => ({ ...role, rights: [...role.rights, 'canOpenJoin'] }) })
    expect(room.commit('alice', [room.setRoles(open('nonparticipant'))])).toEqual(ok)
    expect(room.propose('alice', room.setRoles(open('member')))).toMatchObject({
      code: 'invalidProposal',
      section: 'room-policy-03, 8.1.1',
    })
  })

  it('have each index once', () => {
    expect(room.propose('alice', room.setRoles([...standard, ...standard.slice(0, 1)]))).toMatchObject({
      code: 'invalidProposal',
    })
  })

  it('let nobody add users in a room of fixed membership', () => {
    const closed = standard.map((role) => ({
      ...role,
      rights: role.rights.filter((right) => right !== 'canAddParticipant'),
    }))
    const fixed = withBase({ fixed_membership: 'true' }, { roles: closed })
    expect(fixed.commit('alice', [fixed.setRoles(closed)])).toEqual(ok)
    expect(fixed.propose('alice', fixed.setRoles(standard))).toMatchObject({
      code: 'invalidProposal',
      section: 'room-policy-03, 5',
    })
    const change = componentUpdate(componentIds.base_room_policy, base({ fixed_membership: 'true' }).data)
    expect(room.propose('alice', change)).toMatchObject({ code: 'invalidProposal' })
  })
})

describe('preauthorization (4)', () => {
  const room = createRoom({ users })
  const data = (index: number) => {
    const [role] = standardRoles('06').filter(({ id }) => id === index)
    return { preauthorized_entries: role ? [{ claimset: [], target_role: toWireRole(role) }] : [] }
  }
  const change = (index = 2) => update(componentIds.preauth_list, PreAuthData, data(index))

  it('changes by right, beside removals only, and for no one as unlisted', () => {
    expect(room.commit('alice', [change(), room.removeUser('bob'), ...room.removeClients('bob')])).toEqual(ok)
    expect(room.propose('alice', change(), room.addUser('dave'))).toMatchObject({
      code: 'invalidProposal',
      section: 'room-policy-03, 4',
    })
    expect(room.commit('mary', [change()])).toMatchObject({ code: 'notAllowed' })
    expect(room.propose('alice', change(0))).toMatchObject({ code: 'invalidProposal' })
  })
})

describe('the metadata (7.6; 8.2)', () => {
  const empty = new Uint8Array()
  const before = {
    room_uri: { uri: text(uri) },
    room_name: { string: text('Club') },
    room_descriptions: [],
    room_avatar: { uri: empty },
    room_subject: { string: empty },
    room_mood: { string: empty },
  }
  const components = [{ component_id: componentIds.room_metadata, data: encode(RoomMetaData, before) }]
  const change = (some: Partial<typeof before>) =>
    update(componentIds.room_metadata, RoomMetaData, { ...before, ...some })
  const description = { media_type: empty, language_tag: text('en'), description_content: text('a club') }
  const changes = {
    canChangeRoomName: change({ room_name: { string: text('House') } }),
    canChangeRoomDescription: update(componentIds.room_metadata, RoomMetaData, {
      ...before,
      room_descriptions: [description],
    }),
    canChangeRoomAvatar: change({ room_avatar: { uri: text('https://a.example/club.png') } }),
    canChangeRoomSubject: change({ room_subject: { string: text('chess') } }),
    canChangeRoomMood: change({ room_mood: { string: text('calm') } }),
  }

  it.each(Object.entries(changes))('%s is for its field alone', (capability, proposal) => {
    const withRoles = (roles: readonly RoleDefinition[]) => createRoom({ users, components, roles })
    const only = rolesWith('06', { moderator: (role) => ({ ...role, rights: [capability] }) })
    const others = rolesWith('06', {
      moderator: (role) => ({ ...role, rights: role.rights.filter((one) => one !== capability) }),
    })
    expect(withRoles(only).commit('mary', [proposal])).toEqual(ok)
    expect(withRoles(others).commit('mary', [proposal])).toMatchObject({
      code: 'notAllowed',
      section: 'room-policy-03, 8.2',
    })
  })

  it('stay valid, of this room, and change once in a commit', () => {
    const room = createRoom({ users, components })
    expect(room.propose('mary', change({}), change({}))).toMatchObject({ code: 'invalidProposal', section: '7.6' })
    for (const bad of [
      { room_uri: { uri: text('not a uri') } },
      { room_uri: { uri: text('mimi://a.example/r/other') } },
      { room_avatar: { uri: text('http://a.example/club.png') } },
      { room_name: { string: new Uint8Array([0x61, 0]) } },
      { room_mood: { string: new Uint8Array([0xff]) } },
    ])
      expect(room.propose('mary', change(bad))).toMatchObject({ code: 'invalidProposal', section: '7.6' })
  })
})

describe('policies that contradict themselves (6)', () => {
  const room = createRoom({ users })
  const optional = 'optional' as const
  const links = {
    autodetect_hyperlinks_in_text: optional,
    send_link_previews: optional,
    automatic_link_previews: optional,
  }
  const proxied = {
    ...links,
    link_preview_proxy_use: optional,
    link_preview_proxy: [{ uri: text('https://proxy.example') }],
  }
  const privacy = { allowed_download_types: [], forbidden_download_types: [], default_download_type: 'direct' as const }
  const sizes = { max_image: 1n, max_audio: 1n, max_video: 1n, max_attachment: 1n }
  const assets = (...domains: string[]) => ({
    asset_upload_location: 'hub' as const,
    upload_domains: domains.map((domain) => ({ provider: { domain: text(domain) }, asset_upload_destinations: [] })),
    download_privacy: privacy,
    ...sizes,
    forbidden_media_types: [],
    permitted_media_types: null,
  })
  const logging = (...uris: string[]) => ({
    logging: 'required' as const,
    logging_clients: uris.map((one) => ({ uri: text(one) })),
    machine_readable_policy: { uri: new Uint8Array() },
    human_readable_policy: { uri: new Uint8Array() },
  })
  const history = (...roles_that_can_share: number[]) => ({
    history_sharing: optional,
    roles_that_can_share,
    automatically_share: 'false' as const,
    max_time_period: 1,
  })
  const bot = (bot_role_index: number) => ({
    name: text('bot'),
    description: text('a bot'),
    homepage: { uri: new Uint8Array() },
    local_client_bot: 'true' as const,
    bot_role_index,
    can_target_message_in_group: 'false' as const,
    per_user_content: 'false' as const,
  })
  const expiry = (least: number, most: number) => ({
    expiring_messages: optional,
    min_expiration_duration: least,
    max_expiration_duration: most,
    default_expiration_duration: null,
  })
  const {
    link_preview_policy,
    asset_policy,
    logging_policy,
    chat_history_policy,
    bot_policy,
    message_expiration_policy,
  } = componentIds
  const forms = {
    links: (value: typeof proxied) => update(link_preview_policy, policy.LinkPreviewPolicy, value),
    assets: (...domains: string[]) => update(asset_policy, policy.AssetPolicy, assets(...domains)),
    logging: (...uris: string[]) => update(logging_policy, policy.LoggingPolicy, logging(...uris)),
    history: (...roles: number[]) => update(chat_history_policy, policy.HistoryPolicy, history(...roles)),
    bots: (index: number) => update(bot_policy, policy.BotPolicy, { allowed_bots: [bot(index)] }),
    expiry: (least: number, most: number) =>
      update(message_expiration_policy, policy.MessageExpiration, expiry(least, most)),
  }

  it('are refused, and others taken of those with the right', () => {
    const good = [
      forms.links(proxied),
      forms.assets('a.example'),
      forms.logging('mimi://b.example/u/log'),
      forms.history(2, 3),
      forms.bots(0),
      forms.expiry(1, 2),
    ]
    for (const proposal of good) {
      expect(room.commit('alice', [proposal])).toEqual(ok)
      expect(room.commit('mary', [proposal])).toMatchObject({ code: 'notAllowed', section: 'room-policy-03, 8.7' })
    }
  })

  it.each([
    [
      '6.3',
      update(link_preview_policy, policy.LinkPreviewPolicy, { ...proxied, autodetect_hyperlinks_in_text: 'required' }),
    ],
    ['6.3', forms.links({ ...proxied, link_preview_proxy: [] })],
    ['6.4', forms.assets('b.example')],
    ['6.4', forms.assets('a.example', 'b.example')],
    ['6.5', forms.logging()],
    ['6.5', forms.logging('mimi://b.example/u/log', 'mimi://b.example/u/book')],
    ['6.6', forms.history(0)],
    ['6.6', forms.history(1)],
    ['6.7', forms.bots(2)],
    ['6.8', forms.expiry(2, 1)],
  ])('are named with section %s', (section, proposal) => {
    expect(room.propose('alice', proposal)).toMatchObject({
      code: 'invalidProposal',
      section: `room-policy-03, ${section}`,
    })
  })
})

describe('join links (6.2)', () => {
  const link = { join_link: text('code') }
  const change = (added: number, removedIndices: number[] = []) =>
    update(componentIds.join_links, policy.JoinLinksUpdate, {
      removedIndices,
      added_links: Array.from({ length: added }, () => link),
    })
  const onRequest = (on_request: 'true' | 'false') => ({
    component_id: componentIds.join_link_policy,
    data: encode(policy.JoinLinkPolicy, {
      on_request,
      join_link: { uri: text('') },
      multiuser: 'true',
      expiration: 60,
    }),
  })

  it('are changed by right, one at a time where made on request', () => {
    const room = createRoom({ users, components: [onRequest('false')] })
    expect(room.commit('mary', [change(2)])).toEqual(ok)
    expect(room.commit('bob', [change(1)])).toMatchObject({ code: 'notAllowed' })
    const single = createRoom({ users, components: [onRequest('true')] })
    expect(single.commit('mary', [change(1)])).toEqual(ok)
    expect(single.propose('mary', change(2))).toMatchObject({ code: 'invalidProposal', section: 'room-policy-03, 6.2' })
  })

  it('can be removed, list and roles cannot', () => {
    const data = encode(policy.JoinLinksData, [link])
    const room = createRoom({ users, components: [{ component_id: componentIds.join_links, data }] })
    const remove = (component_id: number) => ({ proposal_type: 8, component_id, op: 'remove' }) as const
    expect(room.commit('mary', [remove(componentIds.join_links)])).toEqual(ok)
    expect(room.commit('bob', [remove(componentIds.join_links)])).toMatchObject({ code: 'notAllowed' })
    for (const id of [componentIds.participant_list, componentIds.roles_list])
      expect(room.propose('alice', remove(id))).toMatchObject({ code: 'invalidProposal' })
  })
})

describe('the operational policy (7.1)', () => {
  const none: Infer<typeof OperationalParameters>['forbidden_capabilities'] = {
    versions: [],
    cipher_suites: [],
    extensions: [],
    proposals: [],
    credentials: [],
    wire_formats: [],
    component_ids: [],
    safe_aad_types: [],
    media_types: [],
    content_types: [],
  }
  const time = { minimum_time: 0n, default_time: 0n, maximum_time: 0n }
  const parameters = {
    mandatory_capabilities: none,
    default_capabilities: none,
    forbidden_capabilities: none,
    handshake_formats: [1],
    external_proposal_allowed: 'true' as 'true' | 'false',
    external_commit_allowed: 'true' as 'true' | 'false',
    pending_proposal_policy: { pending_proposal_strategy: 'unspecified' as const },
    LeafNode_update_time: time,
    app_message_policy: { epoch_tolerance: 0, pad_to_size: 0, max_generations_skipahead: 0 },
    max_kp_lifetime: 0n,
    max_credential_lifetime: 0n,
    resumption_psk_lifetime: 0n,
    sender_nonce_keypair_lifetime: time,
    max_keypairs: 0,
    buffer_incoming_message_time: time,
    max_buffered_messages: 0,
  }
  const component_id = componentIds.mls_operational_policy
  const withParameters = (some: Partial<typeof parameters>) =>
    createRoom({
      users,
      components: [{ component_id, data: encode(OperationalParameters, { ...parameters, ...some }) }],
    })

  it('decides about external commits', () => {
    expect(withParameters({}).commit('bob', [], { external: true })).toEqual(ok)
    const closed = withParameters({ external_commit_allowed: 'false' })
    expect(closed.commit('bob', [], { external: true })).toMatchObject({
      code: 'notAllowed',
      section: 'room-policy-03, 7.1',
    })
    expect(closed.commit('bob', [])).toEqual(ok)
  })

  it('decides about external proposals, but for those of the hub', () => {
    const inactive = { users: { ...users, dave: 'member' }, clients: { dave: 0 } }
    const open = createRoom(inactive)
    expect(open.propose('dave', open.addClient('dave'))).toEqual(ok)
    const data = encode(OperationalParameters, { ...parameters, external_proposal_allowed: 'false' })
    const closed = createRoom({ ...inactive, components: [{ component_id, data }] })
    expect(closed.propose('dave', closed.addClient('dave'))).toMatchObject({ section: 'room-policy-03, 7.1' })
    expect(closed.propose('bob', closed.selfRemove)).toEqual(ok)
    const hub = { kind: 'external', index: 0, domain: 'a.example' } as const
    expect(closed.propose(hub, ...closed.removeClients('bob'))).toEqual(ok)
  })

  it('decides about formats and kinds of proposals', () => {
    expect(withParameters({}).commit('bob', [], { wireFormat: 1 })).toEqual(ok)
    expect(withParameters({}).commit('bob', [], { wireFormat: 0xf000 })).toMatchObject({ code: 'notAllowed' })
    const forbidden = withParameters({ forbidden_capabilities: { ...none, proposals: [0x0a] } })
    expect(forbidden.propose('bob', forbidden.selfRemove)).toMatchObject({ code: 'notAllowed' })
  })

  it('is changed by right', () => {
    const room = createRoom({ users })
    expect(room.commit('alice', [update(component_id, OperationalParameters, parameters)])).toEqual(ok)
    expect(room.commit('mary', [update(component_id, OperationalParameters, parameters)])).toMatchObject({
      code: 'notAllowed',
    })
  })
})

describe.each(drafts)('GroupContextExtensions in %s', (draft) => {
  const sender = (domain: string) => ({ signature_key: text(domain), credential: basicCredential(`mimi://${domain}`) })
  const room = createRoom({ draft, externalSenders: [sender('a.example')] })
  const replaced = (type: number, data: Uint8Array): Extension[] =>
    room.room.extensions.map((one) => (one.extension_type === type ? { ...one, extension_data: data } : one))
  const propose = (extensions: Extension[]) => room.propose('bob', { proposal_type: 7, extensions })

  it('may change the external senders, and keeps the hub among them (7.4)', () => {
    const senders = (...domains: string[]) => replaced(5, encode(ExternalSenders, domains.map(sender)))
    expect(propose(senders('a.example', 'b.example'))).toEqual(ok)
    expect(propose(senders('b.example'))).toMatchObject({ code: 'invalidProposal' })
  })

  it("leaves the room's state alone (5.3)", () => {
    const type = draft === '06' ? 6 : defaultReadings.applicationStatesExtension
    expect(propose(replaced(type, new Uint8Array([0])))).toMatchObject({ code: 'invalidProposal', section: '5.3' })
    expect(propose([...room.room.extensions])).toEqual(ok)
  })
})
