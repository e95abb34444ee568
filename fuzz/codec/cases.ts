/** What the cases of a codec campaign are. Each follows from its number alone, but for what the corpus gives. */
import { encode, type Codec } from '../../src/codec/index.js'
import { elementMalformations, type Malformation } from '../../src/codec/malformations.js'
import { apply, baseOf, mutate, type Others } from '../mutate/index.js'
import type { Mutation } from '../mutate/mutation.js'
import type { Random } from '../random.js'
import { fieldOf } from '../testee/case.js'
import type { Expected } from './oracles.js'
import type { Subject } from './subjects.js'

/** Cases come in blocks about one structure, whose malformed ones are made of one encoding that is walked once. */
export interface Mix {
  /** Cases of a block. */
  readonly block: number
  /** How many of them are malformed in one way. */
  readonly malformed: number
  /** How many are changed in any way, once or several times. The others are valid values. */
  readonly mutated: number
}

export type CodecCase =
  | { readonly kind: 'value'; readonly subject: Subject; readonly value: unknown }
  | {
      readonly kind: 'bytes'
      readonly subject: Subject
      readonly bytes: Uint8Array
      readonly expected: Expected | undefined
      readonly how: readonly string[]
      /** What they were made of. */
      readonly origin: { readonly bytes: Uint8Array; readonly mutations: readonly Mutation[] }
    }

/** An encoding to begin from: of the corpus, or a real object. */
export interface Seed extends Subject {
  readonly bytes: Uint8Array
}

/** What a campaign gives its cases. */
export interface Source {
  /** The generator of a number: of a case, or below 0 of a block. */
  random(number: number): Random
  /** Some encoding of a structure, if there is one. */
  seed(random: Random, codec: Codec<unknown>): Uint8Array | undefined
  /** A value that keeps the declaration. */
  generate(codec: Codec<unknown>, random: Random): unknown
  /** Some encoding of anything. */
  readonly others: Others
}

/** Makes cases from their numbers. */
export class CaseMaker {
  private block: Block | undefined

  constructor(
    private readonly subjects: readonly Subject[],
    private readonly source: Source,
    private readonly mix: Mix,
  ) {}

  make(number: number): CodecCase {
    const { block, malformed, mutated } = this.mix
    const at = Math.floor(number / block)
    if (this.block?.number !== at) this.block = this.open(at)
    const { subject } = this.block
    const place = number % block
    if (place < malformed) {
      const made = this.block.malformed[place]
      if (made) return made
    } else if (place < malformed + mutated) return this.mutated(this.block, this.source.random(number))
    return { kind: 'value', subject, value: this.source.generate(subject.codec, this.source.random(number)) }
  }

  private open(number: number): Block {
    const random = this.source.random(-1 - number)
    // In turn, so that a short campaign has something of each.
    const subject = this.subjects[number % this.subjects.length] ?? random.pick(this.subjects)
    const { codec } = subject
    const given = random.below(2) === 0 ? this.source.seed(random, codec) : undefined
    const bytes = given ?? encode(codec, this.source.generate(codec, random))
    return { number, subject, bytes, malformed: malformedOf(subject, bytes, random, this.mix.malformed) }
  }

  private mutated({ subject, bytes: base }: Block, random: Random): CodecCase {
    const mutations: Mutation[] = []
    let now: { bytes: Uint8Array; what: readonly string[]; expected: Expected | undefined } = {
      bytes: base,
      what: [],
      expected: undefined,
    }
    for (let left = 1 + random.below(3); left > 0; left--) {
      const mutation = mutate(subject.codec, now.bytes, random, this.source.others)
      const next = apply(subject.codec, now.bytes, [mutation])
      if (!next) continue
      mutations.push(mutation)
      now = { ...next, what: [...now.what, ...next.what] }
    }
    const { bytes, what: how, expected } = now
    return { kind: 'bytes', subject, bytes, expected, how, origin: { bytes: base, mutations } }
  }
}

interface Block {
  readonly number: number
  readonly subject: Subject
  readonly bytes: Uint8Array
  readonly malformed: readonly CodecCase[]
}

function malformedOf(subject: Subject, bytes: Uint8Array, random: Random, wanted: number): CodecCase[] {
  const elements = baseOf(subject.codec, bytes)?.elements ?? []
  const cases: CodecCase[] = []
  for (let looked = 0; looked < wanted && cases.length < wanted; looked++) {
    const element = random.pick(elements)
    for (const { family, path, bytes: faulty, expected, what } of elementMalformations(element, bytes)) {
      const how = [`${family}: ${what}`]
      const mutations: Mutation[] = [{ kind: 'malform', family, path, nth: 0 }]
      cases.push({ kind: 'bytes', subject, bytes: faulty, expected, how, origin: { bytes, mutations } })
    }
  }
  return cases.slice(0, wanted)
}

/** Malformations of a valid encoding that are refused for the same reason in the same field. */
export function* malformedAlike(
  codec: Codec<unknown>,
  bytes: Uint8Array,
  { code, path }: Pick<Expected, 'code' | 'path'>,
): Generator<Malformation, void> {
  for (const element of baseOf(codec, bytes)?.elements ?? []) {
    for (const one of elementMalformations(element, bytes))
      if (one.expected.code === code && fieldOf(one.expected.path) === fieldOf(path)) yield one
  }
}
