import { describe, expect, expectTypeOf, it } from 'vitest'
import { arm, decode, derive, enclosing, encode, enumeration, nested, opaque, outOfBand, struct } from './index.js'
import {
  fromJson,
  lazy,
  oneOrMore,
  optional,
  refine,
  registry,
  tryDecode,
  uint16,
  uint32,
  uint64,
  uint8,
  utf8,
  vector,
} from './index.js'
import type { Codec, Infer } from './index.js'

const Code = enumeration(1, { success: 0, wrongEpoch: 1, notAllowed: 2, invalidProposal: 3 })
const Response = struct('UpdateRoomResponse', { responseCode: Code, errorDescription: utf8 }).select('responseCode', {
  success: { acceptedTimestamp: uint64 },
  wrongEpoch: { currentEpoch: uint64 },
  notAllowed: {},
  invalidProposal: { invalidProposals: vector(opaque) },
})

const Content = struct('Content', { type: enumeration(1, { application: 1, commit: 3 }) })
const Auth = struct('Auth', { signature: opaque }).select(enclosing('content.type', 'application'), {
  application: {},
  commit: { tag: opaque },
})
const Signed = struct('Signed', { content: Content, auth: Auth })
  .select(nested('content.type'), { application: { plain: uint8 }, commit: arm({}).fields({ path: uint16 }) })
  .fields({ after: uint8 })

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex')

describe('selects', () => {
  it('choose by a field of the same structure', () => {
    expect(decode(Response, bytes('01000000000000000007'))).toEqual({
      responseCode: 'wrongEpoch',
      errorDescription: '',
      currentEpoch: 7n,
    })
    expect(hex(encode(Response, { responseCode: 'notAllowed', errorDescription: 'é' }))).toBe('0202c3a9')
    expectTypeOf<Infer<typeof Response>>().toEqualTypeOf<
      | { responseCode: 'success'; errorDescription: string; acceptedTimestamp: bigint }
      | { responseCode: 'wrongEpoch'; errorDescription: string; currentEpoch: bigint }
      | { responseCode: 'notAllowed'; errorDescription: string }
      | { responseCode: 'invalidProposal'; errorDescription: string; invalidProposals: Uint8Array[] }
    >()
  })

  it('choose by a nested path and by the enclosing structure, and go on with plain fields', () => {
    const value = decode(Signed, bytes('03 01aa 01bb 0102 09'))
    expect(value).toEqual({
      content: { type: 'commit' },
      auth: { signature: bytes('aa'), tag: bytes('bb') },
      path: 0x0102,
      after: 9,
    })
    expect(hex(encode(Signed, value))).toBe('0301aa01bb010209')
    expect(decode(Auth, bytes('01aa'))).toEqual({ signature: bytes('aa') })
  })

  it('choose out of band, by a derived value, and by the number in a registry', () => {
    const Message = struct('Message', { format: registry(2, { private: 2, welcome: 3 }) }).select('format', {
      2: { epoch: uint8 },
      3: { suite: uint16 },
    })
    const Fanout = struct('Fanout', { timestamp: uint8, message: Message })
      .select(outOfBand('room.protocol', 'mls10'), { mls10: { extra: uint8 } })
      .select(
        derive(
          'kind',
          (v: { message: Infer<typeof Message> }) => (v.message.format === 3 ? 'welcome' : null),
          'message.format',
        ),
        { welcome: { tree: opaque } },
      )
    expect(decode(Fanout, bytes('01 00030001 05 00'))).toEqual({
      timestamp: 1,
      message: { format: 3, suite: 1 },
      extra: 5,
      tree: bytes(''),
    })
    expect(tryDecode(Fanout, bytes('01 000205 05 00'))).toMatchObject({
      error: { code: 'value-invalid', path: 'message.format', offset: 1 },
    })
    expect(tryDecode(Message, bytes('000905'))).toMatchObject({
      error: { code: 'value-invalid', path: 'format', offset: 0 },
    })
    expectTypeOf<Infer<typeof Message>>().toEqualTypeOf<{ format: 2; epoch: number } | { format: 3; suite: number }>()
  })

  it('take `otherwise` for what has no arm of its own', () => {
    const Credential = struct('Credential', { credential_type: registry(2, { basic: 1 }) }).select('credential_type', {
      1: { identity: opaque },
      otherwise: { rest: uint8 },
    })
    expect(decode(Credential, bytes('000707'))).toEqual({ credential_type: 7, rest: 7 })
    expectTypeOf<Infer<typeof Credential>>().toEqualTypeOf<
      { credential_type: 1; identity: Uint8Array } | { credential_type: number; rest: number }
    >()
  })

  it('must be total on a closed enum', () => {
    // @ts-expect-error three arms are missing
    struct('Partial', { code: Code }).select('code', { success: {} })
  })
})

describe('strict reading', () => {
  const cases: [string, Codec<unknown>, string, object][] = [
    [
      'length longer than needed',
      struct('IdentifierUri', { uri: opaque }),
      '400161',
      { code: 'length-not-minimal', path: 'uri', offset: 0 },
    ],
    [
      'four-byte length for 64',
      opaque,
      '80000040' + '00'.repeat(64),
      { code: 'length-not-minimal', path: '', offset: 0 },
    ],
    [
      'reserved prefix',
      struct('S', { a: uint8, b: opaque }),
      '01c0',
      { code: 'length-reserved', path: 'b', offset: 1 },
    ],
    ['header cut short', opaque, '40', { code: 'truncated', path: '', offset: 0 }],
    ['length past the end', opaque, '0261', { code: 'truncated', path: '', offset: 0 }],
    [
      'presence octet of 2',
      struct('S', { o: optional(uint8) }),
      '0201',
      { code: 'presence-octet', path: 'o', offset: 0 },
    ],
    ['unknown enum member', Code, '04', { code: 'enum-unknown', path: '', offset: 0 }],
    [
      'reserved enum member',
      enumeration(1, { reserved: 0, mls10: 1 }, { reserved: ['reserved'] }),
      '00',
      { code: 'enum-unknown' },
    ],
    ['text that is not UTF-8', struct('S', { t: utf8 }), '02c080', { code: 'utf8-invalid', path: 't', offset: 0 }],
    ["element across its vector's end", vector(uint16), '03000102', { code: 'truncated', path: '[1]', offset: 3 }],
    [
      'nested overrun',
      vector(struct('E', { a: opaque })),
      '0401610261 62',
      { code: 'truncated', path: '[1].a', offset: 3 },
    ],
    ['bytes left over', uint8, '0102', { code: 'trailing-bytes', path: '', offset: 1 }],
    [
      'nothing in a body of one or more',
      oneOrMore(struct('F', { t: uint8 })),
      '',
      { code: 'truncated', path: '[0].t', offset: 0 },
    ],
  ]
  it.each(cases)('%s', (_, declared, input, expected) => {
    expect(tryDecode(declared, bytes(input))).toMatchObject({ ok: false, error: expected })
  })

  it('does not read elements of no bytes for ever', () => {
    const Nothing = struct('Nothing', {})
    expect(decode(vector(Nothing), bytes('00'))).toEqual([])
    expect(tryDecode(vector(Nothing), bytes('0100'))).toMatchObject({
      error: { code: 'value-invalid', path: '', offset: 0 },
    })
    expect(tryDecode(oneOrMore(Nothing), bytes('00'))).toMatchObject({ error: { code: 'value-invalid' } })
  })

  it('bounds recursion', () => {
    const Nest: Codec<{ inner: unknown }> = struct('Nest', { inner: optional(lazy((): Codec<unknown> => Nest)) })
    expect(decode(Nest, bytes('010100'))).toEqual({ inner: { inner: { inner: null } } })
    expect(tryDecode(Nest, bytes('01'.repeat(100_000)))).toMatchObject({ error: { code: 'value-invalid' } })
    let deep: { inner: unknown } = { inner: null }
    for (let i = 0; i < 100_000; i++) deep = { inner: deep }
    expect(() => encode(Nest, deep)).toThrow(expect.objectContaining({ code: 'value-invalid' }))
    expect(() => fromJson(Nest, deep)).toThrow(expect.objectContaining({ code: 'value-invalid' }))
  })

  it('reports a broken rule at the member that breaks it', () => {
    const Sorted = struct('Sorted', {
      before: uint8,
      items: refine(vector(uint32), (items) => {
        const i = items.findIndex((item, at) => at > 0 && item <= (items[at - 1] ?? 0))
        return i < 0 ? null : { path: `[${i}]`, why: 'expected rising numbers' }
      }),
    })
    const input = bytes('01 0c 00000001 00000002 00000002')
    expect(tryDecode(Sorted, input)).toMatchObject({ error: { code: 'value-invalid', path: 'items[2]', offset: 10 } })
    expect(() => encode(Sorted, { before: 1, items: [2, 1] })).toThrow(
      expect.objectContaining({ code: 'value-invalid', path: 'items[1]' }),
    )
  })
})

describe('writing', () => {
  it('uses the shortest lengths at every boundary', () => {
    for (const [size, header] of [
      [0, '00'],
      [63, '3f'],
      [64, '4040'],
      [16383, '7fff'],
      [16384, '80004000'],
    ] as const) {
      const written = encode(vector(uint8), Array<number>(size).fill(7))
      expect(hex(written.subarray(0, header.length / 2))).toBe(header)
      expect(decode(vector(uint8), written)).toHaveLength(size)
      expect(encode(opaque, new Uint8Array(size).fill(7))).toEqual(written)
    }
  })

  it('grows beyond any buffer it keeps', () => {
    const big = new Uint8Array(5_000_000).fill(9)
    expect(Buffer.compare(encode(vector(opaque), [big, big]).subarray(-big.length), big)).toBe(0)
  })

  it('names the member that does not fit', () => {
    const S = struct('S', { list: vector(struct('E', { n: uint8, code: Code })) })
    expect(() =>
      encode(S, {
        list: [
          { n: 1, code: 'success' },
          { n: 256, code: 'success' },
        ],
      }),
    ).toThrow(expect.objectContaining({ code: 'value-invalid', path: 'list[1].n' }))
    expect(() => encode(utf8, '\ud800')).toThrow(expect.objectContaining({ code: 'value-invalid', path: '' }))
    expect(tryDecode(S, bytes('020103')).ok).toBe(true)
  })
})
