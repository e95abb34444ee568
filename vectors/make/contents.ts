/** What a field without parts can hold that is worth trying. */
import type { Shape } from '../../src/codec/index.js'
import { type Kind, sampleOfLength } from '../../src/wire/prose/index.js'
import type { Flag } from './flags.js'

export interface Content {
  /** Words that tell it from the others of its field. */
  readonly id: string
  readonly value: unknown
  readonly comment: string
  readonly flags: readonly Flag[]
}

type LeafKind = 'uint' | 'registry' | 'enum' | 'opaque' | 'fixed' | 'utf8'
type LeafShape = Extract<Shape, { kind: LeafKind }>

/** All that is worth trying of a field, what most goes wrong first, or the one or two of them that most go wrong, and every member of an enum. @param kind what the prose says that an opaque field holds */
export function contentsOf(shape: LeafShape, thorough: boolean, kind?: Kind): Content[] {
  switch (shape.kind) {
    case 'uint':
      return thorough ? integers(shape.bytes) : [integer('max', limitOf(shape.bytes) - 1n, shape.bytes)]
    case 'registry':
      return thorough ? openNumbers(shape.bytes) : openNumbers(shape.bytes).slice(0, 1)
    case 'enum':
      return Object.entries(shape.names)
        .filter(([name]) => !shape.reserved.includes(name))
        .map(([name, number]) => ({ id: name, value: name, comment: `${name} (${number})`, flags: ['EnumArm'] }))
    case 'fixed':
      return [0x00, 0xff].map((byte) => ({
        id: byte === 0 ? 'zeros' : 'ones',
        value: new Uint8Array(shape.length).fill(byte),
        comment: `${shape.length} times ${byte === 0 ? '00' : 'ff'}, without a length`,
        flags: ['BytesOfAnyKind'],
      }))
    case 'opaque':
      return [
        ...(thorough ? [64, 0, 63, 1] : [64, 0]).map((length) => opaqueOf(length, kind)),
        ...(thorough ? unlikely : []),
      ]
    default:
      return thorough ? [...[64, 0, 63, 1].map(textOf), ...texts] : [64, 0].map(textOf)
  }
}

/** An opaque of that many bytes, of the kind that the prose has there if any such can be that long. */
function opaqueOf(length: number, kind?: Kind): Content {
  return { ...sized(length), value: (kind && sampleOfLength(kind, length)) ?? lettersOf(length) }
}

/** A text of that many bytes. */
function textOf(length: number): Content {
  return { ...sized(length), value: Buffer.from(lettersOf(length)).toString('latin1') }
}

function sized(length: number) {
  const flags: readonly Flag[] = ['LengthBoundary']
  return { id: `length-${length}`, comment: `${length} byte(s)`, flags }
}

function lettersOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => 0x61 + (i % 26))
}

function limitOf(bytes: number): bigint {
  return 1n << BigInt(8 * bytes)
}

function integers(bytes: number): Content[] {
  const limit = limitOf(bytes)
  const ends = [integer('zero', 0n, bytes), integer('high-bit', limit / 2n, bytes), integer('max', limit - 1n, bytes)]
  const exact = 1n << 53n
  if (bytes < 8) return ends
  return [
    integer('above-2-to-53', exact + 1n, bytes),
    ...ends,
    integer('2-to-53', exact, bytes),
    integer('below-2-to-53', exact - 1n, bytes),
  ]
}

function integer(id: string, value: bigint, bytes: number): Content {
  const flags: Flag[] = bytes === 8 && value > 1n << 52n ? ['IntegerBoundary', 'BeyondDouble'] : ['IntegerBoundary']
  return { id, value: bytes === 8 ? value : Number(value), comment: String(value), flags }
}

/** A GREASE number of RFC 9420, section 13.5, then the ends of the range. */
function openNumbers(bytes: number): Content[] {
  const numbers: [string, number][] = [
    ['grease', 0x0a0a],
    ['zero', 0],
    ['max', 2 ** (8 * bytes) - 1],
  ]
  return numbers
    .filter(([, number]) => number < 2 ** (8 * bytes))
    .map(([id, value]) => ({ id, value, comment: `number ${value}, which means nothing`, flags: ['OpenRegistry'] }))
}

const unlikely: readonly Content[] = [
  {
    id: 'no-text',
    value: Uint8Array.of(0x00, 0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80),
    comment: 'bytes that are no UTF-8',
    flags: ['BytesOfAnyKind'],
  },
  {
    id: 'non-ascii',
    value: new TextEncoder().encode('Zoë 漢字 😀'),
    comment: 'UTF-8 beyond ASCII, in hexadecimal all the same',
    flags: ['NonAscii'],
  },
]

const texts: readonly Content[] = [
  ['two-bytes-each', 'é'.repeat(32), '32 characters in 64 bytes'],
  ['three-bytes-each', '漢'.repeat(21), '21 characters in 63 bytes'],
  ['beyond-the-bmp', '😀'.repeat(16), '16 characters, 32 UTF-16 code units, 64 bytes'],
  ['decomposed', 'e\u0301', 'e and a combining accent: not to be normalised'],
  ['byte-order-mark', '\ufeffa', 'a byte order mark, which is part of the text'],
  ['nul', 'a\u0000b', 'a NUL within'],
  ['noncharacter', '\uffff', 'U+FFFF, a noncharacter that UTF-8 can express'],
].map(([id = '', value = '', comment = '']) => ({ id, value, comment, flags: ['NonAscii'] }))
