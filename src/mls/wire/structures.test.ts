/** Rules that MLS and extension structures have beyond their bytes, and numbers that the drafts give away twice. */
import { describe, expect, it } from 'vitest'
import { decode, encode, fromJson, toJson, tryDecode } from '../../codec/index.js'
import { type Draft, drafts } from '../../drafts/ids.js'
import { AppDataDictionary, mlsStructures, ParentNode, RatchetTree, RatchetTreeOption, SafeAAD } from './index.js'

function structure(draft: Draft, name: string) {
  const codec = mlsStructures[draft][name]
  if (!codec) throw new Error(`no ${name} in ${draft}`)
  return codec
}

function refusal(codec: Parameters<typeof tryDecode>[0], hex: string) {
  const result = tryDecode(codec, Buffer.from(hex.replaceAll(' ', ''), 'hex'))
  return result.ok ? null : { code: result.error.code, path: result.error.path, offset: result.error.offset }
}

describe('order', () => {
  it.each([
    ['AppDataDictionary', AppDataDictionary, 'component_data'],
    ['SafeAAD', SafeAAD, 'aad_items'],
  ] as const)('of the components of %s is strict', (_, codec, list) => {
    expect(refusal(codec, '06 0001 00 0002 00')).toBeNull()
    const broken = { code: 'value-invalid', path: `${list}[1].component_id`, offset: 4 }
    expect(refusal(codec, '06 0002 00 0001 00')).toEqual(broken)
    expect(refusal(codec, '06 0002 00 0002 00')).toEqual(broken)
  })

  it('of unmerged leaves is strict', () => {
    expect(refusal(ParentNode, '00 00 08 00000001 00000005')).toBeNull()
    const broken = { code: 'value-invalid', path: 'unmerged_leaves[1]', offset: 7 }
    expect(refusal(ParentNode, '00 00 08 00000005 00000001')).toEqual(broken)
    expect(refusal(ParentNode, '00 00 08 00000005 00000005')).toEqual(broken)
  })
})

describe('constants and closed sets', () => {
  it.each([
    ['a version other than mls10', 'MLSMessage', '0002 0003', { code: 'value-invalid', path: 'version', offset: 0 }],
    ['an unknown wire format', 'MLSMessage', '0001 0006', { code: 'value-invalid', path: 'wire_format', offset: 2 }],
    ['an unknown credential', 'Credential', '0003 00', { code: 'value-invalid', path: 'credential_type', offset: 0 }],
    ['a reserved sender', 'Sender', '00', { code: 'enum-unknown', path: 'sender_type', offset: 0 }],
    ['a presence octet of 2', 'RatchetTree', '01 02', { code: 'presence-octet', path: '[0]', offset: 1 }],
  ])('%s is refused', (_, name, hex, expected) => {
    for (const draft of drafts) expect(refusal(structure(draft, name), hex)).toEqual(expected)
  })

  it('refuses the operation called invalid', () => {
    const expected = { code: 'enum-unknown', path: 'op', offset: 2 }
    expect(refusal(structure('06', 'AppDataUpdate'), '0022 00')).toEqual(expected)
  })

  it('takes application PSKs in 06 only', () => {
    const psk = '03 0022 01aa 01bb'
    expect(refusal(structure('06', 'PreSharedKeyID'), psk)).toBeNull()
    expect(refusal(structure('01', 'PreSharedKeyID'), psk)).toEqual({
      code: 'enum-unknown',
      path: 'psktype',
      offset: 0,
    })
  })

  it('takes references to a ratchet tree in 06 only', () => {
    expect(refusal(RatchetTreeOption['06'], '02 01aa 01bb')).toBeNull()
    expect(refusal(RatchetTreeOption['02ed'], '02 01aa 01bb')?.code).toBe('enum-unknown')
  })
})

describe('the JSON view', () => {
  it.each<[string, string, Draft, string, unknown]>([
    ['flattens a proposal', 'Proposal', '06', '0003 00000001', { proposal_type: 3, removed: 1 }],
    ['has nothing for a SelfRemove', 'Proposal', '06', '000a', { proposal_type: 10 }],
    ['numbers it otherwise in 02ed', 'Proposal', '02ed', '000c', { proposal_type: 12 }],
    [
      'names the body of a message',
      'MLSMessage',
      '01',
      '0001 0003 0001 00 00',
      { version: 1, wire_format: 3, welcome: { cipher_suite: 1, secrets: [], encrypted_group_info: '' } },
    ],
    ['has null for a blank node', 'RatchetTree', '06', '01 00', [null]],
    [
      'keeps the spelling of AppSync',
      'AppSync',
      '01',
      '00000001 03 00 00 00 00',
      {
        applicationId: 1,
        stateType: 'orderedArray',
        replacedElements: [],
        removedIndices: [],
        insertedElements: [],
        appenededEntries: [],
      },
    ],
  ])('%s', (_, name, draft, spaced, value) => {
    const hex = spaced.replaceAll(' ', '')
    const codec = structure(draft, name)
    expect(toJson(codec, decode(codec, Buffer.from(hex, 'hex')))).toEqual(value)
    expect(Buffer.from(encode(codec, fromJson(codec, value))).toString('hex')).toBe(hex)
  })
})

it('a ratchet tree of one blank is for the reader of trees to refuse, not for the codec', () => {
  expect(decode(RatchetTree, Buffer.from('0100', 'hex'))).toEqual([null])
})
