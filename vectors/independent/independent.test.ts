/** The vectors held to a second reader, which has its layouts from the drafts' text and nothing from the codec. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadVectors } from '../load.js'
import type { VectorCase, VectorFile } from '../types.js'
import { layouts } from './grammar.js'
import { read, Refusal, type Value } from './reader.js'

const text = (name: string) => readFileSync(new URL(`${name}.tls`, import.meta.url), 'utf8')
const of = (...names: readonly string[]) => layouts(...names.map(text))
const byDraft = {
  '01': of('rfc9420', 'extensions-04', 'mimi-every', 'mimi-before-06', 'mimi-01'),
  '02ed': of('rfc9420', 'extensions-04', 'semi-private', 'mimi-every', 'mimi-before-06', 'mimi-02ed'),
  '06': of('rfc9420', 'extensions-09', 'semi-private', 'mimi-every', 'mimi-06', 'room-policy-03'),
}

type Answer = { value: Value } | { code: string; offset: number }

function answer({ draft, struct }: VectorFile, { bytes }: VectorCase): Answer {
  const several = struct === 'NotifyBody'
  try {
    return { value: read(byDraft[draft], several ? 'FanoutMessage' : struct, Buffer.from(bytes, 'hex'), several) }
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, offset: error.offset }
    throw error
  }
}

/** The answer that the vector gives; where a rule is broken, the second reader does not say at which byte. */
function agrees({ result, value, error }: VectorCase, got: Answer): boolean {
  if ('value' in got) return value !== undefined && JSON.stringify(got.value) === JSON.stringify(value)
  if (result === 'valid' || !error) return result === 'ambiguous'
  return got.code === error.code && (error.code === 'value-invalid' || got.offset === error.offset)
}

const files = loadVectors()

it.each(['01', '02ed', '06'] as const)('agrees with every vector of draft %s', (draft) => {
  const disagreements = files
    .filter((file) => file.draft === draft)
    .flatMap((file) =>
      file.cases.flatMap((one) => {
        const got = answer(file, one)
        return agrees(one, got) ? [] : [{ struct: file.struct, id: one.id, got, expected: one.error ?? one.value }]
      }),
    )
  expect(disagreements).toEqual([])
})

it('would notice a layout that is wrong in one field', () => {
  const [file] = files.filter(({ draft, struct }) => draft === '06' && struct === 'ConsentEntry')
  const valid = file?.cases.filter(({ result }) => result === 'valid') ?? []
  expect(valid.length).toBeGreaterThan(0)
  for (const one of valid) expect(file && agrees(one, answer({ ...file, draft: '02ed' }, one))).toBe(false)
})
