/** How a room comes to be hosted by the target: prepareRoom, a group of Mimicry's own making, createRoom. */
import { decode, encode } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Readings } from '../../drafts/readings.js'
import { createGroup, type Group } from '../../mls/engine.js'
import { known } from '../../mls/isolated.js'
import { type ComponentData, type Extension, ExternalReceiver, ExternalReceivers } from '../../mls/wire/index.js'
import { ExternalSender } from '../../mls/wire/index.js'
import type { CreateRoomRequest, PrepareRoomAnswer } from '../../target/driver/contract.js'
import { appRules, hasRight, roomExtensions, standardRoles } from '../../wire/room-state/index.js'
import { type Participant, permissions, type RoleDefinition } from '../../wire/room-state/types.js'
import type { HostedRoom, HostedRoomOptions, RoomClient, RoomUser } from '../hosted-room.js'
import { PreparationFailed } from '../preparation.js'
import type { TargetUser } from '../target-user.js'
import { devicesOf, keyPackageOf, type Newcomer, roleOf } from './change.js'
import { History, RoomState } from './history.js'
import { ActingRoom, type Hosting } from './room.js'
import { ofPeer } from './users.js'

/** A room with these members around a group in which all of them are. Preparation: what fails here ends the check. */
export async function hostRoom(hosting: Hosting, creator: TargetUser, options: HostedRoomOptions): Promise<HostedRoom> {
  const { session, readings } = hosting
  const { draft } = session
  const { suite = creator.device.mls.suite, kind = 'plain', roles = standardRoles(draft), members = [] } = options
  const prepared = await hosting.perform('prepareRoom', { creator: creator.uri, cipherSuite: suite, kind })
  hosting.claim(prepared.room)
  const participants = listOf(creator, roles, options)
  const rules = appRules(readings)
  const group = await asAsked(() =>
    createGroup(creator.device.mls, {
      groupId: new TextEncoder().encode(session.name('group')),
      suite,
      extensions: contextOf(hosting, prepared, participants, roles, options),
      app: rules,
    }),
  )
  for (let commits = options.epochs ?? 0; commits > 0; commits--) (await group.commit()).accepted()
  const others: Omit<Newcomer, 'bundle'>[] = [
    ...creator.devices.slice(1).map((device) => ({ user: creator, device })),
    ...members.flatMap((seat) => devicesOf(seat).map((device) => ({ user: seat.user, device }))),
  ]
  const newcomers = others.map((each) => ({ ...each, bundle: keyPackageOf(each.device, suite) }))
  const { welcome, state } = await addAll(group, newcomers)
  const history = new History(state)
  const room = new ActingRoom({ uri: prepared.room, suite, prepared, roles, rules, history }, hosting)
  room.seat(creator, creator.device, { group })
  for (const { user, device, bundle } of newcomers)
    room.seat(user, device, { bundle, welcome, ratchetTree: state.ratchetTree })
  await hosting.perform('createRoom', {
    room: room.uri,
    groupInfo: state.groupInfo,
    ratchetTree: state.ratchetTree,
    participants,
    roles: tables[draft](roles),
    devices: room.clients.flatMap(localDevice),
  })
  return room
}

/** The first participant list: the creator, then the others in the order in which they are named. */
export function listOf(
  creator: RoomUser,
  roles: readonly RoleDefinition[],
  { creatorRole = 'admin', members = [] }: Pick<HostedRoomOptions, 'creatorRole' | 'members'>,
): Participant[] {
  const listed = members.filter(({ unlisted }) => !unlisted)
  return [{ user: creator, role: creatorRole }, ...listed].map(({ user, role = 'member' }) => ({
    user: user.uri,
    role: roleOf(roles, role),
  }))
}

/** The extensions of the first GroupContext: what the target asks for as it asks for it, the rest as rooms have it. */
function contextOf(
  { session: { draft }, readings }: Hosting,
  prepared: PrepareRoomAnswer,
  participants: readonly Participant[],
  roles: readonly RoleDefinition[],
  options: HostedRoomOptions,
): Extension[] {
  const own = options.components ?? []
  const asked = (prepared.components ?? []).filter(({ component_id }) => !has(own, component_id))
  const start = {
    participants,
    roles,
    externalSenders: [decode(ExternalSender, prepared.externalSender), ...(options.externalSenders ?? [])],
    components: [...asked, ...own],
    without: options.without,
  }
  const extensions = roomExtensions(draft, start, readings)
  return [...extensions, ...receivers(prepared, readings), ...(options.extensions ?? [])]
}

function has(components: readonly ComponentData[], id: number): boolean {
  return components.some(({ component_id }) => component_id === id)
}

/** The hub as sole external receiver, where it takes SemiPrivateMessages and their number is agreed (R-W31). */
function receivers({ externalReceiver }: PrepareRoomAnswer, readings: Readings): Extension[] {
  if (!externalReceiver || readings.semiPrivateWireFormat === null) return []
  const extension_data = encode(ExternalReceivers, [decode(ExternalReceiver, externalReceiver)])
  return [{ extension_type: readings.externalReceiversExtension, extension_data }]
}

/** Adds everybody by one commit, which the group follows; none where there is nobody to add. */
export async function addAll(group: Group, newcomers: readonly Newcomer[]) {
  if (newcomers.length === 0)
    return { welcome: nothing, state: new RoomState(await group.groupInfo(), group.ratchetTree) }
  const pending = await group.commit({ add: newcomers.map(({ bundle }) => bundle.bytes) })
  pending.accepted()
  const { welcome, groupInfo, ratchetTree } = pending
  if (welcome) known(welcome)
  return { welcome: welcome ?? nothing, state: new RoomState(groupInfo, ratchetTree) }
}

const nothing = new Uint8Array()

/** 01 and 02ed tell the driver what the roles may do; in 06 the group says it. */
const tables = byDraft({ '01': permissionTable, '02ed': permissionTable, '06': () => undefined })

function permissionTable(roles: readonly RoleDefinition[]): CreateRoomRequest['roles'] {
  return roles.map(({ id }) => {
    const [canAddUser, canRemoveUser, canSetUserRole] = permissions.map((permission) => hasRight(roles, id, permission))
    return {
      role: String(id),
      canAddUser: canAddUser === true,
      canRemoveUser: canRemoveUser === true,
      canSetUserRole: canSetUserRole === true,
    }
  })
}

/** What the target has to know of its own users' devices. */
function localDevice({ user, device, leaf }: RoomClient): CreateRoomRequest['devices'] {
  return ofPeer(user) || leaf === null ? [] : [{ user: user.uri, device: device.uri, leaf }]
}

/** The group is made from what the target asks for: where that cannot be, it is the target's doing. */
async function asAsked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (reason) {
    const actual = reason instanceof Error ? reason.message : String(reason)
    throw new PreparationFailed('make a group as prepareRoom asks for it', actual, 'architecture.prepared')
  }
}
