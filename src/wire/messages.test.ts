/** Structures that hold MLS messages: their arms, what tells the drafts apart, and what a strict reader refuses. */
import { describe, expect, it } from 'vitest'
import { type Codec, decode, encode, malformations } from '../codec/index.js'
import { type Draft, drafts } from '../drafts/ids.js'
import { MLSMessage, PublicMessage } from '../mls/wire/index.js'
import { AbuseReport, ConsentEntry, decodeIn, encodeIn, FanoutMessage, Frank, HandshakeBundle } from './index.js'
import { KeyMaterialResponse, NotifyBody, PendingProposal, structures, SubmitMessageRequest } from './index.js'
import { SubmitMessageResponse, UpdateRequest } from './index.js'
import {
  bytes,
  none,
  some,
  uri,
  dictionary,
  groupInfo,
  keyPackage,
  welcome,
  ratchetTreeOption,
  publicProposal,
  publicCommit,
  publicApplication,
  wrapped,
  privateMessage,
  wrappedWelcome,
  event,
  refusal,
} from './test-values.js'

function roundTrips(codec: Codec<unknown>, value: unknown) {
  expect(decode(codec, encode<unknown>(codec, value))).toEqual(value)
}

describe.each(drafts)('a fanout in %s', (draft) => {
  const kinds: readonly [string, MLSMessage][] = [
    ['an application message', privateMessage('application')],
    ['a proposal', wrapped(publicProposal)],
    ['a commit', wrapped(publicCommit)],
    ['a welcome', wrappedWelcome],
  ]

  it.each(kinds)('carries %s', (_, message) => {
    const body = encodeIn(FanoutMessage, draft, { ...event, message })
    const value = decodeIn(FanoutMessage, draft, body)
    expect(value.message).toEqual(message)
    expect(value.timestamp).toBe(42n)
    expect(decodeIn(NotifyBody, draft, Buffer.concat([body, body]))).toEqual([value, value])
  })

  it('refuses a handshake in a PrivateMessage, naming its content type (R-W14)', () => {
    const head = encodeIn(FanoutMessage, draft, { ...event, message: privateMessage('application') })
    const at = 8 + 4 + 3 + 8
    const body = Uint8Array.from(head, (byte, offset) => (offset === at ? 3 : byte))
    expect(refusal(FanoutMessage[draft], body)).toEqual({
      code: 'value-invalid',
      path: 'message.private_message.content_type',
      offset: at,
    })
  })

  it.each([
    ['a GroupInfo', { version: 1, wire_format: 4, group_info: groupInfo }],
    ['a KeyPackage', { version: 1, wire_format: 5, key_package: keyPackage }],
  ] satisfies [string, MLSMessage][])('refuses %s', (_, message) => {
    const body = Buffer.concat([Buffer.alloc(8), encode(MLSMessage[draft], message)])
    expect(refusal(FanoutMessage[draft], body)).toMatchObject({ code: 'value-invalid', path: 'message.wire_format' })
  })

  it('goes by the wire format, whatever other bodies the value has', () => {
    const message = { ...privateMessage('application'), welcome, public_message: publicApplication }
    const body = encode<unknown>(FanoutMessage[draft], { ...event, message })
    expect(decodeIn(FanoutMessage, draft, body).message).toEqual(privateMessage('application'))
  })

  it('refuses an empty notify body', () => {
    expect(refusal(NotifyBody[draft], none)?.code).toBe('truncated')
  })
})

describe('what tells the drafts apart', () => {
  it('is the end of an application event: nothing, a presence octet, and 01 takes the octet for another event', () => {
    const sizes = drafts.map(
      (draft) => encodeIn(FanoutMessage, draft, { ...event, message: privateMessage('application') }).length,
    )
    expect(sizes).toEqual([sizes[0], (sizes[0] ?? 0) + 1, (sizes[0] ?? 0) + 1])
  })

  it('is the moreProposals of a proposal event and the externalProposals of a commit event in 06', () => {
    for (const message of [wrapped(publicProposal), wrapped(publicCommit)]) {
      const [first, second, third] = drafts.map((draft) => encodeIn(FanoutMessage, draft, { ...event, message }))
      expect(second).toEqual(first)
      expect(Buffer.from(third ?? none).toString('hex')).toBe(`${Buffer.from(first ?? none).toString('hex')}00`)
    }
  })

  it('is the byte after an accepted submission', () => {
    const accepted = { protocol: 'mls10', statusCode: 'accepted' } as const
    const short = encode(SubmitMessageResponse['01'], { ...accepted, acceptedTimestamp: 42n })
    const long = encode(SubmitMessageResponse['06'], { ...accepted, accepted_timestamp: 42n, frank: null })
    expect(refusal(SubmitMessageResponse['01'], long)).toEqual({ code: 'trailing-bytes', path: '', offset: 10 })
    expect(refusal(SubmitMessageResponse['06'], short)).toMatchObject({ code: 'truncated', path: 'frank' })
  })

  it('is the dictionary at the end of a consent entry', () => {
    const entry = {
      consentOperation: 'request',
      requesterUri: uri,
      targetUri: uri,
      roomId: null,
      consent_extensions: dictionary,
    } as const
    const [first, , third] = drafts.map((draft) => encodeIn(ConsentEntry, draft, entry))
    expect(refusal(ConsentEntry['06'], first ?? none)?.code).toBe('truncated')
    expect(refusal(ConsentEntry['01'], third ?? none)?.code).toBe('trailing-bytes')
  })

  it('is the size of a frank: 96 bytes, then 34 and a vector', () => {
    const tag = new Uint8Array(32)
    const old = { franking_tag: tag, serverFrank: tag, franking_context_hash: tag }
    expect(encode(Frank['02ed'], old)).toHaveLength(96)
    const signed = { server_frank: tag, franking_signature_ciphersuite: 1, franking_integrity_signature: some }
    expect(encode(Frank['06'], signed)).toHaveLength(34 + 1 + some.length)
  })

  it('is what a structure is there at all', () => {
    expect(AbuseReport['01']).toBeNull()
    expect(PendingProposal['02ed']).toBeNull()
    expect(Object.keys(structures('01'))).not.toContain('AppDataDictionary')
    expect(Object.keys(structures('06'))).not.toContain('AppSync')
  })

  it('is what proposal types from 8 on mean', () => {
    const update = '0008 0022 01 02 0102'
    const sync = '000a f0a1 02 0102'
    expect(decode(structures('06')['Proposal'] ?? MLSMessage['06'], bytes(update))).toMatchObject({
      component_id: 0x22,
    })
    expect(decode(structures('01')['Proposal'] ?? MLSMessage['01'], bytes(sync))).toMatchObject({
      extension_type: 0xf0a1,
    })
    expect(refusal(structures('06')['Proposal'] ?? MLSMessage['06'], bytes('000c'))).toEqual({
      code: 'value-invalid',
      path: 'proposal_type',
      offset: 0,
    })
    expect(refusal(structures('02ed')['Proposal'] ?? MLSMessage['02ed'], bytes('000c'))).toBeNull()
  })
})

describe('an update', () => {
  it('is a bare PublicMessage in 01', () => {
    const value = { proposalOrCommit: publicCommit, welcome: null, groupInfo, ratchetTreeOption }
    const body = encode(UpdateRequest['01'], value)
    expect(decode(UpdateRequest['01'], body)).toEqual(value)
    expect(body.subarray(0, encode(PublicMessage['01'], publicCommit).length)).toEqual(
      encode(PublicMessage['01'], publicCommit),
    )
  })

  it('is a bundle around an MLSMessage since 02', () => {
    const commitBundle = { proposalOrCommit: wrapped(publicCommit), welcome, groupInfo, ratchetTreeOption }
    const body = encode(UpdateRequest['02ed'], { bundle: commitBundle })
    expect(decode(UpdateRequest['02ed'], body)).toEqual({ bundle: commitBundle })
    const proposals = { proposalOrCommit: wrapped(publicProposal), moreProposals: [wrapped(publicProposal)] }
    for (const draft of ['02ed', '06'] as const) {
      roundTrips(UpdateRequest[draft], { bundle: proposals })
    }
  })

  it('wraps the handshake alone, too', () => {
    expect(HandshakeBundle['01']).toBeNull()
    roundTrips(HandshakeBundle['06'], { proposalOrCommit: wrapped(publicProposal), moreProposals: [] })
  })

  it('chooses between a full and a partial GroupInfo in 06', () => {
    const value = {
      bundle: {
        proposalOrCommit: wrapped(publicCommit),
        welcome: null,
        groupInfoOption: {
          representation: 'partial',
          partialGroupInfo: { ratchet_tree_presence: 'no_ratchet_tree', group_info_extensions: [], signature: some },
        },
        ratchetTreeOption: { representation: 'distributionService' },
      },
    }
    roundTrips(UpdateRequest['06'], value)
  })

  it.each(drafts)('refuses what holds no readable handshake (%s)', (draft) => {
    const application = encode(PublicMessage[draft], publicApplication)
    const bodies = draft === '01' ? [application] : unreadable(draft)
    for (const body of bodies) expect(refusal(UpdateRequest[draft], body)?.code).toBe('value-invalid')
  })

  function unreadable(draft: Draft) {
    const messages = [wrapped(publicApplication), privateMessage('commit'), wrappedWelcome]
    return messages.map((message) => encode(MLSMessage[draft], message))
  }
})

describe('SemiPrivateMessage', () => {
  const message = {
    version: 1,
    wire_format: 0xf0f0,
    semiprivate_message: {
      group_id: some,
      epoch: 7n,
      content_type: 'commit',
      authenticated_data: none,
      partial_context_hash: some,
      keys_for_external_receivers: [
        { external_receiver_ref: some, encrypted_keys_and_nonces: { kem_output: some, ciphertext: some } },
      ],
      framed_content_tbs_hash: some,
      encrypted_sender_data: some,
      ciphertext: some,
    },
  }

  it.each(['02ed', '06'] as const)('is read only where its wire format is configured (%s)', (draft) => {
    const configured = structures(draft, { semiPrivateWireFormat: 0xf0f0 })['MLSMessage']
    if (!configured) throw new Error('no MLSMessage')
    const body = encode<unknown>(configured, message)
    expect(decode(configured, body)).toEqual(message)
    expect(refusal(MLSMessage[draft], body)).toMatchObject({ code: 'value-invalid', path: 'wire_format', offset: 2 })
  })

  it('chooses the commit arm of a fanout', () => {
    const configured = structures('06', { semiPrivateWireFormat: 0xf0f0 })['FanoutMessage']
    if (!configured) throw new Error('no FanoutMessage')
    const value = { timestamp: 1n, message, externalProposals: [] }
    roundTrips(configured, value)
  })

  it('does not exist in 01', () => {
    expect(structures('01', { semiPrivateWireFormat: 0xf0f0 })['SemiPrivateMessage']).toBeUndefined()
  })
})

describe('single faults', () => {
  const samples: readonly [string, Draft, Codec<unknown>, Uint8Array][] = drafts.flatMap((draft) => [
    [
      'FanoutMessage',
      draft,
      FanoutMessage[draft],
      encodeIn(FanoutMessage, draft, { ...event, message: wrapped(publicCommit) }),
    ],
    [
      'SubmitMessageRequest',
      draft,
      SubmitMessageRequest[draft],
      encodeIn(SubmitMessageRequest, draft, {
        protocol: 'mls10',
        appMessage: privateMessage('application'),
        sendingUri: uri,
      }),
    ],
    [
      'KeyMaterialResponse',
      draft,
      KeyMaterialResponse[draft],
      encodeIn(KeyMaterialResponse, draft, {
        protocol: 'mls10',
        userStatus: 'success',
        userUri: uri,
        clients: [
          { clientStatus: 'success', clientUri: uri, keyPackage },
          { clientStatus: 'nothingCompatible', clientUri: uri, clientCapabilities: null },
        ],
      }),
    ],
  ])

  it.each(samples)('of %s in %s are refused as expected', (_name, _draft, codec, body) => {
    const faults = malformations(codec, body)
    expect(faults.length).toBeGreaterThan(20)
    for (const { bytes: faulty, expected, what } of faults) expect(refusal(codec, faulty), what).toEqual(expected)
  })
})
