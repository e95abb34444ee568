/** What a change comes to in MLS: key packages to add, leaves to remove, and the other proposals. */
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { KeyPackageBundle } from '../../mls/key-package-bundle.js'
import { appDataProposals, type Extension, type Proposal, proposalTypes, selfRemove } from '../../mls/wire/index.js'
import { participantProposal, participantsOf, rolesOf, rolesProposal } from '../../wire/room-state/index.js'
import type { Participant, ParticipantChange, RoleDefinition, RoleId } from '../../wire/room-state/types.js'
import type { Change, RoomClient, RoomDevice, RoomUser, Seat } from '../hosted-room.js'
import { Skip } from '../preparation.js'
import type { Claimed } from './claimed.js'
import { isClient, isUser, uriOf } from './users.js'

/** What of the room a change depends on. */
export interface ChangeContext {
  readonly draft: Draft
  readonly readings: Readings
  readonly suite: number
  /** The GroupContext's, of the epoch in which the change is made: all list updates of a commit count in that list. */
  readonly extensions: readonly Extension[]
  readonly roles: readonly RoleDefinition[]
  /** Key packages that were asked for by way of the hub; devices without one make one. */
  readonly claimed: Claimed
  /** Clients in the group of a user. */
  clientsOf(user: RoomUser): readonly RoomClient[]
}

export interface Newcomer {
  readonly user: RoomUser
  readonly device: RoomDevice
  readonly bundle: KeyPackageBundle
}

export interface Resolved {
  readonly add: readonly Newcomer[]
  /** Leaf indices. */
  readonly remove: readonly number[]
  readonly proposals: readonly Proposal[]
}

export function resolve(change: Change, context: ChangeContext, owner: (device: RoomDevice) => RoomUser): Resolved {
  const bundleOf = (device: RoomDevice) => context.claimed.get(device.uri) ?? keyPackageOf(device, context.suite)
  const admitted = (change.admit ?? []).flatMap((seat) => newcomersOf(seat, context.suite, bundleOf))
  const added = (change.add ?? []).flatMap((who) =>
    isUser(who)
      ? newcomersOf({ user: who }, context.suite, bundleOf)
      : [{ user: owner(who), device: who, bundle: bundleOf(who) }],
  )
  const removed = [...(change.expel ?? []), ...(change.remove ?? [])].flatMap((who) =>
    isClient(who) ? [who] : context.clientsOf(who),
  )
  return {
    add: [...admitted, ...added],
    remove: removed.flatMap(({ leaf }) => leaf ?? []),
    proposals: [
      ...listProposals(change, context),
      ...(change.roles ? [rolesProposal(context.draft, rolesIn(context), change.roles, context.readings)] : []),
      ...(change.components ?? []).map((each) => componentProposals[context.draft](each)),
      ...(change.proposals ?? []),
    ],
  }
}

/** As proposals that stand alone. */
export function proposalsFor(
  draft: Draft,
  { selfRemove: leaves }: Change,
  { add, remove, proposals }: Resolved,
): Proposal[] {
  return [
    ...(leaves ? [selfRemove[draft]] : []),
    ...remove.map((removed): Proposal => ({ proposal_type: proposalTypes.remove, removed })),
    ...add.map(({ bundle }): Proposal => ({ proposal_type: proposalTypes.add, key_package: bundle.keyPackage })),
    ...proposals,
  ]
}

function newcomersOf(seat: Seat, suite: number, bundleOf: (device: RoomDevice) => KeyPackageBundle): Newcomer[] {
  const { user, keyPackages } = seat
  if (!keyPackages) return devicesOf(seat).map((device) => ({ user, device, bundle: bundleOf(device) }))
  return keyPackages.map((bundle) => {
    const { signature_key } = bundle.keyPackage.leaf_node
    const device = [...user.devices].find(
      ({ mls }) => Buffer.compare(mls.signatureKeys(suite).publicKey, signature_key) === 0,
    )
    if (!device) throw new Error(`a key package is of no device of ${user.uri}`)
    return { user, device, bundle }
  })
}

/** As many of the user's devices as the seat has clients. */
export function devicesOf({ user, clients = user.devices.length }: Seat): RoomDevice[] {
  return [...user.devices].slice(0, clients)
}

export function keyPackageOf(device: RoomDevice, suite: number): KeyPackageBundle {
  const [bundle] = device.mls.keyPackages(1, { suite })
  if (!bundle) throw new Error(`${device.uri} made no key package`)
  return bundle
}

/** A role by its id or its name. @throws Error for a name that the room does not have */
export function roleOf(roles: readonly RoleDefinition[], role: RoleId): RoleId {
  if (typeof role === 'number') return role
  const found = roles.find(({ id, name }) => id === role || name === role)
  if (found) return found.id
  throw new Error(`the room has no role ${role}: expected one of ${roles.map(({ name }) => name).join(', ')}`)
}

function listProposals(change: Change, { draft, readings, extensions, roles }: ChangeContext): Proposal[] {
  const { add = [], remove = [], setRole = [] } = change.participants ?? {}
  const listed = (each: { user: RoomUser | string; role?: RoleId }): Participant => ({
    user: uriOf(each.user),
    role: roleOf(roles, each.role ?? 'member'),
  })
  const wanted = {
    add: [...(change.admit ?? []), ...add].map(listed),
    remove: [...(change.expel ?? []), ...remove].map(uriOf),
    setRole: setRole.map(listed),
  } satisfies ParticipantChange
  if (Object.values(wanted).every((part) => part.length === 0)) return []
  return [participantProposal(draft, participantsOf(draft, extensions, readings) ?? [], wanted, readings)]
}

function rolesIn({ draft, extensions, readings }: ChangeContext): readonly RoleDefinition[] {
  return rolesOf(draft, extensions, readings) ?? []
}

type ComponentChange = NonNullable<Change['components']>[number]

const componentProposals = byDraft({ '01': noComponents, '02ed': noComponents, '06': appDataUpdate })

function appDataUpdate({ component_id, update }: ComponentChange): Proposal {
  const proposal_type = appDataProposals.app_data_update
  if (!update) return { proposal_type, component_id, op: 'remove' }
  return { proposal_type, component_id, op: 'update', update }
}

function noComponents(): never {
  throw new Skip('before 06 there are no components in a GroupContext')
}
