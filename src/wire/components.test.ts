/** The components of 06 and room-policy-03, byte for byte, with the slips of that draft as they are read. */
import { describe, expect, it } from 'vitest'
import { decode, encode, fromJson, toJson, tryDecode } from '../codec/index.js'
import { componentIds } from '../mls/wire/index.js'
import { roleCapabilities, structures } from './index.js'

function structure(name: string) {
  const codec = structures('06')[name]
  if (!codec) throw new Error(`no ${name} in 06`)
  return codec
}

const none = { versions: [], cipher_suites: [], extensions: [], proposals: [], credentials: [] }
const noCapabilities = {
  ...none,
  wire_formats: [],
  component_ids: [],
  safe_aad_types: [],
  media_types: [],
  content_types: [],
}
const noTime = { minimum_time: '0', default_time: '0', maximum_time: '0' }
const zero64 = '0000000000000000'
const role = {
  role_index: 1,
  role_name: '61',
  role_description: '',
  role_capabilities: [roleCapabilities.canBan],
  minimum_participants_constraint: 0,
  maximum_participants_constraint: 2,
  minimum_active_participants_constraint: 0,
  maximum_active_participants_constraint: null,
  authorized_role_changes: [{ from_role_index: 1, target_role_indexes: [2] }],
}
const roleHex = '00000001 0161 00 02000a 00000000 0100000002 00000000 00 09 00000001 04 00000002'

const examples: readonly [string, string, unknown][] = [
  ['FrankAAD', 'ab'.repeat(32), { franking_tag: 'ab'.repeat(32) }],
  [
    'FrankingAgentData',
    '01aa 0001 01bb',
    { franking_signature_key: 'aa', credential: { credential_type: 1, identity: 'bb' } },
  ],
  [
    'FrankingIntegrityTBS',
    `${'cd'.repeat(32)} 0001 01aa 01bb ${zero64}`,
    {
      server_frank: 'cd'.repeat(32),
      franking_signature_ciphersuite: 1,
      context: { sender_uri: { uri: 'aa' }, room_uri: { uri: 'bb' }, accepted_timestamp: '0' },
    },
  ],
  ['ParticipantListData', '06 01aa 00000003', { participants: [{ user: 'aa', role_index: 3 }] }],
  [
    'ParticipantListUpdate',
    '08 00000001 00000002 04 00000005 00',
    {
      changedRoleParticipants: [{ user_index: 1, role_index: 2 }],
      removedIndices: [5],
      addedParticipants: [],
    },
  ],
  [
    'RoomMetaData',
    '01aa 0162 03 00 00 00 01cc 00 00',
    {
      room_uri: { uri: 'aa' },
      room_name: { string: '62' },
      room_descriptions: [{ media_type: '', language_tag: '', description_content: '' }],
      room_avatar: { uri: 'cc' },
      room_subject: { string: '' },
      room_mood: { string: '' },
    },
  ],
  ['RoleData', `22 ${roleHex}`, { roles: [role] }],
  [
    'PreAuthData',
    `28 05 0002 01aa 00 ${roleHex}`,
    {
      preauthorized_entries: [
        { claimset: [{ claim_id: { credential_type: 2, id: 'aa' }, claim_value: '' }], target_role: role },
      ],
    },
  ],
  [
    'BaseRoomPolicy',
    '01 00 02 01aa 01 00 0100000008 00 01 00 02 0027',
    {
      fixed_membership: 'true',
      parent_dependant: 'false',
      parent_room: [{ uri: 'aa' }],
      multi_device: 'true',
      max_clients: null,
      max_users: 8,
      pseudonyms_allowed: 'false',
      persistent_room: 'true',
      discoverable: 'false',
      policy_component_ids: [componentIds.base_room_policy],
    },
  ],
  ['StatusNotificationPolicy', '01 02', { delivery_notifications: 'required', read_receipts: 'forbidden' }],
  [
    'JoinLinkPolicy',
    '01 00 00 00000e10',
    { on_request: 'true', join_link: { uri: '' }, multiuser: 'false', expiration: 3600 },
  ],
  ['JoinLinksData', '02 01aa', [{ join_link: 'aa' }]],
  ['JoinLinksUpdate', '04 00000000 00', { removedIndices: [0], added_links: [] }],
  [
    'LinkPreviewPolicy',
    '00 01 02 01 02 01aa',
    {
      autodetect_hyperlinks_in_text: 'optional',
      send_link_previews: 'required',
      automatic_link_previews: 'forbidden',
      link_preview_proxy_use: 'required',
      link_preview_proxy: [{ uri: 'aa' }],
    },
  ],
  [
    'AssetPolicy',
    `02 03 01aa 00 02 0001 00 01 ${zero64.repeat(4)} 00 01 03 01aa 00`,
    {
      asset_upload_location: 'hub',
      upload_domains: [{ provider: { domain: 'aa' }, asset_upload_destinations: [] }],
      download_privacy: {
        allowed_download_types: ['direct', 'hubProxy'],
        forbidden_download_types: [],
        default_download_type: 'hubProxy',
      },
      max_image: '0',
      max_audio: '0',
      max_video: '0',
      max_attachment: '0',
      forbidden_media_types: [],
      permitted_media_types: [{ media_type: 'aa', parameters: [] }],
    },
  ],
  ['LoggingPolicy', '02', { logging: 'forbidden' }],
  [
    'HistoryPolicy',
    '00 04 00000001 01 00000e10',
    { history_sharing: 'optional', roles_that_can_share: [1], automatically_share: 'true', max_time_period: 3600 },
  ],
  [
    'BotPolicy',
    '0c 0161 00 01aa 01 00000002 00 01',
    {
      allowed_bots: [
        {
          name: '61',
          description: '',
          homepage: { uri: 'aa' },
          local_client_bot: 'true',
          bot_role_index: 2,
          can_target_message_in_group: 'false',
          per_user_content: 'true',
        },
      ],
    },
  ],
  [
    'MessageExpiration',
    '01 00000001 00000002 00',
    {
      expiring_messages: 'required',
      min_expiration_duration: 1,
      max_expiration_duration: 2,
      default_expiration_duration: null,
    },
  ],
  [
    'OperationalParameters',
    `${'00'.repeat(30)} 02 0001 01 00 02 ${'0000000000000005'.repeat(2)} ${zero64.repeat(3)} 05 0020 00000400 ${zero64.repeat(3)} ${zero64.repeat(3)} 00000001 ${zero64.repeat(3)} 00000002`,
    {
      mandatory_capabilities: noCapabilities,
      default_capabilities: noCapabilities,
      forbidden_capabilities: noCapabilities,
      handshake_formats: [1],
      external_proposal_allowed: 'true',
      external_commit_allowed: 'false',
      pending_proposal_policy: {
        pending_proposal_strategy: 'random_delay',
        minimum_delay_ms: '5',
        maximum_delay_ms: '5',
      },
      LeafNode_update_time: noTime,
      app_message_policy: { epoch_tolerance: 5, pad_to_size: 32, max_generations_skipahead: 1024 },
      max_kp_lifetime: '0',
      max_credential_lifetime: '0',
      resumption_psk_lifetime: '0',
      sender_nonce_keypair_lifetime: noTime,
      max_keypairs: 1,
      buffer_incoming_message_time: noTime,
      max_buffered_messages: 2,
    },
  ],
  [
    'PseudonymousCredential',
    '01aa 01bb 01cc 01dd',
    {
      client_pseudonym: { uri: 'aa' },
      user_pseudonym: { uri: 'bb' },
      signature_public_key: 'cc',
      identity_link_ciphertext: 'dd',
    },
  ],
]

describe.each(examples)('%s', (name, spaced, value) => {
  const hex = spaced.replaceAll(' ', '')
  const codec = structure(name)

  it('is read and written', () => {
    expect(toJson(codec, decode(codec, Buffer.from(hex, 'hex')))).toEqual(value)
    expect(Buffer.from(encode(codec, fromJson(codec, value))).toString('hex')).toBe(hex)
  })

  it('ends where it ends', () => {
    const longer = tryDecode(codec, Buffer.from(`${hex}00`, 'hex'))
    expect(longer.ok || longer.error.code).toBe('trailing-bytes')
    const shorter = tryDecode(codec, Buffer.from(hex.slice(0, -2), 'hex'))
    expect(shorter.ok || shorter.error.code).toBe('truncated')
  })
})

it('every policy component has the same layout as data and as update', () => {
  for (const name of ['BaseRoom', 'JoinLinkPolicy', 'AssetPolicy', 'BotPolicy', 'Role', 'PreAuth'])
    expect(structure(`${name}Data`)).toBe(structure(`${name}Update`))
})
