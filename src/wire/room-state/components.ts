/** What MIMI's components make of their updates (06: 7.5, 7.6; room-policy-03: 3 to 7; mls-extensions-09, 4.7). */
import { type Codec, decode, encode, tryDecode } from '../../codec/index.js'
import type { Readings } from '../../drafts/readings.js'
import { ComponentsList, componentIds, MediaTypeList } from '../../mls/wire/index.js'
import type { AppRules, ApplyComponent } from '../../mls/wire/app-state.js'
import { FrankingAgentData } from '../franking.js'
import { OperationalParameters } from '../operational-policy.js'
import { ParticipantListData, ParticipantListUpdate, type UserRolePair } from '../participant-list.js'
import { RoomMetaData } from '../room-metadata.js'
import * as policy from '../room-policy.js'
import { PreAuthData, RoleData } from '../room-roles.js'
import { entryAt } from './participant-change.js'

type Apply = (data: Uint8Array | null, update: Uint8Array, before: Uint8Array | null) => Uint8Array

/** Components whose update has the form of their data and takes its place. */
export const replacedComponents = new Map<number, Codec<unknown>>([
  [componentIds.app_components, ComponentsList],
  [componentIds.safe_aad, ComponentsList],
  [componentIds.content_media_types, MediaTypeList],
  [componentIds.franking_signature_key, FrankingAgentData['06']],
  [componentIds.room_metadata, RoomMetaData],
  [componentIds.mls_operational_policy, OperationalParameters],
  [componentIds.roles_list, RoleData],
  [componentIds.preauth_list, PreAuthData],
  [componentIds.base_room_policy, policy.BaseRoomPolicy],
  [componentIds.status_notification_policy, policy.StatusNotificationPolicy],
  [componentIds.join_link_policy, policy.JoinLinkPolicy],
  [componentIds.link_preview_policy, policy.LinkPreviewPolicy],
  [componentIds.asset_policy, policy.AssetPolicy],
  [componentIds.logging_policy, policy.LoggingPolicy],
  [componentIds.chat_history_policy, policy.HistoryPolicy],
  [componentIds.bot_policy, policy.BotPolicy],
  [componentIds.message_expiration_policy, policy.MessageExpiration],
])

const withOwnUpdates = new Map<number, Apply>([
  [componentIds.participant_list, participantList],
  [componentIds.join_links, joinLinks],
])

/** The logic of the components that MIMI has. @throws RangeError for an update that is not valid or an unknown component */
export const mimiComponents: ApplyComponent = (component_id, data, update, before = data) => {
  const apply = withOwnUpdates.get(component_id)
  if (apply) return apply(data, update, before)
  const form = replacedComponents.get(component_id)
  if (!form) throw new RangeError(`component 0x${component_id.toString(16).padStart(4, '0')} is not known`)
  readAs(form, update, 'the update')
  return update
}

/** What application state has to be told in a run. */
export function appRules({ appSyncExtension, applicationStatesExtension }: Readings): AppRules {
  return { apply: mimiComponents, appSyncExtension, applicationStatesExtension }
}

/** Strictly, the whole of it. @throws RangeError */
export function readAs<T>(form: Codec<T>, bytes: Uint8Array, what: string): T {
  const read = tryDecode(form, bytes)
  if (read.ok) return read.value
  throw new RangeError(`${what} is malformed at ${read.error.path}: ${read.error.message}`)
}

/**
 * 7.5: indices count in the list as it was before the update (reading R-POL-004). Where a commit has several updates, each
 * was made in its epoch, so all count in the list of that epoch.
 */
function participantList(data: Uint8Array | null, update: Uint8Array, before: Uint8Array | null): Uint8Array {
  const changes = readAs(ParticipantListUpdate, update, 'ParticipantListUpdate')
  const indexed = listOf(before)
  const removed = new Set(changes.removedIndices.map((index) => key(entryAt(indexed, index))))
  const roles = new Map(
    changes.changedRoleParticipants.map(({ user_index, role_index }) => [
      key(entryAt(indexed, user_index)),
      role_index,
    ]),
  )
  const kept = listOf(data).filter((entry) => !removed.has(key(entry)))
  const changed = kept.map((entry) => ({ ...entry, role_index: roles.get(key(entry)) ?? entry.role_index }))
  return encode(ParticipantListData, { participants: [...changed, ...changes.addedParticipants] })
}

function listOf(data: Uint8Array | null): UserRolePair[] {
  return data ? decode(ParticipantListData, data).participants : []
}

function key({ user }: UserRolePair): string {
  return Buffer.from(user).toString('latin1')
}

/** room-policy-03, 6.2. */
function joinLinks(data: Uint8Array | null, update: Uint8Array): Uint8Array {
  const links = data ? decode(policy.JoinLinksData, data) : []
  const { removedIndices, added_links } = readAs(policy.JoinLinksUpdate, update, 'JoinLinksUpdate')
  const beyond = removedIndices.find((index) => index >= links.length)
  if (beyond !== undefined) throw new RangeError(`index ${beyond} points beyond the ${links.length} join links`)
  const kept = links.filter((_, index) => !removedIndices.includes(index))
  return encode(policy.JoinLinksData, [...kept, ...added_links])
}
