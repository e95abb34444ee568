/** A room around a group that its creator made: held against what was prepared, then open to everybody it lists (3.1). */
import { randomBytes } from 'node:crypto'
import { type Codec, encode, tryDecode } from '../../codec/index.js'
import { PublicGroup, PublicGroupError } from '../../mls/public-group.js'
import { componentIds, type Extension, ExternalSender, GroupInfo, RatchetTree } from '../../mls/wire/index.js'
import { component } from '../../mls/wire/app-state.js'
import { type CreateRoomRequest, DriverFailure } from '../../target/driver/contract.js'
import { BaseRoomPolicy } from '../../wire/room-policy.js'
import { appRules, participantsOf, rightsOf, rolesOf } from '../../wire/room-state/index.js'
import type { Context } from '../endpoints/endpoint.js'
import type { LocalMember, PreparedRoom } from '../store/hosted.js'
import { groupView, keepGroup, roomOf } from './room.js'

/** @throws DriverFailure `refused` for a group that cannot be a room here */
export function createRoom(context: Context, request: CreateRoomRequest): void {
  const { draft, ports } = context
  const { hosted } = ports.store
  const prepared = hosted.prepared(request.room)
  if (!prepared) return refuse(`${request.room} was not prepared here`)
  if (hosted.find(request.room)) return refuse(`${request.room} exists`)
  const groupInfo = read('groupInfo', GroupInfo, request.groupInfo)
  const ratchetTree = read('ratchetTree', RatchetTree, request.ratchetTree)
  const group = open(() => PublicGroup.open({ draft, groupInfo, ratchetTree, app: appRules(ports.readings) }))
  if (group.suite !== prepared.suite) refuse(`the group has cipher suite ${group.suite}, not ${prepared.suite}`)
  holdAgainst(context, prepared, group)
  agreeOn(context, request, group)
  standsAlone(context, group)
  const local = localMembers(context, request, group)
  keepGroup(groupInfo, group)
  hosted.put({
    prepared,
    groupInfo,
    ratchetTree,
    pending: [],
    local,
    lastAccepted: ports.clock.now(),
    bans: [],
    silenced: [],
    knocked: [],
    codeGrants: [],
    frankingSecrets: [new Uint8Array(randomBytes(32))],
  })
}

function read<T>(what: string, codec: Codec<T>, bytes: Uint8Array): T {
  const result = tryDecode(codec, bytes)
  return result.ok ? result.value : refuse(`${what} is malformed: ${result.error.path} ${result.error.message}`)
}

function open<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof PublicGroupError || error instanceof RangeError) return refuse(error.message)
    throw error
  }
}

/** The group names the hub as prepareRoom asked for it (7.4; 06: 5.4.1). */
function holdAgainst(
  { draft, domain, ports }: Context,
  { hubKeys, frankingKeys }: PreparedRoom,
  group: PublicGroup,
): void {
  const { hub } = ports.rules
  const wanted = encode(ExternalSender, hub.externalSender(domain, hubKeys))
  if (!group.externalSenders.some((entry) => same(encode(ExternalSender, entry), wanted))) {
    refuse('external_senders lacks the externalSender of prepareRoom')
  }
  for (const { component_id, data } of hub.components[draft](domain, frankingKeys)) {
    const held = component(group.context.extensions, component_id)
    if (held && !same(held, data)) refuse(`component ${component_id} is not that of prepareRoom`)
  }
}

/** What the driver says of participants and roles is what the GroupContext says. */
function agreeOn({ draft, ports }: Context, request: CreateRoomRequest, group: PublicGroup): void {
  const { extensions } = group.context
  const [participants, roles] = open(() => [
    participantsOf(draft, extensions, ports.readings),
    rolesOf(draft, extensions, ports.readings),
  ])
  if (!participants) return refuse('the GroupContext has no participant list')
  const listed = new Map(participants.map(({ user, role }) => [user, role]))
  const differing = request.participants.find(({ user, role }) => listed.get(user) !== role)
  if (differing || listed.size !== request.participants.length) {
    refuse(`participants are not those of the GroupContext, which lists ${[...listed.keys()].join(', ')}`)
  }
  for (const { role, ...wanted } of request.roles ?? []) {
    const rights = rightsOf(roles ?? [], role)
    const other = Object.entries(wanted).find(([right, granted]) => rights.includes(right) !== granted)
    if (other) refuse(`the GroupContext says otherwise about ${other[0]} of role ${role}`)
  }
}

/** Of a room of fixed membership there is one for the same participants (room-policy-03, 5). */
function standsAlone(context: Context, group: PublicGroup): void {
  const { hosted } = context.ports.store
  if (!isFixed(group.context.extensions)) return
  const { listed } = groupView(context, group)
  for (const { prepared } of hosted.all()) {
    const other = roomOf(context, prepared.uri)
    if (other && isFixed(other.extensions) && context.ports.rules.hub.sameRoom(listed, other.listed)) {
      refuse(`${other.uri} is a room of fixed membership for the same participants`)
    }
  }
}

function isFixed(extensions: readonly Extension[]): boolean {
  const data = component(extensions, componentIds.base_room_policy)
  const policy = data && tryDecode(BaseRoomPolicy, data)
  return policy?.ok === true && policy.value.fixed_membership === 'true'
}

/** Own users' devices, registered where they are new; every own client in the group must be one of them. */
function localMembers(
  context: Context,
  { participants, devices }: CreateRoomRequest,
  group: PublicGroup,
): LocalMember[] {
  const { ports, domain } = context
  const { users } = ports.store
  const listed = new Set(participants.map(({ user }) => user))
  const clients = groupView(context, group).members
  const stranger = clients.find(({ user }) => !listed.has(user))
  if (stranger) refuse(`leaf ${stranger.leaf_index} is a client of ${stranger.user || 'nobody'}, who is no participant`)
  for (const { user, device, leaf } of devices) {
    const client = clients.find(({ leaf_index }) => leaf_index === leaf)
    if (client?.user !== user) refuse(`leaf ${leaf} is a client of ${client?.user ?? 'nobody'}, not of ${user}`)
    if (!users.addDevice(user, device)) refuse(`${device} cannot be a device of ${user} here`)
  }
  const unnamed = clients.find(
    ({ user, leaf_index }) =>
      ports.rules.hub.speaksFor(domain, user) && !devices.some(({ leaf }) => leaf === leaf_index),
  )
  if (unnamed) refuse(`leaf ${unnamed.leaf_index} is a client of ${unnamed.user}, but devices does not say which`)
  return devices.map(({ user, device, leaf }) => ({ user, device, leaf }))
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function refuse(text: string): never {
  throw new DriverFailure('createRoom', 'refused', text)
}
