/** The shortest messages of each draft, byte for byte. */
import { describe, expect, it } from 'vitest'
import { decode, encode, fromJson, toJson } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { structures } from './structures.js'

const text = (value: string) => Buffer.from(value).toString('hex')
const sized = (hex: string) => Buffer.from([hex.length / 2]).toString('hex') + hex
const alice = text('mimi://a.example/u/alice')
const bob = text('mimi://b.example/u/bob')
const room = text('mimi://a.example/r/clubhouse')
const im = text('im:alice@a.example')
const ref = 'ab'.repeat(32)
const time = '1721000000000'

type Example = readonly [what: string, struct: string, drafts: readonly Draft[], hex: string, value: unknown]

const examples: readonly Example[] = [
  ['IdentifierUri', 'IdentifierUri', ['01', '02ed', '06'], `18${alice}`, { uri: alice }],
  [
    'a request for key material without capabilities but basic credentials',
    'KeyMaterialRequest',
    ['01', '02ed'],
    `0118${alice}16${bob}1c${room}0200010000020001`,
    {
      protocol: 'mls10',
      requestingUser: { uri: alice },
      targetUser: { uri: bob },
      roomId: { uri: room },
      acceptableCiphersuites: [1],
      requiredCapabilities: { extension_types: [], proposal_types: [], credential_types: [1] },
    },
  ],
  [
    'userUnknown',
    'KeyMaterialResponse',
    ['01', '02ed', '06'],
    `010416${bob}00`,
    { protocol: 'mls10', userStatus: 'userUnknown', userUri: { uri: bob }, clients: [] },
  ],
  [
    'an accepted update',
    'UpdateRoomResponse',
    ['01', '02ed'],
    '000000000190b397fa00',
    { responseCode: 'success', errorDescription: '', acceptedTimestamp: time },
  ],
  [
    'an accepted update, renamed',
    'UpdateRoomResponse',
    ['06'],
    '000000000190b397fa00',
    { responseCode: 'success', errorDescription: '', accepted_timestamp: time },
  ],
  [
    'wrongEpoch',
    'UpdateRoomResponse',
    ['01', '02ed', '06'],
    '01000000000000000007',
    { responseCode: 'wrongEpoch', errorDescription: '', currentEpoch: '7' },
  ],
  [
    'invalidProposal',
    'UpdateRoomResponse',
    ['01', '02ed', '06'],
    `03002120${ref}`,
    { responseCode: 'invalidProposal', errorDescription: '', invalidProposals: [ref] },
  ],
  [
    'an accepted message',
    'SubmitMessageResponse',
    ['01'],
    '010000000190b397fa00',
    { protocol: 'mls10', statusCode: 'accepted', acceptedTimestamp: time },
  ],
  [
    'an accepted message without frank',
    'SubmitMessageResponse',
    ['02ed'],
    '010000000190b397fa0000',
    { protocol: 'mls10', statusCode: 'accepted', acceptedTimestamp: time, serverFrank: null },
  ],
  [
    'an accepted message without frank',
    'SubmitMessageResponse',
    ['06'],
    '010000000190b397fa0000',
    { protocol: 'mls10', statusCode: 'accepted', accepted_timestamp: time, frank: null },
  ],
  [
    'notAllowed',
    'SubmitMessageResponse',
    ['01', '02ed', '06'],
    '0101',
    { protocol: 'mls10', statusCode: 'notAllowed' },
  ],
  [
    'epochTooOld',
    'SubmitMessageResponse',
    ['01', '02ed', '06'],
    '01020000000000000007',
    { protocol: 'mls10', statusCode: 'epochTooOld', currentEpoch: '7' },
  ],
  [
    'notAuthorized',
    'GroupInfoResponse',
    ['06'],
    `011c${room}02`,
    { version: 'mls10', room_id: room, status: 'notAuthorized' },
  ],
  [
    'notAuthorized with nothing after the status (R-W17)',
    'GroupInfoResponse',
    ['01', '02ed'],
    '0102',
    { version: 'mls10', status: 'notAuthorized' },
  ],
  [
    'a request for consent to any room',
    'ConsentEntry',
    ['01', '02ed'],
    `0118${alice}16${bob}00`,
    { consentOperation: 'request', requesterUri: { uri: alice }, targetUri: { uri: bob }, roomId: null },
  ],
  [
    'a request for consent to any room',
    'ConsentEntry',
    ['06'],
    `0118${alice}16${bob}0000`,
    {
      consentOperation: 'request',
      requesterUri: { uri: alice },
      targetUri: { uri: bob },
      roomId: null,
      consent_extensions: { component_data: [] },
    },
  ],
  [
    'a grant for a room without key packages',
    'ConsentEntry',
    ['01', '02ed'],
    `0218${alice}16${bob}011c${room}00`,
    {
      consentOperation: 'grant',
      requesterUri: { uri: alice },
      targetUri: { uri: bob },
      roomId: { uri: room },
      clientKeyPackages: [],
    },
  ],
  ['a query by handle', 'IdentifierRequest', ['01', '02ed'], `0112${im}`, { searchType: 'handle', searchValue: im }],
  [
    'a query by handle',
    'IdentifierRequest',
    ['06'],
    `140112${im}00`,
    {
      query_elements: [{ searchType: 'handle', searchValue: im }],
      id_request_extensions: { component_data: [] },
    },
  ],
  [
    'a query by OIDC claim',
    'IdentifierRequest',
    ['01', '02ed'],
    '0705416c6963650a676976656e5f6e616d65',
    { searchType: 'oidcStdClaim', searchValue: text('Alice'), claimName: text('given_name') },
  ],
  [
    'a query by OIDC claim, value last',
    'QueryElement',
    ['06'],
    '070a676976656e5f6e616d6505416c696365',
    { searchType: 'oidcStdClaim', claimName: text('given_name'), searchValue: text('Alice') },
  ],
  [
    'notFound',
    'IdentifierResponse',
    ['01', '02ed'],
    '010000',
    { responseCode: 'notFound', uri: [], foundProfiles: [] },
  ],
  [
    'notFound',
    'IdentifierResponse',
    ['06'],
    '01000000',
    { responseCode: 'notFound', uri: [], foundProfiles: [], id_response_extensions: { component_data: [] } },
  ],
]

describe.each(examples)('%s (%s)', (_what, name, drafts, hex, value) => {
  it.each(drafts)('is read and written as in %s', (draft) => {
    const codec = structures(draft)[name]
    if (!codec) throw new Error(`no ${name} in ${draft}`)
    const bytes = Buffer.from(hex, 'hex')
    expect(toJson(codec, decode(codec, bytes))).toEqual(value)
    expect(Buffer.from(encode(codec, fromJson(codec, value))).toString('hex')).toBe(hex)
  })
})

describe('the sizes of the notes', () => {
  it('match: URIs of 24, 22 and 28 bytes', () => {
    expect([alice, bob, room].map((uri) => sized(uri).slice(0, 2))).toEqual(['18', '16', '1c'])
  })
})
