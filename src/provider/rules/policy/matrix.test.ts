/** The policy judges as the matrix of the role tables says: each action, by each role. */
import { describe, expect, it } from 'vitest'
import { encode } from '../../../codec/index.js'
import { type Draft, drafts } from '../../../drafts/ids.js'
import { defaultReadings } from '../../../drafts/readings.js'
import { componentIds } from '../../../mls/wire/index.js'
import { RoomMetaData } from '../../../wire/room-metadata.js'
import * as policies from '../../../wire/room-policy.js'
import { PreAuthData } from '../../../wire/room-roles.js'
import { baseRoomPolicy, componentUpdate, policyMatrix, standardRoles } from '../../../wire/room-state/index.js'
import { mayReceive, maySend } from './index.js'
import { createRoom, user } from './test-rig.js'

type Room = ReturnType<typeof createRoom>

const text = (some: string) => new TextEncoder().encode(some)
const empty = new Uint8Array()
const metadata = {
  room_uri: { uri: empty },
  room_name: { string: empty },
  room_descriptions: [],
  room_avatar: { uri: empty },
  room_subject: { string: empty },
  room_mood: { string: empty },
}
const description = { media_type: empty, language_tag: empty, description_content: text('x') }
const changed = (some: object) =>
  componentUpdate(componentIds.room_metadata, encode(RoomMetaData, { ...metadata, ...some }))
const component = (id: number, update: Uint8Array) => (room: Room) => room.propose('me', componentUpdate(id, update)).ok

/** How each action is tried; `me` is in the role, the others are there to be acted upon. */
const attempts: Readonly<Record<string, (room: Room) => boolean>> = {
  addMember: (room) => room.propose('me', room.addUser('dave', 'member')).ok,
  addAdmin: (room) => room.propose('me', room.addUser('dave', 'admin')).ok,
  addOwnClient: (room) => room.propose('me', room.addClient('me', 1)).ok,
  removeMember: (room) => room.propose('me', room.removeUser('bob'), ...room.removeClients('bob')).ok,
  removeAdmin: (room) => room.propose('me', room.removeUser('alice'), ...room.removeClients('alice')).ok,
  removeOwnClient: (room) => room.propose('me', room.selfRemove).ok,
  leave: (room) => room.propose('me', room.removeUser('me'), ...room.removeClients('me')).ok,
  kick: (room) => room.propose('me', ...room.removeClients('bob')).ok,
  promote: (room) => room.propose('me', room.setRole('bob', 'moderator')).ok,
  demote: (room) => room.propose('me', room.setRole('alice', 'member')).ok,
  ban: (room) => room.propose('me', room.setRole('bob', 'banned'), ...room.removeClients('bob')).ok,
  unban: (room) => room.propose('me', room.setRole('evan', 'member')).ok,
  changeName: (room) => room.propose('me', changed({ room_name: { string: text('x') } })).ok,
  changeDescription: (room) => room.propose('me', changed({ room_descriptions: [description] })).ok,
  changeAvatar: (room) => room.propose('me', changed({ room_avatar: { uri: text('https://a.example/x') } })).ok,
  changeSubject: (room) => room.propose('me', changed({ room_subject: { string: text('x') } })).ok,
  changeMood: (room) => room.propose('me', changed({ room_mood: { string: text('x') } })).ok,
  send: ({ draft, room }) => maySend({ ...room, draft, readings: defaultReadings }, user('me')).ok,
  receive: ({ draft, room }) => mayReceive({ ...room, draft, readings: defaultReadings }, user('me')),
  changeRoles: (room) => room.propose('me', room.setRoles(standardRoles(room.draft))).ok,
  changePreauthorization: component(componentIds.preauth_list, encode(PreAuthData, { preauthorized_entries: [] })),
  changeBasePolicy: component(componentIds.base_room_policy, encode(policies.BaseRoomPolicy, baseRoomPolicy([]))),
  changeOtherPolicy: component(componentIds.bot_policy, encode(policies.BotPolicy, { allowed_bots: [] })),
  addJoinLink: component(
    componentIds.join_links,
    encode(policies.JoinLinksUpdate, { removedIndices: [], added_links: [{ join_link: text('x') }] }),
  ),
  reinit: (room) =>
    room.propose('me', { proposal_type: 5, group_id: empty, version: 1, cipher_suite: 1, extensions: [] }).ok,
}

function roomWithMe(draft: Draft, role: string): Room {
  const users: Record<string, string> = { alice: 'admin', bob: 'member', evan: 'banned' }
  if (role !== 'nonparticipant') users.me = role
  return createRoom({ draft, users })
}

describe.each(drafts)('in %s', (draft) => {
  const { roles, rows } = policyMatrix(draft)
  const tried = rows.filter(({ action }) => Object.hasOwn(attempts, action.id))
  const cells = tried.flatMap(({ action, grants }) =>
    roles.flatMap(({ name }, column) => {
      const listed = name !== 'nonparticipant' || !['leave', 'removeOwnClient'].includes(action.id)
      // Who is banned may take its clients out, which the matrix counts as no right (5.3).
      const plain = name !== 'banned' || !['leave', 'removeOwnClient'].includes(action.id)
      return listed && plain ? [{ id: action.id, role: name, expected: grants[column] }] : []
    }),
  )

  it.each(cells)('$id by $role is $expected', ({ id, role, expected }) => {
    expect(attempts[id]?.(roomWithMe(draft, role))).toBe(expected === 'granted')
  })
})
