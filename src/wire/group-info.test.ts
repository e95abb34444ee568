/** groupInfo: what is sent, what is signed, and how a refusal may end. */
import { describe, expect, it } from 'vitest'
import { type Codec, decode, encode } from '../codec/index.js'
import { drafts } from '../drafts/ids.js'
import { encodeIn, GroupInfoRatchetTreeTBE, GroupInfoRequest, GroupInfoRequestTBS } from './index.js'
import { GroupInfoRequestTBSAsSent, GroupInfoResponse, readGroupInfoResponse } from './index.js'
import { bytes, none, some, groupInfo, ratchetTreeOption, publicProposal, wrapped } from './test-values.js'

function roundTrips(codec: Codec<unknown>, value: unknown) {
  expect(decode(codec, encode<unknown>(codec, value))).toEqual(value)
}

describe('a refused groupInfo', () => {
  it.each(['01', '02ed'] as const)(
    'may end after its status, or go on with zeros or with every field (R-W17, %s)',
    (draft) => {
      expect(readGroupInfoResponse(draft, bytes('0102'))).toMatchObject({ form: 'as-declared' })
      expect(readGroupInfoResponse(draft, bytes('0102 000000000000'))).toEqual({
        value: { version: 'mls10', status: 'notAuthorized' },
        form: 'zero-filled',
      })
      const full = encode(GroupInfoResponse[draft], {
        version: 'mls10',
        status: 'success',
        cipher_suite: 1,
        room_id: some,
        hub_sender: { signature_key: some, credential: { credential_type: 1, identity: some } },
        groupInfo,
        ratchetTreeOption,
        signature: some,
      })
      const refused = Uint8Array.from(full, (byte, offset) => (offset === 1 ? 3 : byte))
      expect(readGroupInfoResponse(draft, refused)).toMatchObject({
        form: 'always-full',
        value: { status: 'noSuchRoom' },
      })
      expect(() => readGroupInfoResponse(draft, bytes('0102 01'))).toThrow(
        expect.objectContaining({ code: 'trailing-bytes' }),
      )
    },
  )

  it('ends after its status in 06', () => {
    expect(() => readGroupInfoResponse('06', bytes('01 00 02 00'))).toThrow(
      expect.objectContaining({ code: 'trailing-bytes' }),
    )
  })
})

describe('what is signed', () => {
  const credential = { credential_type: 1, identity: some } as const
  const request = {
    protocol: 'mls10',
    cipher_suite: 1,
    requestingSignatureKey: some,
    requestingCredential: credential,
    groupInfoPublicKey: some,
  } as const

  it.each(drafts)('has a joining code behind a presence octet, or as it is sent (R-W06, %s)', (draft) => {
    const sent = encodeIn(GroupInfoRequest, draft, { ...request, joiningCode: some, signature: none })
    const asSent = encodeIn(GroupInfoRequestTBSAsSent, draft, { ...request, joiningCode: some })
    const optional = encodeIn(GroupInfoRequestTBS, draft, { ...request, joiningCode: some })
    const absent = encodeIn(GroupInfoRequestTBS, draft, { ...request, joiningCode: null })
    expect(sent.subarray(0, -1)).toEqual(asSent)
    const hex = (body: Uint8Array) => Buffer.from(body).toString('hex')
    const fixedPart = hex(asSent).slice(0, -2 * (1 + some.length))
    expect(hex(optional)).toBe(`${fixedPart}01020102`)
    expect(hex(absent)).toBe(`${fixedPart}00`)
  })

  it('is sealed with the pending proposals in 06', () => {
    roundTrips(GroupInfoRatchetTreeTBE['06'], {
      groupInfo,
      ratchetTreeOption,
      pending_proposals: [{ proposal: wrapped(publicProposal), hub_accepted_time: 42n }],
    })
  })
})
