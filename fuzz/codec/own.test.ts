import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CodecError, decode, encode } from '../../src/codec/index.js'
import { runCampaign } from '../campaigns/engine.js'
import { readFinding } from '../campaigns/finding-file.js'
import type { CampaignSummary } from '../campaigns/summary.js'
import { caseOf, judged } from './finding.js'
import { ours, type Functions } from './oracles.js'
import { ownCampaign } from './own.js'
import { makeSeeds } from './seeds.js'
import { subjectsOf, type Subject } from './subjects.js'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mimicry-own-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

function fuzz(subjects: readonly Subject[], runs: number, functions: Functions = ours): Promise<CampaignSummary> {
  return runCampaign(ownCampaign({ subjects, seeds: [], functions, settings: null }), {
    version: '1',
    seed: 1,
    runs,
    out: join(directory, 'out'),
    cwd: directory,
    signal: new AbortController().signal,
    replay: (file) => file,
  })
}

it('finds nothing in our codec', async () => {
  const subjects = subjectsOf(['06'], ['UpdateRequest', 'IdentifierRequest', 'NotifyBody', 'KeyMaterialResponse'])
  const summary = await fuzz(subjects, 4 * 1024)
  expect(summary).toMatchObject({ cases: 4096, findings: [], exitStatus: 0 })
  expect(summary.classes).toBeGreaterThan(50)
})

const [response] = subjectsOf(['06'], ['SubmitMessageResponse'])
const [query] = subjectsOf(['06'], ['QueryElement'])
if (!response || !query) throw new Error('06 has both')

/** A codec that is ours but for what is given. */
const wrong: Readonly<Record<string, { subject: Subject; functions: Functions; cause: string; bytes?: string }>> = {
  'accepts lengths that are not minimal': {
    subject: query,
    functions: {
      ...ours,
      decode(codec, bytes) {
        try {
          return decode(codec, bytes)
        } catch (error) {
          if (error instanceof CodecError && error.code === 'length-not-minimal')
            return { searchType: 'handle', searchValue: new Uint8Array(0) }
          throw error
        }
      },
    },
    cause: 'malformed-accepted QueryElement searchValue length-not-minimal',
    bytes: '014000',
  },
  'falls over at 16384 bytes': {
    subject: query,
    functions: {
      ...ours,
      decode(codec, bytes) {
        if (Buffer.from(bytes).includes(Buffer.from('80004000', 'hex'))) throw new TypeError('no such length')
        return decode(codec, bytes)
      },
    },
    cause: 'crash QueryElement TypeError',
    bytes: `0180004000${'00'.repeat(16_384)}`,
  },
  'reads another value than was written': {
    subject: query,
    functions: {
      ...ours,
      decode(codec, bytes) {
        const value = decode(codec, bytes)
        return Object.assign({ ...Object(value) }, Object(value).searchType === 'phone' ? { searchType: 'email' } : {})
      },
    },
    cause: 'value-changed QueryElement',
    bytes: '0400',
  },
  'writes what cannot be read': {
    subject: response,
    functions: { ...ours, encode: (codec, value) => encode(codec, value).subarray(0, -1) },
    cause: 'valid-refused SubmitMessageResponse',
  },
  'says where the fault is one byte too late': {
    subject: response,
    functions: {
      ...ours,
      decode(codec, bytes) {
        try {
          return decode(codec, bytes)
        } catch (error) {
          if (!(error instanceof CodecError) || error.code !== 'enum-unknown') throw error
          throw new CodecError(error.code, error.path, error.offset + 1, error.message)
        }
      },
    },
    cause: 'other-error SubmitMessageResponse protocol enum-unknown, not enum-unknown',
  },
}

it.each(Object.entries(wrong))('finds that a codec %s, makes it small and repeats it', async (_, expected) => {
  const { subject, functions, cause, bytes } = expected
  const { findings } = await fuzz([subject], 1024, functions)
  const found = findings.find((one) => one.cause.join(' ').startsWith(cause))
  expect(findings.map((one) => one.cause.join(' '))).toContainEqual(expect.stringContaining(cause))
  const finding = readFinding(join(directory, found?.file ?? ''))
  if (bytes !== undefined) expect(finding.recipe).toMatchObject({ draft: '06', struct: subject.struct, bytes })
  expect(finding.notes).not.toEqual([])
  const again = caseOf(finding.recipe)
  expect(judged(again, functions, true)).toMatchObject({ fault: { oracle: found?.cause[0] } })
  expect(judged(again, ours, true)).not.toHaveProperty('fault')
})

it('begins from real objects and from wrong ones, where such are tried', async () => {
  const subjects = subjectsOf(['06'], ['KeyPackage', 'MLSMessage', 'Welcome', 'IdentifierRequest'])
  const seeds = await makeSeeds(subjects)
  expect(seeds.map(({ struct }) => struct)).toEqual(expect.arrayContaining(['KeyPackage', 'MLSMessage', 'Welcome']))
  expect(seeds.length).toBeGreaterThan(40)
  expect(await makeSeeds([response, query])).toEqual([])
})
