/** Policy components of room-policy-03, sections 5 and 6; data and update of each have one layout unless said. */
import { enumeration, opaque, optional, struct, uint32, uint64, vector } from '../codec/index.js'
import { ComponentID, MediaType } from '../mls/wire/index.js'
import { Uri } from './room-metadata.js'
import { bool, DomainName, Optionality } from './room-policy-types.js'

/** 5, component 0x0027; `parent_dependant` is the draft's spelling, `parent_room` holds zero or one. */
export const BaseRoomPolicy = struct('BaseRoomPolicy', {
  fixed_membership: bool,
  parent_dependant: bool,
  parent_room: vector(Uri),
  multi_device: bool,
  max_clients: optional(uint32),
  max_users: optional(uint32),
  pseudonyms_allowed: bool,
  persistent_room: bool,
  discoverable: bool,
  policy_component_ids: vector(ComponentID),
})

/** 6.1, component 0x0028. */
export const StatusNotificationPolicy = struct('StatusNotificationPolicy', {
  delivery_notifications: Optionality,
  read_receipts: Optionality,
})

/** 6.2, component 0x0029. */
export const JoinLinkPolicy = struct('JoinLinkPolicy', {
  on_request: bool,
  join_link: Uri,
  multiuser: bool,
  expiration: uint32,
})

/** 6.2: `opaque join_link` lacks its <V>. */
export const JoinLink = struct('JoinLink', { join_link: opaque })

/** 6.2, component 0x002a: a vector outside a structure. */
export const JoinLinksData = vector(JoinLink)
export const JoinLinksUpdate = struct('JoinLinksUpdate', {
  removedIndices: vector(uint32),
  added_links: vector(JoinLink),
})

const unlessForbidden = <F>(fields: F) => ({ optional: fields, required: fields, forbidden: {} })

/** 6.3, component 0x002b; `link_preview_proxy` holds zero or one. */
export const LinkPreviewPolicy = struct('LinkPreviewPolicy', {
  autodetect_hyperlinks_in_text: Optionality,
  send_link_previews: Optionality,
  automatic_link_previews: Optionality,
  link_preview_proxy_use: Optionality,
}).select('link_preview_proxy_use', unlessForbidden({ link_preview_proxy: vector(Uri) }))

const AssetUploadLocation = enumeration(1, { unspecified: 0, localProvider: 1, hub: 2 })

export const ProviderAssetUploadDomains = struct('ProviderAssetUploadDomains', {
  provider: DomainName,
  asset_upload_destinations: vector(DomainName),
})

const DownloadPrivacyType = enumeration(1, { direct: 0, hubProxy: 1, ohttp: 2 })

export const DownloadPrivacy = struct('DownloadPrivacy', {
  allowed_download_types: vector(DownloadPrivacyType),
  forbidden_download_types: vector(DownloadPrivacyType),
  default_download_type: DownloadPrivacyType,
})

/** 6.4, component 0x002c; sizes in bytes. `optional<MediaType> permitted_media_types<V>` is an optional list. */
export const AssetPolicy = struct('AssetPolicy', {
  asset_upload_location: AssetUploadLocation,
  upload_domains: vector(ProviderAssetUploadDomains),
  download_privacy: DownloadPrivacy,
  max_image: uint64,
  max_audio: uint64,
  max_video: uint64,
  max_attachment: uint64,
  forbidden_media_types: vector(MediaType),
  permitted_media_types: optional(vector(MediaType)),
})

/** 6.5, component 0x002d. */
export const LoggingPolicy = struct('LoggingPolicy', { logging: Optionality }).select(
  'logging',
  unlessForbidden({ logging_clients: vector(Uri), machine_readable_policy: Uri, human_readable_policy: Uri }),
)

/** 6.6, component 0x002e. */
export const HistoryPolicy = struct('HistoryPolicy', { history_sharing: Optionality }).select(
  'history_sharing',
  unlessForbidden({ roles_that_can_share: vector(uint32), automatically_share: bool, max_time_period: uint32 }),
)

/** 6.7. */
export const Bot = struct('Bot', {
  name: opaque,
  description: opaque,
  homepage: Uri,
  local_client_bot: bool,
  bot_role_index: uint32,
  can_target_message_in_group: bool,
  per_user_content: bool,
})

/** 6.7, component 0x002f. */
export const BotPolicy = struct('BotPolicy', { allowed_bots: vector(Bot) })

/** 6.8, component 0x0030; durations in seconds. */
export const MessageExpiration = struct('MessageExpiration', { expiring_messages: Optionality }).select(
  'expiring_messages',
  unlessForbidden({
    min_expiration_duration: uint32,
    max_expiration_duration: uint32,
    default_expiration_duration: optional(uint32),
  }),
)
