/** mls-extensions-09, used by 06: components, their data and the messages that carry it. */
import { enumeration, type Infer, opaque, refine, registry, struct, uint32, vector } from '../../codec/index.js'
import { WireFormat } from './registries.js'

/** 4.1 and 7.5; 06 section 10 and room-policy-03 add theirs. Two bytes since -09 (reading R-W35). */
export const componentIds = {
  app_components: 0x0001,
  safe_aad: 0x0002,
  content_media_types: 0x0003,
  last_resort_key_package: 0x0004,
  app_ack: 0x0005,
  frank_aad: 0x0020,
  franking_signature_key: 0x0021,
  participant_list: 0x0022,
  room_metadata: 0x0023,
  mls_operational_policy: 0x0024,
  roles_list: 0x0025,
  preauth_list: 0x0026,
  base_room_policy: 0x0027,
  status_notification_policy: 0x0028,
  join_link_policy: 0x0029,
  join_links: 0x002a,
  link_preview_policy: 0x002b,
  asset_policy: 0x002c,
  logging_policy: 0x002d,
  chat_history_policy: 0x002e,
  bot_policy: 0x002f,
  message_expiration_policy: 0x0030,
} as const
export const ComponentID = registry(2, componentIds)

/** Each component_id greater than the one before: sorted, and none twice. */
function increasing(items: readonly { readonly component_id: number }[]) {
  const at = items.findIndex((item, index) => index > 0 && item.component_id <= (items[index - 1]?.component_id ?? 0))
  if (at < 0) return null
  return { path: `[${at}].component_id`, why: 'component ids must be in increasing order, each at most once' }
}

/** 4.6. */
export const ComponentData = struct('ComponentData', { component_id: ComponentID, data: opaque })
export type ComponentData = Infer<typeof ComponentData>

/** 4.6: data of the app_data_dictionary extension; sorted, at most one entry for each component. */
export const AppDataDictionary = struct('AppDataDictionary', {
  component_data: refine(vector(ComponentData), increasing),
})
export type AppDataDictionary = Infer<typeof AppDataDictionary>

/** 4.7. */
const AppDataUpdateOperation = enumeration(1, { invalid: 0, update: 1, remove: 2 }, { reserved: ['invalid'] })

/** 4.7: a proposal; what `update` holds is the component's affair. */
export const AppDataUpdate = struct('AppDataUpdate', { component_id: ComponentID, op: AppDataUpdateOperation }).select(
  'op',
  { update: { update: opaque }, remove: {} },
)
export type AppDataUpdate = Infer<typeof AppDataUpdate>

/** 4.8: a proposal that leaves no trace in the group's state. */
export const AppEphemeral = struct('AppEphemeral', { component_id: ComponentID, data: opaque })
export type AppEphemeral = Infer<typeof AppEphemeral>

/** 4.9. */
export const SafeAADItem = struct('SafeAADItem', { component_id: ComponentID, aad_item_data: opaque })
export type SafeAADItem = Infer<typeof SafeAADItem>

/** 4.9: the beginning of authenticated_data in groups whose context has the safe_aad component. */
export const SafeAAD = struct('SafeAAD', { aad_items: refine(vector(SafeAADItem), increasing) })
export type SafeAAD = Infer<typeof SafeAAD>

/** 5: data of the safe_aad and app_components components. */
export const ComponentsList = struct('ComponentsList', { component_ids: vector(ComponentID) })
export type ComponentsList = Infer<typeof ComponentsList>

/** 5: data of the supported_wire_formats and required_wire_formats extensions. */
export const WireFormats = struct('WireFormats', { wire_formats: vector(WireFormat) })
export type WireFormats = Infer<typeof WireFormats>

/** 6.1: application messages received, by sender's leaf and generation. */
export const MessageRange = struct('MessageRange', {
  sender: uint32,
  first_generation: uint32,
  last_generation: uint32,
})
export type MessageRange = Infer<typeof MessageRange>

export const AppAck = struct('AppAck', { received_ranges: vector(MessageRange) })
export type AppAck = Infer<typeof AppAck>

/** 6.2.2. */
export const Parameter = struct('Parameter', { parameter_name: opaque, parameter_value: opaque })
export type Parameter = Infer<typeof Parameter>

export const MediaType = struct('MediaType', { media_type: opaque, parameters: vector(Parameter) })
export type MediaType = Infer<typeof MediaType>

export const MediaTypeList = struct('MediaTypeList', { media_types: vector(MediaType) })
export type MediaTypeList = Infer<typeof MediaTypeList>

/** 6.3: a proposal without fields, sent by reference in a PublicMessage only. */
export const SelfRemove = struct('SelfRemove', {})
export type SelfRemove = Infer<typeof SelfRemove>
