import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCampaign } from '../campaigns/engine.js'
import { readFinding } from '../campaigns/finding-file.js'
import type { CampaignSummary } from '../campaigns/summary.js'
import { codecOf } from '../testee/case.js'
import type { Incident } from '../testee/incident.js'
import type { Testee } from '../testee/client.js'
import { twists, type Answer as Said, type Request } from '../testee/miniature/twists.js'
import { readAnswer, requestLine, type Answer } from '../testee/protocol.js'
import { answerer } from '../testee/serve.js'
import { repeat } from './repeat.js'
import { subjectsOf } from './subjects.js'
import { testeeCampaign } from './testee.js'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mimicry-testee-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

/** A testee in this process: our codec with a twist, or with answers of its own. */
function testeeWith(name: string, answers?: (request: Request) => Answer | undefined): Testee {
  const right = answerer({ name, version: '1' })
  const twist = twists[name]
  const rightly = (request: Request): Said => {
    const said: unknown = JSON.parse(right(JSON.stringify({ id: 1, ...request })))
    return { ...Object(said) }
  }
  return {
    command: [name],
    hello: { name },
    incidents: [],
    givenUp: undefined,
    ask(question) {
      if (question.op === 'hello') throw new Error('it has said hello')
      const own = answers?.(question)
      const codec = codecOf(question.draft, question.struct)
      if (own) return Promise.resolve(own)
      const said = twist && codec ? twist(question, rightly, codec) : rightly(question)
      return Promise.resolve(readAnswer(question, said, requestLine(1, question)))
    },
    close: () => Promise.resolve(),
  }
}

function fuzz(structs: readonly string[], runs: number, testee: Testee, against?: Testee): Promise<CampaignSummary> {
  const subjects = subjectsOf(['06'], structs)
  return runCampaign(testeeCampaign({ subjects, seeds: [], testee, against, settings: null }), {
    version: '1',
    seed: 1,
    runs,
    out: join(directory, 'out'),
    cwd: directory,
    signal: new AbortController().signal,
    replay: (file) => file,
  })
}

const causes = ({ findings }: CampaignSummary) => findings.map(({ cause }) => cause.join(' '))
const recipeOf = ({ findings }: CampaignSummary) => readFinding(join(directory, findings[0]?.file ?? '')).recipe

it('finds nothing in a testee that is right', async () => {
  const summary = await fuzz(['QueryElement', 'IdentifierUri'], 256, testeeWith('right'))
  expect(summary).toMatchObject({ cases: 256, findings: [], exitStatus: 0, more: { testees: ['right'] } })
  expect(summary.classes).toBeGreaterThan(10)
})

it.each([
  ['accepts-lengths-that-are-not-minimal', 'accepts-malformed decode IdentifierUri uri length-not-minimal', '400'],
  ['writes-lengths-that-are-not-minimal', 'other-bytes encode IdentifierUri', ''],
  ['ignores-trailing-bytes', 'accepts-malformed decode IdentifierUri trailing-bytes', '00'],
  ['off-by-one-at-16384', 'IdentifierUri', '80004000'],
])('finds that a testee %s, makes it small and repeats it', async (twist, cause, bytes) => {
  const testee = testeeWith(twist)
  const summary = await fuzz(['IdentifierUri'], 640, testee)
  expect(causes(summary).join('\n')).toContain(cause)
  const recipe = recipeOf(summary)
  expect(JSON.stringify(recipe)).toContain(`"bytes":"${bytes}`)
  expect(await repeat(recipe, testee, undefined)).toMatchObject({ actual: expect.any(String) })
  expect(await repeat(recipe, testeeWith('right'), undefined)).toBeNull()
})

it('counts other error codes, which no draft names', async () => {
  const summary = await fuzz(['IdentifierUri'], 64, testeeWith('names-other-codes'))
  expect(summary.findings).toEqual([])
  expect(Object.keys(summary.counted)).toEqual(['refused, but with another code or place than expected'])
})

it('finds deaths and hangs, and leaves alone what is not supported', async () => {
  const testee = testeeWith('right', ({ struct, bytes }) => {
    if (struct === 'QueryElement') return { kind: 'unsupported' }
    if (bytes?.startsWith('40')) return { kind: 'died', how: 'exited with 1', stderr: 'panic' }
    return bytes?.startsWith('c0') ? { kind: 'hung', ms: 5000 } : undefined
  })
  const summary = await fuzz(['QueryElement', 'IdentifierUri'], 512, testee)
  expect(causes(summary)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^dies/), expect.stringMatching(/^hangs/)]),
  )
  expect(summary.more.unsupported).toEqual(['06 QueryElement'])
})

it('finds where two testees differ, and nothing where both are wrong in the same way', async () => {
  const [wrong, right] = [testeeWith('ignores-trailing-bytes'), testeeWith('right')]
  const summary = await fuzz(['IdentifierUri'], 256, right, wrong)
  expect(causes(summary)).toEqual([expect.stringContaining('accepts-malformed decode IdentifierUri')])
  const recipe = recipeOf(summary)
  expect(await repeat(recipe, right, wrong)).toMatchObject({ actual: expect.stringContaining('the second: accepts') })
  expect(await repeat(recipe, wrong, wrong)).toBeNull()
})

it('finds what no single request brings about', async () => {
  const testee = testeeWith('right')
  const incidents: Incident[] = []
  const ask: Testee['ask'] = (question) => {
    if (incidents.length === 0) incidents.push({ kind: 'died', what: 'ended with status 3', after: question })
    return testee.ask(question)
  }
  const summary = await fuzz(['IdentifierUri'], 128, { ...testee, ask, incidents })
  expect(causes(summary)).toEqual(['incident died'])
})

it('ends when the testee is given up', async () => {
  const testee: Testee = { ...testeeWith('right'), givenUp: 'it hung five times' }
  const summary = await fuzz(['IdentifierUri'], 640, testee)
  expect(summary).toMatchObject({ cases: 0, more: { givenUp: ['it hung five times'] } })
})
