import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { drafts } from '../../src/drafts/ids.js'
import { loadVectors } from '../../vectors/load.js'
import type { VectorCase, VectorFile } from '../../vectors/types.js'
import { openTestee } from './client.js'
import { judgeTestee, type ConformanceOptions } from './conformance.js'
import { isDisagreement, replayDisagreement } from './replay.js'
import { codecStatus, type CodecResult } from './result.js'

const built = (file: string) => fileURLToPath(new URL(`../../dist/fuzz/testee/miniature/${file}`, import.meta.url))
const command = (file: string, ...words: string[]) => [process.execPath, built(file), ...words] as const
const published = loadVectors()

/** A vector that the test needs, whatever is published. */
function made(vector: Omit<VectorCase, 'id' | 'comment' | 'flags'>, struct = 'IdentifierUri'): VectorFile {
  const one = { id: 'made', comment: 'made for the test', flags: [], ...vector }
  return { format: 'mimicry-vectors/1', draft: '06', struct, notes: {}, cases: [one] }
}

const empty = { bytes: '', result: 'invalid', error: { code: 'truncated', path: 'uri', offset: 0 } } as const
const long = '61'.repeat(16_384)
const vectors = [...published, made(empty), made({ bytes: `80004000${long}`, result: 'valid', value: { uri: long } })]

async function judged(
  words: readonly [string, ...string[]],
  more: Partial<ConformanceOptions> = {},
): Promise<CodecResult> {
  const testee = await openTestee({ command: words, timeoutMs: 30_000 })
  const { signal } = new AbortController()
  try {
    return await judgeTestee(testee, { version: '0', drafts: ['06'], vectors, seed: 1, runs: 2, signal, ...more })
  } finally {
    await testee.close()
  }
}

const twisted = (twist: string, structs?: string[], more: Partial<ConformanceOptions> = {}) =>
  judged(command('twisted.js', twist), { structs, ...more })

describe('a testee that is right', () => {
  it('agrees in every structure of every draft', async () => {
    const result = await twisted('right', undefined, { drafts, runs: 1, vectors: published })
    expect(result.disagreements).toEqual([])
    expect(result).toMatchObject({ complete: true, notes: [], claims: [], incidents: [], causes: [] })
    expect(result.structures.filter(({ agree, skip }) => agree === 0 || skip > 0)).toEqual([])
    expect(codecStatus(result, true)).toBe(0)
  })

  it.each(['names-no-code', 'shuffles-members'])('and %s agrees, too', async (twist) => {
    const result = await twisted(twist, ['KeyMaterialRequest'])
    expect(codecStatus(result, true)).toBe(0)
    expect(result.summary.agree).toBeGreaterThan(20)
  })

  it('names other codes: that is a note', async () => {
    const result = await twisted('names-other-codes', ['IdentifierUri'])
    expect([codecStatus(result, false), codecStatus(result, true)]).toEqual([0, 1])
    expect(result.notes[0]).toMatchObject({ about: 'code', actual: 'malformed', struct: 'IdentifierUri' })
  })
})

describe('a testee that is wrong is found out', () => {
  /** Twist, a structure in which it shows, and what the report says about it. */
  const wrong: readonly [twist: string, struct: string, expected: object][] = [
    [
      'accepts-lengths-that-are-not-minimal',
      'KeyMaterialRequest',
      { fault: 'accepts-malformed', detail: 'length-not-minimal', op: 'decode' },
    ],
    ['ignores-trailing-bytes', 'IdentifierUri', { fault: 'accepts-malformed', detail: 'trailing-bytes', offset: 21 }],
    ['off-by-one-at-16384', 'IdentifierUri', { fault: 'refuses-valid', detail: 'truncated' }],
    ['dies-of-empty-input', 'IdentifierUri', { fault: 'dies', detail: 'ended with status 139' }],
    ['reads-the-first-element-twice', 'ParticipantListData', { fault: 'other-value', path: /\[1\]/ }],
    [
      'reads-one-arm-wrong',
      'SubmitMessageResponse',
      { fault: 'other-value', path: 'statusCode', expected: '"notAllowed"', actual: '"accepted"' },
    ],
    ['reads-uint64-as-double', 'SubmitMessageResponse', { fault: 'other-value', detail: 'uint64' }],
    [
      'writes-lengths-that-are-not-minimal',
      'IdentifierUri',
      { fault: 'other-bytes', detail: 'malformed: length-not-minimal', op: 'encode' },
    ],
    ['always-wrong', 'KeyMaterialRequest', { fault: 'other-value' }],
  ]

  it.each(wrong)('%s', async (twist, struct, expected) => {
    const result = await twisted(twist, [struct])
    expect(codecStatus(result, false)).toBe(1)
    const shown =
      'path' in expected && expected.path instanceof RegExp
        ? { ...expected, path: expect.stringMatching(expected.path) }
        : expected
    expect(result.disagreements).toContainEqual(expect.objectContaining({ draft: '06', struct, ...shown }))
  })

  it('with the smallest bytes that show it', async () => {
    const { disagreements } = await twisted('accepts-lengths-that-are-not-minimal', ['IdentifierUri'], { vectors: [] })
    expect(disagreements[0]).toMatchObject({
      vector: { bytes: '4000' },
      expected: 'refused: length-not-minimal at uri, byte 0',
      actual: 'accepted, as {"uri":""}',
      request: '{"id":1,"op":"decode","draft":"06","struct":"IdentifierUri","bytes":"4000"}',
      foundIn: { id: expect.stringMatching(/^generated-\d\.length-not-minimal$/) },
    })
  })

  it('and goes on after a death, until it has seen enough of one structure', async () => {
    const deadly = Array.from({ length: 200 }, () => made(empty))
    const run = { structs: ['IdentifierUri', 'UTF8String'], vectors: [...deadly, made(empty, 'UTF8String')], runs: 0 }
    const result = await judged(command('plain.js', 'dies-on', ''), run)
    expect(result.structures).toMatchObject([
      { struct: 'IdentifierUri', disagree: 3, unjudged: 197 },
      { struct: 'UTF8String', disagree: 1, unjudged: 0 },
    ])
    expect(result).toMatchObject({ complete: false, givenUp: null, incidents: [] })
    expect(result.causes).toMatchObject([{ fault: 'dies', detail: 'ended with status 7', cases: 4, structures: 2 }])
  })
})

describe('a testee that does not keep its word', () => {
  it.each([
    ['lies-about-a-structure', ['KeyMaterialRequest', 'IdentifierUri'], { structs: ['KeyMaterialRequest'] }],
    ['lies-about-a-draft', ['IdentifierUri'], { what: expect.stringContaining('draft 01') }],
    ['unsupported-when-hard', ['IdentifierUri'], { what: expect.stringContaining('some cases of decode') }],
  ] as const)('%s', async (twist, structs, claim) => {
    const result = await twisted(twist, [...structs], { drafts: ['01', '06'] })
    expect(codecStatus(result, false)).toBe(1)
    expect(result.claims).toContainEqual(expect.objectContaining({ lie: true, ...claim }))
  })

  it('only reads: hello has no words for that, so it is a note', async () => {
    const result = await twisted('only-reads', ['IdentifierUri'])
    expect([codecStatus(result, false), codecStatus(result, true)]).toEqual([0, 1])
    expect(result.claims).toMatchObject([{ lie: false, structs: ['IdentifierUri'] }])
  })
})

describe('a testee without a codec', () => {
  it('that answers nonsense is broken in every case', async () => {
    const result = await judged(command('plain.js', 'nonsense'), { structs: ['IdentifierUri'] })
    expect(result.summary).toMatchObject({ agree: 0, disagree: result.summary.cases })
    expect(result.causes).toContainEqual(expect.objectContaining({ fault: 'broken-answer' }))
    expect(codecStatus(result, false)).toBe(1)
  })

  it('that hangs on one request is told which, and judged by the others', async () => {
    const some = ['00', '0161', '0162'].map((bytes) => made({ bytes, result: 'valid', value: { echo: bytes } }))
    const testee = await openTestee({
      command: command('plain.js', 'hangs-on', '00'),
      timeoutMs: 1000,
      firstMs: 30_000,
    })
    const { signal } = new AbortController()
    const run = {
      version: '0',
      drafts: ['06'] as const,
      structs: ['IdentifierUri'],
      vectors: some,
      seed: 1,
      runs: 0,
      signal,
    }
    const result = await judgeTestee(testee, run)
    await testee.close()
    const hung = result.disagreements.filter(({ fault }) => fault === 'hangs')
    expect(hung).toMatchObject([{ vector: { bytes: '00' }, count: 1 }])
    expect(result).toMatchObject({ complete: true, structures: [{ agree: 3 }] })
  })
})

it('is interrupted with what is known by then', async () => {
  const interrupt = new AbortController()
  const { signal } = interrupt
  const testee = await openTestee({ command: command('twisted.js', 'always-wrong'), signal })
  const onCase = ({ cases }: { cases: number }) => void (cases === 50 && interrupt.abort())
  const run = { version: '0', drafts, vectors, seed: 1, runs: 1, signal, onCase }
  const result = await judgeTestee(testee, run)
  await testee.close()
  expect(result).toMatchObject({ complete: false, interrupted: true, givenUp: null })
  expect(result.summary.disagree).toBeGreaterThan(0)
  expect(codecStatus(result, false)).toBe(130)
})

it('makes the same cases of the same seed, whatever else is judged', async () => {
  const some = await twisted('reads-uint64-as-double', ['SubmitMessageResponse'], { vectors: [], runs: 5 })
  const more = await twisted('reads-uint64-as-double', ['IdentifierUri', 'SubmitMessageResponse'], {
    vectors: [],
    runs: 5,
  })
  expect(more.disagreements).toEqual(some.disagreements)
})

describe('a recorded disagreement', () => {
  it('is repeated against the same testee, and against another', async () => {
    const { disagreements } = await twisted('ignores-trailing-bytes', ['IdentifierUri'])
    const file: unknown = JSON.parse(JSON.stringify(disagreements[0]))
    if (!isDisagreement(file)) throw new Error('it is no disagreement when it is read again')
    expect(await replayDisagreement(file)).toMatchObject({ again: true, judgement: { fault: 'accepts-malformed' } })
    expect(await replayDisagreement(file, { command: command('twisted.js', 'right') })).toEqual({
      again: false,
      judgement: { kind: 'agree' },
    })
  })

  it.each([
    null,
    {},
    { format: 'mimicry-disagreement/1' },
    { format: 'mimicry-finding/1', vector: {}, command: ['x'] },
  ])('is not %j', (json) => expect(isDisagreement(json)).toBe(false))
})
