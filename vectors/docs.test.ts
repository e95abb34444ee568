/** What docs/vectors.md says, by the files; its example by its own interpreter. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { loadVectors } from './load.js'
import { flags } from './make/flags.js'

const page = readFileSync('docs/vectors.md', 'utf8')
const scratch = mkdtempSync(join(tmpdir(), 'mimicry-vectors-'))
afterAll(() => rmSync(scratch, { recursive: true }))

it('says what each flag means, as the files do', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, flag, note]) => [flag, note])
  expect(rows).toEqual(expect.arrayContaining(Object.entries(flags)))
})

it('shows a case that is there', () => {
  const [shown] = /\{"id":"statusCode.epochTooOld".+\}(?=,\n)/.exec(page) ?? []
  const [file] = loadVectors({ draft: '06', struct: 'SubmitMessageResponse' })
  expect(file?.cases.map((one) => JSON.stringify(one))).toContain(shown)
})

const there = spawnSync('python3', ['--version'], { timeout: 20_000 }).status === 0

it.skipIf(!there)('has an example that agrees with ConsentScope, and notices a wrong case (needs python3)', () => {
  const [, code = ''] = /```python\n([^]*?)```/.exec(page) ?? []
  const program = join(scratch, 'check.py')
  writeFileSync(program, code)
  const run = (file: string) => {
    const { stdout, stderr } = spawnSync('python3', [program, file], { timeout: 20_000, encoding: 'utf8' })
    return { stdout, stderr }
  }
  const file = 'vectors/ConsentScope/06.json'
  expect(run(file)).toEqual({ stdout: '', stderr: '' })
  const changed = join(scratch, 'changed.json')
  writeFileSync(changed, readFileSync(file, 'utf8').replaceAll('"result":"invalid"', '"result":"valid"'))
  expect(run(changed).stdout).toContain('empty-input: expected valid')
})
