import { describe, expect, it } from 'vitest'
import { decode, encode, malformations, opaque, struct, tryDecode, uint16, vector } from '../../src/codec/index.js'
import { generate } from '../generate.js'
import { Random } from '../random.js'
import { structures } from '../../src/wire/index.js'
import { apply, baseOf, mutate, shrink, simpler, type Base, type Mutation } from './index.js'
import { replaced } from './mutate.js'
import { everyStructure } from './test-structures.js'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

/** A small encoding: large ones say no more and cost more. */
function example(codec: (typeof everyStructure)[number]['codec'], number: number): Uint8Array {
  for (let tried = number; ; tried += 100) {
    const bytes = encode(codec, generate(codec, new Random(3, tried)))
    if (bytes.length < 1000) return bytes
  }
}

function refusal({ code, path, offset }: { code: string; path: string; offset: number }): string {
  return `${code} at ${path}, byte ${offset}`
}

function refusalOf(codec: (typeof everyStructure)[number]['codec'], bytes: Uint8Array): string {
  const read = tryDecode(codec, bytes)
  return read.ok ? 'accepted' : refusal(read.error)
}

function walked(codec: (typeof everyStructure)[number]['codec'], bytes: Uint8Array): Base {
  const base = baseOf(codec, bytes)
  if (!base) throw new Error('the example is malformed')
  return base
}

describe.each(everyStructure)('$name', ({ codec }) => {
  it('has each malformation as a mutation, which a strict reader refuses as it should', () => {
    const bytes = example(codec, 0)
    const counts = new Map<string, number>()
    const wrong: unknown[] = []
    for (const { family, path, bytes: faulty, expected } of malformations(codec, bytes).slice(0, 40)) {
      const key = `${family} ${path}`
      const nth = counts.get(key) ?? 0
      counts.set(key, nth + 1)
      const mutated = apply(codec, bytes, [{ kind: 'malform', family, path, nth }])
      const same = mutated !== null && Buffer.compare(mutated.bytes, faulty) === 0
      if (!same || refusalOf(codec, faulty) !== refusal(expected)) wrong.push({ family, path, nth })
    }
    expect(wrong).toEqual([])
  })

  it('stays valid with unusual values', () => {
    const random = new Random(4)
    const base = walked(codec, example(codec, 1))
    for (let i = 0; i < 10; i++) {
      const mutation = replaced(base, random.pick(base.elements), random)
      const mutated = mutation && apply(codec, base.bytes, [mutation])
      if (mutated) expect(tryDecode(codec, mutated.bytes).ok).toBe(true)
    }
  })

  it('can be mutated again and again, and each mutation be applied', () => {
    const others = (random: Random) => ({ codec, bytes: example(codec, random.below(3)) })
    for (let number = 0; number < 4; number++) {
      const random = new Random(5, number)
      const bytes = example(codec, number)
      const mutations: Mutation[] = []
      let now = bytes
      for (let i = 0; i < 3; i++) {
        mutations.push(mutate(codec, now, random, others))
        const mutated = apply(codec, bytes, mutations)
        expect(mutated?.what).toHaveLength(mutations.length)
        now = mutated?.bytes ?? now
        if (mutated?.expected) expect(refusalOf(codec, now)).toBe(refusal(mutated.expected))
      }
      for (const fewer of shrink(codec, bytes, mutations)) expect(fewer.length).toBeLessThanOrEqual(mutations.length)
    }
  })
})

const List = struct('List', { kind: uint16, items: vector(struct('Item', { id: uint16, name: opaque })) })
const list = hex('0001 0d 0001 0161 0002 0162 0003 026363')

it('makes every kind of mutation', () => {
  const random = new Random(6)
  const made = Array.from({ length: 300 }, () => mutate(List, list, random))
  expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set(['malform', 'replace', 'edit']))
  const what = made.map((mutation) => (mutation.kind === 'malform' ? mutation.family : mutation.what)).join('\n')
  for (const word of [
    'reversed',
    'twice',
    'none',
    '16384 bytes',
    '65535',
    'cut off',
    'bit',
    'odd-vector',
    'truncated',
  ]) {
    expect(what).toContain(word)
  }
})

it('gives an arm that fits to the enum that it changes', () => {
  const Response = structures('06').SubmitMessageResponse
  if (!Response) throw new Error('06 has no SubmitMessageResponse')
  const base = walked(Response, hex('01 02 000000000000002a'))
  const seen = new Set<string>()
  for (let number = 0; number < 60; number++) {
    const random = new Random(8, number)
    const status = base.elements.find(({ value }) => value === 'epochTooOld')
    const mutation = status && replaced(base, status, random)
    const mutated = mutation && apply(Response, base.bytes, [mutation])
    if (mutated) seen.add(String(Object(decode(Response, mutated.bytes)).statusCode))
  }
  expect(seen).toEqual(new Set(['accepted', 'notAllowed']))
})

it('takes elements from other encodings', () => {
  const other = hex('0009 05 0009 027a7a')
  const random = new Random(9)
  const made = Array.from({ length: 300 }, () => mutate(List, list, random, () => ({ codec: List, bytes: other })))
  const borrowed = made.filter((mutation) => mutation.kind === 'replace' && mutation.what.includes('another encoding'))
  expect(new Set(borrowed.map((mutation) => mutation.kind === 'replace' && mutation.path))).toContain('items[1]')
  const [first] = borrowed.filter((mutation) => mutation.kind === 'replace' && mutation.path === 'items[1]')
  expect(first && apply(List, list, [first])?.bytes).toEqual(hex('0001 0e 0001 0161 0009 027a7a 0003 026363'))
})

it('does not apply what does not fit', () => {
  const malform = { kind: 'malform', family: 'length-reserved', path: 'items[7]', nth: 0 } as const
  expect(apply(List, list, [malform])).toBeNull()
  expect(apply(List, list, [{ ...malform, path: 'items', nth: 9 }])).toBeNull()
  expect(apply(List, list, [{ kind: 'replace', path: 'item', bytes: '', what: '' }])).toBeNull()
  expect(apply(List, list, [{ kind: 'edit', at: 16, remove: 1, insert: '', what: '' }])).toBeNull()
  const broken = { ...malform, path: 'items' }
  expect(apply(List, list, [broken, broken])).toBeNull()
})

it('shrinks an encoding to the smallest that still shows something', () => {
  let smallest: Uint8Array = list
  const shows = (bytes: Uint8Array) => decode(List, bytes).items.some(({ id }) => id === 3)
  for (let found: Uint8Array | undefined = smallest; found;) {
    found = [...simpler(List, smallest)].find(shows)
    smallest = found ?? smallest
  }
  expect(smallest).toEqual(hex('0000 03 0003 00'))
})

it('shrinks mutations to those that matter, and these to less', () => {
  const replace = { kind: 'replace', path: 'items[0].name', bytes: '03616263', what: 'abc' } as const
  const edit = { kind: 'edit', at: 2, remove: 4, insert: '01020304', what: 'noise' } as const
  const offered = [...shrink(List, list, [replace, edit])]
  expect(offered.slice(0, 2)).toEqual([[edit], [replace]])
  expect(offered).toContainEqual([{ ...replace, bytes: '00', what: 'a smaller one than abc' }, edit])
  expect(offered).toContainEqual([replace, { ...edit, insert: '0102' }])
  expect(offered).toContainEqual([replace, { ...edit, remove: 2 }])
})
