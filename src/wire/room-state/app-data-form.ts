/** A room's state in the components of the app_data_dictionary (06: 7.2, 7.5; room-policy-03). */
import { type Codec, encode, type Infer } from '../../codec/index.js'
import { appDataUpdateOf, component, withDictionary } from '../../mls/wire/app-dictionary.js'
import {
  appDataProposals,
  type ComponentData,
  componentIds,
  ComponentsList,
  type Extension,
  extensionTypes,
  type Proposal,
} from '../../mls/wire/index.js'
import { ParticipantListData, ParticipantListUpdate } from '../participant-list.js'
import { BaseRoomPolicy } from '../room-policy.js'
import { RoleData } from '../room-roles.js'
import { readAs } from './components.js'
import type { RoomForm } from './form.js'
import { externalSenders, requiredCapabilities } from './initial-extensions.js'
import { entryAt, placeOf } from './participant-change.js'
import { fromWireRole, roleIndex, toWireRole } from './role-data.js'
import { standardRolesByDraft } from './standard-roles.js'
import { textBytes, textOf } from './text.js'
import type { Participant } from './types.js'

export const appDataForm: RoomForm = {
  participants(extensions) {
    const list = readComponent(extensions, componentIds.participant_list, ParticipantListData)
    return list && list.participants.map(fromPair)
  },
  participantProposal(current, { setRole = [], remove = [], add = [] }) {
    const update = encode(ParticipantListUpdate, {
      changedRoleParticipants: setRole.map(({ user, role }) => ({
        user_index: placeOf(current, user),
        role_index: roleIndex(role),
      })),
      removedIndices: remove.map((user) => placeOf(current, user)),
      addedParticipants: add.map(toPair),
    })
    return componentUpdate(componentIds.participant_list, update)
  },
  participantChange(current, proposal) {
    const read = updateOf(proposal, componentIds.participant_list, ParticipantListUpdate)
    if (!read) return null
    return {
      setRole: read.changedRoleParticipants.map(({ user_index, role_index }) => ({
        user: entryAt(current, user_index).user,
        role: role_index,
      })),
      remove: read.removedIndices.map((index) => entryAt(current, index).user),
      add: read.addedParticipants.map(fromPair),
    }
  },
  roles(extensions) {
    const data = readComponent(extensions, componentIds.roles_list, RoleData)
    return data && data.roles.map(fromWireRole)
  },
  rolesProposal(_current, roles) {
    return componentUpdate(componentIds.roles_list, encode(RoleData, { roles: roles.map(toWireRole) }))
  },
  rolesChange(_current, proposal) {
    const read = updateOf(proposal, componentIds.roles_list, RoleData)
    return read && read.roles.map(fromWireRole)
  },
  start({ participants, roles = standardRolesByDraft['06'], externalSenders: senders, components = [], without = [] }) {
    const ofEveryRoom: ComponentData[] = [
      // An empty list says that authenticated data is framed as SafeAAD (mls-extensions-09, 5), which franking needs.
      { component_id: componentIds.safe_aad, data: encode(ComponentsList, { component_ids: [] }) },
      {
        component_id: componentIds.participant_list,
        data: encode(ParticipantListData, { participants: participants.map(toPair) }),
      },
      { component_id: componentIds.roles_list, data: encode(RoleData, { roles: roles.map(toWireRole) }) },
    ]
    const given = new Map(
      [...ofEveryRoom, ...components]
        .filter(({ component_id }) => !without.includes(component_id))
        .map((each): [number, ComponentData] => [each.component_id, each]),
    )
    const base = componentIds.base_room_policy
    if (!given.has(base) && !without.includes(base)) {
      given.set(base, { component_id: base, data: encode(BaseRoomPolicy, baseRoomPolicy([...given.keys()])) })
    }
    const required = requiredCapabilities(
      [extensionTypes.app_data_dictionary],
      [appDataProposals.app_data_update, appDataProposals.self_remove],
    )
    return withDictionary([required, ...externalSenders(senders)], [...given.values()])
  },
}

/** The ordinary room (room-policy-03, 5): several clients for each user, no limits; it names the policies in force. */
export function baseRoomPolicy(components: readonly number[]): Infer<typeof BaseRoomPolicy> {
  return {
    fixed_membership: 'false',
    parent_dependant: 'false',
    parent_room: [],
    multi_device: 'true',
    max_clients: null,
    max_users: null,
    pseudonyms_allowed: 'false',
    persistent_room: 'true',
    discoverable: 'false',
    policy_component_ids: components.filter(isPolicy).toSorted((a, b) => a - b),
  }
}

/** The components that room-policy-03 registers, but for the base policy itself. */
function isPolicy(id: number): boolean {
  const { mls_operational_policy, message_expiration_policy, base_room_policy } = componentIds
  return id >= mls_operational_policy && id <= message_expiration_policy && id !== base_room_policy
}

export function componentUpdate(component_id: number, update: Uint8Array): Proposal {
  return { proposal_type: appDataProposals.app_data_update, component_id, op: 'update', update }
}

/** A component of a GroupContext; null where it has none. @throws RangeError for a malformed one */
export function readComponent<T>(extensions: readonly Extension[], id: number, form: Codec<T>): T | null {
  const data = component(extensions, id)
  return data && readAs(form, data, `component 0x${id.toString(16).padStart(4, '0')}`)
}

/** What a proposal updates a component with; null for another proposal. @throws RangeError for a malformed update */
function updateOf<T>(proposal: Proposal, id: number, form: Codec<T>): T | null {
  const update = appDataUpdateOf(proposal)
  if (update?.component_id !== id || update.op !== 'update') return null
  return readAs(form, update.update, `the update of component 0x${id.toString(16).padStart(4, '0')}`)
}

function toPair({ user, role }: Participant) {
  return { user: textBytes(user), role_index: roleIndex(role) }
}

function fromPair({ user, role_index }: { user: Uint8Array; role_index: number }): Participant {
  return { user: textOf(user, 'the URI of a participant'), role: role_index }
}
