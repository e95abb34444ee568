/**
 * Cases of a codec campaign beside those of bare fast-check over a codec written by hand for the same structure, in
 * interleaved rounds of one process, so that whatever slows the machine slows both. Ours are those of `mimicry fuzz codec`,
 * malformed ones included; theirs are values that are written, read and compared.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { encode } from '../src/codec/index.js'
import type { Batch } from './campaigns/campaign.js'
import { ownCampaign } from './codec/own.js'
import { subjectsOf } from './codec/subjects.js'
import { generate } from './generate.js'
import { Random } from './random.js'
import { codecOf } from './testee/case.js'

const ROUNDS = 15
const ROUND_MS = 200
const STRUCT = 'KeyMaterialRequest'

interface Request {
  readonly protocol: number
  readonly uris: readonly Uint8Array[]
  readonly lists: readonly (readonly number[])[]
}

function writeLength(out: number[], length: number): void {
  if (length < 0x40) out.push(length)
  else if (length < 0x4000) out.push(0x40 | (length >> 8), length & 0xff)
  else out.push(0x80 | (length >> 24), (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff)
}

/** As somebody would write it for this structure alone: suites, then required capabilities, all of them 16-bit numbers. */
function write({ protocol, uris, lists }: Request): Uint8Array {
  const out = [protocol]
  for (const uri of uris) {
    writeLength(out, uri.length)
    for (const byte of uri) out.push(byte)
  }
  for (const list of lists) {
    writeLength(out, 2 * list.length)
    for (const number of list) out.push(number >> 8, number & 0xff)
  }
  return Uint8Array.from(out)
}

function read(bytes: Uint8Array): Request {
  let at = 0
  const byte = (): number => {
    const value = bytes[at++]
    if (value === undefined) throw new RangeError('truncated')
    return value
  }
  const length = (): number => {
    const first = byte()
    if (first < 0x40) return first
    if (first < 0x80) return ((first & 0x3f) << 8) | byte()
    return ((first & 0x3f) << 24) | (byte() << 16) | (byte() << 8) | byte()
  }
  const run = (): Uint8Array => {
    const size = length()
    if (at + size > bytes.length) throw new RangeError('truncated')
    at += size
    return bytes.subarray(at - size, at)
  }
  const numbers = (): number[] => {
    const content = run()
    return Array.from(
      { length: content.length / 2 },
      (_, i) => ((content[2 * i] ?? 0) << 8) | (content[2 * i + 1] ?? 0),
    )
  }
  const protocol = byte()
  const uris = [run(), run(), run()]
  return { protocol, uris, lists: [numbers(), numbers(), numbers(), numbers()] }
}

const number = fc.nat(0xffff)
const requests: fc.Arbitrary<Request> = fc.record(
  {
    protocol: fc.constant(1),
    uris: fc.array(fc.uint8Array({ maxLength: 80 }), { minLength: 3, maxLength: 3 }),
    lists: fc.array(fc.array(number, { maxLength: 4 }), { minLength: 4, maxLength: 4 }),
  },
  { noNullPrototype: true },
)

let seed = 0

/** Cases of one property. */
const THEIR_RUNS = 1000

function theirs(): number {
  fc.assert(
    fc.property(requests, (value) => isDeepStrictEqual(read(write(value)), value)),
    { numRuns: THEIR_RUNS, seed: seed++, endOnFailure: true },
  )
  return THEIR_RUNS
}

const campaign = ownCampaign({ subjects: subjectsOf(['01'], [STRUCT]), seeds: [], settings: null })
let first = 0
const shared: Omit<Batch, 'cases'> = {
  signal: new AbortController().signal,
  corpus: { size: 0, pick: () => undefined },
  random: (number) => new Random(1, number),
  turn: () => Promise.resolve(),
  reached: () => false,
  found: (_, { title }) => {
    throw new Error(title)
  },
  counted: () => {},
}

function ourCases(): number {
  const cases = Array.from({ length: campaign.batch }, (_, i) => first + i)
  first += campaign.batch
  void campaign.run({ ...shared, cases })
  return cases.length
}

/** Cases per second within one round. */
function rate(cases: () => number): number {
  const started = performance.now()
  let [count, elapsed] = [0, 0]
  while (elapsed < ROUND_MS) {
    count += cases()
    elapsed = performance.now() - started
  }
  return (1000 * count) / elapsed
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN
}

function checkSameStructure(): void {
  const codec = codecOf('01', STRUCT)
  if (!codec) throw new Error(`there is no ${STRUCT}`)
  for (let i = 0; i < 100; i++) {
    const bytes = encode(codec, generate(codec, new Random(2, i)))
    if (Buffer.compare(write(read(bytes)), bytes) !== 0) throw new Error('the two codecs write different bytes')
  }
}

checkSameStructure()
rate(ourCases)
rate(theirs)
const rounds = Array.from({ length: ROUNDS }, () => ({ ours: rate(ourCases), theirs: rate(theirs) }))
const perSecond = (side: 'ours' | 'theirs') => Math.round(median(rounds.map((one) => one[side]))).toLocaleString('en')
const ratio = median(rounds.map((one) => one.ours / one.theirs))
console.log(
  `codec cases, ${STRUCT}: ${ratio.toFixed(1)} x bare fast-check  (${perSecond('ours')} against ${perSecond('theirs')} per second)`,
)
