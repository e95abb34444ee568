import { expect, it } from 'vitest'
import {
  enumeration,
  malformations,
  oneOrMore,
  opaque,
  optional,
  refine,
  registry,
  struct,
  tryDecode,
} from './index.js'
import { uint16, uint32, utf8, vector } from './index.js'
import type { Codec } from './index.js'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

const Everything = struct('Everything', {
  protocol: enumeration(1, { reserved: 0, mls10: 1 }, { reserved: ['reserved'] }),
  suites: vector(uint16),
  clients: vector(struct('Client', { uri: struct('IdentifierUri', { uri: opaque }), note: optional(utf8) })),
  sorted: refine(vector(uint32), (items) =>
    items.some((item, i) => i > 0 && item <= (items[i - 1] ?? 0))
      ? { path: '[1]', why: 'expected rising numbers' }
      : null,
  ),
  kind: registry(2, { a: 1 }),
}).select('kind', { 1: { rest: opaque } })

const valid = bytes('01 0400010002 0c 0361626300 0361626301 0179 08 0000000100000002 0001 0163')

function disagreements(codec: Codec<unknown>, input: Uint8Array): unknown[] {
  const judged = malformations(codec, input).map(({ bytes: faulty, expected, what }) => {
    const read = tryDecode(codec, faulty)
    if (read.ok) return { what, expected, got: null }
    const { code, path, offset } = read.error
    return { what, expected, got: { code, path, offset } }
  })
  return judged.filter(({ expected, got }) => JSON.stringify(expected) !== JSON.stringify(got))
}

it('makes every family, each refused as expected', () => {
  expect(new Set(malformations(Everything, valid).map(({ family }) => family))).toEqual(
    new Set([
      'enum-unknown',
      'length-not-minimal',
      'length-overrun',
      'length-reserved',
      'odd-vector',
      'presence-octet',
      'trailing-bytes',
      'truncated',
      'utf8-invalid',
      'value-invalid',
    ]),
  )
  expect(disagreements(Everything, valid)).toEqual([])
})

it('makes of one family alone what it makes of it among all', () => {
  const all = malformations(Everything, valid)
  for (const { family } of all) {
    expect(malformations(Everything, valid, family)).toEqual(all.filter((one) => one.family === family))
  }
})

it('corrects the lengths around the fault, and expects it where it then lies', () => {
  const Outer = struct('Outer', { list: vector(vector(opaque)) })
  const full = bytes('3f 020161 3b 3a' + '61'.repeat(58))
  const longer = malformations(Outer, full).find(
    ({ path, what }) => path === 'list[1][0]' && what.includes('in 2 bytes'),
  )
  // the vector around it grows, and the one around that passes from a one-byte to a two-byte length
  expect(Buffer.from(longer?.bytes ?? []).toString('hex')).toBe('40400201613c403a' + '61'.repeat(58))
  expect(longer?.expected).toEqual({ code: 'length-not-minimal', path: 'list[1][0]', offset: 6 })
  expect(disagreements(Outer, full)).toEqual([])
})

it('knows that a body of several messages may go on, but not end within one', () => {
  const Body = oneOrMore(struct('FanoutMessage', { timestamp: uint16, message: opaque }))
  const body = bytes('0001 0161 0002 00')
  const made = malformations(Body, body)
  expect(made.map(({ family }) => family)).not.toContain('trailing-bytes')
  expect(made.map(({ expected }) => expected)).toContainEqual({ code: 'truncated', path: '[2].timestamp', offset: 7 })
  expect(disagreements(Body, body)).toEqual([])
})

it('finds which member a rule is broken at', () => {
  const broken = malformations(Everything, valid).filter(({ family }) => family === 'value-invalid')
  expect(broken.map(({ path, expected }) => [path, expected.offset])).toEqual([
    ['kind', 28],
    ['sorted[1]', 24],
  ])
})

it('starts from valid bytes only', () => {
  expect(() => malformations(Everything, bytes('02'))).toThrow(expect.objectContaining({ code: 'enum-unknown' }))
})

it('leaves the body as it is, even in a Buffer, whose slices share its memory', () => {
  const body = Buffer.from(valid)
  const found = malformations(Everything, body)
  expect(body).toEqual(Buffer.from(valid))
  expect(found.map(({ bytes: faulty }) => Buffer.from(faulty).toString('hex'))).toEqual(
    malformations(Everything, valid).map(({ bytes: faulty }) => Buffer.from(faulty).toString('hex')),
  )
})
